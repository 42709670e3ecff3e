/**
 * The request as it is kept: what the face understood of it, as one line of JSON, then the bytes
 * as they came. A replay years later starts from here.
 */
import type { PlainBody } from './bodies.ts';
import { joinBytes } from './bodies.ts';
import type { SubmissionRequest } from './reception.ts';

/** What is needed besides the bytes to read the request again. */
export type RequestHead = Omit<SubmissionRequest, 'raw' | 'files' | 'stored' | 'spooled'>;

const NEWLINE = 0x0a;

export function requestBody(submission: string, request: SubmissionRequest): PlainBody {
  const { raw, files: _again, stored: _nor, spooled: _neither, ...head } = request;
  return { owner: submission, kind: 'request', bytes: joinBytes([headOf(head), raw]) };
}

/** What stands before the bytes as they came. */
export function headOf(head: RequestHead): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(head)}\n`);
}

export function readRequestBody(bytes: Uint8Array): {
  readonly head: RequestHead;
  readonly raw: Uint8Array;
} {
  const end = bytes.indexOf(NEWLINE);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as RequestHead;
  return { head, raw: bytes.subarray(end + 1) };
}
