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

interface Draft {
  readonly code: string;
  readonly severity: Severity;
  readonly issue: IssueType;
  path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Set where only the whole path tells whether this is a finding. */
  readonly placed?: PlacedExtension;
}

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
    const { severity, issue } = RULES[code];
    this.keep({ code, severity, issue, path: segment(key, index), params });
  }

  broken(rule: InvariantRule, key: string, index: number): void {
    const params = { key: rule.key, human: rule.human };
    const issue = 'invariant';
    this.keep({
      code: rule.code,
      severity: rule.severity,
      issue,
      path: segment(key, index),
      params,
    });
  }

  /** An extension whose place is not allowed, unless its whole path says otherwise. */
  placed(extension: PlacedExtension, key: string, index: number): void {
    const code = 'SAMPAN-PROFILE-EXTENSION-CONTEXT';
    const params = { expected: extension.expected.join(', '), found: extension.url };
    this.keep({ code, ...RULES[code], path: segment(key, index), params, placed: extension });
  }

  /** Puts `key[index]` in front of the findings made since `count` was `mark`. */
  under(mark: number, key: string, index: number): void {
    const head = segment(key, index);
    for (let at = mark; at < this.count; at++) {
      const draft = this.drafts[at];
      if (draft === undefined) return;
      draft.path = draft.path === '' ? head : `${head}.${draft.path}`;
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

  findings(rootName: string): Finding[] {
    return this.drafts
      .filter(({ path, placed }) => !placed?.expected.includes(elementPath(path, placed, rootName)))
      .map(({ path, code, severity, issue, params }) => ({
        code,
        severity,
        issue,
        expression: path === '' ? rootName : `${rootName}.${path}`,
        places: [],
        params,
      }));
  }

  private keep(draft: Draft): void {
    if (this.count >= this.limit) {
      this.dropped++;
      return;
    }
    this.drafts.push(draft);
    this.count++;
  }
}
