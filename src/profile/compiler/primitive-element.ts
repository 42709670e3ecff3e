/** Emits the case of `_name`: id and extensions of a primitive, aligned with its values. */
import { extensionPlace } from './extension.ts';
import { literal } from './module-writer.ts';
import type { Property } from './property.ts';

/** A profile that constrains the extensions of a primitive has a function for them. */
function ownCheck(property: Property): string {
  const { parent, child } = property;
  if (child.children.length === 0) return 'undefined';
  return parent.compilation.nodeCheck(parent.tree, child);
}

export function emitPrimitiveElement(property: Property): string {
  const { parent, child, type, json, key, many, seen } = property;
  const place = extensionPlace(parent, { elements: [child], types: [type], modifier: false });
  const rest = `${place}, ${ownCheck(property)}, ${key}`;
  const body = many
    ? `P.primitiveElements(c, v, o[${literal(json)}], ${rest});`
    : `P.primitiveElement(c, v, ${rest}, -1);`;
  return `case ${literal(`_${json}`)}: ${seen}${body} break;\n`;
}
