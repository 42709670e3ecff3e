/**
 * Traces of the last save. Making a map's traced twin takes longer than all else of a save, and a
 * map that makes the same of the same source nearly always has made it of the same places. So that
 * is told first; what the twin says is looked at when the answer is out.
 */
import type { TracedMap } from '../channel/module.ts';
import type { MapContext } from '../mapping/runtime/context.ts';
import type { ChannelMap } from './compile-channel-maps.ts';
import { instantiateMap, instantiateTracedMap } from './instantiate-map.ts';

interface Remembered {
  readonly made: string;
  readonly trace: ReturnType<TracedMap>['trace'];
}

export interface RememberedTraces {
  /** The traced twin of a map that was compiled again. */
  readonly of: (map: ChannelMap) => TracedMap;
  /** True if a trace was told from memory since last asked; from then on twins are asked. */
  readonly distrust: () => boolean;
  /** What is remembered counts again, for the next save. */
  readonly trust: () => void;
}

export function rememberTraces(): RememberedTraces {
  const memory = new Map<string, Remembered>();
  let trusted = true;
  let told = false;
  return {
    of(map) {
      const plain = instantiateMap(map.code);
      let twin: TracedMap | undefined;
      return (source, context) => {
        const findings: MapContext['findings'] = [];
        const result = plain(source, { ...context, findings });
        const made = JSON.stringify([result, findings]);
        const key = `${map.name} ${JSON.stringify(source)}`;
        const before = memory.get(key);
        if (trusted && before?.made === made) {
          told = true;
          context.findings.push(...findings);
          return { result, trace: before.trace };
        }
        twin ??= instantiateTracedMap(map.tracedCode);
        const traced = twin(source, context);
        memory.set(key, { made, trace: traced.trace });
        return traced;
      };
    },
    distrust() {
      const was = told;
      told = false;
      trusted = false;
      return was;
    },
    trust() {
      trusted = true;
    },
  };
}
