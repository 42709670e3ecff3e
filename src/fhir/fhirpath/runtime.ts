/** What compiled expressions call; generated modules import it as `rt`. */

export {
  comparable,
  highBoundary,
  lowBoundary,
  precision,
} from './functions/boundary.ts';
export * from './functions/conversion.ts';
export * from './functions/existence.ts';
export {
  aggregate,
  combine,
  exclude,
  first,
  iif,
  intersect,
  last,
  repeat,
  select,
  single,
  skip,
  tail,
  take,
  union,
  where,
} from './functions/filtering.ts';
export * from './functions/math.ts';
export { sort } from './functions/sorting.ts';
export * from './functions/strings.ts';
export { as, asSingle, is, ofType, type } from './functions/types.ts';
export * from './functions/utility.ts';
export * as chain from './runtime/chain.ts';
export { member, rootOrMember } from './runtime/navigation.ts';
export {
  attempt,
  type Collection,
  EMPTY,
  type Environment,
  FALSE,
  FhirPathError,
  holds,
  isFalse,
  isObject,
  isTrue,
  type Lambda,
  type Node,
  node,
  TRUE,
  valuesOf,
  wrap,
} from './runtime/node.ts';
export * as op from './runtime/operators.ts';
export * as raw from './runtime/raw.ts';
