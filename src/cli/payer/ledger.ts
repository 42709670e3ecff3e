/** What a simulated payer has received, kept outside the gateway; it survives a restart. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One receipt: a message that came in whole and was processed. */
export interface Receipt {
  readonly payerKey: string;
  /** Id of the claim; its version stands beside it. */
  readonly claim: string;
  readonly version: string;
  /** The sender's own number, as the bundle has it. */
  readonly number: string;
  readonly bodySha256: string;
  /** False if it changed nothing, as its key had been seen; absent in older files. */
  readonly effect?: boolean;
}

export interface LedgerEntry {
  readonly payerKey: string;
  readonly claim: string;
  readonly version: string;
  readonly number: string;
  readonly received: number;
  readonly effects: number;
  readonly bodySha256: readonly string[];
}

export interface Ledger {
  /**
   * Notes the receipt before it is answered; true if it had an effect. A payer that honours keys
   * lets only the first receipt of one have it.
   */
  note(receipt: Receipt, honours: boolean): boolean;
  /** What was received last under a key. */
  last(payerKey: string): Receipt | undefined;
  entries(): readonly LedgerEntry[];
}

export function openLedger(file: string | undefined): Ledger {
  const receipts = new Map<string, Receipt[]>();
  const remember = (receipt: Receipt): void => {
    const known = receipts.get(receipt.payerKey);
    if (known) known.push(receipt);
    else receipts.set(receipt.payerKey, [receipt]);
  };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    for (const receipt of readReceipts(file)) remember(receipt);
  }
  return {
    note: (receipt, honours) => {
      const effect = !honours || !receipts.has(receipt.payerKey);
      const noted = { ...receipt, effect };
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(noted)}\n`);
      remember(noted);
      return effect;
    },
    last: (payerKey) => receipts.get(payerKey)?.at(-1),
    entries: () => [...receipts.values()].flatMap(entryOf),
  };
}

function readReceipts(file: string): readonly Receipt[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line cut by a crash was not answered yet.
  return lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Receipt] : []));
}

function entryOf(receipts: readonly Receipt[]): readonly LedgerEntry[] {
  const [first] = receipts;
  if (first === undefined) return [];
  const { payerKey, claim, version, number } = first;
  const bodySha256 = receipts.map((receipt) => receipt.bodySha256);
  const effects = receipts.filter(({ effect = false }, at) => effect || at === 0).length;
  return [{ payerKey, claim, version, number, received: receipts.length, effects, bodySha256 }];
}
