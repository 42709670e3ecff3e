/** Bindings on code, Coding, CodeableConcept and Quantity, and the form of Coding.system. */
import { asText } from '../../base/as-text.ts';
import { checkAgainstTable, inTable } from './code-dates.ts';
import { canBeCode, codeTest } from './known-codes.ts';
import type { Run } from './run.ts';
import { shown } from './shape.ts';
import type { ValueSet } from './value-set.ts';

type Strength = 'required' | 'extensible';

interface Coded {
  readonly system?: unknown;
  readonly code?: unknown;
  readonly coding?: unknown;
  readonly text?: unknown;
  readonly display?: unknown;
}

function isCoded(value: unknown): value is Coded {
  return typeof value === 'object' && value !== null;
}

function outside(
  run: Run,
  ...[set, strength, found, key, index]: [ValueSet, Strength, string, string, number]
): void {
  const code = strength === 'required' ? 'SAMPAN-PROFILE-CODE' : 'SAMPAN-PROFILE-CODE-EXTENSIBLE';
  run.addInPlace(code, key, index, { valueSet: set.url, expected: set.examples, found });
}

export function code(
  run: Run,
  ...[set, strength, value, key, index]: [ValueSet, Strength, unknown, string, number]
): void {
  outside(run, set, strength, shown(value), key, index);
}

export function notChecked(run: Run, valueSet: string, key: string, index: number): void {
  run.add('SAMPAN-PROFILE-NOT-CHECKED', key, index, { valueSet, found: valueSet });
}

function member(run: Run, set: ValueSet, coding: Coded): boolean | undefined {
  if (typeof coding.code !== 'string') return false;
  const system = typeof coding.system === 'string' ? coding.system : undefined;
  const known = set.has(system, coding.code);
  if (known !== undefined || system === undefined) return known;
  const whole = set.membership.parts.some((part) => part.system === system && !part.unchecked);
  const listed = whole ? inTable(run, system, coding.code) : undefined;
  if (listed !== undefined) return listed;
  return run.context.terminology?.(set.url, system, coding.code).member;
}

function textOf(coding: Coded): string {
  return `${typeof coding.system === 'string' ? coding.system : ''}#${shown(coding.code)}`;
}

function unwanted(run: Run, strength: Strength): boolean {
  return strength !== 'required' && run.context.advice === false;
}

/** A Coding or Quantity without a code says nothing that a binding could judge. */
export function coding(
  run: Run,
  ...[set, strength, value, key, index]: [ValueSet, Strength, unknown, string, number]
): void {
  if (!isCoded(value) || value.code === undefined || unwanted(run, strength)) return;
  const verdict = member(run, set, value);
  if (verdict === true) return;
  if (verdict === undefined) {
    if (strength === 'required') notChecked(run, set.url, key, index);
  } else {
    run.unordered = true;
    outside(run, set, strength, textOf(value), key, index);
  }
}

/** One coding of the set is enough, whatever others stand beside it. */
export function concept(
  run: Run,
  ...[set, strength, value, key, index]: [ValueSet, Strength, unknown, string, number]
): void {
  if (!isCoded(value) || unwanted(run, strength)) return;
  const codings: readonly unknown[] = Array.isArray(value.coding) ? value.coding : [];
  let unsure = false;
  for (const one of codings) {
    const verdict = isCoded(one) ? member(run, set, one) : false;
    if (verdict === true) return;
    if (verdict === undefined) unsure = true;
  }
  if (unsure) {
    if (strength === 'required') notChecked(run, set.url, key, index);
    return;
  }
  if (codings.length === 0 && strength === 'extensible') return;
  const found = codings.filter(isCoded).map(textOf).join(', ') || shown(value.text);
  run.unordered = true;
  outside(run, set, strength, found, key, index);
}

const ABSOLUTE = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)/;
const VALUE_SET = /^http:\/\/(?:hl7\.org\/fhir|terminology\.hl7\.org)\/ValueSet\//;

const LATIN = /[A-Za-z]/;

