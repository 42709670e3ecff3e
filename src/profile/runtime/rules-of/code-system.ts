/** CodeSystem: what content, supplements, count and properties say of one another. */
import { asText } from '../../../base/as-text.ts';
import type { Run } from '../run.ts';
import { type Part, parts, text, typedPart } from './parts.ts';

const VALUE_TYPES: Readonly<Record<string, string>> = {
  code: 'Code',
  Coding: 'Coding',
  string: 'String',
  integer: 'Integer',
  boolean: 'Boolean',
  dateTime: 'DateTime',
  decimal: 'Decimal',
};

function supplement(run: Run, resource: Part): void {
  const isSupplement = resource.content === 'supplement';
  const named = resource.supplements !== undefined;
  if (isSupplement === named) return;
  const params = { found: named ? asText(resource.content) : 'supplement' };
  run.add('SAMPAN-PROFILE-SUPPLEMENT', named ? 'content' : 'supplements', -1, params);
}

interface Walk {
  readonly run: Run;
  /** Types of the properties that are defined, by code. */
  readonly types: ReadonlyMap<string, string>;
  count: number;
}

function properties({ run, types }: Walk, concept: Part, path: string): void {
  for (const [property, index] of parts(concept.property)) {
    const type = types.get(text(property.code) ?? '');
    const value = typedPart(property, 'value');
    if (type === undefined || value === undefined || VALUE_TYPES[type] === value[0]) continue;
    const params = { expected: type, found: `value${value[0]}` };
    run.add('SAMPAN-PROFILE-TYPE', `${path}.property`, index, params);
  }
}

function concepts(walk: Walk, list: unknown, path: string): void {
  for (const [concept, index] of parts(list)) {
    walk.count++;
    const here = `${path}concept[${index}]`;
    if (concept.property !== undefined) properties(walk, concept, here);
    if (concept.concept !== undefined) concepts(walk, concept.concept, `${here}.`);
  }
}

function definedOnce(run: Run, resource: Part): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  const seen = new Set<string>();
  for (const [property, index] of parts(resource.property)) {
    for (const name of ['code', 'uri'] as const) {
      const found = text(property[name]);
      if (found === undefined) continue;
      if (seen.has(`${name} ${found}`))
        run.add('SAMPAN-PROFILE-TWICE', 'property', index, { found });
      seen.add(`${name} ${found}`);
    }
    types.set(text(property.code) ?? '', text(property.type) ?? '');
  }
  return types;
}

export function codeSystem(run: Run, resource: Part): void {
  supplement(run, resource);
  const walk: Walk = { run, types: definedOnce(run, resource), count: 0 };
  concepts(walk, resource.concept, '');
  const { content, count } = resource;
  if (content === 'not-present' && walk.count > 0)
    run.add('SAMPAN-PROFILE-TOO-MANY', 'concept', -1, {
      ...{ element: 'concept', expected: '0', count: String(walk.count) },
    });
  if (content === 'complete' && typeof count === 'number' && count !== walk.count)
    run.add('SAMPAN-PROFILE-CONCEPT-COUNT', 'count', -1, {
      ...{ expected: String(walk.count), found: String(count) },
    });
}
