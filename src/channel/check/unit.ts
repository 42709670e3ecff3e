/** References of units cut by key or by containment. */
import type { Completeness, ContainedUnit, UnitDefinition } from '../definition.ts';
import { type Fault, fault, listed, type Path } from './fault.ts';
import {
  checkField,
  checkFields,
  checkPart,
  checkParts,
  checkRef,
  checkRefs,
  type KnownParts,
} from './known-fields.ts';

export function checkKeyedUnit(
  parts: KnownParts,
  unit: UnitDefinition,
  path: Path,
): readonly Fault[] {
  const { root } = unit;
  const joined = Object.entries(unit.parts).flatMap(([name, key]) => {
    const at = [...path, 'parts', name];
    const on = key.on ?? root.key;
    return [
      ...checkPart(parts, key.part, [...at, 'part']),
      ...checkFields(parts, { part: key.part, fields: key.key }, [...at, 'key']),
      ...strangers(on, root.key).map((field) =>
        fault([...at, 'on'], `${field} is not in the root's key: ${listed(root.key)}`),
      ),
      ...sameLength(key.key, on, [...at, 'key']),
      ...(key.unless === undefined
        ? []
        : checkField(parts, [key.part, key.unless], [...at, 'unless'])),
    ];
  });
  return [
    ...checkRoot(parts, unit, path),
    ...joined,
    ...checkRef(parts, unit.serviceDate, [...path, 'serviceDate']),
    ...(unit.notClaimed === undefined
      ? []
      : checkField(parts, [root.part, unit.notClaimed.field], [...path, 'notClaimed', 'field'])),
    ...(unit.pastOnly === undefined
      ? []
      : checkField(parts, [root.part, unit.pastOnly.field], [...path, 'pastOnly', 'field'])),
    ...checkCompleteness(parts, unit.complete, [...path, 'complete']),
  ];
}

export function checkContainedUnit(
  parts: KnownParts,
  unit: ContainedUnit,
  path: Path,
): readonly Fault[] {
  const entries = Object.entries(unit.parts);
  const held = entries.flatMap(([name, { part, key }]) => {
    const at = [...path, 'parts', name];
    return [
      ...checkPart(parts, part, [...at, 'part']),
      ...checkFields(parts, { part, fields: key }, [...at, 'key']),
    ];
  });
  const unsaid =
    unit.disagreement === undefined && entries.some(([, { key }]) => key !== undefined);
  return [
    ...checkRoot(parts, unit, path),
    ...held,
    ...(unsaid ? [fault(path, 'parts have keys that must agree; say the disagreement')] : []),
    ...checkRefs(parts, unit.serviceDate, [...path, 'serviceDate']),
    ...checkCompleteness(parts, unit.complete, [...path, 'complete']),
  ];
}

function checkRoot(
  parts: KnownParts,
  { root, claimNumber }: UnitDefinition | ContainedUnit,
  path: Path,
): readonly Fault[] {
  return [
    ...checkPart(parts, root.part, [...path, 'root', 'part']),
    ...checkFields(parts, { part: root.part, fields: root.key }, [...path, 'root', 'key']),
    ...checkField(parts, [root.part, claimNumber], [...path, 'claimNumber']),
  ];
}

export function checkCompleteness(
  parts: KnownParts,
  complete: Completeness | undefined,
  path: Path,
): readonly Fault[] {
  return [
    ...checkParts(parts, complete?.has, [...path, 'has']),
    ...(complete?.sums ?? []).flatMap((sum, index) => [
      ...checkRef(parts, sum.of, [...path, 'sums', index, 'of']),
      ...checkRef(parts, sum.is, [...path, 'sums', index, 'is']),
    ]),
  ];
}

function strangers(names: readonly string[], known: readonly string[]): readonly string[] {
  return names.filter((name) => !known.includes(name));
}

function sameLength(key: readonly string[], on: readonly string[], path: Path): readonly Fault[] {
  if (key.length === on.length) return [];
  return [fault(path, `${key.length} fields for a key of ${on.length}: ${on.join(', ')}`)];
}
