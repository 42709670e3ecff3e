/** Submissions: taking them, and telling what became of them. */
import { limits } from '../../base/limits.ts';
import type { ChannelInfo } from '../../gateway/channel-info.ts';
import { INTENTS, type Sender } from '../../gateway/ports/terms.ts';
import type { Reception, SubmissionRequest } from '../../gateway/reception.ts';
import { release } from '../../gateway/release.ts';
import type { RequestHead } from '../../gateway/request-body.ts';
import type { RequestFiles } from '../../gateway/request-files.ts';
import {
  contentBytes,
  filesOf,
  mediaTypesOf,
  parseMediaType,
  takesMediaType,
} from '../../gateway/request-files.ts';
import { spoolRequest } from '../../gateway/spool.ts';
import { readStatus } from '../../gateway/status.ts';
import {
  badParameter,
  faultAnswer,
  fhirAnswer,
  type HttpContext,
  notFound,
  outcomeAnswer,
} from '../context.ts';
import { faultStatus, type HttpCode, httpFinding } from '../findings.ts';
import type { LargeBodyVisit } from '../large-bodies.ts';
import { BodyFaultError, takeBody } from '../read-body.ts';
import { readConditions } from '../read-conditions.ts';
import { readJsonBody } from '../read-json.ts';
import type { Route } from './route.ts';

/**
 * A misspelt `intent` would send as new what was meant to be cancelled: others are refused, and so
 * is one that is given twice.
 */
const ASKED: readonly string[] = ['intent', 'all-or-nothing', 'dry-run', 'visit'];

export const submissionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/submissions/:channel',
    works: true,
    query: ASKED,
    summary: 'Sends claims; answers for each once it is kept',
    handle: postSubmission,
  },
  {
    method: 'GET',
    path: '/submissions/:id',
    summary: 'What became of a submission and of each of its units',
    handle: getSubmission,
  },
  {
    method: 'POST',
    path: '/submissions/:id/units/:ordinal',
    works: true,
    summary: 'Decides about a parked candidate',
    handle: postUnit,
  },
];

async function postSubmission(context: HttpContext): Promise<Response> {
  const { channels } = context.get('services');
  const asked = Object.entries(context.req.queries());
  const wrong = asked.find(([name, values]) => !ASKED.includes(name) || values.length > 1);
  if (wrong) return badParameter(context, wrong[0], wrong[1].join(', '));
  const channel = channels.find(({ id }) => id === context.req.param('channel'));
  const taken = await takeSubmission(context, channel);
  return taken instanceof Response ? taken : answerOf(context, taken);
}

/** What became of the request's body on that channel; an answer if it was not even read. */
export async function takeSubmission(
  context: HttpContext,
  channel: ChannelInfo | undefined,
  given: Given = {},
): Promise<Reception | Response> {
  const principal = context.get('principal');
  const { receive, largeBodies } = context.get('services');
  const sends = principal.kind === 'sender' && channel && principal.channels.includes(channel.id);
  if (!channel || !sends) return notFound(context);
  const large = largeBodies.visit();
  try {
    const arrival = { channel, sender: principal, large, request: given.request };
    const read = await readRequest(context, arrival);
    return read instanceof Response ? read : await receive({ ...read, ...given.options });
  } finally {
    large.leave();
  }
}

/** What another face of the same makes of its request. */
export interface Given {
  /** Instead of the request that came: one with the body to take. */
  readonly request?: Request;
  readonly options?: Pick<SubmissionRequest, 'allOrNothing' | 'conditions'>;
}

interface Arrival {
  readonly request: Request | undefined;
  readonly channel: ChannelInfo;
  readonly sender: Sender;
  readonly large: LargeBodyVisit;
}

