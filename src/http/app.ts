/** The HTTP face: the same application on Node and on Workers. */

import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { OutageError } from '../gateway/ports/outage.ts';
import { faultAnswer, notFound, type Variables } from './context.ts';
import { languageOf } from './language.ts';
import { routes } from './routes/index.ts';
import type { HttpServices } from './services.ts';

export type App = Hono<{ Variables: Variables }>;

export function createApp(services: HttpServices): App {
  const app: App = new Hono();
  app.use(prepare(services));
  app.onError((error, context) => {
    const outage = error instanceof OutageError;
    services.ports.log.event('error', outage ? 'outage' : 'exception', {
      requestId: context.get('requestId'),
      reason: error.message,
      ...(error.stack !== undefined && !outage && { stack: error.stack }),
    });
    return faultAnswer(context, outage ? 'SAMPAN-HTTP-UNAVAILABLE' : 'SAMPAN-HTTP-EXCEPTION');
  });
  app.notFound((context) => notFound(context));
  for (const { method, path, open, handle } of routes) {
    if (open) app.on(method, path, handle);
    else app.on(method, path, authenticate, handle);
  }
  return app;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

function prepare(services: HttpServices): MiddlewareHandler<{ Variables: Variables }> {
  return async (context, next) => {
    const given = context.req.header('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : services.ports.ids.token();
    context.set('services', services);
    context.set('requestId', requestId);
    context.set('language', languageOf(context.req.header('accept-language')));
    await next();
    context.header('x-request-id', requestId);
  };
}

const authenticate: MiddlewareHandler<{ Variables: Variables }> = async (context, next) => {
  const [, key] =
    /^Bearer +([\w.~+/=-]+) *$/i.exec(context.req.header('authorization') ?? '') ?? [];
  const principal = key === undefined ? undefined : context.get('services').principalOf(key);
  if (principal === undefined) return faultAnswer(context, 'SAMPAN-HTTP-LOGIN');
  context.set('principal', principal);
  return await next();
};
