/** fixed[x] (equal in all) and pattern[x] (holds at least this). */
import { type Concern, typedValue, type ValueSite } from './compilation.ts';
import { literal } from './module-writer.ts';

function capitalised(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function emit(site: ValueSite, prefix: 'fixed' | 'pattern'): string {
  const { compilation, node, type, value, key, index } = site;
  const expected = typedValue(node.definition, prefix);
  if (expected === undefined) return '';
  const named = capitalised(type) === expected.type || !node.choice;
  if (!named) return '';
  const constant = compilation.writer.constant(literal(expected.value));
  const differs =
    typeof expected.value === 'object' || typeof expected.value === 'number'
      ? `!P.${prefix === 'fixed' ? 'equals' : 'holds'}(${constant}, ${value})`
      : `${value} !== ${constant}`;
  return `if (${differs}) P.differs(c, '${prefix}', ${constant}, ${value}, ${key}, ${index});`;
}

export const emitFixed: Concern = (site) => emit(site, 'fixed');
export const emitPattern: Concern = (site) => emit(site, 'pattern');
