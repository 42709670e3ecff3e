/**
 * Receipts: for each submission a signed statement of what was received and when, which names the
 * hash of the one before it, so that none can be taken out or put in later.
 */
import { limits } from '../base/limits.ts';
import type { DueReceipt, ReceiptRow, Receipts, Signer } from './ports/receipts.ts';
import type { Clock, Digest } from './ports/services.ts';
import type { Books } from './ports/states.ts';
import type { StoredSubmission } from './ports/store.ts';

export interface ReceiptPorts {
  readonly receipts: Receipts;
  readonly signer: Signer;
  readonly digest: Digest;
  readonly clock: Clock;
}

/** What is signed. */
export interface Receipt {
  readonly tenant: string;
  readonly sequence: number;
  /** Hash of the tenant's receipt before this one; '' for the first. */
  readonly previous: string;
  readonly submission: string;
  readonly channel: string;
  readonly receivedAt: string;
  readonly bytes: number;
  /** Of the request's body as it came, in hex. */
  readonly sha256: string;
  /** Absent where it was not decided yet when the receipt was issued. */
  readonly books?: Books;
  readonly issuedAt: string;
}

/** Issues what is due, oldest first; the number issued. */
export async function issueReceipts(ports: ReceiptPorts, tenant?: string): Promise<number> {
  const due = await ports.receipts.due(limits.receiptsAtOnce, tenant);
  const byTenant = Map.groupBy(due, (each) => each.tenant);
  for (const [name, list] of byTenant) await append(ports, name, list);
  return due.length;
}

/** The receipt of one submission, issued now if it has none; undefined: no such submission. */
export async function receiptOf(
  ports: ReceiptPorts,
  tenant: string,
  submission: string,
): Promise<ReceiptRow | undefined> {
  for (;;) {
    const found = await ports.receipts.read(tenant, submission);
    if (found !== undefined) return found;
    if ((await issueReceipts(ports, tenant)) === 0) return undefined;
  }
}

/** Tries again from the new head if another process was first. */
async function append(
  ports: ReceiptPorts,
  tenant: string,
  due: readonly DueReceipt[],
): Promise<void> {
  const { receipts } = ports;
  const head = (await receipts.head(tenant)) ?? { sequence: 0, hash: '' };
  const rows: ReceiptRow[] = [];
  let { sequence, hash: previous } = head;
  for (const { submission } of due) {
    sequence += 1;
    const row = await issue(ports, { tenant, submission, sequence, previous });
    previous = row.hash;
    rows.push(row);
  }
  // Lost: what is due is read again, and begins after the new head.
  await receipts.append(tenant, rows);
}

interface Issuing {
  readonly tenant: string;
  readonly submission: StoredSubmission;
  readonly sequence: number;
  readonly previous: string;
}

async function issue(
  { signer, digest, clock }: ReceiptPorts,
  { tenant, submission, sequence, previous }: Issuing,
): Promise<ReceiptRow> {
  const { id, channel, receivedAt, byteCount, requestHash, state, books } = submission;
  const issuedAt = new Date(clock.now()).toISOString();
  const receipt: Receipt = {
    ...{ tenant, sequence, previous, submission: id, channel, receivedAt },
    ...{ bytes: byteCount, sha256: requestHash },
    ...(state === 'done' && { books: JSON.parse(books) as Books }),
    issuedAt,
  };
  const head = { alg: 'EdDSA', kid: signer.keyId, typ: 'receipt' };
  const signed = `${base64Url(encode(head))}.${base64Url(encode(receipt))}`;
  const signature = await signer.sign(encoder.encode(signed));
  const text = `${signed}.${base64Url(signature)}`;
  const hash = await digest.sha256(encoder.encode(text));
  return { sequence, submission: id, hash, text, issuedAt };
}

/** The flattened form of RFC 7515 7.2.2, with the payload beside it for people. */
export function receiptAnswer({ text }: ReceiptRow): object {
  const [head, payload = '', signature] = text.split('.');
  const receipt: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
  return { receipt, payload, protected: head, signature };
}

const encoder = new TextEncoder();

function encode(value: object): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

function base64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