function isSystem(uri: string): boolean {
  if (!uri.startsWith('http') && !ABSOLUTE.test(uri)) return false;
  return !uri.includes('/ValueSet/') || !VALUE_SET.test(uri);
}

/** What is known of a code system before any code of it is looked at. */
export interface SystemFacts {
  readonly codes: HeldCodes | undefined;
  readonly sound: boolean;
  readonly test: ((code: string) => boolean) | undefined;
}

export function systemFacts(system: string, codes: HeldCodes | undefined): SystemFacts {
  return { codes, sound: isSystem(system), test: codeTest(system) };
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

type HeldCodes = Readonly<Record<string, readonly string[]>>;

/**
 * Codes and displays of systems that are held whole. Those of FHIR itself are fixed by its version;
 * HL7's other tables have grown since, so a code that is not held may be a newer one.
 */
function checkCode(run: Run, codes: HeldCodes, { system, code, display }: Coded): void {
  if (typeof code !== 'string') return;
  if (!Object.hasOwn(codes, code)) {
    const drifts = asText(system).startsWith('http://terminology.hl7.org/');
    const kind = drifts ? 'SAMPAN-PROFILE-CODE-UNKNOWN-HERE' : 'SAMPAN-PROFILE-CODE-UNKNOWN';
    run.add(kind, '', -1, { system: asText(system), found: code });
    return;
  }
  const displays = codes[code] ?? [];
  if (typeof display !== 'string' || displays.length === 0 || displays.includes(display)) return;
  if (displays.some((one) => plain(one) === plain(display))) return;
  // The tables are held in English: a display in another script is a translation.
  if (!LATIN.test(display)) return;
  run.add('SAMPAN-PROFILE-DISPLAY', 'display', -1, {
    expected: displays.join(', '),
    found: display,
  });
}

/** http://hl7.org/fhir/R4/datatypes.html#Coding: system is an absolute URI of a code system. */
export function codingForm(value: unknown, run: Run): void {
  if (!isCoded(value)) return;
  const { system, code } = value;
  if (typeof system !== 'string') {
    if (typeof code === 'string') run.add('SAMPAN-PROFILE-SYSTEM-MISSING', '', -1, { found: code });
    return;
  }
  if (checkAgainstTable(run, system, code)) return;
  const { codes, sound, test } = run.set.system(system);
  if (codes !== undefined) checkCode(run, codes, value);
  else if (!sound) run.add('SAMPAN-PROFILE-SYSTEM', 'system', -1, { found: system });
  else if (test !== undefined) checkForm(run, system, code);
}

const UCUM = 'http://unitsofmeasure.org';

function checkForm(run: Run, system: string, code: unknown): void {
  if (typeof code !== 'string' || canBeCode(system, code)) return;
  // Published examples count in units of their own and call them UCUM's.
  const kind = system === UCUM ? 'SAMPAN-PROFILE-CODE-UNKNOWN-HERE' : 'SAMPAN-PROFILE-CODE-UNKNOWN';
  run.add(kind, 'code', -1, { system, found: code });
}

/** A unit that UCUM cannot have is no unit, whether or not a binding asks. */
export function quantityForm(value: unknown, run: Run): void {
  if (isCoded(value) && typeof value.system === 'string') checkForm(run, value.system, value.code);
}

/** The system of an identifier whose value is a URI itself. */
const URI_VALUES = 'urn:ietf:rfc:3986';

/** http://hl7.org/fhir/R4/datatypes.html#Identifier: system is absolute as well. */
export function identifierForm(value: unknown, run: Run): void {
  const { system, value: text } = value as { readonly system?: unknown; readonly value?: unknown };
  if (typeof system !== 'string') return;
  if (!ABSOLUTE.test(system)) run.add('SAMPAN-PROFILE-SYSTEM', 'system', -1, { found: system });
  if (system === URI_VALUES && typeof text === 'string' && !ABSOLUTE.test(text))
    run.add('SAMPAN-PROFILE-VALUE', 'value', -1, { expected: 'uri', found: shown(text) });
}
