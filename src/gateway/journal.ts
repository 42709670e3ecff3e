/**
 * State of journals: the messages of earlier submissions that tell of the same visits are read
 * with a submission's own, and its own are kept for the later ones. What was read is held under a
 * count a key, so that of two submissions of one visit at once one is decided again.
 */
import { limits } from '../base/limits.ts';
import type { EarlierMessage } from '../channel/translation.ts';
import { openChunks, type PlainBody, textBody } from './bodies.ts';
import type { Commit } from './ports/commit.ts';
import type { PreparedAbout, PreparedJournal, PreparedMessage } from './ports/prepared.ts';
import type { Clock, Vault } from './ports/services.ts';
import type { JournalAsk, Store } from './ports/store.ts';

/** What was known of the visits when the submission was translated. */
export interface JournalState {
  readonly stream: string;
  readonly earlier: readonly EarlierMessage[];
  /** Identities of the earlier messages. */
  readonly known: ReadonlySet<string>;
  readonly expected: readonly JournalCount[];
}

interface JournalCount {
  readonly key: string;
  readonly version: number;
}

interface JournalPorts {
  readonly store: Store;
  readonly vault: Vault;
}

export async function readJournal(
  ports: JournalPorts,
  tenant: string,
  { stream, messages }: PreparedJournal,
): Promise<JournalState> {
  return await readUnder(ports, { tenant, stream }, asksOf(messages, askedBy));
}

/** What two submissions must not have in common to be worked on at once. */
export function turnsOf({ stream, messages }: PreparedJournal): readonly string[] {
  return [...new Set(asksOf(messages, askedBy).map(({ count }) => `${stream}|${count}`))];
}

/** What is known now of the visits that a submission's messages told of. */
export async function earlierOf(
  ports: JournalPorts,
  tenant: string,
  submission: string,
): Promise<readonly EarlierMessage[]> {
  const kept = await ports.store.journalKeys(tenant, `${OWNER}${submission}/`);
  if (kept === undefined) return [];
  const visits = kept.keys.filter((name) => /^(visit|person):/.test(name)).map(exactly);
  const { earlier } = await readUnder(ports, { tenant, stream: kept.stream }, visits);
  return earlier.filter((message) => message.submission !== submission);
}

/** Owners of bodies with messages begin so. */
const OWNER = 'journal/';

interface Stream {
  readonly tenant: string;
  readonly stream: string;
}

function exactly(count: string): JournalAsk {
  return { count, from: count, to: count };
}

/** The messages under the keys, and under those that they lead to. */
async function readUnder(
  ports: JournalPorts,
  { tenant, stream }: Stream,
  asks: readonly JournalAsk[],
): Promise<JournalState> {
  const versions = new Map<string, number>();
  const asked = new Set<string>();
  const found = new Map<string, readonly KeptMessage[]>();
  let wanted = asks;
  for (let round = 0; wanted.length > 0 && round < limits.journalRounds; round += 1) {
    for (const { count, from } of wanted) {
      asked.add(from);
      versions.set(count, versions.get(count) ?? 0);
    }
    const rows = await ports.store.journal(tenant, stream, wanted);
    for (const { key, version } of rows.versions) versions.set(key, version);
    const fresh = rows.entries.filter(({ owner }) => !found.has(owner));
    const entries = await Promise.all(
      fresh.map(({ owner, sealed }) => openEntry(ports.vault, { tenant, owner }, sealed)),
    );
    for (const [index, { owner }] of fresh.entries()) found.set(owner, entries[index] ?? []);
    wanted = asksOf(entries.flat(), ledToBy).filter(({ from }) => !asked.has(from));
  }
  const all = [...found.values()].flat();
  return {
    stream,
    earlier: all.map(({ identity: _identity, about: _about, ...message }) => message),
    known: new Set(all.map(({ identity }) => identity)),
    expected: [...versions].map(([key, version]) => ({ key, version })),
  };
}

interface KeptMessage extends EarlierMessage {
  readonly identity: string;
  readonly about: readonly PreparedAbout[];
}

