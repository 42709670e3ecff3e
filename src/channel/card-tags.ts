/** Entries of a card's chip: a prefix, a tag, a type, a length, and so many bytes of UTF-8. */
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
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What stands around the entries, headers of files and lists, is passed over. */
function entriesOf(form: TaggedForm, bytes: Uint8Array): readonly TaggedEntry[] {
  const prefix = (form.prefix.match(/../g) ?? []).map((pair) =>
    pair === '..' ? undefined : Number.parseInt(pair, 16),
  );
  const decoder = new TextDecoder();
  const entries: TaggedEntry[] = [];
  for (let at = 0; at + prefix.length + 2 < bytes.length; at++) {
    if (!prefix.every((byte, index) => byte === undefined || byte === bytes[at + index])) continue;
    const tag = bytes[at + prefix.length] ?? 0;
    const value = valueAt(bytes, at + prefix.length + 2);
    if (value === undefined) continue;
    const { from, to } = value;
    const text = decoder.decode(bytes.subarray(from, to));
    entries.push({ tag: tag.toString(16).toUpperCase().padStart(2, '0'), text, at: from });
    at = to - 1;
  }
  return entries;
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
