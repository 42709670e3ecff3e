/** Everything that generated modules call (as `P`), and what callers of validators need. */
export { attachment } from './attachment.ts';
export { isBase64 } from './base64.ts';
export { canonical, canonicalTarget } from './canonical.ts';
export {
  code,
  coding,
  codingForm,
  concept,
  identifierForm,
  notChecked,
  quantityForm,
} from './coding.ts';
export type { TerminologyAnswer, ValidationContext } from './context.ts';
export { isDate, isDateTime, isInstant, isTime } from './dates.ts';
export { elementId } from './element-id.ts';
export { extensionContent, extensions, place, unknownPart } from './extensions.ts';
export { narrative } from './narrative.ts';
export {
  badPrimitive,
  bound,
  nullItem,
  primitiveElement,
  primitiveElements,
  tooLong,
} from './primitive-findings.ts';
export {
  isBoolean,
  isCode,
  isDecimal,
  isId,
  isInteger,
  isOid,
  isPositiveInt,
  isString,
  isUnsignedInt,
  isUri,
  isUuid,
} from './primitives.ts';
export type { ProfileEntry, ProfileModule } from './profile-module.ts';
export { joinProfiles, type ProfileSet, type Validator } from './profile-set.ts';
export { aggregation, reference, target } from './reference.ts';
export { anyProfile, resource } from './resource.ts';
export { differs, equals, holds } from './same.ts';
export {
  empty,
  list,
  missing,
  notObject,
  outsideSlices,
  prohibited,
  sliceCount,
  sliceOrder,
  tooFew,
  tooMany,
  twoTypes,
  unknown,
  wrongResource,
} from './shape.ts';
export {
  at,
  isOrHas,
  someCoded,
  someConforms,
  someEquals,
  someHolds,
  someOfType,
} from './slices.ts';
export { valueSet } from './value-set.ts';
