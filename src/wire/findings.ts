/** The finding codes of this layer with severity and issue type, and a bounded list of findings. */
import { type Finding, type IssueType, isFailure, type Severity } from '../base/finding.ts';
import { limits } from '../base/limits.ts';
import type { Place } from '../base/place.ts';

/** Their texts stand in base/findings; a code is never renamed and never reused. */
export const wireCodes = {
  'SAMPAN-WIRE-MORE': ['warning', 'too-costly'],

  'SAMPAN-ZIP-NOT-ZIP': ['fatal', 'invalid'],
  'SAMPAN-ZIP-CUT-SHORT': ['fatal', 'incomplete'],
  'SAMPAN-ZIP-TRAILING': ['fatal', 'security'],
  'SAMPAN-ZIP-PREPENDED': ['fatal', 'security'],
  'SAMPAN-ZIP-HIDDEN': ['fatal', 'security'],
  'SAMPAN-ZIP-SPLIT': ['fatal', 'not-supported'],
  'SAMPAN-ZIP-ZIP64': ['fatal', 'security'],
  'SAMPAN-ZIP-DIRECTORY': ['fatal', 'structure'],
  'SAMPAN-ZIP-ENTRIES': ['fatal', 'too-costly'],
  'SAMPAN-ZIP-EMPTY': ['fatal', 'required'],
  'SAMPAN-ZIP-PATH': ['fatal', 'security'],
  'SAMPAN-ZIP-NAME': ['fatal', 'security'],
  'SAMPAN-ZIP-DUPLICATE': ['fatal', 'duplicate'],
  'SAMPAN-ZIP-LINK': ['fatal', 'security'],
  'SAMPAN-ZIP-ENCRYPTED': ['fatal', 'not-supported'],
  'SAMPAN-ZIP-METHOD': ['fatal', 'not-supported'],
  'SAMPAN-ZIP-OVERLAP': ['fatal', 'security'],
  'SAMPAN-ZIP-LOCAL': ['fatal', 'security'],
  'SAMPAN-ZIP-NESTED': ['fatal', 'security'],
  'SAMPAN-ZIP-BOMB': ['fatal', 'too-costly'],
  'SAMPAN-ZIP-TOO-BIG': ['fatal', 'too-costly'],
  'SAMPAN-ZIP-SIZE': ['fatal', 'security'],
  'SAMPAN-ZIP-DATA': ['fatal', 'structure'],
  'SAMPAN-ZIP-CRC': ['fatal', 'structure'],
  'SAMPAN-ZIP-IGNORED': ['information', 'informational'],

  'SAMPAN-CHARSET-UNKNOWN': ['fatal', 'not-supported'],
  'SAMPAN-CHARSET-NOT-ACCEPTED': ['fatal', 'not-supported'],
  'SAMPAN-CHARSET-DECLARED': ['fatal', 'conflict'],
  'SAMPAN-CHARSET-MIXED': ['fatal', 'conflict'],
  'SAMPAN-CHARSET-BYTES': ['error', 'value'],
  'SAMPAN-CHARSET-LOST': ['warning', 'value'],
  'SAMPAN-CHARSET-REPERTOIRE': ['warning', 'value'],
  'SAMPAN-CHARSET-CONTROL': ['error', 'value'],
  'SAMPAN-CHARSET-BINARY': ['fatal', 'invalid'],
  'SAMPAN-CHARSET-END-MARK': ['information', 'informational'],

  'SAMPAN-ROW-SHORT': ['error', 'structure'],
  'SAMPAN-ROW-LONG': ['error', 'structure'],
  'SAMPAN-ROW-QUOTED': ['fatal', 'structure'],
  'SAMPAN-ROW-BLANK': ['information', 'informational'],
  'SAMPAN-ROW-LINE-END': ['error', 'structure'],
  'SAMPAN-ROW-LIMIT': ['fatal', 'too-costly'],
  'SAMPAN-ROW-LAYOUT-NONE': ['fatal', 'structure'],
  'SAMPAN-ROW-LAYOUT-TEST': ['fatal', 'structure'],
  'SAMPAN-ROW-TRAILING': ['information', 'informational'],
  'SAMPAN-ROW-LAYOUT-SEVERAL': ['fatal', 'multiple-matches'],
  'SAMPAN-COLUMN-UNKNOWN': ['warning', 'not-found'],
  'SAMPAN-COLUMN-REPEATED': ['fatal', 'duplicate'],
  'SAMPAN-COLUMN-MISSING': ['information', 'informational'],

  'SAMPAN-JSON-CUT-SHORT': ['fatal', 'incomplete'],
  'SAMPAN-JSON-SYNTAX': ['fatal', 'structure'],
  'SAMPAN-JSON-TRAILING': ['fatal', 'structure'],
  'SAMPAN-JSON-DEPTH': ['fatal', 'too-costly'],
  'SAMPAN-JSON-MARK': ['warning', 'structure'],
  'SAMPAN-JSON-COMMENT': ['error', 'structure'],
  'SAMPAN-JSON-TRAILING-COMMA': ['error', 'structure'],
  'SAMPAN-JSON-DUPLICATE-KEY': ['error', 'structure'],
  'SAMPAN-JSON-PROTO': ['error', 'security'],
  'SAMPAN-JSON-NUMBER': ['error', 'structure'],
  'SAMPAN-JSON-NUMBER-LONG': ['error', 'too-long'],
  'SAMPAN-JSON-STRING-LONG': ['error', 'too-long'],
  'SAMPAN-JSON-CONTROL': ['error', 'structure'],
  'SAMPAN-JSON-ESCAPE': ['error', 'structure'],
  'SAMPAN-JSON-SURROGATE': ['error', 'value'],
  'SAMPAN-JSON-ITEMS': ['fatal', 'too-costly'],

  'SAMPAN-XML-DOCTYPE': ['fatal', 'security'],
  'SAMPAN-XML-SYNTAX': ['fatal', 'structure'],
  'SAMPAN-XML-END-TAG': ['fatal', 'structure'],
  'SAMPAN-XML-ATTRIBUTE-REPEATED': ['fatal', 'structure'],
  'SAMPAN-XML-REFERENCE': ['fatal', 'structure'],
  'SAMPAN-XML-CHARACTER': ['fatal', 'structure'],
  'SAMPAN-XML-PREFIX': ['fatal', 'structure'],
  'SAMPAN-XML-CUT-SHORT': ['fatal', 'incomplete'],
  'SAMPAN-XML-DEPTH': ['fatal', 'too-costly'],
  'SAMPAN-XML-ATTRIBUTES': ['fatal', 'too-costly'],
  'SAMPAN-XML-ELEMENTS': ['fatal', 'too-costly'],
  'SAMPAN-XML-LARGE': ['fatal', 'too-costly'],
  'SAMPAN-XML-REFERENCES': ['fatal', 'too-costly'],
  'SAMPAN-XML-TEXT-LONG': ['error', 'too-long'],
  'SAMPAN-XML-ENCODING': ['warning', 'conflict'],
  'SAMPAN-XML-MIXED': ['warning', 'structure'],
  'SAMPAN-XML-BASE64': ['error', 'value'],
  'SAMPAN-XML-EMBEDDED': ['error', 'structure'],

  'SAMPAN-DBF-HEADER': ['fatal', 'structure'],
  'SAMPAN-DBF-CUT-SHORT': ['fatal', 'incomplete'],
  'SAMPAN-DBF-TYPE': ['fatal', 'not-supported'],
  'SAMPAN-DBF-CODE-PAGE': ['fatal', 'not-supported'],
  'SAMPAN-DBF-DELETED': ['information', 'informational'],
} as const satisfies Record<string, readonly [Severity, IssueType]>;

