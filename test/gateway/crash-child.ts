/** The gateway that the crash test kills: a process of its own, told all by its arguments. */
import { createMac } from '../../src/adapters/crypto/mac.ts';
import { startGateway } from '../../src/node.ts';
import { joinProfiles } from '../../src/profile/runtime/index.ts';
import { sampleTranslator } from './sample-claims.ts';

const [folder = '', payerUrl = '', redisUrl = ''] = process.argv.slice(2);
const identityKey = new Uint8Array(32).fill(7);
const sender = {
  kind: 'sender',
  ...{ id: 'one', tenant: 'one', country: 'xx', facility: '10001' },
  ...{ channels: ['sample'], key: 'key-one' },
} as const;

const gateway = await startGateway({
  ...{ folder, host: '127.0.0.1', port: 0, version: 'test' },
  ...(redisUrl !== '' && { redisUrl }),
  config: {
    identityKey,
    sealingKeys: [{ id: 'k1', key: new Uint8Array(32).fill(9) }],
    senders: [sender],
    payers: [{ id: 'payer', country: 'xx', key: 'key-payer', concurrency: 8, url: payerUrl }],
  },
  catalogue: {
    channels: [
      { ...{ id: 'sample', country: 'xx', title: {}, readerKind: 'json' }, payer: 'payer' },
    ],
    maps: [],
    profiles: joinProfiles([]),
    texts: {},
  },
  log: {
    event: (level, message, fields) => {
      if (level === 'error') console.error(message, JSON.stringify(fields));
    },
  },
  translator: { ...sampleTranslator(createMac(identityKey)), close: async () => undefined },
});
console.log(gateway.url);
