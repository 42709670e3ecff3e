/** A journal's messages as they leave the translation: keys and identities as keyed hashes. */
import type { JournalNotes } from '../channel/translation.ts';
import type { PreparedJournal } from './ports/prepared.ts';
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
      about: about.map(({ person, visit, number, ...plain }) => ({
        ...plain,
        ...(person !== undefined && { person: hash('person', person) }),
        ...(visit !== undefined && { visit: hash('visit', visit) }),
        ...(number !== undefined && { number: hash('number', number) }),
      })),
    })),
  };
}
