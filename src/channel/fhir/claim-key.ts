/** The business key of a claim that arrives as FHIR: as its sender writes it, or by its numbers. */
import type { Finding } from '../../base/finding.ts';
import type { FhirRoute } from '../definition.ts';
import type { ChannelModule } from '../module.ts';
import type { BusinessKey, Resource } from '../translation.ts';
import type { FhirChannelModule, FhirEnv, FhirValues } from './module.ts';

/** A route, bound to the channel it leads to. */
export interface BoundRoute {
  readonly home: ChannelModule;
  readonly route: FhirRoute;
  readonly keys: readonly (readonly FhirValues[])[];
}

export interface ClaimOfFhir {
  readonly claim: Resource;
  readonly bundle: Resource | undefined;
  readonly env: FhirEnv;
}

export interface Keyed {
  readonly key?: BusinessKey;
  readonly findings: readonly Finding[];
}

/** What is written and what the numbers say must be one and the same. */
export function claimKey(
  { expressions }: FhirChannelModule,
  { home, route, keys }: BoundRoute,
  of: ClaimOfFhir,
  bound: string | undefined,
): Keyed {
  const { claim, bundle, env } = of;
  const { scheme } = home.definition;
  const written = bundle && texts(expressions.businessKey(bundle, env))[0];
  const told = written === undefined ? undefined : readKey(written);
  const named = texts(expressions.facility(claim, env));
  const facility = bound ?? told?.facility ?? named[0] ?? '';
  if (facility === '' || !named.includes(facility) || (told && told.facility !== facility)) {
    const found = [...new Set([...named, ...(told ? [told.facility] : [])])].join(', ');
    const params = { expected: facility, found };
    const finding = error('SAMPAN-FHIR-FACILITY', 'business-rule', 'Claim.provider', params);
    return { findings: [finding] };
  }
  const derived = numbersOf(keys, of).flatMap((number, index) => {
    const kind = route.keys[index]?.kind;
    return number === undefined || kind === undefined ? [] : [{ scheme, facility, kind, number }];
  })[0];
  const key = told ?? derived;
  const kinds = home.definition.units.map(({ kind }) => kind);
  const fits = key !== undefined && key.scheme === scheme && kinds.includes(key.kind);
  const agrees = !told || !derived || keyText(told) === keyText(derived);
  if (fits && agrees) return { key, findings: [] };
  const params = {
    expected: derived ? keyText(derived) : `${scheme}|${facility}|${kinds.join(', ')}`,
    found: written ?? '',
  };
  return { findings: [error('SAMPAN-FHIR-KEY', 'value', 'Bundle.identifier', params)] };
}

/** For each way to number a claim its parts, where all of them have one value. */
function numbersOf(
  keys: BoundRoute['keys'],
  { claim, env }: ClaimOfFhir,
): readonly (readonly string[] | undefined)[] {
  return keys.map((parts) => {
    const values = parts.map((part) => texts(part(claim, env)));
    return values.every(({ length }) => length === 1) ? values.flat() : undefined;
  });
}

export function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

/** `scheme|facility|kind|number`, parts percent-encoded, parts of the number joined by `+`. */
function readKey(text: string): BusinessKey | undefined {
  const [scheme, facility, kind, number, ...more] = text.split('|');
  if (!scheme || !facility || !kind || !number || more.length > 0) return undefined;
  try {
    return {
      scheme: decodeURIComponent(scheme),
      facility: decodeURIComponent(facility),
      kind: decodeURIComponent(kind),
      number: number.split('+').map(decodeURIComponent),
    };
  } catch {
    return undefined;
  }
}

function keyText({ scheme, facility, kind, number }: BusinessKey): string {
  const parts = [scheme, facility, kind].map(encodeURIComponent);
  return [...parts, number.map(encodeURIComponent).join('+')].join('|');
}

function error(
  code: string,
  issue: Finding['issue'],
  expression: string,
  params: Finding['params'],
): Finding {
  return { code, severity: 'error', issue, expression, places: [], params };
}
