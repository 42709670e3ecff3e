/** The left side of rules. */
import { nearMiss } from '../near-miss.ts';
import type { Scope } from './bindings.ts';
import { collected, needsCollecting } from './collected.ts';
import { complain, findSource, type Writer } from './emitter.ts';
import { asSource, type Body, each, type ReadSource } from './walk.ts';

export function emitSource(writer: Writer, source: ReadSource, scope: Scope, body: Body): void {
  const bound = findSource(scope, source.context);
  if (bound === undefined) {
    const hint = nearMiss(source.context, [...scope.sources.keys(), ...scope.targets.keys()]);
    complain(writer, source.at, {
      code: 'map-name',
      message: `no variable \`${source.context}\` here`,
      found: source.context,
      ...(hint === undefined ? {} : { hint }),
    });
    return;
  }
  const context = asSource(writer, bound);
  if (needsCollecting(source)) {
    collected(writer, source, { scope, context, body });
    return;
  }
  each(writer, source, { scope, context, body });
}
