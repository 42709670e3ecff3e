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
  /** Notes the receipt before it is answered; true if it had an effect. */
  note(receipt: Receipt): boolean;
  entries(): readonly LedgerEntry[];
}

/** The payer honours its keys: only the first receipt of one has an effect. */
export function openLedger(file: string | undefined): Ledger {
  const receipts = new Map<string, Receipt[]>();
  const remember = (receipt: Receipt): boolean => {
    const known = receipts.get(receipt.payerKey);
    if (known) known.push(receipt);
    else receipts.set(receipt.payerKey, [receipt]);
    return known === undefined;
  };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    for (const receipt of readReceipts(file)) remember(receipt);
  }
  return {
    note: (receipt) => {
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(receipt)}\n`);
      return remember(receipt);
    },
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
  return [{ payerKey, claim, version, number, received: receipts.length, effects: 1, bodySha256 }];
}
