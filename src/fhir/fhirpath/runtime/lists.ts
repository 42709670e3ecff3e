/** Operators that look into lists, and `&`. http://hl7.org/fhirpath/N1/#collections-2 */
import { distinctNodes, equalityKey } from './equality.ts';
import { type Collection, EMPTY, FhirPathError, integer, single, text, truth } from './node.ts';

export function contains(list: Collection, item: Collection): Collection {
  return within(item, list);
}

/** `item in list` */
export function within(item: Collection, list: Collection): Collection {
  const wanted = single(item, 'in');
  if (wanted === undefined) return EMPTY;
  const key = equalityKey(wanted);
  return truth(list.some((other) => equalityKey(other) === key));
}

export function union(a: Collection, b: Collection): Collection {
  return distinctNodes([...a, ...b]);
}

/** `list[index]` */
export function at(list: Collection, index: Collection): Collection {
  const place = single(index, '[]')?.value;
  if (place === undefined) return EMPTY;
  if (typeof place !== 'number') throw new FhirPathError('an index is an integer');
  const item = list[place];
  return item === undefined ? EMPTY : [item];
}

export function indexOfItem(index: number): Collection {
  return integer(index);
}

/** `&`: an empty side is an empty string. */
export function concatenate(a: Collection, b: Collection): Collection {
  return text(part(a) + part(b));
}

function part(side: Collection): string {
  const item = single(side, '&');
  if (item === undefined || item.value === undefined) return '';
  if (typeof item.value === 'string') return item.value;
  throw new FhirPathError(`& takes strings, found ${item.type ?? typeof item.value}`);
}
