/** Joins ports, use cases and the HTTP face; what differs between runtimes comes in as options. */

import { createIds } from './adapters/crypto/ids.ts';
import { createMac, digest } from './adapters/crypto/mac.ts';
import { createSigner, type SigningKey } from './adapters/crypto/signer.ts';
import { createVault } from './adapters/crypto/vault.ts';
import { createSqlAnswers } from './adapters/sql/answers.ts';
import { bindIdentityKey, createSqlKeyShelf } from './adapters/sql/key-shelf.ts';
import { createSqlNotices } from './adapters/sql/notices.ts';
import { createSqlOutbox } from './adapters/sql/outbox.ts';
import { createSqlReceipts } from './adapters/sql/receipts.ts';
import { createRegistry } from './adapters/sql/registry.ts';
import { createSqlReplays } from './adapters/sql/replays.ts';
import type { SqlRunner } from './adapters/sql/statement.ts';
import { createSqlStore } from './adapters/sql/store.ts';
import type { Catalogue, CatalogueChannel } from './catalogue.ts';
import { toOperationOutcome } from './fhir/outcome.ts';
import { type Language, languages } from './fhir/texts.ts';
import type { BackgroundPeers, BackgroundPorts } from './gateway/background.ts';
import type { GatewayConfig } from './gateway/config.ts';
import { effectiveLimits } from './gateway/config-limits.ts';
import type { AnswerHolds } from './gateway/lookup.ts';
import type { NotifiedSender } from './gateway/notify.ts';
import { payerCodes } from './gateway/payer-codes.ts';
import { lookUpsOf } from './gateway/portal/look-up.ts';
import { portalsOf } from './gateway/portal/portal.ts';
import { portalTransport } from './gateway/portal/portal-transport.ts';
import type { Clock, Dedupe, Log, Mac, Translator } from './gateway/ports/services.ts';
import type { Principal, ResendRules } from './gateway/ports/terms.ts';
import type { Transport } from './gateway/ports/transport.ts';
import { createReceiver } from './gateway/receive.ts';
import type { GatewayPorts } from './gateway/reception.ts';
import { type Admission, createAdmission } from './http/admission.ts';
import { type App, createApp } from './http/app.ts';
import { createLargeBodies } from './http/large-bodies.ts';
import type { Dependency, HttpLimits } from './http/services.ts';

const exists: AnswerHolds = (_channel, _code, { answer }) => answer.length > 0;

export interface AssembleOptions {
  readonly runner: SqlRunner;
  readonly dedupe: Dedupe;
  readonly translator: Translator;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly config: GatewayConfig;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly wake: () => void;
  readonly version: string;
}

export interface Assembled {
  readonly app: App;
  readonly background: BackgroundPorts;
  readonly peers: BackgroundPeers;
}

