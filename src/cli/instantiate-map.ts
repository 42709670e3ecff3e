/** Makes a compiled map a function in memory: for commands and scripts, never for the server. */
import type { MapFunction } from '../mapping/runtime/context.ts';
import { runtime } from '../mapping/runtime/index.ts';
import type { TracedMapFunction } from '../mapping/runtime/tracer.ts';

function made(code: string): unknown {
  const create: unknown = new Function(`${code.replace(/^export /m, '')}\nreturn createMap;`)();
  if (typeof create !== 'function') throw new TypeError('the compiled text is no map');
  return create(runtime);
}

export function instantiateMap(code: string): MapFunction {
  return made(code) as MapFunction;
}

export function instantiateTracedMap(tracedCode: string): TracedMapFunction {
  return made(tracedCode) as TracedMapFunction;
}
