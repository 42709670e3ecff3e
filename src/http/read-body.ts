/** Reads a request's body within its limits of size and time. */
import { limits } from '../base/limits.ts';
import { joinBytes } from '../gateway/bodies.ts';
import type { HttpCode } from './findings.ts';

export type BodyResult =
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly code: HttpCode };

/** Nothing is read of a body that says it is too large. */
export async function readBody(request: Request, maxBytes: number): Promise<BodyResult> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') {
    return { kind: 'fault', code: 'SAMPAN-HTTP-ENCODING' };
  }
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) return { kind: 'fault', code: 'SAMPAN-HTTP-TOO-LARGE' };
  const late = Promise.withResolvers<BodyResult>();
  const timer = setTimeout(
    () => late.resolve({ kind: 'fault', code: 'SAMPAN-HTTP-TIMEOUT' }),
    limits.requestMs,
  );
  try {
    // A declared length is enforced by the server, so that the body can be taken at once.
    const reading = declared > 0 ? readWhole(request) : readCounted(request, maxBytes);
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

async function readCounted(request: Request, maxBytes: number): Promise<BodyResult> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) return { kind: 'body', bytes: joinBytes(chunks) };
      size += value.length;
      if (size > maxBytes) {
        await reader?.cancel();
        return { kind: 'fault', code: 'SAMPAN-HTTP-TOO-LARGE' };
      }
      chunks.push(value);
    }
  } catch {
    return { kind: 'fault', code: 'SAMPAN-HTTP-CUT' };
  }
}
