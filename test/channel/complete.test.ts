/** Messages of a channel of their own, which the journal's claim of the same number takes in. */
import { expect, it } from 'vitest';
import type { MessageChannel } from '../../src/channel/definition.ts';
import { completed } from '../../src/channel/journal/complete-journal.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import { prepareSet } from '../../src/channel/prepare-set.ts';
import type { EarlierMessage } from '../../src/channel/translation.ts';
import { journal, madeUpJournal, type Sent, sent } from './made-up-journal.ts';

const definition: MessageChannel = {
  ...madeUpJournal.definition,
  id: 'made-up-lists',
  reader: {
    ...{ kind: 'json-lines', charsets: ['utf-8'], messages: ['$.ask', '$'], type: '$.kind' },
    unknownFields: 'information',
    parts: {
      LIST: {
        model: 'List',
        shapes: [{ id: 'list', path: '$.list', carried: { S: '$.S' } }],
      },
    },
  },
  units: [
    {
      ...{ kind: 'settlement', by: 'containment', model: 'ListUnit', claimNumber: 'S' },
      ...{ root: { part: 'LIST', key: ['S'] }, parts: {}, serviceDate: [] },
    },
  ],
  identity: {
    ...madeUpJournal.definition.identity,
    facility: { fields: [], code: 'X-FACILITY' },
    completes: ['made-up-journal'],
  },
};

const lists: ChannelModule = {
  ...madeUpJournal,
  definition,
  layouts: {
    LIST: {
      ...{ url: 'https://example.org/LIST', part: 'LIST' },
      fields: ['S', 'NOTE'].map((name) => ({ name, type: 'string', min: 0, many: false })),
    },
  },
};

const at = { p: 'P', v: 'V' };
const settle = sent('settle', '05', { ...at, batch: 'b' }, { bill: { S: 'S1', TOTAL: 1 } });
const list = sent('list', '06', { v: 'V', S: 'S1', list: { NOTE: 'n' } });

/** Parts of each unit, and the kind of definition it was cut by. */
function complete(message: unknown, earlier: readonly EarlierMessage[]) {
  const submission = { ...journal([message as Sent], earlier), channel: 'made-up-lists' };
  const prepared = prepareSet(lists, submission);
  const units = prepared.units.map((cut) => ({ cut, findings: [] }));
  const own = { ...prepared, count: units.length, units };
  const result = completed(lists, submission, own, [lists, madeUpJournal]);
  return {
    units: [...result.units].map(({ cut }) => [cut.definition.by, ...cut.rows.keys()].join(' ')),
    kept: result.journal?.messages.map(({ text }) => JSON.parse(text()) as unknown),
    stream: result.journal?.stream,
  };
}

const known = { submission: 's1', file: 'body', record: 1, line: 1, text: JSON.stringify(settle) };

it.each([
  ['a pair', list, { ...list, answer: { code: 0 } }],
  ['a message alone', list.ask, { ask: list.ask }],
])('%s is a unit by itself, and part of the claim that the journal knows', (_, message, kept) => {
  const stream = 'F1|made-up-journal';
  expect(complete(message, [])).toEqual({ units: ['containment LIST'], kept: [kept], stream });
  const units = ['events CALL BILL LIST'];
  expect(complete(message, [known])).toEqual({ units, kept: [kept], stream });
});
