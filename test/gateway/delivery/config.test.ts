/** What a configuration says of payers' pace, of news to senders and of keys of receipts. */
import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/gateway/config.ts';

const secrets: Readonly<Record<string, string>> = {
  'env:ID': 'ab'.repeat(32),
  'env:SEAL': 'cd'.repeat(32),
  'env:KEY': 'secret',
};

interface Additions {
  readonly payer?: string;
  readonly sender?: string;
  readonly root?: string;
}

function parse({ payer = '', sender = '', root = '' }: Additions) {
  const text = `{ ${root}
  "identityKey": "env:ID",
  "sealingKeys": [{ "id": "s1", "key": "env:SEAL" }],
  "senders": [{ "id": "one", "tenant": "t", "country": "xx", ${sender}
     "facility": "1", "channels": ["c"], "key": "env:KEY" }],
  "payers": [{ "id": "p", "country": "xx", "key": "env:KEY", ${payer}
     "url": "https://p.example/fhir/" }]
}`;
  return parseConfig(text, (name) => secrets[name]);
}

it('is read', () => {
  const parsed = parse({
    payer: '"ratePerSecond": 0.5, "breaker": { "failures": 3 }, "status": "s?k={payerKey}",',
    sender: '"webhook": { "url": "https://h.example/", "secrets": ["env:KEY", "env:ID"] },',
    root: '"receiptKeys": [{ "id": "r1", "key": "env:SEAL" }],',
  });
  expect(parsed).toMatchObject({
    kind: 'config',
    config: {
      payers: [{ ratePerSecond: 0.5, breaker: { failures: 3 }, status: 's?k={payerKey}' }],
      senders: [{ webhook: { url: 'https://h.example', secrets: ['secret', secrets['env:ID']] } }],
      receiptKeys: [{ id: 'r1', key: new Uint8Array(32).fill(0xcd) }],
    },
  });
});

it.each<[Additions, number, string]>([
  [{ payer: '"ratePerSecond": 0,' }, 6, 'payers.0.ratePerSecond'],
  [{ payer: '"ratePerSecond": "fast",' }, 6, 'payers.0.ratePerSecond'],
  [{ payer: '"breaker": { "failures": 0 },' }, 6, 'payers.0.breaker.failures'],
  [{ payer: '"breaker": { "often": 1 },' }, 6, 'payers.0.breaker.often'],
  [{ payer: '"status": "ClaimResponse",' }, 6, 'payers.0.status'],
  [{ payer: '"status": "https://else.example/{payerKey}",' }, 6, 'payers.0.status'],
  [
    { sender: '"webhook": { "url": "ftp://h", "secrets": ["env:KEY"] },' },
    4,
    'senders.0.webhook.url',
  ],
  [{ sender: '"webhook": { "url": "https://h", "secrets": [] },' }, 4, 'senders.0.webhook.secrets'],
  [
    { sender: '"webhook": { "url": "https://h", "secrets": ["x"] },' },
    4,
    'senders.0.webhook.secrets.0',
  ],
  [{ sender: '"webhook": { "url": "https://h", "secret": "x" },' }, 4, 'senders.0.webhook.secret'],
  [{ root: '"receiptKeys": [{ "id": "r", "key": "env:KEY" }],' }, 1, 'receiptKeys.0.key'],
])('names the line of what is wrong in %j', (additions, line, path) => {
  const parsed = parse(additions);
  if (parsed.kind === 'config') throw new Error('the mistake was not seen');
  expect(parsed.problems).toContainEqual(expect.objectContaining({ line, path }));
});
