/** Objects that are looked at after the run, once it is known which those are. */
import { constant, line, quote, type Writer } from './emitter.ts';
import type { Ledger } from './ledger.ts';

export interface LateObject {
  readonly js: string;
  readonly owner: string;
  readonly key: string;
  /** JavaScript of its position in a list; -1 if it is in none. */
  readonly index: string;
  readonly type?: string | undefined;
}

const MARK = /\/\*(late\$\d+)\*\/$/;

/** A line that is kept only if the object turns out to need it. Traced maps look at everything. */
export function late(writer: Writer, ledger: Ledger, object: LateObject): void {
  const { emitter } = writer;
  if (emitter.traced) return;
  const { js, owner, key, index, type } = object;
  const site = constant(emitter, 'site', `{ key: ${quote(key)}, type: ${quote(type ?? '')} }`);
  const mark = `late$${emitter.names++}`;
  emitter.lateLines.set(mark, ledger);
  line(writer, `$late.push(${js}, ${owner}, ${site}, ${index}); /*${mark}*/`);
}

/** The code without the lines that are not needed. */
export function keepNeeded(lines: readonly string[], marks: ReadonlyMap<string, Ledger>): string[] {
  const kept: string[] = [];
  for (const each of lines) {
    const mark = MARK.exec(each)?.[1];
    if (mark === undefined) kept.push(each);
    else if (marks.get(mark)?.late === true) kept.push(each.replace(MARK, '').trimEnd());
  }
  return kept;
}
