/** Codes that elements of definitions may hold, by the value sets they must be of. */
import type { StructureDefinition } from '../profile/compiler/definitions.ts';
import { expand } from '../profile/terminology/operations.ts';
import { createTerminology, type Terminology } from '../profile/terminology/terminology.ts';
import { r4Definitions } from './r4-definitions.ts';
import { type Conformance, ofType } from './written-definitions.ts';

interface BoundElement {
  readonly path: string;
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
}

interface Structure {
  readonly kind?: string;
  readonly differential?: { readonly element: readonly BoundElement[] };
}

/** Of logical models; undefined where a value set, or one of its code systems, is not at hand. */
export function boundCodes(
  definitions: readonly Conformance[],
): (element: string) => readonly string[] | undefined {
  const models = ofType(definitions, 'StructureDefinition') as readonly Structure[];
  const bound = models
    .filter(({ kind }) => kind === 'logical')
    .flatMap(({ differential }) => differential?.element ?? [])
    .filter(({ binding }) => binding?.strength === 'required');
  const valueSets = new Map(bound.map(({ path, binding }) => [path, binding?.valueSet ?? '']));
  const terminology = createTerminology(
    ofType(definitions, 'ValueSet'),
    ofType(definitions, 'CodeSystem'),
  );
  return (element) => {
    const expansion = expand(terminology, valueSets.get(element) ?? '');
    return expansion?.open.length === 0 ? expansion.contains.map(({ code }) => code) : undefined;
  };
}

let ofR4: Terminology | undefined;

/** Codes of an element of R4's own types, `Patient.gender`, by its required binding. */
export function boundCodesOfR4(element: string): readonly string[] | undefined {
  const { structures, valueSets, codeSystems } = r4Definitions();
  const type = (structures as readonly unknown[] as readonly StructureDefinition[]).find(
    (one) => one.type === element.split('.')[0] && one.derivation !== 'constraint',
  );
  const binding = type?.snapshot?.element.find(({ path }) => path === element)?.binding;
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
  ofR4 ??= createTerminology(valueSets, codeSystems);
  const expansion = expand(ofR4, binding.valueSet);
  return expansion?.open.length === 0 ? expansion.contains.map(({ code }) => code) : undefined;
}
