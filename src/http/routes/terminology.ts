/** `ValueSet/$expand` and `$validate-code` over the value sets that the profiles bring. */
import { asText } from '../../base/as-text.ts';
import type { Finding, IssueType } from '../../base/finding.ts';
import { findingText } from '../../fhir/texts.ts';
import { GRAMMAR_TESTS } from '../../profile/runtime/grammars.ts';
import { heldTerminology } from '../../profile/runtime/held-terminology.ts';
import {
  type CodeAnswer,
  type ExpandedCode,
  type Expansion,
  expand,
  validateCode,
} from '../../profile/terminology/operations.ts';
import type { HeldTerminology } from '../../profile/terminology/terminology.ts';
import { badParameter, fhirAnswer, type HttpContext, outcomeAnswer } from '../context.ts';
import type { Route } from './route.ts';
import {
  codingsOf,
  type Given,
  type GivenCoding,
  readGiven,
  textOf,
} from './terminology-request.ts';

const EXPAND = ['url', 'valueSetVersion', 'filter', 'offset', 'count'];
const VALIDATE = [
  ...['url', 'valueSetVersion', 'system', 'code', 'display'],
  ...['coding', 'codeableConcept'],
];

function bothWays(
  operation: string,
  query: readonly string[],
  { summary, handle }: Pick<Route, 'summary' | 'handle'>,
): readonly Route[] {
  const path = `/fhir/ValueSet/${operation}`;
  return (['GET', 'POST'] as const).map((method) => ({ method, path, query, summary, handle }));
}

export const terminologyRoutes: readonly Route[] = [
  ...bothWays('$expand', EXPAND, {
    ...{ summary: 'Lists the codes of a value set that is held', handle: expandSet },
  }),
  ...bothWays('$validate-code', VALIDATE.slice(0, 5), {
    ...{ summary: 'Tells whether a value set has a code', handle: validateInSet },
  }),
];

function issue(code: string, type: IssueType, params: Finding['params']): Finding {
  return { code, severity: 'error', issue: type, places: [], params };
}

function unknownSet(context: HttpContext, valueSet: string): Response {
  const found = issue('SAMPAN-TERMINOLOGY-UNKNOWN', 'not-found', { valueSet });
  return outcomeAnswer(context, 404, [found]);
}

function notHeld(context: HttpContext, valueSet: string, system: string): Response {
  const found = issue('SAMPAN-TERMINOLOGY-OPEN', 'not-supported', { valueSet, system });
  return outcomeAnswer(context, 422, [found]);
}

function missing(context: HttpContext, name: string): Response {
  return badParameter(context, name, undefined);
}

function held(context: HttpContext): HeldTerminology {
  return heldTerminology(context.get('services').profiles);
}

function canonicalOf(given: Given): string | undefined {
  const url = textOf(given, 'url');
  const version = textOf(given, 'valueSetVersion');
  return url === undefined || version === undefined ? url : `${url}|${version}`;
}

/** http://hl7.org/fhir/R4/valueset-operation-expand.html */
async function expandSet(context: HttpContext): Promise<Response> {
  const given = await readGiven(context, EXPAND);
  if (given instanceof Response) return given;
  const canonical = canonicalOf(given);
  if (canonical === undefined) return missing(context, 'url');
  const numbers = ['offset', 'count'].filter((name) => given.has(name));
  const wrong = numbers.find((name) => !/^\d{1,9}$/.test(asText(given.get(name))));
  if (wrong !== undefined) return badParameter(context, wrong, given.get(wrong));
  const expansion = expand(held(context), canonical);
  if (expansion === undefined) return unknownSet(context, canonical);
  const [open] = expansion.open;
  if (open !== undefined) return notHeld(context, canonical, open);
  const { now } = context.get('services').ports.clock;
  return fhirAnswer(context, 200, expandedSet(expansion, given, new Date(now()).toISOString()));
}

function matches({ code, display = '' }: ExpandedCode, filter: string): boolean {
  return `${code}\n${display}`.toLowerCase().includes(filter.toLowerCase());
}

/** `status` is that of the definition, which the modules do not carry. */
function expandedSet(expansion: Expansion, given: Given, timestamp: string): object {
  const { url, version } = expansion;
  const filter = textOf(given, 'filter') ?? '';
  const all = expansion.contains.filter((one) => matches(one, filter));
  const offset = Number(given.get('offset') ?? 0);
  const end = given.has('count') ? offset + Number(given.get('count')) : all.length;
  const contains = all.slice(offset, end);
  return {
    ...{ resourceType: 'ValueSet', url, ...(version && { version }), status: 'unknown' },
    expansion: {
      ...{ timestamp, total: all.length, offset },
      ...(contains.length > 0 && { contains }),
    },
  };
}

/** http://hl7.org/fhir/R4/valueset-operation-validate-code.html */
async function validateInSet(context: HttpContext): Promise<Response> {
  const given = await readGiven(context, VALIDATE);
  if (given instanceof Response) return given;
  const canonical = canonicalOf(given);
  if (canonical === undefined) return missing(context, 'url');
  const codings = codingsOf(given);
  if (codings === undefined) return missing(context, given.has('system') ? 'code' : 'system');
  const terminology = held(context);
  if (terminology.membership(canonical) === undefined) return unknownSet(context, canonical);
  const judged = codings.map((coding) => judge(terminology, canonical, coding));
  const best = judged.find(({ result }) => result === true) ?? judged.find(isOpen) ?? judged[0];
  if (best === undefined || best.result === undefined)
    return notHeld(context, canonical, best?.coding.system ?? '');
  return fhirAnswer(context, 200, verdict(context, canonical, best));
}

interface Judged extends CodeAnswer {
  readonly coding: GivenCoding;
  /** The code is in the set, but is not called what was given. */
  readonly misnamed?: true;
}

function isOpen({ result }: Judged): boolean {
  return result === undefined;
}

function judge(terminology: HeldTerminology, canonical: string, coding: GivenCoding): Judged {
  const answer = validateCode({ terminology, tests: GRAMMAR_TESTS }, canonical, coding);
  const judged = { result: undefined, ...answer, coding };
  if (judged.result !== true || coding.display === undefined) return judged;
  const displays = terminology.displays(coding.system, coding.code) ?? [];
  const same = (display: string) => display.toLowerCase() === coding.display?.toLowerCase();
  if (displays.length === 0 || displays.some(same)) return judged;
  return { ...judged, result: false, misnamed: true };
}

function verdict(context: HttpContext, valueSet: string, judged: Judged): object {
  const { result, display, coding, misnamed } = judged;
  const said = misnamed
    ? issue('SAMPAN-PROFILE-DISPLAY', 'invalid', {
        ...{ expected: display ?? '', found: coding.display ?? '' },
      })
    : issue('SAMPAN-TERMINOLOGY-OUTSIDE', 'code-invalid', { valueSet, ...coding });
  const message = findingText(said, context.get('language'), context.get('services').texts);
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: result },
      ...(result ? [] : [{ name: 'message', valueString: message }]),
      ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
    ],
  };
}