async function openEntry(
  vault: Vault,
  place: { readonly tenant: string; readonly owner: string },
  sealed: readonly Uint8Array[],
): Promise<readonly KeptMessage[]> {
  const bytes = await openChunks(vault, { ...place, kind: 'messages' }, sealed);
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly KeptMessage[];
}

function asksOf(
  messages: readonly Pick<PreparedMessage, 'about'>[],
  of: (about: PreparedAbout) => readonly JournalAsk[],
): readonly JournalAsk[] {
  const asks = messages.flatMap(({ about }) => about.flatMap(of));
  return [...new Map(asks.map((ask) => [ask.from, ask])).values()];
}

const key = (kind: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`${kind}:${value}`];

/** Where a message is found again. `lacks` and `all` lead from a person to visits. */
function keptUnder({ visit, person, number, lacksPerson }: PreparedAbout): readonly string[] {
  return [
    ...key('visit', visit),
    ...(visit === undefined ? key('person', person) : []),
    ...(lacksPerson ? key('lacks', person) : []),
    ...key('all', person),
    ...key('number', number),
  ];
}

/** `all` is found by the time of the latest of the messages that are kept together. */
function foundBy(name: string, latest: string): string {
  return name.startsWith('all:') ? `${name}:${latest}` : name;
}

/**
 * What must be read to know what a message means. What tells of a person without a visit matters to
 * visits that nobody told of the person for, and to those that went on after it happened.
 */
function askedBy(about: PreparedAbout): readonly JournalAsk[] {
  const { visit, person, number, time, reverses } = about;
  if (visit !== undefined) return ledToBy(about);
  if (person === undefined) return key('number', number).map(exactly);
  const all = `all:${person}`;
  const since = { count: all, from: `${all}:${reverses ? '' : time}`, to: `${all};` };
  return [...ledToBy(about), exactly(`lacks:${person}`), since];
}

/** Of one's visit all, of the person what is said without a visit. */
function ledToBy({ visit, person }: PreparedAbout): readonly JournalAsk[] {
  return [...key('visit', visit), ...key('person', person)].map(exactly);
}

/** A journal, and how long messages of a visit are kept after the last one. */
export interface KeptJournal {
  readonly channel: string;
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;

/** Forgets the messages of visits that nobody has spoken of for so long. */
export async function forgetJournals(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  journals: readonly KeptJournal[],
): Promise<void> {
  for (const { channel, keepDays } of journals) {
    const before = new Date(clock.now() - keepDays * DAY_MS).toISOString();
    await store.forgetJournal(channel, before);
  }
}

export interface JournalWrites {
  readonly journal: NonNullable<Commit['journal']>;
  readonly bodies: readonly PlainBody[];
}

/** Messages that were not known yet, together where they are found by the same keys. */
export function journalWrites(
  { stream, known, expected }: JournalState,
  submission: string,
  messages: readonly PreparedMessage[],
): JournalWrites {
  const fresh = messages.filter(({ identity }) => !known.has(identity));
  const groups = Map.groupBy(fresh, ({ about }) => JSON.stringify(about.flatMap(keptUnder)));
  const entries = [...groups.values()].map((kept, index) => {
    const keys = [...new Set((kept[0]?.about ?? []).flatMap(keptUnder))];
    const times = kept.flatMap(({ about }) => about.map(({ time }) => time));
    const latest = times.reduce((a, b) => (a > b ? a : b), '');
    return {
      owner: `${OWNER}${submission}/${index + 1}`,
      counts: keys,
      keys: keys.map((name) => foundBy(name, latest)),
      text: JSON.stringify(kept.map((message) => ({ submission, ...message }))),
    };
  });
  return {
    journal: {
      ...{ stream, expected },
      counts: [...new Set(entries.flatMap(({ counts }) => counts))],
      entries: entries.map(({ owner, keys }) => ({ owner, keys })),
    },
    bodies: entries.map(({ owner, text }) => textBody(owner, 'messages', text)),
  };
}