/** The request, or the answer to what is wrong with it: limits come before work. */
async function readRequest(
  context: HttpContext,
  { channel, sender, large, request = context.req.raw }: Arrival,
): Promise<SubmissionRequest | Response> {
  const options = readOptions(context);
  if (options instanceof Response) return options;
  const contentType = request.headers.get('content-type') ?? '';
  const media = parseMediaType(contentType);
  if (!media || !takesMediaType(channel.readerKind, media.type)) {
    const expected = mediaTypesOf(channel.readerKind).join(', ');
    return faultAnswer(context, 'SAMPAN-HTTP-TYPE', { found: contentType, expected });
  }
  const { bodyBytes, streamedBodyBytes: maxBytes, requestMs } = context.get('services').limits;
  const place = context.get('place');
  const admits = (bytes: number) =>
    (place?.grow(bytes) ?? true) && (bytes <= bodyBytes || large.enter());
  // What must not be stored is looked for before anything is; what is tried is not stored at all
  const mayWait = !options.dryRun && !channel.refuses;
  const streamsAbove = mayWait && isRead(media.type) ? bodyBytes : maxBytes;
  const body = await takeBody(request, { maxBytes, timeMs: requestMs, admits, streamsAbove });
  const asked = {
    ...{ ...options, sender, channel: channel.id, contentType },
    language: context.get('language'),
  };
  if (body.kind === 'stream') return await spooled(context, asked, body.chunks);
  if (body.kind === 'fault') return bodyFault(context, body.code);
  if (body.bytes.length === 0) return faultAnswer(context, 'SAMPAN-HTTP-EMPTY');
  const files = filesOf({ contentType, raw: body.bytes });
  if (files.kind !== 'files') return refused(context, files);
  const contents = channel.readerKind === 'xml' ? contentBytes(body.bytes) : body.bytes.length;
  const later = options.later || contents > bodyBytes;
  return {
    ...asked,
    ...{ raw: body.bytes, files: files.files, later: later && mayWait },
    ...(files.charset !== undefined && { charset: files.charset }),
  };
}

/** True of a body that can be read from its beginning on: an archive and a form are taken whole. */
function isRead(type: string): boolean {
  return !type.includes('zip') && !type.startsWith('multipart/');
}

