/** Forms of Reference.reference. http://hl7.org/fhir/R4/references.html#literal */

export type ReferenceForm =
  | { readonly kind: 'fragment' | 'absolute' | 'wrong'; readonly type: string | undefined }
  | { readonly kind: 'relative' | 'conditional'; readonly type: string };

const ID = /^[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const REST =
  /^(https?:.*\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
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

/** reference = "#" id | type "/" id [ "/_history/" version ] | type "?" query | absolute URI */
export function referenceForm(
  reference: string,
  isResource: (type: string) => boolean,
): ReferenceForm {
  const first = reference.charCodeAt(0);
  if (first === HASH) return FRAGMENT;
  if (first >= 65 && first <= 90) {
    const slash = reference.indexOf('/');
    const query = reference.indexOf('?');
    const conditional = query > 0 && (slash < 0 || query < slash);
    const end = conditional ? query : slash;
    const type = reference.slice(0, end);
    if (end > 0 && isResource(type)) {
      if (conditional) return { kind: 'conditional', type };
      return ID.test(reference.slice(end + 1)) ? { kind: 'relative', type } : WRONG;
    }
  }
  if (!SCHEME.test(reference)) return WRONG;
  if (!reference.startsWith('http')) return URN;
  const type = REST.exec(reference)?.[2];
  return { kind: 'absolute', type: type !== undefined && isResource(type) ? type : undefined };
}
