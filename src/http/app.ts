/** The HTTP face: the same application on Node and on Workers. */

import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { OutageError } from '../gateway/ports/outage.ts';
import {
  badParameter,
  faultAnswer,
  type HttpContext,
  notFound,
  type Variables,
} from './context.ts';
import { languageOf } from './language.ts';
import { routes } from './routes/index.ts';
import type { HttpServices } from './services.ts';

export type App = Hono<{ Variables: Variables }>;

type Middleware = MiddlewareHandler<{ Variables: Variables }>;

export function createApp(services: HttpServices): App {
  const app: App = new Hono();
  const parts = new WeakSet<Request>();
  const dispatch = async (request: Request): Promise<Response> => {
    parts.add(request);
    return await app.fetch(request);
  };
  app.use(prepare(services, dispatch));
  app.onError((error, context) => {
    const outage = error instanceof OutageError;
    services.ports.log.event('error', outage ? 'outage' : 'exception', {
      requestId: context.get('requestId'),
      reason: error.message,
      ...(error.stack !== undefined && !outage && { stack: error.stack }),
    });
    return faultAnswer(context, outage ? 'SAMPAN-HTTP-UNAVAILABLE' : 'SAMPAN-HTTP-EXCEPTION');
  });
  app.notFound(noRoute);
  const admit = admitUnless((request) => parts.has(request));
  for (const { method, path, open, loads, oversees, works, handle } of routes) {
    const room = works ? [admit] : [];
    if (open) app.on(method, path, handle);
    else if (loads) app.on(method, path, authenticateLoader, ...room, handle);
    else if (oversees) app.on(method, path, authenticateOverseer, ...room, handle);
    else app.on(method, path, authenticate, ...room, handle);
  }
  return app;
}

/** An address that is there for other methods says which. */
function noRoute(context: HttpContext): Response {
  const { method, path } = context.req;
  const there = routes.filter((route) => pattern(route.path).test(path));
  if (there.length === 0) return notFound(context);
  const allow = [...new Set(there.map((route) => route.method))].join(', ');
  const answer = faultAnswer(context, 'SAMPAN-HTTP-METHOD', { method, allow });
  answer.headers.set('allow', allow);
  return answer;
}

/** `/fhir/:type/:id` as an expression. */
function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[$.]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`);
}

/** Turns work away unread if there is no room; what is part of a request has the place of that. */
function admitUnless(isPart: (request: Request) => boolean): Middleware {
  return async (context, next) => {
    if (isPart(context.req.raw)) return await next();
    const declared = Math.max(0, Number(context.req.header('content-length')) || 0);
    const place = context.get('services').admission.enter(declared);
    if (place === undefined) return faultAnswer(context, 'SAMPAN-HTTP-BUSY');
    context.set('place', place);
    try {
      return await next();
    } finally {
      place.leave();
    }
  };
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
    if (!asked) return badParameter(context, 'tenant', undefined);
    context.set('loader', { id: operator.id, tenant: asked });
    return await next();
  }
  const principal = services.principalOf(keyOf(context));
  if (principal === undefined) return faultAnswer(context, 'SAMPAN-HTTP-LOGIN');
  if (principal.kind !== 'sender' || (asked ?? principal.tenant) !== principal.tenant) {
    return notFound(context);
  }
  const { id, tenant, channels } = principal;
  context.set('loader', { id, tenant, channels });
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
