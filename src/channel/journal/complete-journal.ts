/**
 * Messages of a channel of their own that complete claims of a journal: where the journal knows the
 * settlement, its claim takes them in; where it does not yet, they are kept for it.
 */
import type { CutUnit } from '../cut-units.ts';
import { isJournalChannel, type JournalChannel } from '../definition.ts';
import { isObject, namesOf } from '../json-path.ts';
import type { ChannelModule } from '../module.ts';
import type { StreamedSet } from '../prepare-large.ts';
import { numberOfUnit } from '../translate-unit.ts';
import type { Submission } from '../translation.ts';
import type { ItemSpot } from './message.ts';
import { prepareJournal } from './prepare-journal.ts';

export function completed(
  channel: ChannelModule,
  submission: Submission,
  own: StreamedSet,
  others: readonly ChannelModule[],
): StreamedSet {
  const { completes = [] } = channel.definition.identity;
  const journal = others.find(({ definition }) => completes.includes(definition.id));
  if (journal === undefined || own.faulted) return own;
  const { definition } = journal;
  if (!isJournalChannel(definition)) return own;
  const prepared = prepareJournal(journal, definition, submission, asPair(definition));
  if (prepared.faulted || prepared.journal === undefined) return own;
  const claims = prepared.units.filter(({ unclaimed }) => unclaimed === undefined);
  const known = new Map(claims.map((cut) => [nameOf(cut), cut]));
  const units = [...own.units].map((unit) => {
    const cut = known.get(nameOf(unit.cut));
    if (cut === undefined) return unit;
    return { cut, findings: prepared.ofUnit.get(cut) ?? [] };
  });
  return { ...own, units, journal: prepared.journal };
}

function nameOf(cut: CutUnit): string {
  return JSON.stringify([cut.definition.kind, ...numberOfUnit(cut)]);
}

/** A message alone becomes the asking half of a pair, as the journal has them. */
function asPair({ reader }: JournalChannel): (spot: ItemSpot) => ItemSpot {
  const [half = ''] = namesOf(reader.type);
  return (spot) => {
    const { item } = spot;
    if (!isObject(item.value) || half in item.value) return spot;
    const pair = {
      value: { [half]: item.value },
      record: item.record,
      get line() {
        return item.line;
      },
      placeOf: (path: readonly (string | number)[]) => item.placeOf(path.slice(1)),
      sliceOf: (path: readonly (string | number)[]) => item.sliceOf(path.slice(1)),
      text: () => `{${JSON.stringify(half)}:${item.text()}}`,
    };
    return { ...spot, item: pair };
  };
}
