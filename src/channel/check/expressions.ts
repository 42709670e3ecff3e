/** Every FHIRPath expression of channel.json is one. */
import { parseFhirPath } from '../../fhir/fhirpath/parser.ts';
import type { Channel, FhirIdentity, FhirRoute, Identity, Lookup } from '../definition.ts';
import { type Fault, fault, type Path } from './fault.ts';

type Place = readonly [path: Path, expression: string];

export function checkExpressions(channel: Channel): readonly Fault[] {
  const places = [
    ...inIdentity(channel.identity),
    ...(channel.lookups ?? []).flatMap(inLookup),
    ...('routes' in channel ? channel.routes.flatMap(inRoute) : []),
    ...channel.units.flatMap((unit, index): readonly Place[] =>
      unit.by === 'resource'
        ? [
            [['units', index, 'claimNumber'], unit.claimNumber],
            ...inList(['units', index, 'serviceDate'], unit.serviceDate),
          ]
        : [],
    ),
  ];
  return places.flatMap(([path, expression]) => {
    const parsed = parseFhirPath(expression);
    if (parsed.ok) return [];
    const { column, expected, found } = parsed.problem;
    const message = `is no FHIRPath at its character ${column}: expected ${expected}, found ${found}`;
    return [fault(path, message)];
  });
}

function inIdentity(identity: Identity | FhirIdentity): readonly Place[] {
  if (!('businessKey' in identity)) {
    return Object.entries(identity.roles).map(
      ([type, { key }]): Place => [['identity', 'roles', type, 'key'], key],
    );
  }
  return [
    [['identity', 'businessKey'], identity.businessKey],
    [['identity', 'facility', 'expression'], identity.facility.expression],
    ...identity.intents.map(
      ({ expression }, index): Place => [['identity', 'intents', index, 'expression'], expression],
    ),
  ];
}

function inRoute({ when, keys }: FhirRoute, index: number): readonly Place[] {
  const path = ['routes', index];
  return [
    [[...path, 'when'], when],
    ...keys.flatMap(({ number }, at) => inList([...path, 'keys', at, 'number'], number)),
  ];
}

function inLookup(lookup: Lookup, index: number): readonly Place[] {
  const path = ['lookups', index];
  return [
    ...(lookup.for === undefined ? [] : [[[...path, 'for'], lookup.for] satisfies Place]),
    ...(lookup.region === undefined ? [] : [[[...path, 'region'], lookup.region] satisfies Place]),
    ...Object.entries(lookup.with ?? {}).map(
      ([key, expression]): Place => [[...path, 'with', key], expression],
    ),
    [[...path, 'expression'], lookup.expression],
  ];
}

function inList(path: Path, list: readonly string[]): readonly Place[] {
  return list.map((expression, index) => [[...path, index], expression]);
}
