/** Forms of Reference.reference. http://hl7.org/fhir/R4/references.html#literal */

export type ReferenceForm =
  | { readonly kind: 'fragment' | 'absolute' | 'wrong'; readonly type: string | undefined }
  | { readonly kind: 'relative' | 'conditional'; readonly type: string };

const VERSIONED = /^[A-Za-z0-9.-]{1,64}\/_history\/[A-Za-z0-9.-]{1,64}$/;
const REST =
  /^(https?:.*\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
/** name "=" value *( "&" name "=" value ) */
const QUERY = /^[\w.:-]+=[^=&]*(?:&[\w.:-]+=[^=&]*)*$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const HASH = 35;
const FRAGMENT: ReferenceForm = { kind: 'fragment', type: undefined };
const WRONG: ReferenceForm = { kind: 'wrong', type: undefined };
const URN: ReferenceForm = { kind: 'absolute', type: undefined };

export function isAbsolute(reference: string): boolean {
  return SCHEME.test(reference);
}

/** The base of a RESTful URL, `http://server/fhir/`; undefined for urn:uuid and the like. */
export function restBase(url: string | undefined): string | undefined {
  return url?.startsWith('http') === true ? REST.exec(url)?.[1] : undefined;
}

export function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}

/** True for a character of an id: a letter, a digit, "-" or ".". */
export function isIdCharacter(code: number): boolean {
  if (code >= 97) return code <= 122;
  if (code >= 65) return code <= 90;
  return (code >= 48 && code <= 57) || code === 45 || code === 46;
}

/** id [ "/_history/" version ] from `start` on, by a scan: nearly every reference ends so. */
function isIdAt(reference: string, start: number): boolean {
  for (let at = start; at < reference.length; at++)
    if (!isIdCharacter(reference.charCodeAt(at))) return VERSIONED.test(reference.slice(start));
  const length = reference.length - start;
  return length > 0 && length <= 64;
}

type IsResource = (type: string) => boolean;

function typedForm(reference: string, isResource: IsResource): ReferenceForm | undefined {
  const slash = reference.indexOf('/');
  const query = reference.indexOf('?');
  if (query > 0 && (slash < 0 || query < slash)) {
    const type = reference.slice(0, query);
    if (!isResource(type)) return undefined;
    return QUERY.test(reference.slice(query + 1)) ? { kind: 'conditional', type } : WRONG;
  }
  if (slash <= 0) return undefined;
  const type = reference.slice(0, slash);
  if (!isResource(type)) return undefined;
  return isIdAt(reference, slash + 1) ? { kind: 'relative', type } : WRONG;
}

const RECENT = 64;
const LONGEST_RECENT = 128;

interface Recent {
  readonly text: string;
  readonly form: ReferenceForm;
}

/** References met before, for the last set of definitions: comparing is cheaper than scanning. */
let recentFor: IsResource | undefined;
let recent: (Recent | undefined)[] = [];

/** reference = "#" id | type "/" id [ "/_history/" version ] | type "?" query | absolute URI */
export function referenceForm(reference: string, isResource: IsResource): ReferenceForm {
  if (recentFor !== isResource) {
    recentFor = isResource;
    recent = Array.from({ length: RECENT }, () => undefined);
  }
  const { length } = reference;
  const slot =
    (length * 3 + reference.charCodeAt(0) * 5 + reference.charCodeAt(length - 1)) % RECENT;
  const known = recent[slot];
  if (known?.text === reference) return known.form;
  const form = freshForm(reference, isResource);
  if (length > 0 && length <= LONGEST_RECENT) recent[slot] = { text: reference, form };
  return form;
}

function freshForm(reference: string, isResource: IsResource): ReferenceForm {
  const first = reference.charCodeAt(0);
  if (first === HASH) return FRAGMENT;
  const typed = first >= 65 && first <= 90 ? typedForm(reference, isResource) : undefined;
  if (typed !== undefined) return typed;
  if (!SCHEME.test(reference)) return WRONG;
  if (!reference.startsWith('http')) return URN;
  const type = REST.exec(reference)?.[2];
  return { kind: 'absolute', type: type !== undefined && isResource(type) ? type : undefined };
}
