/** A JSON body, read exactly and with findings. */
import type { Finding } from '../base/finding.ts';
import { isFailure } from '../base/finding.ts';
import { parseMediaType } from '../gateway/request-files.ts';
import { parseJson } from '../wire/json.ts';
import { faultAnswer, type HttpContext, outcomeAnswer } from './context.ts';
import { faultStatus } from './findings.ts';
import { readBody } from './read-body.ts';

const JSON_TYPES = new Set(['application/fhir+json', 'application/json']);

export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

/** The body's value, or the answer to what is wrong with it. */
export async function readJsonBody(context: HttpContext): Promise<JsonBody | Response> {
  const contentType = context.req.header('content-type') ?? '';
  const media = parseMediaType(contentType);
  if (!media || !JSON_TYPES.has(media.type)) {
    const expected = [...JSON_TYPES].join(', ');
    return faultAnswer(context, 'SAMPAN-HTTP-TYPE', { found: contentType, expected });
  }
  const charset = media.parameters.charset;
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    return faultAnswer(context, 'SAMPAN-HTTP-CHARSET', { found: charset });
  }
  const { bodyBytes: maxBytes, requestMs: timeMs } = context.get('services').limits;
  const admits = (bytes: number) => context.get('place')?.grow(bytes) ?? true;
  const body = await readBody(context.req.raw, { maxBytes, timeMs, admits });
  if (body.kind === 'fault') {
    return faultAnswer(context, body.code, { limit: String(maxBytes) });
  }
  return body.bytes.length === 0
    ? faultAnswer(context, 'SAMPAN-HTTP-EMPTY')
    : parsed(context, body.bytes);
}

function parsed(context: HttpContext, bytes: Uint8Array): JsonBody | Response {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    // JSON is UTF-8 (RFC 8259 8.1): other bytes are not readable as it.
    return faultAnswer(context, 'SAMPAN-HTTP-JSON');
  }
  const { value, findings } = parseJson(text, { file: 'body' });
  if (value === undefined || findings.some(isFailure)) {
    const status = faultStatus(findings) === 413 ? 413 : 400;
    return outcomeAnswer(context, status, findings);
  }
  return { text, value, findings };
}
