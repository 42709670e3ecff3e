/** maxLength, minValue[x] and maxValue[x]. */
import { type Concern, typedValue, type ValueSite } from './compilation.ts';
import { literal } from './module-writer.ts';

function emitBound(site: ValueSite, prefix: 'minValue' | 'maxValue'): string {
  const { compilation, node, value, key, index } = site;
  const bound = typedValue(node.definition, prefix);
  if (bound === undefined) return '';
  const constant = compilation.writer.constant(literal(bound.value));
  return `P.bound(c, '${prefix}', ${constant}, ${value}, ${key}, ${index});`;
}

export const emitLimits: Concern = (site) => {
  const { node, value, key, index } = site;
  const longest = node.definition.maxLength;
  const length =
    longest === undefined
      ? ''
      : `if (${value}.length > ${longest}) P.tooLong(c, ${longest}, ${value}, ${key}, ${index});`;
  return length + emitBound(site, 'minValue') + emitBound(site, 'maxValue');
};
