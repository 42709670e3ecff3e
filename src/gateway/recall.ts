/**
 * Bytes that came before: what they were translated to is remembered with the submission they came
 * in, as far as a decision needs it. If each unit is what its claim is now, they are answered
 * without being read; else, and wherever there is a doubt, they go the usual way.
 */
import { limits } from '../base/limits.ts';
import { acceptUnits, type DecidedUnit } from './accept.ts';
import { openText } from './bodies.ts';
import { payerOf } from './decide-units.ts';
import type { Run } from './intake-commit.ts';
import type { KeptFindings, Remembered, RememberedUnit } from './kept-findings.ts';
import { askAgain } from './lookup.ts';
import type { PreparedUnit } from './ports/prepared.ts';
import type { Hint } from './ports/services.ts';
import type { GatewayPorts, HashedRequest, SubmissionRequest } from './reception.ts';

/** What to keep of a run for the day its bytes come again; undefined if they must be read then. */
export function remember(ports: GatewayPorts, run: Run): Remembered | undefined {
  if (run.remembered !== undefined) return run.remembered;
  const { looked, keyed, resumed, journal } = run;
  const { units } = looked.translation;
  if (resumed || journal !== undefined || !isPlain(keyed.request)) return undefined;
  if (!units.every(isSettled)) return undefined;
  const answers = looked.answers.flat();
  return {
    readAs: readAs(ports, keyed.request),
    units: units.map(({ findings, source: _long, bundle, lookups: _asked, ...unit }) => ({
      ...{ ...unit, told: findings.length },
      ...(bundle && { focusType: bundle.focusType, focusId: bundle.focusId }),
    })),
    asked: answers.map(({ registry, key }) => [registry, key]),
    found: foundHash(
      ports,
      answers.map(({ value }) => value),
    ),
  };
}

/** What a register may change tomorrow, or a rule, is not remembered. */
function isSettled({ state, findings, lookups = [] }: PreparedUnit): boolean {
  const codes = new Set(lookups.map(({ finding }) => finding.code));
  return (
    (state === 'acceptable' || state === 'not-claimed') &&
    !findings.some(({ code }) => codes.has(code))
  );
}

/** Nothing was asked for besides taking it. */
function isPlain({ intent, conditions, visit, later }: SubmissionRequest): boolean {
  return intent === undefined && conditions === undefined && visit === undefined && !later;
}

function readAs(
  { release }: GatewayPorts,
  { channel, contentType, charset, sender }: SubmissionRequest,
): string {
  return JSON.stringify([release, channel, contentType, charset ?? '', sender.facility ?? '']);
}

function foundHash({ mac }: GatewayPorts, values: readonly unknown[]): string {
  return mac.of('looked-up', JSON.stringify(values.map((value) => value ?? [value === null])));
}

/** Units that change nothing and are told so. */
const UNCHANGED: ReadonlySet<string> = new Set(['D5', 'D10', 'not claimed']);

export interface Recalled {
  readonly run: Run;
  readonly decided: readonly DecidedUnit[];
}

/** The run that reading the bytes again would come to; undefined: they must be read. */
export async function recall(
  ports: GatewayPorts,
  keyed: HashedRequest,
  { id, hint }: { readonly id: string; readonly hint: Hint },
): Promise<Recalled | undefined> {
  const { request } = keyed;
  const kept = isPlain(request) && hint === 'seen' ? await keptOf(ports, keyed) : undefined;
  const { again } = kept ?? {};
  if (kept === undefined || again?.readAs !== readAs(ports, request)) return undefined;
  const { tenant } = request.sender;
  const found = await askAgain(ports, tenant, again.asked);
  if (foundHash(ports, found) !== again.found) return undefined;
  const units = again.units.map((unit, at) => unitOf(unit, kept.units[at] ?? []));
  const keys = units.map(({ businessKey }) => businessKey);
  const currents = await ports.store.currentVersions(tenant, keys);
  const { channel, allOrNothing } = request;
  const decided = acceptUnits(units, currents, {
    ...{ submission: id, channel, allOrNothing },
    rules: ports.registry.resendRules(channel),
    payerOf: (unit) => payerOf(ports, channel, unit)?.id ?? '',
  });
  if (!decided.every(({ decision }) => UNCHANGED.has(decision.row))) return undefined;
  const translation = { findings: kept.set, faulted: false, units };
  const looked = { translation, answers: units.map(() => []) };
  return { run: { id, keyed, looked, resumed: false, remembered: again }, decided };
}

/** The name of the bytes in hints: those say whether to ask the store, which alone knows. */
export function bytesName(
  { mac }: GatewayPorts,
  { request: { sender, channel }, requestHash }: HashedRequest,
): string {
  return mac.of('bytes', sender.tenant, channel, requestHash);
}

async function keptOf(
  ports: GatewayPorts,
  { request, requestHash }: HashedRequest,
): Promise<KeptFindings | undefined> {
  const { tenant } = request.sender;
  const since = new Date(ports.clock.now() - limits.hintKeptMs).toISOString();
  const asked = { tenant, channel: request.channel, requestHash, since };
  const earlier = await ports.store.sameBytes(asked);
  const place = { tenant, owner: earlier ?? '', kind: 'findings' as const };
  const text = earlier === undefined ? undefined : await openText(ports, place);
  return text === undefined ? undefined : (JSON.parse(text) as KeptFindings);
}

function unitOf(
  { told, focusType, focusId, ...unit }: RememberedUnit,
  findings: KeptFindings['units'][number],
): PreparedUnit {
  const named = focusType !== undefined && focusId !== undefined && { focusType, focusId };
  return {
    ...{ ...unit, findings: findings.slice(0, told), source: '' },
    ...(named && { bundle: { ...named, text: '', resources: [], likeness: '' } }),
  };
}
