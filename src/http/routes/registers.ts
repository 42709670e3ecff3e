/** Registers that rules look things up in: filled while the gateway runs. */
import { readExactJson } from '../../base/exact-json.ts';
import { askedRegisters } from '../../gateway/asked-registers.ts';
import {
  type RegisterEntry,
  type RegisterText,
  readRegister,
} from '../../gateway/register-entries.ts';
import { parseMediaType } from '../../gateway/request-files.ts';
import { faultAnswer, type HttpContext } from '../context.ts';
import { readBody } from '../read-body.ts';
import type { Route } from './route.ts';

export const registerRoutes: readonly Route[] = [
  {
    ...{ method: 'POST', path: '/registers', loads: true, works: true },
    query: ['name', 'key-column', 'tenant'],
    summary: 'Loads a register: FHIR JSON or NDJSON, or CSV with ?name= and ?key-column=',
    handle: postRegister,
  },
  {
    ...{ method: 'GET', path: '/registers/:name/sums', loads: true },
    query: ['tenant'],
    summary: 'What claims that stand add up to under the keys of a register, with what was loaded',
    handle: getSums,
  },
];

async function getSums(context: HttpContext): Promise<Response> {
  const { registry } = context.get('services').ports;
  const { tenant } = context.get('loader');
  const sums = await registry.sums(tenant, context.req.param('name') ?? '');
  const rows = sums.map(({ key, counted, value }) => {
    return { key, counted, ...(value !== undefined && { loaded: readExactJson(value) }) };
  });
  return context.json(rows);
}

const FORMS: Readonly<Record<string, RegisterText['form']>> = {
  'application/fhir+json': 'json',
  'application/json': 'json',
  'application/fhir+ndjson': 'ndjson',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
};

async function postRegister(context: HttpContext): Promise<Response> {
  const found = context.req.header('content-type') ?? '';
  const form = FORMS[parseMediaType(found)?.type ?? ''];
  if (form === undefined) {
    const expected = Object.keys(FORMS).join(', ');
    return faultAnswer(context, 'SAMPAN-HTTP-TYPE', { found, expected });
  }
  const { limits, largeBodies } = context.get('services');
  const { bodyBytes, streamedBodyBytes: maxBytes, requestMs } = limits;
  const large = largeBodies.visit();
  try {
    const place = context.get('place');
    const admits = (bytes: number) =>
      (place?.grow(bytes) ?? true) && (bytes <= bodyBytes || large.enter());
    const body = await readBody(context.req.raw, { maxBytes, timeMs: requestMs, admits });
    if (body.kind === 'fault') {
      return faultAnswer(context, body.code, { limit: String(maxBytes) });
    }
    if (body.bytes.length === 0) return faultAnswer(context, 'SAMPAN-HTTP-EMPTY');
    return await loadText(context, new TextDecoder().decode(body.bytes), form);
  } finally {
    large.leave();
  }
}

async function loadText(
  context: HttpContext,
  text: string,
  form: RegisterText['form'],
): Promise<Response> {
  const name = context.req.query('name');
  const keyColumn = context.req.query('key-column');
  const read = readRegister(text, { form, ...(name && { name }), ...(keyColumn && { keyColumn }) });
  if (read.kind === 'fault') {
    const { line, message: reason } = read.fault;
    return faultAnswer(context, 'SAMPAN-HTTP-REGISTER', { line: String(line), reason });
  }
  const loaded = await load(context, read.entries);
  const asked = askedRegisters(context.get('services').channels);
  const unasked = Object.keys(loaded).filter((register) => !asked.has(register));
  return context.json({ loaded, ...(unasked.length > 0 && { unasked, asked: [...asked] }) });
}

/** Number of entries by register; what was loaded and by whom stands in the audit trail. */
async function load(
  context: HttpContext,
  entries: readonly RegisterEntry[],
): Promise<Readonly<Record<string, number>>> {
  const { registry, store, clock } = context.get('services').ports;
  const { id: actor, tenant } = context.get('loader');
  const at = new Date(clock.now()).toISOString();
  const registers = Map.groupBy(entries, ({ register }) => register);
  for (const [name, list] of registers) {
    await registry.load({ tenant, name, at }, list);
    const event = { action: 'load', entity: `register/${name}`, outcome: String(list.length) };
    await store.audit([{ tenant, at, actor, ...event }]);
  }
  return Object.fromEntries([...registers].map(([name, list]) => [name, list.length]));
}
