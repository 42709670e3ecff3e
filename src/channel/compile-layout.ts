/** Logical model (StructureDefinition with snapshot) to the table that types a part's cells. */
import type {
  CellType,
  Layout,
  LayoutField,
  LayoutGroup,
  LayoutNest,
  SourceForm,
} from '../base/layout.ts';
import { structureUrl } from '../fhir/canonical.ts';
import type { UnitModel } from './module.ts';

interface ElementDefinition {
  readonly path: string;
  readonly min?: number;
  readonly max?: string;
  readonly maxLength?: number;
  readonly type?: readonly { readonly code: string }[];
  readonly extension?: readonly Extension[];
}

interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
  readonly valueString?: string;
  readonly valueCode?: string;
  readonly valueInteger?: number;
}

/** The part of a StructureDefinition that is read here. */
export interface LogicalModel {
  readonly url: string;
  readonly name: string;
  readonly type: string;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
}

const cellTypes: ReadonlySet<string> = new Set<CellType>([
  'string',
  'code',
  'id',
  'markdown',
  'boolean',
  'integer',
  'positiveInt',
  'unsignedInt',
  'decimal',
  'date',
  'dateTime',
  'instant',
  'time',
  'base64Binary',
]);

function isCellType(code: string | undefined): code is CellType {
  return code !== undefined && cellTypes.has(code);
}

/** Elements right below a path, the root's when it is left out; a record's ordinal has no cell. */
function children(model: LogicalModel, path?: string): readonly ElementDefinition[] {
  const above = path ?? model.snapshot.element[0]?.path ?? '';
  return model.snapshot.element.filter(
    (element) =>
      element.path.slice(0, element.path.lastIndexOf('.')) === above &&
      nameOf(element) !== 'ordinal',
  );
}

function nameOf(element: ElementDefinition): string {
  return element.path.slice(element.path.lastIndexOf('.') + 1);
}

/** The layout of one part; elements that are neither primitive nor parallel lists have no cells. */
export function compileLayout(model: LogicalModel, part: string): Layout {
  const elements = children(model);
  const groups = elements.flatMap((element) => compileGroup(model, element));
  const fields = elements.flatMap(compileCells);
  const nests = elements.flatMap(compileNest);
  return {
    ...{ url: model.url, part, fields },
    ...(groups.length > 0 && { groups }),
    ...(nests.length > 0 && { nests }),
  };
}

/** An element whose type is another record's model. */
function compileNest(element: ElementDefinition): readonly LayoutNest[] {
  const type = element.type?.[0]?.code;
  const own = type === undefined || type === 'BackboneElement' || type === 'Element';
  if (own || isCellType(type)) return [];
  return [{ name: nameOf(element), many: element.max !== '1' && element.max !== '0' }];
}

function compileCells(element: ElementDefinition): readonly LayoutField[] {
  const type = element.type?.[0]?.code;
  return isCellType(type) && element.max !== '0' ? [compileField(element, type)] : [];
}

function compileGroup(model: LogicalModel, element: ElementDefinition): readonly LayoutGroup[] {
  const separator = sourceForm(element)?.separator;
  if (separator === undefined || isCellType(element.type?.[0]?.code)) return [];
  const fields = children(model, element.path).flatMap(compileCells);
  return [{ name: nameOf(element), separator, fields }];
}

function compileField(element: ElementDefinition, type: CellType): LayoutField {
  const form = sourceForm(element);
  return {
    name: nameOf(element),
    type,
    min: element.min ?? 0,
    many: element.max !== '1' && element.max !== '0',
    ...(element.maxLength !== undefined && { maxLength: element.maxLength }),
    ...(form !== undefined && { form }),
  };
}

function sourceForm(element: ElementDefinition): SourceForm | undefined {
  const url = structureUrl('source-form');
  const parts = element.extension?.find((extension) => extension.url === url)?.extension;
  if (parts === undefined) return undefined;
  const one = (name: string) => parts.find((part) => part.url === name);
  const from = parts
    .filter((part) => part.url === 'from')
    .flatMap((part) => part.valueString ?? []);
  const calendar = one('calendar')?.valueCode;
  return {
    ...pick('pattern', one('pattern')?.valueString),
    ...((calendar === 'gregorian' || calendar === 'buddhist') && { calendar }),
    ...pick('impliedDecimals', one('impliedDecimals')?.valueInteger),
    ...pick('separator', one('separator')?.valueString),
    ...pick('dotAfter', one('dotAfter')?.valueInteger),
    ...(from.length > 0 && { from }),
  };
}

function pick<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]: V });
}

/** What a unit's model says of its parts: which of them may have several records. */
export function compileUnitModel(model: LogicalModel): UnitModel {
  const lists = children(model)
    .filter((element) => element.max !== '1' && element.max !== '0')
    .map(nameOf);
  const root = model.snapshot.element[0]?.path ?? model.name;
  return { url: model.url, name: root, lists };
}
