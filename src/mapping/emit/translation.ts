/** `translate(source, map, what)`. https://hl7.org/fhir/R5/mapping-language.html#translate */
import type { ElementType } from '../../fhir/model.ts';
import type { Target } from '../ast.ts';
import type { Wanted } from '../runtime/translate.ts';
import type { Argued } from './arguments.ts';
import type { Binding, Value } from './bindings.ts';
import { complain, constant, quote, type Writer } from './emitter.ts';

interface Output {
  readonly wanted: Wanted;
  readonly type: string;
}

const OUTPUTS: Readonly<Record<string, Output>> = {
  code: { wanted: 'code', type: 'code' },
  uri: { wanted: 'code', type: 'uri' },
  string: { wanted: 'code', type: 'string' },
  id: { wanted: 'code', type: 'id' },
  value: { wanted: 'code', type: 'code' },
  system: { wanted: 'system', type: 'uri' },
  display: { wanted: 'display', type: 'string' },
  Coding: { wanted: 'Coding', type: 'Coding' },
  coding: { wanted: 'Coding', type: 'Coding' },
  CodeableConcept: { wanted: 'CodeableConcept', type: 'CodeableConcept' },
};

/** Without a third argument: what the element can hold. */
function outputFor(element: ElementType | undefined): Output {
  const types = element?.types ?? [];
  const name = ['CodeableConcept', 'Coding'].find((type) => types.includes(type));
  return OUTPUTS[name ?? 'code'] ?? { wanted: 'code', type: 'code' };
}

export interface TranslationRequest {
  readonly args: readonly Argued[];
  readonly element: ElementType | undefined;
}

const OID_MAP = 'http://hl7.org/fhir/ConceptMap/special-oid2uri';

export function translation(
  writer: Writer,
  target: Target,
  { args, element }: TranslationRequest,
): Value | undefined {
  const [, url, what] = target.parameters;
  if (url?.kind !== 'literal') {
    complain(writer, target.at, {
      code: 'map-concept',
      message: 'the concept map of `translate` must be a text, so that it is known when compiled',
    });
    return undefined;
  }
  const named = what?.kind === 'literal' || what?.kind === 'variable' ? whatText(what) : undefined;
  const output = named === undefined ? outputFor(element) : OUTPUTS[named];
  if (output === undefined) {
    complain(writer, target.at, {
      code: 'map-concept',
      message: `\`translate\` cannot give \`${named}\``,
      expected: Object.keys(OUTPUTS).join(', '),
    });
    return undefined;
  }
  const map = conceptMap(writer, url.text, url.at);
  checkCodes(writer, { url: url.text, at: url.at, binding: args[0]?.binding });
  const settings = constant(
    writer.emitter,
    'translation',
    `{ map: ${map}, wanted: ${quote(output.wanted)} }`,
  );
  const js = `$translate(${args[0]?.js ?? 'undefined'}, ${settings}, $c)`;
  return { js, type: output.type, optional: true, own: true, complex: /^C/.test(output.type) };
}

function whatText(what: { kind: string; text?: string; name?: string }): string | undefined {
  return what.text ?? what.name;
}

function conceptMap(writer: Writer, url: string, at: number): string {
  const { emitter, map } = writer;
  const known = emitter.conceptMaps(map, url);
  if (known !== undefined) return constant(emitter, 'conceptMap', quoteJson(known));
  if (url !== OID_MAP) {
    const isLocal = url.startsWith('#');
    complain(writer, at, {
      code: 'map-concept',
      severity: isLocal ? 'error' : 'warning',
      message: `no concept map "${url}"`,
      hint: isLocal ? 'declare it with `conceptmap`' : 'give the ConceptMap with the map',
    });
  }
  return quote(url);
}

const codesShown = 8;

/** Every code that the element's value set holds should have a translation. */
function checkCodes(
  writer: Writer,
  request: { readonly url: string; readonly at: number; readonly binding: Binding | undefined },
): void {
  const { url, at, binding } = request;
  const element = binding?.form === 'primitive' ? binding.element : undefined;
  const codes = element === undefined ? undefined : writer.emitter.codesOf(element);
  const groups = writer.emitter.conceptMaps(writer.map, url)?.groups;
  if (codes === undefined || groups === undefined) return;
  if (groups.some(({ unmapped }) => unmapped !== undefined)) return;
  const lacking = codes.filter((code) => !groups.some((group) => Object.hasOwn(group.codes, code)));
  if (lacking.length === 0) return;
  const more = lacking.length > codesShown ? ` and ${lacking.length - codesShown} more` : '';
  complain(writer, at, {
    code: 'map-concept-codes',
    severity: 'warning',
    message: `"${url}" translates not every code of ${element}`,
    found: `no translation of ${lacking.slice(0, codesShown).join(', ')}${more}`,
  });
}

function quoteJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (letter) =>
    letter === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
