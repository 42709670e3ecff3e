/** Findings of the HTTP face itself, and the status each is answered with. */
import type { Finding, IssueType, Severity } from '../base/finding.ts';

interface HttpFault {
  readonly status: number;
  readonly issue: IssueType;
  readonly severity: Severity;
}

export const HTTP_FAULTS = {
  'SAMPAN-HTTP-EMPTY': { status: 400, issue: 'required', severity: 'error' },
  'SAMPAN-HTTP-CUT': { status: 400, issue: 'incomplete', severity: 'error' },
  'SAMPAN-HTTP-PARAMETER': { status: 400, issue: 'value', severity: 'error' },
  'SAMPAN-HTTP-JSON': { status: 400, issue: 'structure', severity: 'error' },
  'SAMPAN-HTTP-MULTIPART': { status: 400, issue: 'structure', severity: 'error' },
  'SAMPAN-HTTP-ZIP': { status: 400, issue: 'structure', severity: 'fatal' },
  'SAMPAN-HTTP-REGISTER': { status: 400, issue: 'structure', severity: 'error' },
  'SAMPAN-HTTP-LOGIN': { status: 401, issue: 'login', severity: 'error' },
  'SAMPAN-HTTP-NOT-FOUND': { status: 404, issue: 'not-found', severity: 'error' },
  'SAMPAN-HTTP-METHOD': { status: 405, issue: 'not-supported', severity: 'error' },
  'SAMPAN-HTTP-TIMEOUT': { status: 408, issue: 'timeout', severity: 'error' },
  'SAMPAN-HTTP-TOO-LARGE': { status: 413, issue: 'too-long', severity: 'error' },
  'SAMPAN-HTTP-TYPE': { status: 415, issue: 'not-supported', severity: 'error' },
  'SAMPAN-HTTP-ENCODING': { status: 415, issue: 'not-supported', severity: 'error' },
  'SAMPAN-HTTP-CHARSET': { status: 415, issue: 'not-supported', severity: 'error' },
  'SAMPAN-HTTP-PORTAL': { status: 502, issue: 'transient', severity: 'error' },
  'SAMPAN-HTTP-UNAVAILABLE': { status: 503, issue: 'transient', severity: 'error' },
  'SAMPAN-HTTP-BUSY': { status: 503, issue: 'throttled', severity: 'error' },
  'SAMPAN-HTTP-EXCEPTION': { status: 500, issue: 'exception', severity: 'fatal' },
  'SAMPAN-PAYER-UNKNOWN': { status: 202, issue: 'not-found', severity: 'warning' },
  'SAMPAN-PAYER-SEVERAL': { status: 202, issue: 'multiple-matches', severity: 'warning' },
  'SAMPAN-PAYER-MISMATCH': { status: 202, issue: 'conflict', severity: 'warning' },
  'SAMPAN-PAYER-WITHDRAWN': { status: 202, issue: 'informational', severity: 'warning' },
  'SAMPAN-GATEWAY-KEY-REUSED': { status: 422, issue: 'business-rule', severity: 'error' },
  'SAMPAN-GATEWAY-IN-FLIGHT': { status: 409, issue: 'lock-error', severity: 'error' },
} as const satisfies Record<string, HttpFault>;

export type HttpCode = keyof typeof HTTP_FAULTS;

export function httpFinding(
  code: HttpCode,
  params: Readonly<Record<string, string>> = {},
): Finding {
  const { issue, severity } = HTTP_FAULTS[code];
  return { code, issue, severity, places: [], params };
}

type FaultStatus = 400 | 413 | 415 | 422;

/** The status for a submission of which no unit could be cut. */
export function faultStatus(findings: readonly Finding[]): FaultStatus {
  const failures = findings.filter(({ severity }) => severity === 'fatal' || severity === 'error');
  const has = (...issues: readonly IssueType[]) =>
    failures.some(({ issue }) => issues.includes(issue));
  if (has('too-costly', 'too-long')) return 413;
  if (has('not-supported')) return 415;
  return failures.some(({ severity }) => severity === 'fatal') ? 400 : 422;
}
