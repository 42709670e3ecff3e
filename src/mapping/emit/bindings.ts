/** What a variable of a map is in the emitted JavaScript. */
import type { ElementType } from '../../fhir/model.ts';
import type { Ledger } from './ledger.ts';

/** Values that rules read. `place` is JavaScript for where the value came from, in traced code. */
export type SourceBinding =
  /** A JSON object, or anything at all where the type is not known. */
  | { readonly form: 'node'; readonly js: string; readonly type?: string; readonly place?: string }
  /** A primitive's JSON value; `ext` its id and extensions; `slot` its place in the target. */
  | {
      readonly form: 'primitive';
      readonly js: string;
      readonly type?: string;
      readonly ext?: string;
      /** True if the value is surely there. */
      readonly present?: boolean;
      /** Path of the element it is a value of, where any value of that may be: `Patient.gender`. */
      readonly element?: string | undefined;
      readonly place?: string;
      readonly slot?: string;
      /** Of the object the slot is in. */
      readonly slotLedger?: Ledger | undefined;
    }
  /** A Box: the value of a choice element of `holder`. */
  | {
      readonly form: 'choice';
      readonly js: string;
      readonly holder: string;
      readonly element: ElementType;
      readonly place?: string;
    };

/** Places that rules write to. */
export type TargetBinding =
  | {
      readonly form: 'object';
      readonly js: string;
      readonly type?: string;
      /** Undefined if the object is looked at after the run in any case. */
      readonly ledger?: Ledger | undefined;
    }
  | { readonly form: 'slot'; readonly js: string; readonly type?: string };

export type Binding = SourceBinding | TargetBinding;

/** Names are looked up as source or as target: a map may use one name for both. */
export interface Scope {
  readonly sources: ReadonlyMap<string, Binding>;
  readonly targets: ReadonlyMap<string, Binding>;
  /** JavaScript variables of `share` ids. */
  readonly shared: ReadonlyMap<string, string>;
}

export const emptyScope: Scope = { sources: new Map(), targets: new Map(), shared: new Map() };

export function withSource(scope: Scope, name: string, binding: Binding): Scope {
  return { ...scope, sources: new Map(scope.sources).set(name, binding) };
}

export function withTarget(scope: Scope, name: string, binding: Binding): Scope {
  return { ...scope, targets: new Map(scope.targets).set(name, binding) };
}

/** A value about to be written. */
export interface Value {
  readonly js: string;
  readonly type?: string;
  /** JavaScript for the type's name, where only the run knows it. */
  readonly dynamicType?: string;
  /** Undefined at run time is possible, and means that nothing is written. */
  readonly optional: boolean;
  /** False if it belongs to the source, so that it is copied first. */
  readonly own: boolean;
  /** True if it may be an object. */
  readonly complex: boolean;
  /** JavaScript of a primitive's id and extensions, to be copied along. */
  readonly ext?: string;
  /** True for an object literal nothing has been written to yet. */
  readonly blank?: boolean;
  /** True if a variable will be bound to it, so that it may be changed later. */
  readonly bound?: boolean;
  /** True if traced code has noted what was read for it already. */
  readonly captured?: boolean;
}
