/** Statements that claims are settled by, made of what is kept. */
import { foldStatement } from '../../channel/statement/compute.ts';
import { csvText } from '../../channel/statement/csv.ts';
import { periodOf, within } from '../../channel/statement/period.ts';
import { settlementText } from '../../channel/statement/reconciliation.ts';
import { jsonText, writeStatement } from '../../channel/statement/text.ts';
import { claimsToSettle } from '../../gateway/statement.ts';
import { badParameter, type HttpContext, notFound } from '../context.ts';
import { streamText } from '../stream-text.ts';
import type { Route } from './route.ts';

export const statementRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/statements/:id', loads: true },
    query: ['period', 'format', 'facility', 'tenant'],
    summary: 'Claims of a month, quarter or year as CSV, JSON or a settlement in FHIR',
    handle: getStatement,
  },
];

const FORMATS = ['csv', 'json', 'fhir'] as const;

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
  const asked = context.req.query('format') ?? 'csv';
  const format = FORMATS.find((known) => known === asked);
  if (format === undefined) return badParameter(context, 'format', asked);
  const facility = context.req.query('facility');
  if (format === 'fhir' && facility === undefined) {
    return badParameter(context, 'facility', undefined);
  }
  const request = { tenant, period, ...(facility !== undefined && { facility }) };
  const created = new Date(ports.clock.now()).toISOString();
  const settlement = { period, label, facility: facility ?? '', created };
  const { type, text } = {
    csv: { type: 'text/csv; charset=utf-8; header=present', text: csvText(module.definition) },
    json: { type: 'application/json; charset=utf-8', text: jsonText },
    fhir: {
      type: 'application/fhir+json; charset=utf-8',
      text: settlementText(module.definition, settlement),
    },
  }[format];
  const fold = foldStatement(module, within(period));
  const body = await streamText(writeStatement(fold, text, claimsToSettle(ports, request)));
  return new Response(body, { headers: { 'content-type': type } });
}