export type WireCode = keyof typeof wireCodes;

/** `place` is undefined where the fault stands in no file: a wrong declaration. */
export function wireFinding(
  code: WireCode,
  place: Place | undefined,
  params: Readonly<Record<string, string | number>> = {},
): Finding {
  const [severity, issue] = wireCodes[code];
  const texts = Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)]));
  return { code, severity, issue, places: place === undefined ? [] : [place], params: texts };
}

/**
 * Collects findings up to a limit; what comes after is counted and told in one last finding, which
 * is fatal if an error is among the uncounted: nothing may pass because its error was not kept.
 */
export interface FindingLog {
  add(
    code: WireCode,
    place: Place | undefined,
    params?: Readonly<Record<string, string | number>>,
  ): void;
  addAll(findings: readonly Finding[]): void;
  /** True once a finding of severity fatal or error has been added, kept or only counted. */
  failed(): boolean;
  done(): readonly Finding[];
}

export function findingLog(file: string, limit: number = limits.findings): FindingLog {
  const kept: Finding[] = [];
  let dropped = 0;
  let droppedFailure = false;
  let failed = false;
  const keep = (finding: Finding): void => {
    failed ||= isFailure(finding);
    if (kept.length < limit) {
      kept.push(finding);
      return;
    }
    dropped++;
    droppedFailure ||= isFailure(finding);
  };
  const more = (): Finding => {
    const finding = wireFinding('SAMPAN-WIRE-MORE', { file }, { count: dropped });
    return droppedFailure ? { ...finding, severity: 'fatal' } : finding;
  };
  return {
    add: (code, place, params) => keep(wireFinding(code, place, params)),
    addAll: (findings) => findings.forEach(keep),
    failed: () => failed,
    done: () => (dropped === 0 ? kept : [...kept, more()]),
  };
}
