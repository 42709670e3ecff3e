/**
 * Claims that arrive as FHIR: routed to a country's channel by data, named and checked as the
 * claims of that channel are, so that the same claim is the same whichever way it comes.
 */
import { canonicalOf, canonicalText } from '../../base/canonical.ts';
import { type Finding, isFailure } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import { type Identified, identify, identityContext } from '../identity.ts';
import { jsonField, jsonPath } from '../json-places.ts';
import type { PlaceQuestion } from '../locate.ts';
import { lookupQuestions } from '../lookups.ts';
import type { ChannelModule } from '../module.ts';
import { namedBundle } from '../named-bundle.ts';
import type { TranslateOptions } from '../translate.ts';
import type { BusinessKey, Resource, Submission, TranslatedUnit } from '../translation.ts';
import { type BoundRoute, type ClaimOfFhir, claimKey, texts } from './claim-key.ts';
import { localBundle } from './local-bundle.ts';
import type { FhirChannelModule, FhirEnv } from './module.ts';
import { type FhirClaim, type FhirEntry, isNamed, openFhir } from './open-body.ts';

export interface FhirContext extends TranslateOptions {
  readonly channel: FhirChannelModule;
  /** All mapped channels: where routes lead. */
  readonly homes: readonly ChannelModule[];
}

export interface FhirUnits {
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
  readonly count: number;
  readonly units: Iterable<TranslatedUnit>;
}

export function translateFhir(context: FhirContext, submission: Submission): FhirUnits {
  const opened = openFhir(context.channel.definition.reader, submission);
  return {
    ...{ findings: opened.findings, faulted: opened.faulted, count: opened.claims.length },
    units: unitsOf(opened.claims, context, submission.facility),
  };
}

function* unitsOf(
  claims: readonly FhirClaim[],
  context: FhirContext,
  facility: string | undefined,
): Generator<TranslatedUnit> {
  for (const claim of claims) yield translateClaim(claim, context, facility);
}

function translateClaim(
  source: FhirClaim,
  context: FhirContext,
  facility: string | undefined,
): TranslatedUnit {
  const { channel } = context;
  const [{ resource: claim }] = source.entries;
  const of = { claim, bundle: source.bundle, env: envOf(source.entries) };
  const number = texts(channel.expressions.claimNumber(claim, of.env))[0] ?? '';
  const route = routeOf(of, context);
  if (route === undefined) return unrouted(source, number, context);
  const { key, findings } = claimKey(channel, route, of, facility);
  if (key === undefined) return refused(source, { number, findings, home: route.home });
  const named = { ...of, key, home: route.home, number };
  return keyedUnit(source, named, context);
}

function envOf(entries: readonly FhirEntry[]): FhirEnv {
  return { resolve: (reference) => entries.find((each) => isNamed(each, reference))?.resource };
}

function routeOf({ claim, env }: ClaimOfFhir, context: FhirContext): BoundRoute | undefined {
  const { definition, expressions } = context.channel;
  for (const [index, route] of definition.routes.entries()) {
    const compiled = expressions.routes[index];
    const home = context.homes.find((each) => each.definition.id === route.channel);
    if (compiled?.when(claim, env) && home) return { home, route, keys: compiled.keys };
  }
  return undefined;
}

interface NamedClaim extends ClaimOfFhir {
  readonly key: BusinessKey;
  readonly home: ChannelModule;
  readonly number: string;
}

function keyedUnit(source: FhirClaim, of: NamedClaim, context: FhirContext): TranslatedUnit {
  const { channel, profiles, tenant, identityKey } = context;
  const { key, home, claim, env, number } = of;
  const intent = channel.definition.identity.intents.find((_each, index) =>
    channel.expressions.intents[index]?.(claim, env),
  )?.intent;
  const entries = intent === 'void' ? withActiveClaim(source.entries) : source.entries;
  const local = localBundle(entries, source.bundle);
  const { bundle, dangling } = identify(local, home, identityContext(tenant, identityKey), key);
  const version = versionOf(of, channel, home);
  const profile = home.profiles[version.units[key.kind]?.profile ?? ''];
  const checked = profiles.validate(bundle, {
    profiles: profile === undefined ? [] : [profile],
    advice: false,
  });
  const told = checked.filter((each) => isTold(each, home));
  const findings = [...dangling.flatMap(danglingReference), ...told].map((each) =>
    placed(each, source),
  );
  const lookups = lookupQuestions(home, { parts: new Map(), bundle });
  return {
    key: number,
    businessKey: key,
    state: findings.some(isFailure) ? 'rejected' : 'acceptable',
    ...{ bundle, findings },
    canonicalSource: sourceOf(source),
    versions: { channel: version.id, ...home.versions },
    ...(intent && { intent }),
    ...{ payer: home.definition.payer, home: home.definition.id },
    ...(lookups.length > 0 && { lookups: lookups.map((each) => placedLookup(each, source)) }),
  };
}

