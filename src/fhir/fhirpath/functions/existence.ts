/** http://hl7.org/fhirpath/N1/#existence */

import { distinctNodes, keysOf } from '../runtime/equality.ts';
import {
  type Collection,
  type Environment,
  FhirPathError,
  integer,
  type Lambda,
  toTruth,
  truth,
} from '../runtime/node.ts';

const NONE: Collection = [];

export function empty(_: Environment, input: Collection): Collection {
  return truth(input.length === 0);
}

export function exists(_: Environment, input: Collection, criterion?: Lambda): Collection {
  if (criterion === undefined) return truth(input.length > 0);
  return truth(input.some((item, i) => toTruth(criterion([item], i, NONE), 'exists') === true));
}

export function all(_: Environment, input: Collection, criterion: Lambda): Collection {
  return truth(input.every((item, i) => toTruth(criterion([item], i, NONE), 'all') === true));
}

function booleans(input: Collection, name: string): readonly boolean[] {
  return input.map(({ value }) => {
    if (typeof value !== 'boolean') throw new FhirPathError(`${name} takes booleans`);
    return value;
  });
}

export function allTrue(_: Environment, input: Collection): Collection {
  return truth(booleans(input, 'allTrue').every((value) => value));
}

export function anyTrue(_: Environment, input: Collection): Collection {
  return truth(booleans(input, 'anyTrue').some((value) => value));
}

export function allFalse(_: Environment, input: Collection): Collection {
  return truth(booleans(input, 'allFalse').every((value) => !value));
}

export function anyFalse(_: Environment, input: Collection): Collection {
  return truth(booleans(input, 'anyFalse').some((value) => !value));
}

export function subsetOf(_: Environment, input: Collection, other: Collection): Collection {
  return truth(keysOf(input).isSubsetOf(keysOf(other)));
}

export function supersetOf(_: Environment, input: Collection, other: Collection): Collection {
  return truth(keysOf(input).isSupersetOf(keysOf(other)));
}

export function count(_: Environment, input: Collection): Collection {
  return integer(input.length);
}

export function distinct(_: Environment, input: Collection): Collection {
  return distinctNodes(input);
}

export function isDistinct(_: Environment, input: Collection): Collection {
  return truth(keysOf(input).size === input.length);
}

export function not(_: Environment, input: Collection): Collection {
  const value = toTruth(input, 'not');
  return truth(value === undefined ? undefined : !value);
}
