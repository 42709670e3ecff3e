/** A channel of card reads of no country: JSON of two shapes, texts of three forms. */
import type { Layout, LayoutField } from '../../src/base/layout.ts';
import type { SourceRecord, SourceUnit } from '../../src/base/record.ts';
import type { CardChannel, JsonReader } from '../../src/channel/definition.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import type { Submission } from '../../src/channel/translation.ts';

const json: JsonReader = {
  kind: 'json',
  charsets: ['utf-8'],
  unknownFields: 'warning',
  parts: {
    CARD: {
      model: 'Card',
      shapes: [
        {
          id: 'agent',
          path: '$',
          has: ['pid', 'born'],
          fields: { NUMBER: '$.pid', BORN: '$.born', CLINIC: '$.main.code', TIME: '$.at' },
        },
        { id: 'plain', path: '$.card', has: ['NUMBER'] },
      ],
    },
    RIGHT: {
      model: 'Right',
      shapes: [{ id: 'agent', path: '$.rights[*]', carried: { GIVEN: '$.givenOn' } }],
    },
    LIMIT: {
      model: 'Limit',
      shapes: [{ id: 'agent', path: '$.limits[*]' }],
      nest: { under: 'RIGHT', as: 'limit', key: ['CODE'] },
    },
  },
};

const definition: CardChannel = {
  id: 'made-up-cards',
  country: 'xx',
  scheme: 'made-up',
  title: { en: 'Made-up cards' },
  timeZone: '+00:00',
  currency: 'XXX',
  payer: 'nobody',
  sources: [],
  reader: {
    kind: 'any-of',
    readers: [
      { test: '^\\s*[\\[{]', reader: json },
      {
        test: '',
        reader: {
          kind: 'card-text',
          charsets: ['utf-16le', 'utf-8'],
          forms: [
            {
              id: 'code',
              part: 'CARD',
              form: 'separated',
              separator: '|',
              columns: ['NUMBER', 'NAME', 'BORN'],
              atLeast: 3,
            },
            {
              id: 'library',
              part: 'CARD',
              form: 'slices',
              slices: [
                { field: 'NAME', from: 0, to: 6 },
                { field: 'BORN', from: 6, to: 14 },
                { field: 'NUMBER', from: 14, to: 18 },
              ],
            },
            {
              id: 'chip',
              part: 'CARD',
              form: 'tagged',
              prefix: '30..0201',
              tags: { '01': 'NUMBER', '02': 'NAME' },
            },
          ],
          parts: { CARD: { model: 'Card' } },
        },
      },
    ],
  },
  units: [
    {
      kind: 'card-read',
      by: 'containment',
      model: 'CardUnit',
      yields: 'Patient',
      root: { part: 'CARD', key: ['NUMBER', 'TIME'] },
      parts: { RIGHT: { part: 'RIGHT' } },
      claimNumber: 'NUMBER',
      serviceDate: ['CARD.BORN'],
    },
  ],
  versions: [
    { id: '1', from: '1900-01-01', units: { 'card-read': { map: 'Read', profile: 'Read' } } },
  ],
  identity: {
    facility: { fields: [], code: 'X-FACILITY' },
    resend: 'correction',
    roles: {},
    volatile: [],
    personal: ['CARD.NUMBER'],
  },
  set: {
    required: [
      {
        ...{ code: 'X-CARD', severity: 'error', issue: 'required' },
        ...{ anyOf: ['CARD'], fatal: true },
      },
    ],
    unique: [],
    foreignKeys: [],
  },
  refused: [
    {
      ...{ path: '$.photo', code: 'X-PHOTO', severity: 'error', issue: 'forbidden' },
      reason: 'photograph',
    },
  ],
};

/** The person, and the visit that was opened. */
function patientOf(unit: SourceUnit): Readonly<Record<string, unknown>> {
  const { NUMBER, BORN } = unit.CARD as SourceRecord;
  const visit: unknown = unit.visit;
  const patient = { resourceType: 'Patient', id: 'p', identifier: [{ value: NUMBER }] };
  const encounter = {
    resourceType: 'Encounter',
    id: 'e',
    status: 'arrived',
    identifier: [{ value: visit }],
  };
  const resources = [{ ...patient, birthDate: BORN }, ...(visit === undefined ? [] : [encounter])];
  const entry = resources.map((resource) => ({ resource }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

function layout(part: string, fields: Readonly<Record<string, LayoutField['type']>>): Layout {
  return {
    url: `https://example.org/${part}`,
    part,
    fields: Object.entries(fields).map(([name, type]) => ({
      ...{ name, type, min: 0, many: false },
      ...(type === 'date' && { form: { pattern: 'yyyyMMdd' } }),
    })),
  };
}

export const madeUpCards: ChannelModule = {
  definition,
  layouts: {
    CARD: layout('CARD', {
      ...{ NUMBER: 'string', NAME: 'string', BORN: 'date', CLINIC: 'string', TIME: 'string' },
    }),
    RIGHT: {
      ...layout('RIGHT', { CODE: 'code', GIVEN: 'date', SHARE: 'decimal' }),
      nests: [{ name: 'limit', many: true }],
    },
    LIMIT: layout('LIMIT', { CODE: 'code', AMOUNT: 'decimal' }),
  },
  unitModels: {
    'card-read': { url: 'https://example.org/card', name: 'CardUnit', lists: ['RIGHT'] },
  },
  maps: { Read: patientOf },
  tracedMaps: { Read: (unit) => ({ result: patientOf(unit), trace: [] }) },
  profiles: { Read: 'https://example.org/Read' },
  rules: {},
  roles: {},
  versions: { map: '', profile: '', terminology: '' },
};

export function cardBody(body: string | Uint8Array): Submission {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { channel: 'made-up-cards', files: [{ name: 'body', bytes }], facility: 'F1' };
}
