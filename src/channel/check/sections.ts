/** References of the other sections: versions, identity, rules of the set, fields left out. */
import type { Channel, IgnoredField, SetRules } from '../definition.ts';
import { type Fault, fault, listed, type Path, repeated } from './fault.ts';
import {
  checkField,
  checkFields,
  checkPart,
  checkParts,
  checkRef,
  checkRefs,
  type KnownParts,
} from './known-fields.ts';

export function checkVersions(parts: KnownParts, channel: Channel): readonly Fault[] {
  const kinds = channel.units.map(({ kind }) => kind);
  // What arrives as FHIR has the versions of the channels it belongs to.
  const versions = 'versions' in channel ? channel.versions : [];
  const ids = versions.map(({ id }, index) => [['versions', index, 'id'], id] as const);
  return [
    ...repeated(
      kinds.map((kind, index) => [['units', index, 'kind'], kind]),
      'kind',
    ),
    ...repeated(ids, 'version'),
    ...versions.flatMap((version, index) => {
      const path = ['versions', index];
      const models = 'models' in version ? Object.keys(version.models ?? {}) : [];
      const test = 'test' in version ? version.test : undefined;
      return [
        ...checkKinds(Object.keys(version.units), kinds, [...path, 'units']),
        ...checkSpan(version, path),
        ...models.flatMap((part) => checkPart(parts, part, [...path, 'models', part])),
        ...checkRefs(parts, test?.has, [...path, 'test', 'has']),
        ...checkRefs(parts, test?.lacks, [...path, 'test', 'lacks']),
        ...(test?.matches ?? []).flatMap(({ field }, item) =>
          checkRef(parts, field, [...path, 'test', 'matches', item, 'field']),
        ),
      ];
    }),
  ];
}

function checkKinds(
  named: readonly string[],
  kinds: readonly string[],
  path: Path,
): readonly Fault[] {
  return [
    ...named
      .filter((kind) => !kinds.includes(kind))
      .map((kind) => fault([...path, kind], `no unit of kind ${kind}; there is ${listed(kinds)}`)),
    ...kinds
      .filter((kind) => !named.includes(kind))
      .map((kind) => fault(path, `says nothing of units of kind ${kind}`)),
  ];
}

function checkSpan(
  { from, to }: { readonly from: string; readonly to?: string },
  path: Path,
): readonly Fault[] {
  return to === undefined || from <= to ? [] : [fault([...path, 'to'], `is before from, ${from}`)];
}

export function checkIdentity(parts: KnownParts, channel: Channel): readonly Fault[] {
  if ('businessKey' in channel.identity) return [];
  const { facility, volatile, personal, sequence } = channel.identity;
  return [
    ...checkRefs(parts, facility.fields, ['identity', 'facility', 'fields']),
    ...checkRefs(parts, volatile, ['identity', 'volatile']),
    ...checkRefs(parts, personal, ['identity', 'personal']),
    ...checkRefs(parts, sequence, ['identity', 'sequence']),
  ];
}

export function checkLookups(parts: KnownParts, channel: Channel): readonly Fault[] {
  return (channel.lookups ?? []).flatMap(({ cells, for: asked }, index) => [
    ...checkRefs(parts, cells, ['lookups', index, 'cells']),
    ...(asked === undefined || /^[A-Z]/.test(asked)
      ? []
      : [fault(['lookups', index, 'for'], 'begins with no type of a resource')]),
  ]);
}

export function checkSet(parts: KnownParts, set: SetRules): readonly Fault[] {
  return [
    ...set.required.flatMap(({ anyOf, when }, index) => [
      ...checkParts(parts, anyOf, ['set', 'required', index, 'anyOf']),
      ...checkParts(parts, when, ['set', 'required', index, 'when']),
    ]),
    ...set.unique.flatMap(({ part, key }, index) => {
      const path = ['set', 'unique', index];
      return [
        ...checkPart(parts, part, [...path, 'part']),
        ...checkFields(parts, { part, fields: key }, [...path, 'key']),
      ];
    }),
    ...set.foreignKeys.flatMap((rule, index) => {
      const path = ['set', 'foreignKeys', index];
      return [
        ...checkParts(parts, rule.parts, [...path, 'parts']),
        ...checkParts(parts, rule.in, [...path, 'in']),
        ...rule.parts.flatMap((part) => [
          ...checkFields(parts, { part, fields: rule.fields }, [...path, 'fields']),
          ...checkField(parts, [part, rule.at], [...path, 'at']),
        ]),
        ...rule.in.flatMap((part) =>
          checkFields(parts, { part, fields: rule.fields }, [...path, 'fields']),
        ),
      ];
    }),
    ...(set.counts ?? []).flatMap(({ field, of }, index) => {
      const path = ['set', 'counts', index];
      return [
        ...checkRef(parts, field, [...path, 'field']),
        ...(of === 'containers' ? [] : checkPart(parts, of, [...path, 'of'])),
      ];
    }),
  ];
}

export function checkIgnored(
  parts: KnownParts,
  ignored: readonly IgnoredField[] | undefined,
): readonly Fault[] {
  const fields = (ignored ?? []).map(
    ({ field }, index) => [['ignored', index, 'field'], field] as const,
  );
  return [
    ...repeated(fields, 'field'),
    ...fields.flatMap(([path, field]) => checkRef(parts, field, path)),
  ];
}
