import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/gateway/config.ts';

const secrets: Readonly<Record<string, string>> = {
  'env:ID': 'ab'.repeat(32),
  'env:SEAL': 'cd'.repeat(32),
  'env:KEY': 'secret',
  'env:SHORT': 'abcd',
};
const good = `{
  "identityKey": "env:ID",
  "sealingKeys": [{ "id": "s1", "key": "env:SEAL" }],
  "senders": [
    { "id": "one", "tenant": "t", "country": "xx", "facility": "1", "channels": ["c"], "key": "env:KEY" }
  ],
  "payers": [{ "id": "p", "country": "xx", "url": "https://p.example/fhir/", "key": "env:KEY" }]
}`;
const yaml = `identityKey: env:ID
sealingKeys:
  - { id: s1, key: "env:SEAL" }
senders:
  - id: one
    tenant: t # of the hospital
    country: xx
    facility: "1"
    channels: [c]
    key: env:KEY
payers:
  - id: p
    country: xx
    url: https://p.example/fhir/
    key: env:KEY
`;
const parse = (text: string) => parseConfig(text, (name) => secrets[name]);

describe('configuration', () => {
  it('of docs/delivery.md is whole', () => {
    const page = readFileSync('docs/delivery.md', 'utf8');
    const text = /^```yaml\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
    expect(parseConfig(text, () => 'ab'.repeat(32))).toMatchObject({ kind: 'config' });
  });

  it('is read with its secrets, from where they are', () => {
    const parsed = parse(good);
    expect(parsed).toMatchObject({
      kind: 'config',
      config: {
        senders: [{ kind: 'sender', id: 'one', key: 'secret' }],
        payers: [{ id: 'p', url: 'https://p.example/fhir', concurrency: 8 }],
      },
    });
  });

  it.each<[string, string, number, string]>([
    ['not JSON', '{', 1, ''],
    ['an unknown field', good.replace('"tenant"', '"tennant"'), 5, 'senders.0.tennant'],
    ['a secret in the file', good.replace('"env:SEAL"', '"cdcd"'), 3, 'sealingKeys.0.key'],
    ['a secret that is not there', good.replace('env:ID', 'env:NONE'), 2, 'identityKey'],
    ['a short key', good.replace('env:ID', 'env:SHORT'), 2, 'identityKey'],
    ['no address', good.replace('https://p.example/fhir/', 'p'), 7, 'payers.0.url'],
    [
      'a policy that is none',
      good.replace('"id": "p"', '"voidUnsent": "some", "id": "p"'),
      7,
      'payers.0.voidUnsent',
    ],
    ['no list', good.replace('["c"]', '"c"'), 5, 'senders.0.channels'],
  ])('names the line of %s', (_name, text, line, path) => {
    const parsed = parse(text);
    if (parsed.kind === 'config') throw new Error('the mistake was not seen');
    expect(parsed.problems).toContainEqual(expect.objectContaining({ line, path }));
  });

  it('is the same in YAML, whose mistakes have their lines too', () => {
    expect(parse(yaml)).toEqual(parse(good));
    expect(parse(yaml.replace('tenant', 'tennant'))).toMatchObject({
      problems: [
        { line: 6, path: 'senders.0.tennant' },
        { line: 5, path: 'senders.0.tenant' },
      ],
    });
    expect(parse(`${yaml}  - [`)).toMatchObject({ problems: [{ line: 16 }] });
    expect(parse(yaml.replace('env:ID', '*nothing'))).toMatchObject({ problems: [{ line: 1 }] });
    const aliased = yaml.replace('id: one', 'id: &a one').replace('country: xx', 'country: *a');
    expect(parse(aliased)).toMatchObject({
      problems: [{ line: 7, message: expect.stringContaining('alias') }],
    });
  });

  it('lowers limits and raises none', () => {
    const lowered = (limits: string) => parse(good.replace('{', `{ "limits": ${limits},`));
    expect(lowered('{ "bodyBytes": 1000, "largeBodies": 1 }')).toMatchObject({
      config: { limits: { bodyBytes: 1000, largeBodies: 1 } },
    });
    for (const wrong of ['{ "bodyBytes": 999999999 }', '{ "rows": 1 }', '{ "bodyBytes": 0 }']) {
      expect(lowered(wrong)).toMatchObject({ problems: [{ line: 1 }] });
    }
  });

  it('knows operators, whose ids are their own', () => {
    const operator = (id: string) =>
      parse(good.replace('{', `{ "operators": [{ "id": "${id}", "key": "env:KEY" }],`));
    expect(operator('ops')).toMatchObject({
      config: { operators: [{ id: 'ops', key: 'secret' }] },
    });
    expect(operator('one')).toMatchObject({ kind: 'problems' });
  });

  it('lets a facility belong to one tenant', () => {
    const [line = ''] = /\{ "id": "one".*\}/.exec(good) ?? [];
    const other = line.replace('"one"', '"two"').replace('"t"', '"u"');
    const parsed = parse(good.replace(line, `${line},\n${other}`));
    expect(parsed).toMatchObject({ kind: 'problems', problems: [{ path: 'senders.1.facility' }] });
  });
});
