/** Entries of a card's chip: a prefix, a tag, a type, a length, and so many bytes of UTF-8. */
import { decodeBase64 } from '../base/base64.ts';
import type { CardForm } from './definition.ts';

export interface TaggedEntry {
  /** Two hex digits, upper case. */
  readonly tag: string;
  readonly text: string;
  /** Offset of the value's first byte. */
  readonly at: number;
}

type TaggedForm = Extract<CardForm, { form: 'tagged' }>;

/** From the bytes themselves, or from what `text` says of them in hex or base64. */
export function readTagged(
  form: TaggedForm,
  bytes: Uint8Array,
  text: string,
): readonly TaggedEntry[] {
  const own = entriesOf(form, bytes);
  if (own.length > 0) return own;
  const written = bytesOf(text.replace(/\s+/g, ''));
  return written === undefined ? [] : entriesOf(form, written);
}

function bytesOf(text: string): Uint8Array | undefined {
  if (/^([0-9a-f]{2})+$/i.test(text)) {
    return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  }
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? decodeBase64(text) : undefined;
}

/**
 * What stands around the entries, headers of files and lists, is passed over. Where an entry says
 * more bytes than there are, the read was cut short and counts for nothing.
 */
function entriesOf(form: TaggedForm, bytes: Uint8Array): readonly TaggedEntry[] {
  const prefix = form.prefix.match(/../g) ?? [];
  const decoder = new TextDecoder();
  const entries: TaggedEntry[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const head = behindPrefix(prefix, bytes, at);
    if (head === undefined || head + 2 >= bytes.length) continue;
    const value = valueAt(bytes, head + 2);
    if (value === undefined) return [];
    const { from, to } = value;
    const tag = (bytes[head] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    entries.push({ tag, text: decoder.decode(bytes.subarray(from, to)), at: from });
    at = to - 1;
  }
  return entries;
}

/** The offset behind the prefix, if it stands here; `..` in it is a length of 1 to 3 bytes. */
function behindPrefix(
  prefix: readonly string[],
  bytes: Uint8Array,
  start: number,
): number | undefined {
  let at = start;
  for (const pair of prefix) {
    const byte = bytes[at] ?? 0;
    if (pair === '..') at += byte > 0x80 && byte <= 0x82 ? byte - 0x80 : 0;
    else if (byte !== Number.parseInt(pair, 16)) return undefined;
    at++;
  }
  return at;
}

/** Lengths as in BER: one byte, or 81 and 82 before one or two. X.690 section 8.1.3 */
function valueAt(
  bytes: Uint8Array,
  at: number,
): { readonly from: number; readonly to: number } | undefined {
  const first = bytes[at] ?? 0;
  const count = first < 0x80 ? 0 : first - 0x80;
  if (count > 2) return undefined;
  let length = count === 0 ? first : 0;
  for (let index = 1; index <= count; index++) length = length * 256 + (bytes[at + index] ?? 0);
  const from = at + 1 + count;
  return from + length <= bytes.length ? { from, to: from + length } : undefined;
}
