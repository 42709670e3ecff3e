/** A channel that takes FHIR, compiled: its definition and its expressions as functions. */
import type { FhirChannel } from '../definition.ts';
import type { Resource } from '../translation.ts';

export interface FhirEnv {
  readonly resolve: (reference: string) => unknown;
}

export type FhirValues = (resource: Resource, env: FhirEnv) => readonly unknown[];
export type FhirTest = (resource: Resource, env: FhirEnv) => boolean;

export interface FhirChannelModule {
  readonly definition: FhirChannel;
  readonly expressions: {
    /** On the bundle. */
    readonly businessKey: FhirValues;
    /** All others on the claim. */
    readonly facility: FhirValues;
    readonly claimNumber: FhirValues;
    readonly serviceDate: readonly FhirValues[];
    /** In the definition's order. */
    readonly intents: readonly FhirTest[];
    readonly routes: readonly {
      readonly when: FhirTest;
      readonly keys: readonly (readonly FhirValues[])[];
    }[];
  };
}
