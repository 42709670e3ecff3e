/** Reads a request's body within its limits of size and time. */
import { limits } from '../base/limits.ts';
import { joinBytes } from '../gateway/bodies.ts';
import type { HttpCode } from './findings.ts';

export type BodyResult =
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly code: HttpCode };

export interface BodyLimits {
  readonly maxBytes: number;
  /** Milliseconds the body may take. */
  readonly timeMs?: number;
  /** Asked with the size so far: false if there is no room for more now. */
  readonly admits?: (bytes: number) => boolean;
}

const anything = () => true;

/** Nothing is read of a body that says it is too large, or that there is no room for. */
export async function readBody(
  request: Request,
  { maxBytes, timeMs = limits.requestMs, admits = anything }: BodyLimits,
): Promise<BodyResult> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') {
    return { kind: 'fault', code: 'SAMPAN-HTTP-ENCODING' };
  }
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) return { kind: 'fault', code: 'SAMPAN-HTTP-TOO-LARGE' };
  if (!admits(declared)) return { kind: 'fault', code: 'SAMPAN-HTTP-BUSY' };
  const late = Promise.withResolvers<BodyResult>();
  const timer = setTimeout(
    () => late.resolve({ kind: 'fault', code: 'SAMPAN-HTTP-TIMEOUT' }),
    timeMs,
  );
  try {
    // A declared length is enforced by the server, so that the body can be taken at once.
    const reading = declared > 0 ? readWhole(request) : readCounted(request, { maxBytes, admits });
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function readWhole(request: Request): Promise<BodyResult> {
  try {
    return { kind: 'body', bytes: new Uint8Array(await request.arrayBuffer()) };
  } catch {
    return { kind: 'fault', code: 'SAMPAN-HTTP-CUT' };
  }
}

async function readCounted(
  request: Request,
  { maxBytes, admits = anything }: BodyLimits,
): Promise<BodyResult> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) return { kind: 'body', bytes: joinBytes(chunks) };
      size += value.length;
      const code = size > maxBytes ? 'SAMPAN-HTTP-TOO-LARGE' : 'SAMPAN-HTTP-BUSY';
      if (size > maxBytes || !admits(size)) {
        await reader?.cancel();
        return { kind: 'fault', code };
      }
      chunks.push(value);
    }
  } catch {
    return { kind: 'fault', code: 'SAMPAN-HTTP-CUT' };
  }
}