/** Refuses a store that was made with another identity key. */
export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { runner, config, catalogue, log, dedupe, translator, clock, wake } = options;
  const portals = portalsOf(config.payers, catalogue.writers ?? [], clock);
  const transport = portalTransport(options.transport, portals, clock);
  const mac = createMac(config.identityKey);
  await bindIdentityKey(runner, mac);
  const store = createSqlStore(runner);
  const vault = createVault(config.sealingKeys, createSqlKeyShelf(runner));
  const ids = createIds(clock);
  const payerByChannel = Object.fromEntries(catalogue.channels.map(({ id, payer }) => [id, payer]));
  const registry = createRegistry({
    ...{ runner, payers: config.payers, payerByChannel },
    resendRules: resendRulesOf(catalogue.channels),
  });
  const answering = {
    answers: createSqlAnswers(runner),
    payerCode: payerCodes(catalogue.payerCodes ?? []),
    notify: notifiedOf(config).map(({ id }) => id),
  };
  const signer = createSigner(signingKeys(config, mac));
  const receipts = { receipts: createSqlReceipts(runner), signer, digest, clock };
  const ports: GatewayPorts = {
    ...{ store, vault, dedupe, translator, registry, clock, ids, mac, digest, log, wake },
    ...answering,
    release: mac.of('release', options.version, catalogue.release ?? ''),
    answerHolds: catalogue.answerHolds ?? exists,
    countsOf: catalogue.countsOf ?? (() => undefined),
    renderIn: (language) => (findings, unit) =>
      toOperationOutcome(findings, {
        language: languageNamed(language),
        texts: catalogue.texts,
        ...(unit !== undefined && { unit }),
      }),
  };
  const inForce = effectiveLimits(config.limits);
  const app = createApp({
    ...{
      ports,
      receipts,
      replays: createSqlReplays(runner),
      receive: createReceiver(ports),
      version: options.version,
    },
    ...{ channels: catalogue.channels, maps: catalogue.maps },
    statements: catalogue.statements ?? [],
    lookUps: lookUpsOf(portals, options.transport),
    ...{ profiles: catalogue.profiles, texts: catalogue.texts },
    principalOf: principals(config),
    operatorOf: operators(config),
    ...{ limits: inForce, largeBodies: createLargeBodies(inForce.largeBodies) },
    admission: admissionOf(inForce, log),
    dependencies: dependenciesOf(ports, runner),
  });
  const outbox = createSqlOutbox(runner);
  const notices = createSqlNotices(runner);
  const background = {
    gateway: ports,
    delivery: { store, outbox, transport, vault, mac, clock, ids, log, ...answering },
    notify: { notices, transport, clock, ids, log },
    receipts,
  };
  const journals = catalogue.channels.flatMap(({ id, keepDays }) =>
    keepDays === undefined ? [] : [{ channel: id, keepDays }],
  );
  const peers = { payers: config.payers, senders: notifiedOf(config), journals };
  return { app, background, peers };
}

function admissionOf({ admittedRequests, ...inForce }: HttpLimits, log: Log): Admission {
  return createAdmission({
    ...{ places: admittedRequests, bytes: inForce.admittedBytes, bodyBytes: inForce.bodyBytes },
    changed: (overloaded) =>
      overloaded ? log.event('warn', 'overloaded') : log.event('info', 'room for work again'),
  });
}

function resendRulesOf(channels: readonly CatalogueChannel[]) {
  const rules = new Map(
    channels.map(({ id, resend = 'conflict', reopens = false }) => [id, { resend, reopens }]),
  );
  return (channel: string): ResendRules =>
    rules.get(channel) ?? { resend: 'conflict', reopens: false };
}

function notifiedOf({ senders }: GatewayConfig): readonly NotifiedSender[] {
  return senders.flatMap(({ id, webhook }) => (webhook === undefined ? [] : [{ id, webhook }]));
}

/** Without keys of its own a deployment signs with one that only its identity key gives. */
function signingKeys(
  { receiptKeys = [] }: GatewayConfig,
  mac: Mac,
): readonly [SigningKey, ...SigningKey[]] {
  const [first, ...earlier] = receiptKeys;
  if (first !== undefined) return [first, ...earlier];
  const derived = Buffer.from(mac.of('receipt-key'), 'base64url');
  return [{ id: 'derived', key: new Uint8Array(derived) }];
}

function languageNamed(name: string): Language {
  return languages.find((language) => language === name) ?? 'en';
}

/** Keys are looked up by their hash: how long it takes tells nothing about them. */
function principals({ senders, payers, identityKey }: GatewayConfig) {
  const mac = createMac(identityKey);
  const known = new Map<string, Principal>();
  for (const { key, webhook: _secrets, ...sender } of senders) {
    known.set(mac.of('credential', key), sender);
  }
  for (const { key, id, country } of payers) {
    known.set(mac.of('credential', key), { kind: 'payer', id, country });
  }
  return (key: string): Principal | undefined => known.get(mac.of('credential', key));
}

function operators({ operators: list = [], identityKey }: GatewayConfig) {
  const mac = createMac(identityKey);
  const known = new Map(list.map(({ key, id }) => [mac.of('credential', key), { id }]));
  return (key: string) => known.get(mac.of('credential', key));
}

function dependenciesOf(
  { store, dedupe }: GatewayPorts,
  { kind }: SqlRunner,
): readonly Dependency[] {
  return [
    {
      ...{ name: 'store', kind },
      required: true,
      check: async () => {
        await store.check();
        return true;
      },
    },
    {
      ...{ name: 'hints', kind: dedupe.kind, required: false },
      check: async () => dedupe.healthy(),
    },
  ];
}
