/** Emits slicing: which slice an item belongs to, its own rules, and how many there are. */
import type { ValueSite } from './compilation.ts';
import { emitMatch } from './discriminator.ts';
import { literal } from './module-writer.ts';
import type { Property } from './property.ts';
import type { ElementNode } from './tree.ts';
import { emitConcerns, emitLateCall, emitValue } from './value.ts';

export interface Slices {
  /** Statements for one item; `base` are those of the unsliced element. */
  perItem(site: ValueSite, base: string): string;
}

const NONE: Slices = { perItem: (_site, base) => base };

/** A slice without children of its own adds only rules on the item itself. */
function emitSliceBody(site: ValueSite, slice: ElementNode): string {
  const own: ValueSite = { ...site, node: slice };
  const profiled = (slice.definition.type ?? []).some((type) => type.profile !== undefined);
  if (slice.children.length > 0)
    return emitLateCall(site.compilation.nodeCheck(site.tree, slice), own) + emitConcerns(own);
  return profiled ? `${emitValue(own)} c.unordered = true;` : emitConcerns(own);
}

function emitCountCheck(
  property: Property,
  slice: ElementNode,
  { count, within }: { readonly count: string; readonly within: string | undefined },
): void {
  const { min = 0, max = '*' } = slice.definition;
  if (min === 0 && max === '*') return;
  const beyond = max === '*' ? '' : ` || ${count} > ${max}`;
  const named = literal(slice.definition.sliceName ?? slice.id);
  const bounds = `${count}, ${min}, ${max === '*' ? 'Infinity' : max}`;
  const call = `P.sliceCount(c, ${bounds}, ${property.key}, ${named});`;
  // A slice of a slice can only be missing where that slice is there.
  const there = within === undefined ? '' : `${within} > 0 && `;
  property.parent.frame.atEnd(`if (${there}(${count} < ${min}${beyond})) ${call}\n`);
}

/** What becomes of an item that no slice takes. */
function emitUnmatched(property: Property, sliced: ElementNode, site: ValueSite): string {
  const fallback = sliced.slices.find((slice) => slice.definition.sliceName === '@default');
  if (fallback !== undefined) return emitSliceBody(site, fallback);
  if (sliced.definition.slicing?.rules !== 'closed') return '';
  return `P.outsideSlices(c, ${property.key}, ${site.index});`;
}

function emitChain(
  property: Property,
  sliced: ElementNode,
  site: ValueSite,
  within?: string,
): string {
  const { frame } = property.parent;
  const { ordered = false, rules = 'open' } = sliced.definition.slicing ?? {};
  const tracked = ordered || rules === 'openAtEnd';
  const last = tracked ? frame.local('s', '-1') : '';
  const disordered = `P.sliceOrder(c, ${property.key}, ${site.index});`;
  const slices = sliced.slices.filter((slice) => slice.definition.sliceName !== '@default');
  const branches = slices.map((slice, position) => {
    const count = frame.local('n', '0');
    emitCountCheck(property, slice, { count, within });
    const order = tracked
      ? `if (${last} > ${ordered ? position : 1e6 - 1}) ${disordered} else ${last} = ${position};`
      : '';
    const inner = slice.slices.length > 0 ? emitChain(property, slice, site, count) : '';
    const body = emitSliceBody(site, slice);
    return `if (${emitMatch(site, sliced, slice)}) { ${count}++; ${order}${body}${inner} }`;
  });
  const end = rules === 'openAtEnd' ? `${last} = 1e6;` : '';
  return `${branches.join(' else ')} else { ${end}${emitUnmatched(property, sliced, site)} }`;
}

/** Slices of a choice by its type are handled where the type's own case is emitted. */
export function emitSlices(property: Property): Slices {
  const { child } = property;
  if (child.slices.length === 0 || child.choice) return NONE;
  return { perItem: (site, base) => `${base} ${emitChain(property, child, site)}` };
}
