/** The answer to a submission: a batch-response Bundle, one entry a unit in input order. */
import type { Finding } from '../base/finding.ts';
import type { DecidedUnit } from './accept.ts';
import { UNIT_OUTCOMES } from './ports/states.ts';
import { versionLocation } from './version-id.ts';

/** Writes findings as an OperationOutcome in the reader's language. */
export type Render = (findings: readonly Finding[], unit?: string) => object;

interface Entry {
  readonly response: {
    readonly status: string;
    readonly location?: string;
    readonly etag?: string;
    readonly outcome: object;
  };
}

export function answerBundle(
  setFindings: readonly Finding[],
  decided: readonly DecidedUnit[],
  render: Render,
): object {
  const first: readonly Entry[] =
    setFindings.length === 0 ? [] : [{ response: { status: '200', outcome: render(setFindings) } }];
  return {
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: [...first, ...decided.map((unit) => entryOf(unit, render))],
  };
}

function entryOf(
  { unit, outcome, decision, findings, target }: DecidedUnit,
  render: Render,
): Entry {
  return {
    response: {
      status: String(decision.status ?? UNIT_OUTCOMES[outcome].status),
      ...(target && {
        location: versionLocation(target),
        etag: `W/"${target.versionId}"`,
      }),
      outcome: render(findings, unit.key),
    },
  };
}
