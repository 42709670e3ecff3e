/** What a compiled map is given when it runs, and what it keeps while it runs. */
import type { Finding } from '../../base/finding.ts';
import type { TypeModel } from '../../fhir/model.ts';

export interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/** The ports of a run; a map itself reads no clock and draws no number. */
export interface MapContext {
  /** Receives untranslated codes, failed checks, … in the order they were met. */
  readonly findings: Finding[];
  /** A new id for `uuid()`. */
  readonly uuid: () => string;
  /** Instant for `now()` and `today()`, e.g. `2026-01-31T10:00:00.000Z`. */
  readonly now?: string;
  /** Rules that may be run, default `limits.mapSteps`. */
  readonly maxSteps?: number;
  /** Answers for concept maps that were not there when the map was compiled. */
  readonly translate?: (coding: Coding, conceptMap: string) => Coding | undefined;
  /** What a reference leads to; contained resources and Bundle entries are found without it. */
  readonly resolve?: (reference: string) => unknown;
  readonly memberOf?: (value: unknown, valueSet: string) => boolean | undefined;
  readonly conformsTo?: (value: unknown, profile: string) => boolean | undefined;
  readonly log?: (message: string) => void;
  /** For FHIRPath that must look types up while it runs. */
  readonly model?: TypeModel;
}

export type MapResult = Record<string, unknown>;
export type MapFunction = (source: unknown, context: MapContext) => MapResult;

/** Ends a map that ran too long; caught where the map was started. */
export class MapStopped extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface FindingDetail {
  readonly severity: Finding['severity'];
  readonly issue: Finding['issue'];
  readonly params: Readonly<Record<string, string>>;
  readonly expression?: string;
}

export function report(context: MapContext, code: string, detail: FindingDetail): void {
  context.findings.push({ code, places: [], ...detail });
}
