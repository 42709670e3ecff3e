/** What `npm run compile` makes of a channel: its definition, and everything it names, compiled. */
import type { Layout } from '../base/layout.ts';
import type { SourceUnit } from '../base/record.ts';
import type { MapContext } from '../mapping/runtime/context.ts';
import type { TraceEntry } from '../mapping/runtime/trace.ts';
import type { ChannelDefinition } from './definition.ts';
import type { Resource } from './translation.ts';

export type { MapContext } from '../mapping/runtime/context.ts';
export type { TraceEntry } from '../mapping/runtime/trace.ts';

export type CompiledMap = (
  source: SourceUnit,
  context: MapContext,
) => Readonly<Record<string, unknown>>;

export type TracedMap = (
  source: SourceUnit,
  context: MapContext,
) => { readonly result: unknown; readonly trace: readonly TraceEntry[] };

/** What the unit's logical model says of its parts. */
export interface UnitModel {
  /** Canonical URL of the unit's logical model. */
  readonly url: string;
  /** Type name its findings' expressions begin with: `ThVisit`. */
  readonly name: string;
  /** Parts that may have several records. */
  readonly lists: readonly string[];
}

/** What a country's catalogue of findings says of a rule beside its texts. */
export interface RuleNote {
  /** Where the finding points, below the element the rule stands on; that may be absent. */
  readonly at?: string;
  /**
   * Parts the rule depends on, and `PART.FIELD` cells: with a faulty row or cell among them it
   * would only repeat the fault. Cells of the rule's own table are those of its own record.
   */
  readonly reads?: readonly string[];
}

/** By name of the param: its values, from the element the rule stands on and the unit. */
export type RuleParams = Readonly<
  Record<string, (focus: unknown, resource: unknown) => readonly unknown[]>
>;

/** What a look-up's question is made from. */
export interface LookupFacts {
  readonly bundle: Resource;
  readonly env: { readonly resolve: (reference: string) => unknown };
}

/** What an answer is held against. */
export interface AnswerFacts {
  /** What the register holds under the key; empty if nothing. */
  readonly answer: readonly unknown[];
  readonly bundle: unknown;
  /** `YYYY-MM-DD`, or empty. */
  readonly serviceDate: string;
}

/** A look-up of channel.json. */
export interface CompiledLookup {
  /** Type of the resources it begins at; absent: the bundle, once a unit. */
  readonly type?: string;
  /** Parts of the key for each element it is asked for. */
  readonly keys: (
    resource: Resource,
    facts: LookupFacts,
  ) => readonly (readonly (string | undefined)[])[];
  readonly holds: (facts: AnswerFacts) => boolean;
  /** The region whose switch may turn the rule off. */
  readonly region?: (bundle: Resource, facts: LookupFacts) => readonly string[];
  /** What the claim adds to the sum under its key. */
  readonly counts?: (bundle: Resource, facts: LookupFacts) => readonly string[];
}

/** Models that one version of a channel has of its own. */
export interface VersionModels {
  /** By part. */
  readonly layouts: Readonly<Record<string, Layout>>;
  /** By unit kind. */
  readonly unitModels: Readonly<Record<string, UnitModel>>;
}

export interface ChannelModule extends VersionModels {
  readonly definition: ChannelDefinition;
  /** By id of the version, where its models differ from the channel's. */
  readonly byVersion?: Readonly<Record<string, VersionModels>>;
  /** By name of the map, as channel.json says it. */
  readonly maps: Readonly<Record<string, CompiledMap>>;
  readonly tracedMaps: Readonly<Record<string, TracedMap>>;
  /** Canonical URL of each profile that channel.json names. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Every code of the country's own catalogue. */
  readonly rules: Readonly<Record<string, RuleNote>>;
  /** By code of a rule whose texts show computed figures. */
  readonly ruleParams?: Readonly<Record<string, RuleParams>>;
  /** Natural key of a finished resource, by resource type. */
  readonly roles: Readonly<Record<string, (resource: Resource) => readonly string[]>>;
  /** In the order of the definition's. */
  readonly lookups?: readonly CompiledLookup[];
  /** Short hashes of the maps, the profiles and the code systems the channel was compiled with. */
  readonly versions: {
    readonly map: string;
    readonly profile: string;
    readonly terminology: string;
  };
}
