/** A journal's messages as they leave the translation: keys and identities as keyed hashes. */
import type { JournalNotes } from '../channel/translation.ts';
import type { PreparedAbout, PreparedJournal } from './ports/prepared.ts';
import type { Mac } from './ports/services.ts';

export function prepareJournalNotes(
  { stream, messages }: JournalNotes,
  { tenant, mac }: { readonly tenant: string; readonly mac: Mac },
): PreparedJournal {
  const hash = (kind: string, ...parts: readonly string[]) =>
    mac.of('journal', tenant, stream, kind, ...parts);
  return {
    stream,
    messages: messages.map(({ identity, about, text, ...message }) => ({
      ...message,
      text: text(),
      identity: hash('message', ...identity()),
      about: about.map((each) => {
        const names = Object.entries(each) as readonly (readonly [keyof PreparedAbout, string])[];
        return Object.fromEntries(names.map(([name, value]) => [name, hash(name, value)]));
      }),
    })),
  };
}
