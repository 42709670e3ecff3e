/**
 * Makes a translation ready for the store: text instead of live resources, hashes instead of
 * values. Runs where the translation ran, so that only text and bytes cross threads.
 */
import type { Resource, TranslatedUnit, Translation } from '../channel/translation.ts';
import { likenessOf } from './likeness.ts';
import type {
  IndexEntry,
  PreparedBundle,
  PreparedTranslation,
  PreparedUnit,
} from './ports/prepared.ts';
import type { Mac, Slice } from './ports/services.ts';
import { businessKeyText } from './ports/terms.ts';
import { prepareJournalNotes } from './prepare-journal.ts';
import { indexEntries, SHARED_TYPES } from './search-index.ts';

export function prepareTranslation(
  translation: TranslationStream,
  hash: TokenHash,
  enough: Enough = { count: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
): PreparedTranslation {
  return {
    findings: translation.findings,
    faulted: translation.faulted,
    ...(translation.total !== undefined && { total: translation.total }),
    ...(translation.journal && { journal: prepareJournalNotes(translation.journal, hash) }),
    units: prepareUnits(translation.units, hash, enough),
  };
}

/** Units that are taken of a stream at once; one at least. */
type Enough = Pick<Slice, 'count' | 'characters'>;

/** One at a time, so that live resources of only one unit are in memory. */
function prepareUnits(
  units: Iterable<TranslatedUnit>,
  hash: TokenHash,
  { count, characters }: Enough,
): readonly PreparedUnit[] {
  const prepared: PreparedUnit[] = [];
  let size = 0;
  const next = units[Symbol.iterator]();
  // An iterator that is not at its end stays open for the next slice
  while (prepared.length < count && size < characters) {
    const { done, value } = next.next();
    if (done === true) break;
    const unit = prepareUnit(value, hash);
    size += unit.source.length + (unit.bundle?.text.length ?? 0);
    prepared.push(unit);
  }
  return prepared;
}

/** A translation whose units may be made as they are asked for. */
type TranslationStream = Omit<Translation, 'units'> & {
  readonly units: Iterable<TranslatedUnit>;
  readonly total?: number;
};

/** The keyed hashes a translation needs, for one tenant. */
export interface TokenHash {
  readonly tenant: string;
  readonly mac: Mac;
}

function prepareUnit(unit: TranslatedUnit, hash: TokenHash): PreparedUnit {
  const source = unit.canonicalSource;
  const bundle = unit.bundle && prepareBundle(unit.bundle, hash, unit.yields);
  return {
    key: unit.key,
    ...(unit.shownKey !== undefined && { shownKey: unit.shownKey }),
    businessKey: businessKeyText(unit.businessKey),
    state: unit.state,
    findings: unit.findings,
    source,
    fingerprint: `v1:${hash.mac.of('fingerprint', source)}`,
    versions: unit.versions,
    ...(unit.intent && { intent: unit.intent }),
    ...(unit.sequence && { sequence: unit.sequence }),
    ...(unit.latest && { latest: true }),
    ...(unit.payer !== undefined && { payer: unit.payer }),
    ...(unit.home !== undefined && { home: unit.home }),
    ...(bundle && { bundle }),
    ...(unit.lookups && { lookups: unit.lookups }),
  };
}

/** Undefined if the bundle holds nothing that a unit could be about. */
export function prepareBundle(
  bundle: Resource,
  hash: TokenHash,
  yields?: string,
): PreparedBundle | undefined {
  const resources = resourcesOf(bundle);
  const focus = focusOf(resources, yields);
  if (focus?.id === undefined) return undefined;
  const serviceDate = serviceDateOf(resources);
  return {
    text: JSON.stringify(bundle),
    focusType: focus.resourceType,
    focusId: focus.id,
    likeness: likenessOf(focus, hash),
    resources: resources.flatMap((resource) =>
      resource.id === undefined
        ? []
        : [
            {
              type: resource.resourceType,
              id: resource.id,
              serviceDate,
              tokens: indexEntries(resource).map((entry) => hashEntry(entry, hash)),
              content: contentHash(resource, hash),
            },
          ],
    ),
  };
}

function contentHash(resource: Resource, { mac, tenant }: TokenHash): string {
  if (!SHARED_TYPES.has(resource.resourceType)) return '';
  return mac.of('content', tenant, JSON.stringify(resource));
}

/** The same hash for what is stored and what is asked for. */
export function hashEntry({ name, value }: IndexEntry, { tenant, mac }: TokenHash): IndexEntry {
  return { name, value: mac.of('search', tenant, name, value) };
}

export function resourcesOf(bundle: Resource): readonly Resource[] {
  const entries = Array.isArray(bundle.entry) ? bundle.entry : [];
  return entries.flatMap((entry: { resource?: Resource }) => entry.resource ?? []);
}

/** What the channel says the unit is about; else its claim, else the person of a card read. */
function focusOf(resources: readonly Resource[], yields = ''): Resource | undefined {
  const types = [yields, 'Claim', 'Patient'];
  return types.flatMap(
    (type) => resources.find(({ resourceType }) => resourceType === type) ?? [],
  )[0];
}

/** The day of service, as far as the bundle tells: billable period, else encounter, else bill. */
function serviceDateOf(resources: readonly Resource[]): string {
  const claim = resources.find(({ resourceType }) => resourceType === 'Claim');
  const encounter = resources.find(({ resourceType }) => resourceType === 'Encounter');
  const candidates = [startOf(claim?.billablePeriod), startOf(encounter?.period), claim?.created];
  const found = candidates.find((value) => typeof value === 'string');
  return typeof found === 'string' ? found.slice(0, 'YYYY-MM-DD'.length) : '';
}

function startOf(period: unknown): unknown {
  return typeof period === 'object' && period !== null && 'start' in period
    ? period.start
    : undefined;
}
