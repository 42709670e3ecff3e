/** Statements that claims are settled by, made of what is kept. */
import { toCsv } from '../../channel/statement/csv.ts';
import { periodOf } from '../../channel/statement/period.ts';
import { toSettlement } from '../../channel/statement/reconciliation.ts';
import { statementOfStore } from '../../gateway/statement.ts';
import { badParameter, type HttpContext, notFound } from '../context.ts';
import type { Route } from './route.ts';

export const statementRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/statements/:id', loads: true },
    query: ['period', 'format', 'facility', 'tenant'],
    summary: 'Claims of a month, quarter or year as CSV, JSON or a settlement in FHIR',
    handle: getStatement,
  },
];

const FORMATS: readonly string[] = ['csv', 'json', 'fhir'];

async function getStatement(context: HttpContext): Promise<Response> {
  const { statements, ports } = context.get('services');
  const module = statements.find(({ definition }) => definition.id === context.req.param('id'));
  const { tenant, channels } = context.get('loader');
  const own = channels?.includes(module?.definition.channel ?? '') ?? true;
  if (module === undefined || !own) return notFound(context);
  const label = context.req.query('period') ?? '';
  const period = periodOf(label);
  if (period === undefined) {
    return badParameter(context, 'period', label);
  }
  const format = context.req.query('format') ?? 'csv';
  if (!FORMATS.includes(format)) {
    return badParameter(context, 'format', format);
  }
  const facility = context.req.query('facility');
  if (format === 'fhir' && facility === undefined) {
    return badParameter(context, 'facility', undefined);
  }
  const request = { tenant, period, ...(facility !== undefined && { facility }) };
  const statement = await statementOfStore(ports, module, request);
  if (format === 'csv') {
    context.header('content-type', 'text/csv; charset=utf-8; header=present');
    return context.body(toCsv(module.definition, statement));
  }
  if (format === 'json') return jsonText(JSON.stringify(statement), 'application/json');
  const created = new Date(ports.clock.now()).toISOString();
  const settlement = { period, label, facility: facility ?? '', created };
  const bundle = toSettlement(module.definition, statement, settlement);
  return jsonText(JSON.stringify(bundle), 'application/fhir+json');
}

/** Amounts are written as their text. */
function jsonText(text: string, type: string): Response {
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } });
}
