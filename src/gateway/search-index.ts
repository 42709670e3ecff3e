/** What can be searched: per resource type, the elements each search parameter looks at. */
import { ownValue } from '../base/own-value.ts';
import type { Resource } from '../channel/translation.ts';
import type { IndexEntry } from './ports/prepared.ts';

type Extract = (resource: Resource) => readonly string[];

/** http://hl7.org/fhir/R4/searchparameter-registry.html */
export const SEARCH_PARAMETERS: Readonly<Record<string, Readonly<Record<string, Extract>>>> = {
  Claim: { identifier: tokensOf('identifier'), patient: referenceOf('patient') },
  ClaimResponse: {
    identifier: tokensOf('identifier'),
    patient: referenceOf('patient'),
    request: referenceOf('request'),
  },
  Coverage: { identifier: tokensOf('identifier'), patient: referenceOf('beneficiary') },
  CoverageEligibilityResponse: {
    identifier: tokensOf('identifier'),
    patient: referenceOf('patient'),
  },
  Encounter: { identifier: tokensOf('identifier'), patient: referenceOf('subject') },
  Patient: { identifier: tokensOf('identifier') },
  PaymentReconciliation: { identifier: tokensOf('identifier') },
  ...unindexed('ClinicalImpression', 'Composition', 'Condition', 'MedicationDispense'),
  ...unindexed('MedicationRequest', 'Observation', 'Organization', 'Practitioner', 'Procedure'),
  ...unindexed('QuestionnaireResponse', 'ServiceRequest'),
};

/** Found by `_id` and `_lastUpdated` alone: an index that nobody asks for would slow each claim. */
function unindexed(...types: readonly string[]): Readonly<Record<string, Record<string, Extract>>> {
  return Object.fromEntries(types.map((type) => [type, {}]));
}

/** Types whose resources are the same thing in many claims; others belong to one claim. */
export const SHARED_TYPES: ReadonlySet<string> = new Set([
  'Coverage',
  'Location',
  'Medication',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
]);

export function indexEntries(resource: Resource): readonly IndexEntry[] {
  const parameters = ownValue(SEARCH_PARAMETERS, resource.resourceType) ?? {};
  return Object.entries(parameters).flatMap(([name, extract]) =>
    [...new Set(extract(resource))].map((value) => ({ name, value })),
  );
}

/** The three ways a token is asked for: `system|value`, `value`, `system|`. */
function tokensOf(element: string): Extract {
  return (resource) =>
    records(resource[element]).flatMap(({ system, value }) => {
      if (typeof value !== 'string') return [];
      if (typeof system !== 'string') return [value, `|${value}`];
      return [value, `${system}|${value}`, `${system}|`];
    });
}

function referenceOf(element: string): Extract {
  return (resource) =>
    records([resource[element]]).flatMap(({ reference }) =>
      typeof reference === 'string' ? [referenceId(reference)] : [],
    );
}

/** `urn:uuid:ID`, `Type/ID` and `ID` name the same thing within a tenant. */
export function referenceId(reference: string): string {
  return reference.replace(/\/_history\/[^/]*$/, '').replace(/^urn:uuid:|^.*\//, '');
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.filter((item) => typeof item === 'object' && item !== null)
    : [];
}
