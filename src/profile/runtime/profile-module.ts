/** What a generated module exports: `profiles`. */
import type { CompactModel } from '../../fhir/model.ts';
import type { CodeDisplays } from '../terminology/code-displays.ts';
import type { Check, Run } from './run.ts';
import type { ValueSet } from './value-set.ts';

export interface ProfileEntry {
  readonly url: string;
  readonly version?: string;
  /** `Claim`, `Extension`, or the canonical of a logical model. */
  readonly type: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  /** First segment of expressions: `Claim`, `ThVisit`. */
  readonly root: string;
  /** True for a profile, false for a type of its own. */
  readonly derived: boolean;
  readonly check: Check;
  /** Extensions only. */
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly modifier?: boolean;
  readonly extension?: string;
  /** Elements of the resource that may have the extension, by its FHIRPath contexts. */
  readonly places?: readonly ((resource: unknown, run: Run) => readonly unknown[])[];
  readonly conditions?: readonly ContextCondition[];
}

type ContextCondition = readonly [
  expression: string,
  holds: (
    ...given: [holder: unknown, extension: unknown, resource: unknown, root: unknown, run: Run]
  ) => boolean,
];

export interface ExtensionEntry extends ProfileEntry {
  readonly context: readonly { readonly type: string; readonly expression: string }[];
  readonly modifier: boolean;
}

export interface ProfileModule {
  readonly model: CompactModel;
  /** Codes of complete code systems by system; read when first asked for. */
  readonly codes?: (() => CodeDisplays) | undefined;
  /** Value sets that bindings, slices and expressions name. */
  readonly valueSets?: readonly ValueSet[];
  /** Checks an extension of unknown URL. */
  readonly extension: Check | undefined;
  readonly entries: readonly ProfileEntry[];
}
