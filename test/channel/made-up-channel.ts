/** A channel of no country: visits with a person and priced lines, to test the engine alone. */
import type { Layout, LayoutField } from '../../src/base/layout.ts';
import type { ChannelDefinition } from '../../src/channel/definition.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import type { SourceFile, Submission } from '../../src/channel/translation.ts';

const rule = { severity: 'error', issue: 'business-rule' } as const;

const definition: ChannelDefinition = {
  id: 'made-up',
  country: 'xx',
  scheme: 'made-up',
  title: { en: 'Made-up visits' },
  timeZone: '+00:00',
  currency: 'XXX',
  payer: 'nobody',
  sources: [],
  reader: {
    kind: 'delimited',
    delimiter: '|',
    extensions: ['.txt'],
    charsets: ['utf-8'],
    repertoire: [],
    parts: {
      PERSON: { model: 'Person', variants: [{ id: 'full', columns: ['FACILITY', 'PID', 'BORN'] }] },
      VISIT: {
        model: 'Visit',
        variants: [{ id: 'full', columns: ['PID', 'VISIT', 'DAY', 'PAID'] }],
      },
      LINE: {
        model: 'Line',
        variants: [{ id: 'full', columns: ['PID', 'VISIT', 'STAY', 'PRICE'] }],
      },
      STAY: { model: 'Stay', variants: [{ id: 'full', columns: ['PID', 'STAY', 'LEFT'] }] },
    },
  },
  units: [
    {
      kind: 'visit',
      model: 'VisitUnit',
      root: { part: 'VISIT', key: ['PID', 'VISIT'] },
      parts: {
        PERSON: { part: 'PERSON', key: ['PID'], on: ['PID'] },
        LINE: { part: 'LINE', key: ['PID', 'VISIT'], unless: 'STAY' },
      },
      claimNumber: 'VISIT',
      serviceDate: 'VISIT.DAY',
    },
    {
      kind: 'stay',
      model: 'StayUnit',
      root: { part: 'STAY', key: ['PID', 'STAY'] },
      parts: {
        PERSON: { part: 'PERSON', key: ['PID'], on: ['PID'] },
        LINE: { part: 'LINE', key: ['STAY'], on: ['STAY'] },
      },
      claimNumber: 'STAY',
      serviceDate: 'STAY.LEFT',
    },
  ],
  versions: [{ id: '1', from: '2000-01-01', units: {} }],
  identity: {
    facility: { fields: ['PERSON.FACILITY'], code: 'X-FACILITY' },
    resend: 'conflict',
    roles: {},
    volatile: [],
  },
  set: {
    required: [
      { ...rule, code: 'X-REQUIRED', anyOf: ['PERSON'], fatal: true },
      { ...rule, code: 'X-REQUIRED-FOR', anyOf: ['VISIT'], when: ['LINE'], fatal: false },
    ],
    unique: [
      { ...rule, code: 'X-UNIQUE', part: 'PERSON', key: ['PID'] },
      { ...rule, code: 'X-UNIQUE', part: 'VISIT', key: ['PID', 'VISIT'] },
    ],
    foreignKeys: [
      {
        ...rule,
        code: 'X-PID',
        parts: ['VISIT', 'LINE'],
        fields: ['PID'],
        at: 'PID',
        in: ['PERSON'],
      },
      {
        ...rule,
        code: 'X-VISIT',
        parts: ['LINE'],
        fields: ['PID', 'VISIT'],
        at: 'VISIT',
        in: ['VISIT'],
        unless: 'STAY',
      },
    ],
  },
};

function layout(part: string, fields: Readonly<Record<string, LayoutField['type']>>): Layout {
  return {
    url: `https://example.org/${part}`,
    part,
    fields: Object.entries(fields).map(([name, type]) => ({
      name,
      type,
      min: 0,
      many: false,
      ...(type === 'date' && { form: { pattern: 'yyyyMMdd' } }),
    })),
  };
}

export const madeUpChannel: ChannelModule = {
  definition,
  layouts: {
    PERSON: layout('PERSON', { FACILITY: 'string', PID: 'string', BORN: 'date' }),
    VISIT: layout('VISIT', { PID: 'string', VISIT: 'string', DAY: 'date', PAID: 'decimal' }),
    LINE: layout('LINE', { PID: 'string', VISIT: 'string', STAY: 'string', PRICE: 'decimal' }),
    STAY: layout('STAY', { PID: 'string', STAY: 'string', LEFT: 'date' }),
  },
  unitModels: {
    visit: { url: 'https://example.org/visit', name: 'VisitUnit', lists: ['LINE'] },
    stay: { url: 'https://example.org/stay', name: 'StayUnit', lists: ['LINE'] },
  },
  maps: {},
  tracedMaps: {},
  profiles: {},
  rules: {},
  roles: {},
  versions: { map: '', profile: '', terminology: '' },
};

export function madeUpSet(files: Readonly<Record<string, readonly string[]>>): Submission {
  const encoder = new TextEncoder();
  const sources = Object.entries(files).map(([part, rows]): SourceFile => {
    return { name: `${part}.txt`, bytes: encoder.encode(rows.map((row) => `${row}\r\n`).join('')) };
  });
  return { channel: 'made-up', files: sources };
}
