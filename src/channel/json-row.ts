/** A record of a JSON message as a row. A class, as there are millions of them. */
import type { JsonItem } from '../wire/json-items.ts';
import { pathText, type Steps } from './json-path.ts';
import type { ReadyShape } from './json-shapes.ts';
import type { CellPlace, NestedRows, PlacedRow } from './placed-row.ts';

/** What a record is and where it stands. */
export interface RecordOrigin {
  readonly item: JsonItem;
  readonly file: string;
  readonly document: number;
  readonly container: number;
  readonly submission?: string;
  readonly shape: ReadyShape;
  readonly steps: Steps;
  /** Where fields stand that are no members of the record, by field. */
  readonly far: ReadonlyMap<string, Steps> | undefined;
  readonly nested: readonly NestedRows[];
}

/** It holds on to the text it came from, not to the values that were read of it. */
export class JsonRow implements PlacedRow {
  readonly file: string;
  readonly record: number;
  readonly document: number;
  readonly container: number;
  readonly cells: readonly string[];
  readonly steps: Steps;
  declare readonly submission?: string;
  declare readonly nested?: readonly NestedRows[];
  readonly #placeOf: JsonItem['placeOf'];
  readonly #shape: ReadyShape;
  readonly #far: RecordOrigin['far'];
  readonly #names: readonly string[];

  constructor(origin: RecordOrigin, cells: readonly string[], names: readonly string[]) {
    const { item, submission, nested } = origin;
    this.file = origin.file;
    this.record = item.record;
    this.document = origin.document;
    this.container = origin.container;
    this.cells = cells;
    this.steps = origin.steps;
    if (submission !== undefined) this.submission = submission;
    if (nested.length > 0) this.nested = nested;
    this.#placeOf = item.placeOf;
    this.#shape = origin.shape;
    this.#far = origin.far;
    this.#names = names;
  }

  get line(): number {
    return this.#placeOf(this.steps).line;
  }

  positionOf(column: number): CellPlace {
    const steps = this.#stepsOf(this.#names[column] ?? '');
    return { ...this.#placeOf(steps), field: pathText(steps) };
  }

  calls(field: string): string {
    if (field === '') return pathText(this.steps);
    const { deep, carried } = this.#shape;
    const said = carried.find(([name]) => name === field)?.[1];
    if (said !== undefined) return said;
    const below = deep.find(([name]) => name === field)?.[1];
    return below === undefined
      ? pathText(this.#stepsOf(field))
      : `${pathText(this.steps)}${below.slice(1)}`;
  }

  #stepsOf(field: string): Steps {
    const far = this.#far?.get(field);
    if (far !== undefined) return far;
    const member = [...this.#shape.own].find(([, name]) => name === field)?.[0] ?? field;
    return [...this.steps, member];
  }
}
