/** Everything that goes on without being asked: deliveries, notices, later work, receipts. */
import { limits } from '../base/limits.ts';
import type { DeliveryPorts } from './deliver.ts';
import { drainOnce, startForwarder } from './forwarder.ts';
import { issueReceipts, type ReceiptPorts } from './issue-receipts.ts';
import { forgetJournals, type KeptJournal } from './journal.ts';
import { createWaitingWork } from './later.ts';
import { startLoop } from './loop.ts';
import { type NotifiedSender, type NotifyPorts, notifyOnce } from './notify.ts';
import type { Payer } from './ports/terms.ts';
import type { GatewayPorts } from './reception.ts';
import { dropStaleSpools } from './spool.ts';

export interface BackgroundPorts {
  readonly gateway: GatewayPorts;
  readonly delivery: DeliveryPorts;
  readonly notify: NotifyPorts;
  readonly receipts: ReceiptPorts;
}

export interface Background {
  wake(): void;
  /** Ends after the work in hand, or hands it back. */
  stop(): Promise<void>;
}

export interface BackgroundPeers {
  readonly payers: readonly Payer[];
  readonly senders: readonly NotifiedSender[];
  readonly journals: readonly KeptJournal[];
}

export function startBackground(ports: BackgroundPorts, peers: BackgroundPeers): Background {
  const { clock, log } = ports.gateway;
  const look = { clock, log, everyMs: limits.outboxLookMs };
  const workOff = createWaitingWork(ports.gateway);
  const later = startLoop({ ...look, work: async () => (await workOff(1)) > 0 });
  const notices = peers.senders.map((sender) =>
    startLoop({ ...look, work: async () => (await notifyOnce(ports.notify, sender)) > 0 }),
  );
  const receipts = startLoop({
    ...{ ...look, everyMs: limits.receiptLookMs },
    work: async () => (await issueReceipts(ports.receipts)) > 0,
  });
  const forgetting = startLoop({
    ...{ ...look, everyMs: limits.journalForgetMs },
    work: async () => {
      await forgetJournals(ports.gateway, peers.journals);
      await dropStaleSpools(ports.gateway);
      return false;
    },
  });
  const forwarder = startForwarder(ports.delivery, peers.payers);
  const woken = [forwarder, later, ...notices];
  return {
    wake: () => {
      for (const each of woken) each.wake();
    },
    stop: async () => {
      await Promise.all([...woken, receipts, forgetting].map((each) => each.stop()));
    },
  };
}

/** Does once what is due now; for runtimes that call us on a schedule. */
export async function workOnce(
  ports: BackgroundPorts,
  { payers, senders, journals }: BackgroundPeers,
  waiting: number,
): Promise<void> {
  await createWaitingWork(ports.gateway)(waiting);
  await drainOnce(ports.delivery, payers);
  await Promise.all(senders.map((sender) => notifyOnce(ports.notify, sender)));
  await issueReceipts(ports.receipts);
  await forgetJournals(ports.gateway, journals);
  await dropStaleSpools(ports.gateway);
}
