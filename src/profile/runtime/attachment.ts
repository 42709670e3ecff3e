/** Attachment: stated size and hash against the data it carries. */
import { base64Bytes, base64Length } from './base64.ts';
import type { Run } from './run.ts';
import { sha1 } from './sha1.ts';

/** http://hl7.org/fhir/R4/datatypes.html#Attachment */
interface AttachmentFields {
  readonly data?: unknown;
  readonly size?: unknown;
  readonly hash?: unknown;
  readonly url?: unknown;
}

/** Hosts reserved for examples hold nothing that a receiver could fetch. RFC 2606 */
const EXAMPLE =
  /^https?:\/\/(?:[^/?#]*\.)?(?:example\.(?:org|com|net)|acme\.(?:com|org))(?:[/:?#]|$)/;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash is SHA-1 in base64; senders are also seen to encode its hexadecimal text. */
function sameHash(hash: string, data: string): boolean {
  const stated = base64Bytes(hash);
  const expected = sha1(base64Bytes(data));
  const text = String.fromCharCode(...stated.subarray(0, 64)).toLowerCase();
  return hex(stated) === expected || text === expected;
}

export function attachment(value: unknown, run: Run): void {
  const { data, size, hash, url } = value as AttachmentFields;
  if (typeof url === 'string' && EXAMPLE.test(url))
    run.add('SAMPAN-PROFILE-EXAMPLE-URL', 'url', -1, { found: url });
  if (typeof data !== 'string') return;
  const found = base64Length(data);
  if (found === undefined) return;
  if (typeof size === 'number' && size !== found)
    run.add('SAMPAN-PROFILE-ATTACHMENT-SIZE', '', -1, {
      expected: String(size),
      count: String(found),
    });
  if (typeof hash === 'string' && base64Length(hash) !== undefined && !sameHash(hash, data))
    run.add('SAMPAN-PROFILE-ATTACHMENT-HASH', '', -1, { found: hash });
}
