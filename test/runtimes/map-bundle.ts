/** Bundles the channels' maps and others, compiled here, into one module. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { CompiledMaps } from '../../src/mapping/compile.ts';

function entry(names: readonly string[]): string {
  const imports = names.map(
    (_, at) => `import { createMap as m${at} } from './map-${at}.js';
import { createMap as t${at} } from './traced-${at}.js';`,
  );
  const members = names.map((name, at) => {
    return `maps[${JSON.stringify(name)}] = { map: m${at}(runtime), traced: t${at}(runtime) };`;
  });
  return `${imports.join('\n')}
import { channels } from '${resolve('src/generated/channels.js')}';
import { runtime } from '${resolve('src/mapping/runtime/index.ts')}';
import { mapLines } from '${resolve('test/runtimes/map-answers.ts')}';
const maps = {};
for (const { definition, maps: fast, tracedMaps } of channels)
  for (const name of Object.keys(fast))
    maps[definition.id + ' ' + name] = { map: fast[name], traced: tracedMaps[name] };
${members.join('\n')}
export const answer = (documents) => mapLines(maps, documents);
export default { async fetch(request) { return new Response(answer(await request.json())); } };
`;
}

/** Writes `worker.mjs` into the folder: `answer(documents)`, and a worker that serves it. */
export async function bundleMaps(
  folder: string,
  compiled: ReadonlyMap<string, CompiledMaps>,
): Promise<string> {
  [...compiled.values()].forEach(({ code, tracedCode }, at) => {
    writeFileSync(join(folder, `map-${at}.js`), code);
    writeFileSync(join(folder, `traced-${at}.js`), tracedCode);
  });
  writeFileSync(join(folder, 'entry.js'), entry([...compiled.keys()]));
  const outfile = join(folder, 'worker.mjs');
  await build({
    ...{ entryPoints: [join(folder, 'entry.js')], outfile, bundle: true },
    ...{ format: 'esm', platform: 'neutral', target: 'es2024', logLevel: 'error' },
  });
  return outfile;
}
