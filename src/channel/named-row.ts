/**
 * A record of named values as a row. A class, as a getter in an object literal makes a shape of its
 * own for each row, which the engine keeps, with all that the getter sees, until a full collection.
 */
import type { NamedValue, RecordPlace } from './open-containers.ts';
import type { CellPlace, PlacedRow } from './placed-row.ts';

export class NamedRow implements PlacedRow {
  readonly file: string;
  readonly record: number;
  readonly document: number;
  declare readonly container?: number;
  readonly cells: readonly string[];
  readonly #taken: readonly NamedValue[];
  readonly #position: RecordPlace['position'];

  /** Of values with one name the first counts; the reader has said that there are more. */
  constructor(
    values: readonly NamedValue[],
    columnOf: (name: string) => number,
    place: RecordPlace & { readonly record: number },
  ) {
    const cells: string[] = [];
    const taken: NamedValue[] = [];
    for (const value of values) {
      const column = columnOf(value.name);
      if (cells[column] !== undefined) continue;
      cells[column] = value.text;
      taken[column] = value;
    }
    this.file = place.file;
    this.record = place.record;
    this.document = place.document;
    if (place.container !== undefined) this.container = place.container;
    this.cells = cells;
    this.#taken = taken;
    this.#position = place.position;
  }

  get line(): number {
    return this.#position().line;
  }

  positionOf(column: number): CellPlace {
    return this.#taken[column]?.position() ?? this.#position();
  }
}
