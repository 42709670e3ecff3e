/** Findings of the unit's logical model, placed, less those that repeat what is said already. */
import { type Finding, isFailure } from '../base/finding.ts';
import type { Row } from '../wire/delimited.ts';
import type { CutUnit } from './cut-units.ts';
import { pathInUnit, placeSourceFinding, spotOf } from './place-findings.ts';
import { isPlaced } from './placed-row.ts';
import { withRuleParams } from './rule-params.ts';
import type { TypedUnit } from './type-unit.ts';
import { placeContext, type UnitContext } from './unit-context.ts';

export function checkSource(
  cut: CutUnit,
  typed: TypedUnit,
  ofSet: readonly Finding[],
  context: UnitContext,
): readonly Finding[] {
  const { unitModels, rules } = context.channel;
  const model = unitModels[cut.definition.kind];
  const validate = model === undefined ? undefined : context.profiles.validator(model.url);
  if (validate === undefined) throw new Error(`no validator for units of ${cut.definition.kind}`);
  const found = validate(typed.unit);
  if (found.length === 0) return found;
  const damaged = damagedParts(typed, ofSet, context);
  const read = new Set(ofSet.filter(isFailure).flatMap(({ places }) => places.map(spotOf)));
  const spotted = found.map((finding) => spottedAt(finding, model?.name ?? '', rules));
  const faulty = faultyCells(typed, spotted);
  const readsFaulty = ({ code, expression }: Spotted) =>
    rules[code]?.reads?.some((read) =>
      read.includes('.') ? isFaulty(faulty, code, cellOf(read, expression)) : damaged.has(read),
    );
  return spotted
    .filter((finding) => readsFaulty(finding) !== true)
    .filter(({ spot }) => !typed.untyped.has(pathInUnit(spot ?? '')))
    .map(({ spot, ...each }) => {
      const finding = withRuleParams(each, typed.unit, context.channel.ruleParams ?? {});
      const expression = spot === undefined ? {} : { expression: spot };
      return placeSourceFinding({ ...finding, ...expression }, placeContext(cut, context));
    })
    .filter(
      ({ places }) => !places.some((place) => place.field !== undefined && read.has(spotOf(place))),
    );
}

/** A finding with the element it points at, where its rule's note names another than its own. */
type Spotted = Finding & { readonly spot?: string };

function spottedAt(
  finding: Finding,
  model: string,
  rules: UnitContext['channel']['rules'],
): Spotted {
  const at = rules[finding.code]?.at;
  const spot = at === undefined ? finding.expression : `${finding.expression ?? model}.${at}`;
  return spot === undefined ? finding : { ...finding, spot };
}

/** Codes of what is wrong with each cell, by its path with and without the positions of records. */
type FaultyCells = ReadonlyMap<string, ReadonlySet<string>>;

const UNTYPED = 'untyped';

function faultyCells(typed: TypedUnit, found: readonly Spotted[]): FaultyCells {
  const faulty = new Map<string, Set<string>>();
  const add = (path: string, code: string) => {
    for (const each of [path, withoutPositions(path)]) {
      faulty.set(each, (faulty.get(each) ?? new Set()).add(code));
    }
  };
  for (const path of typed.untyped) add(path, UNTYPED);
  for (const finding of found) {
    if (isFailure(finding)) add(pathInUnit(finding.spot ?? ''), finding.code);
  }
  return faulty;
}

/** True if something other than the rule itself is wrong with the cell. */
function isFaulty(faulty: FaultyCells, code: string, cell: string): boolean {
  const codes = faulty.get(cell);
  return codes !== undefined && (codes.size > 1 || !codes.has(code));
}

function withoutPositions(path: string): string {
  return path.replace(/\[\d+\]/g, '');
}

/** A cell of the record that the rule stands on is that record's own; of other tables it is any. */
function cellOf(read: string, expression: string | undefined): string {
  const record = read.slice(0, read.lastIndexOf('.'));
  const steps = pathInUnit(expression ?? '').split('.');
  const own = steps.slice(0, record.split('.').length).join('.');
  return withoutPositions(own) === record ? `${own}${read.slice(record.length)}` : read;
}

/** Parts, and `PART.FIELD` cells, of the unit that already have a finding of their own. */
export function damagedParts(
  typed: TypedUnit,
  ofSet: readonly Finding[],
  context: UnitContext,
): ReadonlySet<string> {
  const damaged = new Set<string>();
  for (const path of typed.untyped) {
    const plain = path.replace(/\[\d+\]/, '');
    damaged.add(plain);
    damaged.add(plain.slice(0, plain.indexOf('.')));
  }
  const failures = ofSet.filter(isFailure);
  const files = new Set(failures.flatMap((each) => each.places.map((place) => place.file)));
  for (const file of files) damaged.add(file.slice(file.lastIndexOf('/') + 1));
  for (const [part, { table }] of context.parts) if (files.has(table.file)) damaged.add(part);
  for (const [part, rows] of typed.rows) {
    if (failures.length > 0 && rows.some((row) => isSpokenOf(row, failures))) damaged.add(part);
  }
  return damaged;
}

/** True if a finding stands inside the record, where records know their paths. */
function isSpokenOf(row: Row, findings: readonly Finding[]): boolean {
  const path = isPlaced(row) ? row.calls?.('') : undefined;
  if (path === undefined) return false;
  return findings.some(({ places }) =>
    places.some(({ file, record, field }) => {
      return file === row.file && record === row.record && field?.startsWith(path) === true;
    }),
  );
}
