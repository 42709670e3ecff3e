/** Logic of three values. http://hl7.org/fhirpath/N1/#boolean-logic */
import { type Collection, toTruth, truth } from './node.ts';

export function and(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'and');
  if (left === false) return truth(false);
  const right = toTruth(b(), 'and');
  return truth(right === false ? false : left === undefined ? undefined : right);
}

export function or(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'or');
  if (left === true) return truth(true);
  const right = toTruth(b(), 'or');
  return truth(right === true ? true : left === undefined ? undefined : right);
}

export function xor(a: Collection, b: Collection): Collection {
  const left = toTruth(a, 'xor');
  const right = toTruth(b, 'xor');
  return truth(left === undefined || right === undefined ? undefined : left !== right);
}

export function implies(a: Collection, b: () => Collection): Collection {
  const left = toTruth(a, 'implies');
  if (left === false) return truth(true);
  const right = toTruth(b(), 'implies');
  return truth(right === true ? true : left === undefined ? undefined : right);
}