/** A body above what is held in memory is kept as it comes. */
async function spooled(
  context: HttpContext,
  asked: Omit<RequestHead, 'charset'>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<SubmissionRequest | Response> {
  const files = filesOf({ contentType: asked.contentType, raw: new Uint8Array() });
  if (files.kind !== 'files') return refused(context, files);
  const { charset } = files;
  const head = { ...asked, later: true, ...(charset !== undefined && { charset }) };
  try {
    return await spoolRequest(context.get('services').ports, head, chunks);
  } catch (error) {
    if (error instanceof BodyFaultError) return bodyFault(context, error.code);
    throw error;
  }
}

function bodyFault(context: HttpContext, code: HttpCode): Response {
  const { streamedBodyBytes } = context.get('services').limits;
  return faultAnswer(context, code, { limit: String(streamedBodyBytes) });
}

function refused(context: HttpContext, files: Exclude<RequestFiles, { kind: 'files' }>): Response {
  return outcomeAnswer(context, files.kind === 'unsupported' ? 415 : 400, [files.finding]);
}

/** Numbers of visits are short and of letters, digits and marks. */
const VISIT = /^[^\s\p{C}]{1,64}$/u;

type Options = Pick<
  SubmissionRequest,
  'idempotencyKey' | 'allOrNothing' | 'dryRun' | 'later' | 'intent' | 'conditions' | 'visit'
>;

function readOptions(context: HttpContext): Options | Response {
  const asked = context.req.query('intent');
  const intent = INTENTS.find((known) => known === asked);
  if (asked !== undefined && !intent) return badParameter(context, 'intent', asked);
  const flags = { allOrNothing: 'all-or-nothing', dryRun: 'dry-run' } as const;
  for (const name of Object.values(flags)) {
    const value = context.req.query(name);
    if (value !== undefined && value !== 'true' && value !== 'false') {
      return badParameter(context, name, value);
    }
  }
  const key = context.req.header('idempotency-key');
  if (key !== undefined && (key === '' || key.length > limits.transportKeyCharacters)) {
    return badParameter(context, 'Idempotency-Key', key.slice(0, 40));
  }
  const visit = context.req.query('visit');
  if (visit !== undefined && !VISIT.test(visit)) {
    return badParameter(context, 'visit', visit.slice(0, 40));
  }
  const conditions = readConditions(context);
  if (conditions instanceof Response) return conditions;
  return {
    ...(visit !== undefined && { visit }),
    ...(key !== undefined && { idempotencyKey: key }),
    ...(intent && { intent }),
    ...(conditions && { conditions }),
    allOrNothing: context.req.query(flags.allOrNothing) === 'true',
    dryRun: context.req.query(flags.dryRun) === 'true',
    later: /\brespond-async\b/.test(context.req.header('prefer') ?? ''),
  };
}

/** The sender's decision about a unit that waits. */
async function postUnit(context: HttpContext): Promise<Response> {
  const sender = context.get('principal');
  const { id = '', ordinal = '' } = context.req.param();
  if (sender.kind !== 'sender' || !/^[1-9]\d{0,8}$/.test(ordinal)) return notFound(context);
  const read = await readJsonBody(context);
  if (read instanceof Response) return read;
  const given = givenDecision(read.value);
  const decision = DECISIONS.find((known) => known === given);
  if (decision === undefined) return badParameter(context, 'decision', given);
  const conditions = readConditions(context);
  if (conditions instanceof Response) return conditions;
  const { ports } = context.get('services');
  const result = await release(ports, {
    ...{ sender, submission: id, ordinal: Number(ordinal), decision },
    ...(conditions && { conditions }),
  });
  if (result.kind === 'unknown') return notFound(context);
  if (result.kind === 'busy') return faultAnswer(context, 'SAMPAN-HTTP-UNAVAILABLE');
  const { key, status, findings, location } = result.unit;
  const response = {
    status: String(status),
    ...(location && { location: location.path, etag: `W/"${location.versionId}"` }),
    outcome: ports.renderIn(context.get('language'))(findings, key),
  };
  return fhirAnswer(context, 200, {
    ...{ resourceType: 'Bundle', type: 'batch-response', entry: [{ response }] },
  });
}

const DECISIONS = ['replace', 'discard'] as const;

function givenDecision(value: unknown): unknown {
  const has = typeof value === 'object' && value !== null && 'decision' in value;
  return has ? value.decision : undefined;
}

export function answerOf(context: HttpContext, reception: Reception): Response {
  switch (reception.kind) {
    case 'answered': {
      const { status, submission, body } = reception.answer;
      const name = status === 202 ? 'content-location' : 'location';
      return fhirAnswer(context, status, body, {
        [name]: `/submissions/${submission}`,
        ...(reception.replayed && { 'idempotency-replayed': 'true' }),
      });
    }
    case 'tried':
      return fhirAnswer(context, 200, reception.body);
    case 'faulted':
      return outcomeAnswer(context, faultStatus(reception.findings), reception.findings);
    case 'key-reused':
      // Its text holds `idempotency-key-reused`, for clients that look for that word.
      return outcomeAnswer(context, 422, [httpFinding('SAMPAN-GATEWAY-KEY-REUSED')]);
    case 'in-flight':
      return faultAnswer(context, 'SAMPAN-GATEWAY-IN-FLIGHT');
    case 'busy':
      return faultAnswer(context, 'SAMPAN-HTTP-UNAVAILABLE');
  }
}

async function getSubmission(context: HttpContext): Promise<Response> {
  const principal = context.get('principal');
  const { ports } = context.get('services');
  if (principal.kind !== 'sender') return notFound(context);
  const render = ports.renderIn(context.get('language'));
  const id = context.req.param('id') ?? '';
  const status = await readStatus(ports, {
    ...{ principal, id, render, language: context.get('language') },
  });
  return status === undefined ? notFound(context) : context.json(status);
}
