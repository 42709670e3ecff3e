/** Is it alive, and is everything there that it needs? */
import type { HttpContext } from '../context.ts';
import type { Dependency } from '../services.ts';
import type { Route } from './route.ts';

export const healthRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/livez', open: true },
    summary: 'Answers while the process runs',
    handle: (context) => context.json({ status: 'alive' }),
  },
  {
    ...{ method: 'GET', path: '/readyz', open: true },
    summary: 'Whether it takes work now; names each dependency and whether it is there',
    handle: ready,
  },
];

async function ready(context: HttpContext): Promise<Response> {
  const { dependencies, admission } = context.get('services');
  const checked = await Promise.all(dependencies.map(check));
  const usable = checked.every(({ status, required }) => status === 'up' || !required);
  const full = admission.overloaded();
  const status = full ? 'overloaded' : 'ready';
  return context.json(
    { status: usable ? status : 'not ready', dependencies: checked },
    usable && !full ? 200 : 503,
  );
}

async function check({ name, kind, required, check: ask }: Dependency): Promise<{
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly status: 'up' | 'down';
}> {
  const up = await ask().catch(() => false);
  return { name, kind, required, status: up ? 'up' : 'down' };
}
