/** What payers said of a submission's units, for its status: states, times and findings. */

import type { Finding } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { Place } from '../base/place.ts';
import type { PlaceQuestion } from '../channel/locate.ts';
import { openBody } from './bodies.ts';
import { earlierOf } from './journal.ts';
import { isJson, type Json } from './judge.ts';
import { findBundle } from './kept-bundle.ts';
import type { FindPayerCode } from './payer-codes.ts';
import { type PayerRemark, remarkFinding, remarksOf } from './payer-findings.ts';
import type { Answers, StoredAnswer } from './ports/answers.ts';
import type { Log, Translator, Vault } from './ports/services.ts';
import type { ClaimState } from './ports/states.ts';
import type { Store, StoredSubmission, StoredUnit } from './ports/store.ts';
import { resourcesOf } from './prepare.ts';
import { readRequestBody } from './request-body.ts';
import { filesOf } from './request-files.ts';

export interface PayerStatusPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly answers: Answers;
  readonly translator: Translator;
  readonly payerCode: FindPayerCode;
  readonly log: Log;
}

/** What payers said of one unit. */
export interface UnitAnswers {
  /** All that came, in order. */
  readonly answers: readonly StoredAnswer[];
  /** The one that holds now. */
  readonly current?: StoredAnswer;
  readonly findings: readonly Finding[];
}

export interface PayerStatusRequest {
  readonly tenant: string;
  readonly submission: StoredSubmission;
  readonly units: readonly StoredUnit[];
  readonly language: string;
}

/** By the unit's number; units that nobody spoke of are absent. */
export async function payerAnswers(
  ports: PayerStatusPorts,
  request: PayerStatusRequest,
): Promise<ReadonlyMap<number, UnitAnswers>> {
  const { tenant, submission, units, language } = request;
  const all = await ports.answers.ofSubmission(tenant, submission.id);
  if (all.length === 0) return new Map();
  const spoken = await Promise.all(
    units.map(async (unit) => {
      const own = all.filter((each) => isAbout(each, unit));
      const applied = own.filter(({ effect }) => effect === 'applied');
      // A payment does not say why it is less than was asked for: the answer before it does.
      const reasoned = applied.findLast(({ kind }) => kind === 'ClaimResponse');
      const remarks =
        reasoned === undefined ? [] : await readRemarks(ports, tenant, unit, reasoned);
      return { unit, own, current: applied.at(-1), reasoned, remarks };
    }),
  );
  const places = await locate(
    ports,
    request,
    spoken.flatMap(({ remarks }) => remarks.map(({ question }) => question)),
  );
  return new Map(
    spoken
      .filter(({ own }) => own.length > 0)
      .map(({ unit, own, current, reasoned, remarks }) => [
        unit.ordinal,
        {
          answers: own,
          ...(current && { current }),
          findings: remarks.map((remark) => {
            const { payer, state } = reasoned ?? { payer: '', state: 'queued' as ClaimState };
            const found = places.get(remark.question) ?? [];
            return remarkFinding(remark, { payer, state, language, places: found });
          }),
        },
      ]),
  );
}

function isAbout({ focusId, version }: StoredAnswer, unit: StoredUnit): boolean {
  return unit.focusType === 'Claim' && unit.focusId === focusId && unit.version === version;
}

async function readRemarks(
  ports: PayerStatusPorts,
  tenant: string,
  unit: StoredUnit,
  { location, payer }: StoredAnswer,
): Promise<readonly PayerRemark[]> {
  const claim = `Claim/${unit.focusId}/_history/${unit.versionId}`;
  const [said, sent] = await Promise.all([
    readBundle(ports, tenant, location),
    readBundle(ports, tenant, claim),
  ]);
  const [answer] = said;
  if (answer === undefined) return [];
  const items = sent.find(({ resourceType }) => resourceType === 'Claim')?.item;
  const sequences = (Array.isArray(items) ? items : []).map((item: unknown) =>
    isJson(item) ? Number(item.sequence) : Number.NaN,
  );
  return remarksOf(ports.payerCode, {
    ...{ payer, answer, sequences },
    ...{ unit: unit.ordinal, key: unit.key },
  });
}

async function readBundle(
  ports: PayerStatusPorts,
  tenant: string,
  owner: string,
): Promise<readonly Json[]> {
  const bundle = await findBundle(ports, { tenant, owner });
  return bundle === undefined ? [] : resourcesOf(bundle);
}

/** The bytes as they came are read again; once they are gone, findings have no places. */
async function locate(
  ports: PayerStatusPorts,
  { tenant, submission }: PayerStatusRequest,
  questions: readonly PlaceQuestion[],
): Promise<ReadonlyMap<PlaceQuestion, readonly Place[]>> {
  const { translator, log } = ports;
  if (questions.length === 0 || translator.locate === undefined) return new Map();
  // What was taken as a stream is not read as a whole again, only to show where something stood.
  if (submission.byteCount > limits.bodyBytes) return new Map();
  const bytes = await openBody(ports, { tenant, owner: submission.id, kind: 'request' });
  if (bytes === undefined) return new Map();
  const { head, raw } = readRequestBody(bytes);
  const read = filesOf({ contentType: head.contentType, raw });
  if (read.kind !== 'files') return new Map();
  const { facility } = head.sender;
  const { channel, charset, visit } = head;
  try {
    const earlier = await earlierOf(ports, tenant, submission.id);
    const sent = {
      ...{ channel, files: read.files, facility },
      ...(charset !== undefined && { charset }),
      ...(visit !== undefined && { visit }),
      ...(earlier.length > 0 && { earlier }),
    };
    const places = await translator.locate({ tenant, submission: sent, questions });
    return new Map(questions.map((question, at) => [question, places[at] ?? []]));
  } catch (error) {
    // A finding without a place is worth more than no status.
    const reason = error instanceof Error ? error.message : String(error);
    log.event('error', 'places not found', { submission: submission.id, reason });
    return new Map();
  }
}
