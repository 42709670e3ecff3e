/** One submission over HTTP: from the command line's files to the gateway's answer. */
import { askGateway, parseAnswer } from './ask-gateway.ts';
import type { ReadSubmission } from './read-paths.ts';

export interface SendOptions {
  readonly to: string;
  readonly channel: string;
  readonly key: string;
  readonly intent?: string;
  readonly idempotencyKey?: string;
  readonly charset?: string;
  readonly visit?: string;
  readonly dryRun?: boolean;
  readonly allOrNothing?: boolean;
}

export interface SubmissionAnswer {
  readonly status: number;
  readonly location?: string;
  readonly text: string;
  readonly answer: Answer;
  readonly failed: boolean;
}

/** By the end of a file's name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  zip: 'application/zip',
  xml: 'application/xml',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  txt: 'text/plain',
};

export async function sendSubmission(
  submission: ReadSubmission,
  options: SendOptions,
): Promise<SubmissionAnswer> {
  const { body, headers } = bodyOf(submission, options.charset);
  const url = addressOf(options);
  const response = await askGateway(url, {
    method: 'POST',
    body,
    headers: {
      ...headers,
      authorization: `Bearer ${options.key}`,
      ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
    },
  });
  const text = await response.text();
  const answer = parseAnswer(url, text) as Answer;
  const { status } = response;
  const location =
    response.headers.get('location') ?? response.headers.get('content-location') ?? undefined;
  const refused = answer.entry?.some(({ response: unit }) => /^4/.test(unit.status)) ?? false;
  const failed = !response.ok || refused;
  return { status, text, answer, failed, ...(location !== undefined && { location }) };
}

function addressOf(options: SendOptions): URL {
  const { to, channel, intent, dryRun, allOrNothing, visit } = options;
  const url = new URL(`/submissions/${encodeURIComponent(channel)}`, to);
  if (intent !== undefined) url.searchParams.set('intent', intent);
  if (dryRun) url.searchParams.set('dry-run', 'true');
  if (visit !== undefined) url.searchParams.set('visit', visit);
  if (allOrNothing) url.searchParams.set('all-or-nothing', 'true');
  return url;
}

function bodyOf({ files }: ReadSubmission, charset: string | undefined) {
  const [first, ...others] = files;
  const ending = /\.(\w+)$/.exec(first?.name.toLowerCase() ?? '')?.[1] ?? '';
  const type = MEDIA_TYPES[ending];
  if (first !== undefined && others.length === 0 && type !== undefined) {
    const contentType = charset === undefined ? type : `${type}; charset=${charset}`;
    return { body: new Uint8Array(first.bytes), headers: { 'content-type': contentType } };
  }
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return { body: form, headers: {} };
}

/** A Bundle with an entry a claim, or the OperationOutcome of the whole. */
interface Answer extends Outcome {
  readonly entry?: readonly Entry[];
}

interface Entry {
  readonly response: {
    readonly status: string;
    readonly location?: string;
    readonly outcome?: Outcome;
  };
}

interface Outcome {
  readonly extension?: readonly { readonly valueString?: string }[];
  readonly issue?: readonly { readonly severity: string; readonly details: { text: string } }[];
}

/** A line for each claim, with its errors below it. */
export function unitLines({ answer, status }: SubmissionAnswer): readonly string[] {
  const { entry: entries = [] } = answer;
  if (entries.length === 0 && status >= 400) return issueLines(answer);
  return entries.flatMap(({ response }) => {
    const key = response.outcome?.extension?.[0]?.valueString ?? '(submission)';
    const head = [response.status, key, response.location ?? ''].join('  ').trimEnd();
    return [head, ...issueLines(response.outcome ?? {})];
  });
}

function issueLines({ issue = [] }: Outcome): readonly string[] {
  return issue
    .filter(({ severity }) => severity !== 'information')
    .map(({ severity, details }) => `     ${severity}: ${details.text}`);
}
