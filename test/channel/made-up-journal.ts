/** A journal of no country: visits with lines, settled in batches, undone and taken back. */
import type { Layout, LayoutField } from '../../src/base/layout.ts';
import type { SourceRecord, SourceUnit } from '../../src/base/record.ts';
import type { JournalChannel } from '../../src/channel/definition.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import type { EarlierMessage, Submission } from '../../src/channel/translation.ts';

const visit = { person: '$.ask.p', visit: '$.ask.v' };

const definition: JournalChannel = {
  id: 'made-up-journal',
  country: 'xx',
  scheme: 'made-up',
  title: { en: 'Made-up journal' },
  timeZone: '+00:00',
  currency: 'XXX',
  payer: 'nobody',
  sources: [],
  reader: {
    kind: 'json-lines',
    charsets: ['utf-8'],
    messages: ['$'],
    type: '$.ask.kind',
    success: { path: '$.answer.code', values: ['0'] },
    unknownFields: 'information',
    parts: {
      CALL: {
        model: 'Call',
        shapes: [{ id: 'call', path: '$.ask', fields: { CLINIC: '$.clinic' } }],
      },
      PERSON: { model: 'Person', shapes: [{ id: 'who', types: ['who'], path: '$.answer.person' }] },
      VISIT: {
        model: 'Visit',
        shapes: [{ id: 'open', types: ['open', 'move'], path: '$.ask.visit' }],
      },
      LINE: { model: 'Line', shapes: [{ id: 'lines', types: ['lines'], path: '$.ask.lines[*]' }] },
      RESULT: {
        model: 'Result',
        shapes: [{ id: 'lines', types: ['lines'], path: '$.answer.results[*]' }],
        nest: { under: 'LINE', as: 'result', key: ['N'] },
      },
      BILL: { model: 'Bill', shapes: [{ id: 'settle', types: ['settle'], path: '$.answer.bill' }] },
      LIST: { model: 'List', shapes: [{ id: 'list', types: ['list'], path: '$.ask.list' }] },
    },
  },
  units: [
    {
      kind: 'settlement',
      by: 'events',
      model: 'Unit',
      group: ['person', 'visit'],
      number: ['number'],
      claimNumber: 'number',
      serviceDate: ['VISIT.DAY', 'BILL.DAY'],
      order: ['$.ask.at'],
      messageId: '$.ask.id',
      keepDays: 400,
      complete: { has: ['BILL', 'LINE'], sums: [{ of: 'LINE.PRICE', is: 'BILL.TOTAL' }] },
      events: {
        who: { do: 'add', keys: { person: '$.answer.person.p' }, puts: { PERSON: 'replace' } },
        open: { do: 'open', keys: visit, puts: { VISIT: 'replace' } },
        move: { do: 'add', keys: visit, puts: { VISIT: 'amend' } },
        lines: {
          do: 'add',
          keys: { person: '$.ask.lines[*].p', visit: '$.ask.lines[*].v' },
          puts: { LINE: 'append' },
        },
        unline: {
          do: 'remove',
          keys: visit,
          from: ['LINE'],
          where: [{ field: 'N', in: '$.ask.numbers[*]' }],
          all: 'all',
        },
        close: { do: 'remove', keys: visit, from: ['*'] },
        settle: {
          do: 'settle',
          keys: { ...visit, number: '$.answer.bill.S' },
          puts: { CALL: 'replace', BILL: 'replace' },
          takes: [{ part: 'LINE', where: { field: 'BATCH', is: '$.ask.batch' } }],
        },
        unsettle: { do: 'void', keys: { ...visit, number: '$.ask.S' } },
        list: {
          do: 'add',
          keys: { visit: '$.ask.v', number: '$.ask.S' },
          puts: { LIST: 'replace' },
        },
        reverse: {
          do: 'reverse',
          keys: { person: '$.ask.p' },
          message: '$.ask.of',
          type: '$.ask.ofKind',
        },
      },
      passedOver: [{ types: ['hello'], reason: 'signing in' }],
    },
  ],
  versions: [
    { id: '1', from: '2000-01-01', units: { settlement: { map: 'Claim', profile: 'Claim' } } },
  ],
  identity: {
    facility: { fields: ['CALL.CLINIC'], code: 'X-FACILITY' },
    resend: 'correction',
    roles: {},
    volatile: [],
  },
  set: { required: [], unique: [], foreignKeys: [] },
};

/** As little of a claim as a store and a payer need. */
function claimOf(unit: SourceUnit): Readonly<Record<string, unknown>> {
  const bill = unit.BILL as SourceRecord;
  const person = unit.PERSON as SourceRecord | undefined;
  const lines = (unit.LINE ?? []) as readonly SourceRecord[];
  const claim = {
    resourceType: 'Claim',
    id: 'claim',
    identifier: [{ value: bill.S }],
    item: lines.map(({ ordinal, PRICE }) => ({ sequence: ordinal, net: { value: PRICE } })),
    total: { value: bill.TOTAL },
    patient: { display: person?.NAME ?? 'nobody' },
  };
  return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: claim }] };
}

function layout(part: string, fields: Readonly<Record<string, LayoutField['type']>>): Layout {
  return {
    url: `https://example.org/${part}`,
    part,
    fields: Object.entries(fields).map(([name, type]) => ({ name, type, min: 0, many: false })),
  };
}

export const madeUpJournal: ChannelModule = {
  definition,
  layouts: {
    CALL: layout('CALL', { CLINIC: 'string' }),
    PERSON: layout('PERSON', { p: 'string', NAME: 'string' }),
    VISIT: layout('VISIT', { DAY: 'date', WARD: 'string' }),
    LINE: {
      ...layout('LINE', {
        p: 'string',
        v: 'string',
        N: 'string',
        BATCH: 'string',
        PRICE: 'decimal',
      }),
      nests: [{ name: 'result', many: false }],
    },
    RESULT: layout('RESULT', { N: 'string', SHARE: 'decimal' }),
    BILL: layout('BILL', { S: 'string', DAY: 'date', TOTAL: 'decimal' }),
    LIST: layout('LIST', { NOTE: 'string' }),
  },
  unitModels: {
    settlement: { url: 'https://example.org/unit', name: 'Unit', lists: ['LINE'] },
  },
  maps: { Claim: claimOf },
  tracedMaps: { Claim: (unit) => ({ result: claimOf(unit), trace: [] }) },
  profiles: { Claim: 'https://example.org/Claim' },
  rules: {},
  roles: {},
  versions: { map: '', profile: '', terminology: '' },
};

/** A message as it is sent: what was asked, and the answer unless none came. */
export interface Sent {
  readonly ask: Readonly<Record<string, unknown>>;
  readonly answer?: Readonly<Record<string, unknown>>;
}

let count = 0;

export function sent(kind: string, at: string, ask: object, answer: object = {}): Sent {
  count += 1;
  return {
    ask: { kind, at, id: `m${count}`, clinic: 'F1', ...ask },
    answer: { code: 0, ...answer },
  };
}

export function journal(
  messages: readonly Sent[],
  earlier: readonly EarlierMessage[] = [],
): Submission {
  const text = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
  const bytes = new TextEncoder().encode(text);
  return { channel: 'made-up-journal', files: [{ name: 'body', bytes }], facility: 'F1', earlier };
}
