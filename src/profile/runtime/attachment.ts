/** Attachment: stated size against the data. http://hl7.org/fhir/R4/datatypes.html#Attachment */
import { base64Length } from './base64.ts';
import type { Run } from './run.ts';

interface AttachmentFields {
  readonly data?: unknown;
  readonly size?: unknown;
  readonly hash?: unknown;
}

const SHA1_BYTES = 20;

export function attachment(value: unknown, run: Run): void {
  const { data, size, hash } = value as AttachmentFields;
  if (typeof data === 'string' && typeof size === 'number') {
    const found = base64Length(data);
    if (found !== undefined && found !== size)
      run.add('SAMPAN-PROFILE-ATTACHMENT-SIZE', '', -1, {
        expected: String(size),
        found: String(found),
      });
  }
  if (typeof hash !== 'string') return;
  const length = base64Length(hash);
  if (length !== undefined && length !== SHA1_BYTES)
    run.add('SAMPAN-PROFILE-ATTACHMENT-HASH', 'hash', -1, {
      expected: String(SHA1_BYTES),
      found: String(length),
    });
}
