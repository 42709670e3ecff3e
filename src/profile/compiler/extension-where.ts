/** Where an extension may stand, as far as only expressions say it: contexts and invariants. */
import { compileBoolean, compileValues } from '../../fhir/fhirpath/compile.ts';
import { type Compilation, report } from './compilation.ts';
import { R4_CANONICAL } from './definitions.ts';
import { literal } from './module-writer.ts';
import type { SnapshotTree } from './tree.ts';

function refused(compilation: Compilation, tree: SnapshotTree, expression: string): string {
  const message = `context ${expression}: cannot be compiled`;
  report(compilation, tree, { element: tree.root.id, message });
  return '';
}

/** Functions of the resource: the elements that may have the extension. */
function contexts(compilation: Compilation, tree: SnapshotTree): readonly string[] {
  const wanted = (tree.structure.context ?? []).filter(({ type }) => type === 'fhirpath');
  return wanted.map(({ expression }) => {
    const names = { focus: 'o', resource: 'o', rootResource: 'o', env: 'env' };
    const made = compileValues({ expression, unit: compilation.unit, names });
    return made.ok ? `(o, env) => ${made.code}` : refused(compilation, tree, expression);
  });
}

/** Conditions on the element that has the extension. HL7's own have changed since R4. */
function invariants(compilation: Compilation, tree: SnapshotTree): readonly string[] {
  const { url, contextInvariant = [] } = tree.structure;
  if (url.startsWith(R4_CANONICAL)) return [];
  return contextInvariant.map((expression) => {
    const made = compileBoolean({
      ...{ expression, unit: compilation.unit, variables: { extension: { code: 'w' } } },
      names: { focus: 'o', env: 'env' },
    });
    if (!made.ok) return refused(compilation, tree, expression);
    const text = literal(expression);
    return `[${text}, (o, w, resource, rootResource, env) => ${made.code}]`;
  });
}

/** Properties of the extension's entry; empty for nearly every one. */
export function extensionWhere(compilation: Compilation, tree: SnapshotTree): string {
  const places = contexts(compilation, tree).join(', ');
  const conditions = invariants(compilation, tree).join(', ');
  const first = places === '' ? '' : `, places: [${places}]`;
  return conditions === '' ? first : `${first}, conditions: [${conditions}]`;
}
