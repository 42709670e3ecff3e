/** The HTTP face: the same application on Node and on Workers. */

import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { OutageError } from '../gateway/ports/outage.ts';
import { faultAnswer, type HttpContext, notFound, type Variables } from './context.ts';
import { languageOf } from './language.ts';
import { routes } from './routes/index.ts';
import type { HttpServices } from './services.ts';

export type App = Hono<{ Variables: Variables }>;

type Middleware = MiddlewareHandler<{ Variables: Variables }>;

export function createApp(services: HttpServices): App {
  const app: App = new Hono();
  app.use(prepare(services, async (request) => await app.fetch(request)));
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
  for (const { method, path, open, loads, oversees, handle } of routes) {
    if (open) app.on(method, path, handle);
    else if (loads) app.on(method, path, authenticateLoader, handle);
    else if (oversees) app.on(method, path, authenticateOverseer, handle);
    else app.on(method, path, authenticate, handle);
  }
  return app;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

function prepare(services: HttpServices, dispatch: Variables['dispatch']): Middleware {
  return async (context, next) => {
    const given = context.req.header('x-request-id');
    const requestId = given && REQUEST_ID.test(given) ? given : services.ports.ids.token();
    context.set('services', services);
    context.set('dispatch', dispatch);
    context.set('requestId', requestId);
    context.set('language', languageOf(context.req.header('accept-language')));
    await next();
    context.header('x-request-id', requestId);
  };
}

function keyOf(context: HttpContext): string {
  const [, key = ''] =
    /^Bearer +([\w.~+/=-]+) *$/i.exec(context.req.header('authorization') ?? '') ?? [];
  return key;
}

const authenticate: Middleware = async (context, next) => {
  const principal = context.get('services').principalOf(keyOf(context));
  if (principal === undefined) return faultAnswer(context, 'SAMPAN-HTTP-LOGIN');
  context.set('principal', principal);
  return await next();
};

/** A sender loads what is its own; an operator names the tenant. */
const authenticateLoader: Middleware = async (context, next) => {
  const services = context.get('services');
  const asked = context.req.query('tenant');
  const operator = services.operatorOf(keyOf(context));
  if (operator !== undefined) {
    if (!asked) return faultAnswer(context, 'SAMPAN-HTTP-PARAMETER', { name: 'tenant', value: '' });
    context.set('loader', { id: operator.id, tenant: asked });
    return await next();
  }
  const principal = services.principalOf(keyOf(context));
  if (principal === undefined) return faultAnswer(context, 'SAMPAN-HTTP-LOGIN');
  if (principal.kind !== 'sender' || (asked ?? principal.tenant) !== principal.tenant) {
    return notFound(context);
  }
  context.set('loader', { id: principal.id, tenant: principal.tenant });
  return await next();
};

const authenticateOverseer: Middleware = async (context, next) => {
  const services = context.get('services');
  const operator = services.operatorOf(keyOf(context));
  const overseer =
    operator === undefined
      ? services.principalOf(keyOf(context))
      : ({ kind: 'operator', id: operator.id } as const);
  if (overseer === undefined) return faultAnswer(context, 'SAMPAN-HTTP-LOGIN');
  context.set('overseer', overseer);
  return await next();
};
