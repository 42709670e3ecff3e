/**
 * Lexical rules of the R4 primitives, by hand where the published expression can hang or is slow.
 * http://hl7.org/fhir/R4/datatypes.html#primitive
 */
import { isExactNumber } from '../../base/decimal.ts';
import { isIdCharacter } from './reference-form.ts';

/** Control characters FHIR strings may not hold: all but tab, line feed, carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F]/;
const SPACE_BEYOND_ASCII = /\s/;
const LONGEST_ID = 64;
const OID = /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/;
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What may follow the OID or UUID of a URI: a fragment, and of a canonical its version. */
const BEHIND_URN = /[#|].*$/s;
const MEBIBYTE = 1024 * 1024;
const BLANK = 32;
const DELETE = 127;

export function isString(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > MEBIBYTE) return false;
  for (let at = 0; at < value.length; at++)
    if (value.charCodeAt(at) < BLANK) return !CONTROL.test(value);
  return true;
}

/** code = *( characters ) with single blanks between, no other white space. */
export function isCode(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  let blank = true;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code > DELETE)
      return !SPACE_BEYOND_ASCII.test(value.replaceAll(' ', '')) && isCodeRest(value);
    if (code < BLANK || (code === BLANK && blank)) return false;
    blank = code === BLANK;
  }
  return !blank;
}

/** The same for a code with letters beyond ASCII. */
function isCodeRest(value: string): boolean {
  return value.trim() === value && !value.includes('  ');
}

export function isId(value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID) return false;
  for (let at = 0; at < value.length; at++) if (!isIdCharacter(value.charCodeAt(at))) return false;
  return true;
}

const RECENT = 64;
const LONGEST_RECENT = 128;
/** URIs that were right before, by length: a comparison is far cheaper than a scan. */
const recentUris: string[] = Array.from({ length: RECENT }, () => '');

/** No white space; OIDs and UUIDs begin with `urn:`. */
export function isUri(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return false;
  const slot = value.length % RECENT;
  if (recentUris[slot] === value) return true;
  if (!isFreshUri(value)) return false;
  if (value.length <= LONGEST_RECENT) recentUris[slot] = value;
  return true;
}

/** OIDs and UUIDs that stand as URNs have their own form. */
function isUrn(value: string): boolean {
  if (value.startsWith('urn:oid:')) return OID.test(value.replace(BEHIND_URN, ''));
  return !value.startsWith('urn:uuid:') || UUID.test(value.replace(BEHIND_URN, ''));
}

function isFreshUri(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code <= BLANK) return false;
    if (code > DELETE) return !SPACE_BEYOND_ASCII.test(value);
  }
  return !value.startsWith('oid:') && !value.startsWith('uuid:') && isUrn(value);
}

export function isOid(value: unknown): boolean {
  return typeof value === 'string' && OID.test(value);
}

export function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

export function isDecimal(value: unknown): boolean {
  return isExactNumber(value);
}

export function isInteger(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value;
}

export function isUnsignedInt(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value >= 0;
}

export function isPositiveInt(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && value > 0;
}

export function isBoolean(value: unknown): boolean {
  return value === true || value === false;
}
