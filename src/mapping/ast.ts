/**
 * A map as parsed, close to the StructureMap resource so that both forms convert into each other.
 * https://hl7.org/fhir/R5/structuremap.html  https://hl7.org/fhir/R5/mapping-language.html
 */
import type { SourceText } from './problem.ts';

/** Something that stands at an offset of the map's text. */
export interface Placed {
  readonly at: number;
}

/** FHIRPath as written, and where it begins. */
export interface Expression extends Placed {
  readonly text: string;
}

export type LiteralKind =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'dateTime'
  | 'time';

/** An argument of a transform or of a group. */
export type Argument =
  | ({
      readonly kind: 'variable';
      readonly name: string;
      readonly path: readonly string[];
    } & Placed)
  | ({ readonly kind: 'literal'; readonly type: LiteralKind; readonly text: string } & Placed)
  | ({ readonly kind: 'expression'; readonly expression: Expression } & Placed);

export type StructureMode = 'source' | 'queried' | 'target' | 'produced';

export interface Structure extends Placed {
  readonly url: string;
  readonly alias?: string;
  readonly mode: StructureMode;
}

export interface Import extends Placed {
  /** Canonical, may hold `*`. */
  readonly url: string;
}

/** `let name = expression;` */
export interface Constant extends Placed {
  readonly name: string;
  readonly expression: Expression;
}

/** Relationship as R5 names it. https://hl7.org/fhir/R5/valueset-concept-map-relationship.html */
export type Relationship =
  | 'related-to'
  | 'equivalent'
  | 'source-is-narrower-than-target'
  | 'source-is-broader-than-target'
  | 'not-related-to';

export interface CodePair extends Placed {
  readonly sourceSystem: string;
  readonly source: string;
  readonly relationship: Relationship;
  readonly targetSystem: string;
  readonly target: string;
}

/** What to do with codes a map does not hold. */
export interface Unmapped extends Placed {
  readonly system: string;
  readonly mode: 'use-source-code' | 'fixed' | 'other-map';
  readonly value?: string;
}

export interface ConceptMapBlock extends Placed {
  readonly id: string;
  readonly pairs: readonly CodePair[];
  readonly unmapped: readonly Unmapped[];
}

export interface Parameter extends Placed {
  readonly mode: 'source' | 'target';
  readonly name: string;
  readonly type?: string;
}

export type SourceListMode = 'first' | 'not_first' | 'last' | 'not_last' | 'only_one';
export type TargetListMode = 'first' | 'share' | 'last' | 'single' | 'collate';

export interface Source extends Placed {
  readonly context: string;
  readonly path: readonly string[];
  readonly type?: string;
  readonly min?: number;
  readonly max?: string;
  readonly fallback?: Expression;
  readonly listMode?: SourceListMode;
  readonly variable?: string;
  readonly where?: Expression;
  readonly check?: Expression;
  readonly log?: Expression;
}

/** https://hl7.org/fhir/R5/valueset-map-transform.html */
export const transforms = [
  'create',
  'copy',
  'truncate',
  'escape',
  'cast',
  'append',
  'translate',
  'reference',
  'dateOp',
  'uuid',
  'pointer',
  'evaluate',
  'cc',
  'c',
  'qty',
  'id',
  'cp',
] as const;
export type TransformName = (typeof transforms)[number];

export interface Target extends Placed {
  readonly context?: string;
  readonly path: readonly string[];
  readonly transform?: TransformName;
  readonly parameters: readonly Argument[];
  readonly variable?: string;
  readonly listModes: readonly TargetListMode[];
  readonly listRuleId?: string;
}

export interface Call extends Placed {
  readonly group: string;
  readonly arguments: readonly Argument[];
}

export interface Rule extends Placed {
  readonly name?: string;
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  readonly calls: readonly Call[];
  readonly rules: readonly Rule[];
  readonly documentation?: string;
}

export type TypeMode = 'none' | 'types' | 'type-and-types';

export interface Group extends Placed {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly extends?: string;
  readonly typeMode: TypeMode;
  readonly rules: readonly Rule[];
  readonly documentation?: string;
}

export interface StructureMap {
  readonly source: SourceText;
  readonly url: string;
  readonly name: string;
  /** `/// name = value` lines other than url and name. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly conceptMaps: readonly ConceptMapBlock[];
  /** ConceptMap resources that a StructureMap in JSON contains. */
  readonly contained: readonly unknown[];
  readonly structures: readonly Structure[];
  readonly imports: readonly Import[];
  readonly constants: readonly Constant[];
  readonly groups: readonly Group[];
}

/** `src.a -> tgt.b;`: maps by type, or copies. https://hl7.org/fhir/R5/mapping-language.html#7.8.0.8 */
export function isSimple(rule: Rule): boolean {
  const [source] = rule.sources;
  const [target] = rule.targets;
  return (
    rule.sources.length === 1 &&
    rule.targets.length === 1 &&
    rule.calls.length + rule.rules.length === 0 &&
    source !== undefined &&
    target !== undefined &&
    source.path.length > 0 &&
    source.variable === undefined &&
    target.context !== undefined &&
    target.path.length > 0 &&
    target.variable === undefined &&
    target.transform === undefined
  );
}

/** The rule's name, or the one it gets where the text has none. */
export function ruleName(rule: Rule): string {
  if (rule.name !== undefined) return rule.name;
  const source = rule.sources[0];
  if (source === undefined) return '';
  const element = source.path.join('.') || source.context;
  return source.type === undefined ? element : `${element}-${source.type}`;
}
