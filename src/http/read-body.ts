/** Reads a request's body within its limits of size and time. */
import { limits } from '../base/limits.ts';
import { joinBytes } from '../gateway/bodies.ts';
import type { HttpCode } from './findings.ts';

export type BodyResult = { readonly kind: 'body'; readonly bytes: Uint8Array } | BodyFault;

/** A large one, to be read as it comes; a fault on the way is thrown. */
interface BodyStream {
  readonly kind: 'stream';
  readonly chunks: AsyncIterable<Uint8Array>;
}

interface BodyFault {
  readonly kind: 'fault';
  readonly code: HttpCode;
}

export interface BodyLimits {
  readonly maxBytes: number;
  /** Milliseconds the body may take. */
  readonly timeMs?: number;
  /** Asked with the size so far: false if there is no room for more now. */
  readonly admits?: (bytes: number) => boolean;
}

/** What is wrong with a body turns out while it is read. */
export class BodyFaultError extends Error {
  readonly code: HttpCode;

  constructor(code: HttpCode) {
    super(code);
    this.code = code;
  }
}

export async function readBody(request: Request, bounds: BodyLimits): Promise<BodyResult> {
  const { maxBytes } = bounds;
  const body = await takeBody(request, { ...bounds, streamsAbove: maxBytes });
  return body.kind === 'stream' ? fault('SAMPAN-HTTP-TOO-LARGE') : body;
}

/** Nothing is read of a body that says it is too large, or that there is no room for. */
export async function takeBody(
  request: Request,
  bounds: BodyLimits & { readonly streamsAbove: number },
): Promise<BodyResult | BodyStream> {
  const { maxBytes, streamsAbove, admits } = bounds;
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') return fault('SAMPAN-HTTP-ENCODING');
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) return fault('SAMPAN-HTTP-TOO-LARGE');
  if (admits?.(declared) === false) return fault('SAMPAN-HTTP-BUSY');
  const chunks = readChunks(request, bounds);
  if (declared > streamsAbove) return { kind: 'stream', chunks };
  // A declared length is enforced by the server, so that the body can be taken at once.
  if (declared > 0) return await readWhole(request, bounds);
  return await readCounted(chunks, streamsAbove);
}

function fault(code: HttpCode): BodyFault {
  return { kind: 'fault', code };
}

async function readWhole(request: Request, bounds: BodyLimits): Promise<BodyResult> {
  const time = deadline(bounds);
  try {
    return { kind: 'body', bytes: new Uint8Array(await time.or(request.arrayBuffer())) };
  } catch (error) {
    return fault(faultOf(error));
  } finally {
    time.clear();
  }
}

/** Turns out to be a stream once more has come than is held in memory. */
async function readCounted(
  chunks: AsyncGenerator<Uint8Array>,
  streamsAbove: number,
): Promise<BodyResult | BodyStream> {
  const read: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await chunks.next();
      if (done === true) return { kind: 'body', bytes: joinBytes(read) };
      read.push(value);
      size += value.length;
      if (size > streamsAbove) return { kind: 'stream', chunks: goOn(read, chunks) };
    }
  } catch (error) {
    return fault(faultOf(error));
  }
}

async function* goOn(
  read: Uint8Array[],
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let first = read.shift(); first !== undefined; first = read.shift()) yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* readChunks(request: Request, bounds: BodyLimits): AsyncGenerator<Uint8Array> {
  const { maxBytes, admits } = bounds;
  const time = deadline(bounds);
  const reader = request.body?.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = (await time.or(reader?.read())) ?? { done: true, value: undefined };
      if (done || value === undefined) return;
      size += value.length;
      if (size > maxBytes) throw new BodyFaultError('SAMPAN-HTTP-TOO-LARGE');
      if (admits?.(size) === false) throw new BodyFaultError('SAMPAN-HTTP-BUSY');
      yield value;
    }
  } catch (error) {
    throw new BodyFaultError(faultOf(error));
  } finally {
    time.clear();
    // Nothing more is read of it, however it ended; who has gone never confirms that.
    reader?.cancel().catch(() => undefined);
  }
}

function faultOf(error: unknown): HttpCode {
  return error instanceof BodyFaultError ? error.code : 'SAMPAN-HTTP-CUT';
}

/** The time all of a body may take. */
function deadline({ timeMs = limits.requestMs }: BodyLimits) {
  const late = Promise.withResolvers<never>();
  // Told to whoever waits then; nobody may.
  late.promise.catch(() => undefined);
  const timer = setTimeout(() => late.reject(new BodyFaultError('SAMPAN-HTTP-TIMEOUT')), timeMs);
  return {
    or: async <T>(reading: T): Promise<Awaited<T>> => await Promise.race([reading, late.promise]),
    clear: () => clearTimeout(timer),
  };
}