/** A claim that is to be cancelled is checked as the claim it was. */
function withActiveClaim([first, ...rest]: FhirClaim['entries']): FhirClaim['entries'] {
  return [{ ...first, resource: { ...first.resource, status: 'active' } }, ...rest];
}

/** Content alone: ids, meta and what is around the entries say nothing about the claim. */
function sourceOf({ entries }: FhirClaim): string {
  const bundle = localBundle(entries, undefined);
  const list = bundle.entry as readonly { readonly resource: Resource }[];
  return canonicalText(canonicalOf(namedBundle(list.map(({ resource }) => resource))));
}

/** Of the versions of the home channel the first whose span holds the date of service. */
function versionOf({ claim, env }: ClaimOfFhir, channel: FhirChannelModule, home: ChannelModule) {
  const { versions } = home.definition;
  const dates = channel.expressions.serviceDate.flatMap((each) => texts(each(claim, env)));
  const date = dates[0]?.slice(0, 'YYYY-MM-DD'.length) ?? '';
  const holds = versions.find(({ from, to }) => from <= date && (to === undefined || date <= to));
  const version = holds ?? versions.at(-1);
  if (version === undefined) throw new Error(`${home.definition.id} has no version`);
  return version;
}

/** Advice is for whoever writes profiles; a profile nobody knows here is told. */
function isTold({ code, severity }: Finding, { rules }: ChannelModule): boolean {
  return severity === 'fatal' || severity === 'error' || code in rules || code === UNKNOWN_PROFILE;
}

const UNKNOWN_PROFILE = 'SAMPAN-PROFILE-PROFILE-UNKNOWN';

function danglingReference({
  expression,
  reference,
}: Identified['dangling'][number]): readonly Finding[] {
  // What is contained stays with its resource.
  if (reference.startsWith('#')) return [];
  return [
    {
      ...{ code: 'SAMPAN-FHIR-REFERENCE', severity: 'error', issue: 'not-found' },
      ...{ expression, places: [], params: { found: reference } },
    },
  ];
}

/** Where the element stood in what was sent: the unit's entries are some of the body's. */
function placed(finding: Finding, source: FhirClaim): Finding {
  return { ...finding, places: [placeOf(finding.expression ?? '', source)] };
}

function placeOf(expression: string, source: FhirClaim): Place {
  const [, index, rest] = /^Bundle\.entry\[(\d+)\]\.resource(.*)$/.exec(expression) ?? [];
  const first = source.entries[0];
  const entry = index === undefined ? undefined : source.entries[Number(index)];
  const at = entry ?? first;
  const inside = entry ? jsonPath(entry.resource, `X${rest ?? ''}`) : [];
  const path = [...at.path, ...inside];
  return { file: source.file, ...source.document.placeOf(path), field: jsonField(path) };
}

/** Where elements of units stood in what was sent; the claim where nothing nearer is known. */
export function locateInFhir(
  { definition }: FhirChannelModule,
  submission: Submission,
  questions: readonly PlaceQuestion[],
): readonly (readonly Place[])[] {
  const { claims } = openFhir(definition.reader, submission);
  return questions.map(({ unit, element }) => {
    const source = claims[unit - 1];
    return source ? [placeOf(element ?? '', source)] : [];
  });
}

function placedLookup<T extends { readonly finding: Finding }>(question: T, source: FhirClaim): T {
  return { ...question, finding: placed(question.finding, source) };
}

function unrouted(source: FhirClaim, number: string, context: FhirContext): TranslatedUnit {
  const finding: Finding = {
    ...{ code: 'SAMPAN-FHIR-ROUTE', severity: 'error', issue: 'not-supported' },
    ...{ expression: 'Claim.insurer', places: [], params: { key: number || '–' } },
  };
  const bundle = localBundle(source.entries, source.bundle);
  const checked = context.profiles.validate(bundle, { advice: false }).filter(isFailure);
  return refused(source, { number, findings: [finding, ...checked], home: undefined });
}

interface Refusal {
  readonly number: string;
  readonly findings: readonly Finding[];
  readonly home: ChannelModule | undefined;
}

/** Nothing is known by which it could be stored. */
function refused(source: FhirClaim, { number, findings, home }: Refusal): TranslatedUnit {
  return {
    key: number,
    businessKey: { scheme: '', facility: '', kind: '', number: [number] },
    state: 'rejected',
    findings: findings.map((finding) => placed(finding, source)),
    canonicalSource: sourceOf(source),
    versions: {
      channel: '',
      ...(home?.versions ?? { map: '', profile: '', terminology: '' }),
    },
  };
}
