/** The operators on whole collections. http://hl7.org/fhirpath/N1/#operations */
export * from './arithmetic.ts';
export * from './comparison.ts';
export * from './lists.ts';
export * from './logic.ts';
