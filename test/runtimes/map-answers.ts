/** What maps make of sources, as text: the same code is bundled for every runtime. */
import type { Finding } from '../../src/base/finding.ts';
import type { MapContext, MapFunction } from '../../src/mapping/runtime/context.ts';
import type { TracedMapFunction } from '../../src/mapping/runtime/tracer.ts';
import { parseJson } from '../../src/wire/json.ts';
import type { VerdictDocument } from './verdicts.ts';

export interface MapPair {
  readonly map: MapFunction;
  readonly traced: TracedMapFunction;
}

function context(): MapContext {
  const findings: Finding[] = [];
  let count = 0;
  return { findings, uuid: () => `id-${++count}`, now: '2026-01-31T12:00:00+07:00' };
}

/** Result, findings and trace of one source, or what was thrown. */
function answerOf({ map, traced }: MapPair, { name, text }: VerdictDocument): string {
  try {
    const { value } = parseJson(text, { file: name });
    const [fast, slow] = [context(), context()];
    const answer = [map(value, fast), fast.findings, traced(value, slow), slow.findings];
    return JSON.stringify(answer);
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

/** One line a source; `profiles` of a document is the name of its map. */
export function mapLines(
  maps: Readonly<Record<string, MapPair>>,
  documents: readonly VerdictDocument[],
): string {
  return documents
    .map((each) => {
      const pair = maps[each.profiles];
      return `${each.name} ${pair === undefined ? 'no map' : answerOf(pair, each)}\n`;
    })
    .join('');
}
