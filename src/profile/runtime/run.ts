/** One validation in progress: collects findings and knows the resource it is in. */
import type { Finding, IssueType, Severity } from '../../base/finding.ts';
import type { Environment } from '../../fhir/fhirpath/runtime.ts';
import type { TypeModel } from '../../fhir/model.ts';
import type { BundleEntry, BundleIndex } from './bundle-index.ts';
import type { ValidationContext } from './context.ts';
import { elementPath, type PlacedExtension } from './extension-context.ts';
import { isMember } from './member.ts';
import type { ProfileSet } from './profile-set.ts';
import type { ReferenceForm } from './reference-form.ts';
import { resolveText } from './resolve.ts';
import { RULES, type RuleCode } from './rules.ts';

/** Emitted for each type, backbone element and profile: adds findings to the run. */
export type Check = (value: unknown, run: Run) => void;

/** A finding whose path still grows at its head. */
interface Draft extends Finding {
  expression: string;
}

const NO_PLACES: Finding['places'] = [];

export interface InvariantRule {
  readonly key: string;
  readonly code: string;
  readonly severity: Severity;
  readonly human: string;
}

type Params = Readonly<Record<string, string>>;

/** `item[3]`; an index below zero means that the element does not repeat. */
export function segment(key: string, index: number): string {
  return index < 0 ? key : `${key}[${index}]`;
}

/**
 * Paths cost nothing while nothing is wrong: a finding starts with the path inside the element that
 * made it, and each caller that sees `count` grow puts its own segment in front (`under`).
 */
export class Run implements Environment {
  count = 0;
  /** True once a finding may stand behind one that comes after it in the document. */
  unordered = false;
  /** Findings beyond the limit: counted, not kept. */
  dropped = 0;
  /** `%resource`: the nearest resource, contained ones included. */
  resource: unknown;
  /** `%rootResource`: the resource that is not contained. */
  rootResource: unknown;
  bundle: BundleIndex | undefined;
  /** Depth of contained resources: 0 outside. */
  containedDepth = 0;
  lastReference: string | undefined;
  lastForm: ReferenceForm | undefined;
  /** Elements of the resource that have an id. */
  elementIds: Map<string, unknown> | undefined;
  /** The entry of `bundle` in which the resource stands. */
  entry: BundleEntry | undefined;
  /** For FHIRPath that must know types at run time. */
  readonly model: TypeModel;
  readonly context: ValidationContext;
  readonly set: ProfileSet;
  readonly limit: number;
  private readonly drafts: Draft[] = [];
  /** Drafts of which only the whole path tells whether they are findings. */
  private placedDrafts: Map<Draft, PlacedExtension> | undefined;

  constructor(set: ProfileSet, context: ValidationContext, limit: number) {
    this.set = set;
    this.context = context;
    this.limit = limit;
    this.model = set.model;
  }

  /** `resolve()` of FHIRPath. */
  resolve(reference: string): unknown {
    return resolveText(this, reference);
  }

  /** `conformsTo()` of FHIRPath; undefined for a profile that is not known. */
  conformsTo(value: unknown, profile: string): boolean | undefined {
    if (this.set.profile(profile) === undefined) return undefined;
    return this.set.conforms(this, value, profile);
  }

  /** `memberOf()` of FHIRPath; undefined for a set or codes that are not known. */
  memberOf(value: unknown, valueSet: string): boolean | undefined {
    const set = this.set.valueSet(valueSet);
    return set === undefined ? undefined : isMember(value, set);
  }

  /** Adds a finding at `key[index]` of the element being checked; an empty key is the element. */
  add(code: RuleCode, key: string, index: number, params: Params): void {
    if (this.count > 0) this.unordered = true;
    this.addInPlace(code, key, index, params);
  }

  /** The same where what was found before stands before it in the document as well. */
  addInPlace(code: RuleCode, key: string, index: number, params: Params): void {
    const { severity, issue } = RULES[code];
    this.keep(code, severity, issue, segment(key, index), params);
  }

  broken(rule: InvariantRule, key: string, index: number): void {
    if (this.count > 0) this.unordered = true;
    const { code, severity, human } = rule;
    const params = { key: rule.key, human };
    this.keep(code, severity, 'invariant', segment(key, index), params);
  }

  /** An extension whose place is not allowed, unless its whole path says otherwise. */
  placed(extension: PlacedExtension, key: string, index: number): void {
    this.unordered = true;
    const code = 'SAMPAN-PROFILE-EXTENSION-CONTEXT';
    const { severity, issue } = RULES[code];
    const params = { expected: extension.expected.join(', '), found: extension.url };
    const draft = this.keep(code, severity, issue, segment(key, index), params);
    if (draft === undefined) return;
    this.placedDrafts ??= new Map();
    this.placedDrafts.set(draft, extension);
  }

  /** Puts `key[index]` in front of the findings made since `count` was `mark`. */
  under(mark: number, key: string, index: number): void {
    const head = segment(key, index);
    for (let at = mark; at < this.count; at++) {
      const draft = this.drafts[at];
      if (draft === undefined) return;
      draft.expression = draft.expression === '' ? head : `${head}.${draft.expression}`;
    }
  }

  /** Forgets what was found since `mark`, and says whether any of it was an error. */
  retract(mark: number): boolean {
    const gone = this.drafts.splice(mark);
    this.count = mark;
    return gone.some((draft) => draft.severity === 'error');
  }

  /** A note on how much more was found than the limit keeps. */
  more(rootName: string): Finding[] {
    if (this.dropped === 0) return [];
    const code = 'SAMPAN-PROFILE-MORE';
    const params = { count: String(this.dropped) };
    return [{ code, ...RULES[code], expression: rootName, places: [], params }];
  }

  /** All that was found, with whole paths. Called once. */
  findings(rootName: string): Finding[] {
    const { drafts, placedDrafts } = this;
    const kept =
      placedDrafts === undefined ? drafts : drafts.filter((one) => !this.isAllowed(one, rootName));
    for (const draft of kept)
      draft.expression = draft.expression === '' ? rootName : `${rootName}.${draft.expression}`;
    return kept;
  }

  private isAllowed(draft: Draft, rootName: string): boolean {
    const placed = this.placedDrafts?.get(draft);
    return placed?.expected.includes(elementPath(draft.expression, placed, rootName)) === true;
  }

  private keep(
    ...[code, severity, issue, expression, params]: [string, Severity, IssueType, string, Params]
  ): Draft | undefined {
    if (this.count >= this.limit) {
      this.dropped++;
      return undefined;
    }
    const draft = { code, severity, issue, expression, places: NO_PLACES, params };
    this.drafts.push(draft);
    this.count++;
    return draft;
  }
}
