/** Prefixes of XML names and what they are bound to. https://www.w3.org/TR/xml-names/ */
import type { StartTag } from './tag.ts';

/** Prefix to URI; the empty prefix is the default namespace. */
export type Scope = ReadonlyMap<string, string>;

const XML = 'http://www.w3.org/XML/1998/namespace';

export const outermostScope: Scope = new Map([
  ['', ''],
  ['xml', XML],
]);

export interface BoundTag {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** Under the names as written, without declarations. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly scope: Scope;
}

const none: Readonly<Record<string, string>> = {};

/** A prefix that is bound to nothing, or a name that is more than prefix and name. */
export interface Unbound {
  readonly prefix: string;
}

export function bindTag({ name, attributes }: StartTag, outer: Scope): BoundTag | Unbound {
  const colon = name.indexOf(':');
  if (attributes === undefined && colon === -1) {
    return { name, namespace: outer.get('') ?? '', attributes: none, scope: outer };
  }
  const bound = bindAttributes(attributes ?? none, outer);
  if ('prefix' in bound) return bound;
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  const namespace = bound.scope.get(prefix);
  if (namespace === undefined || !isQualified(name)) return { prefix: prefix || name };
  return { name: name.slice(colon + 1), namespace, ...bound };
}

function bindAttributes(
  written: Readonly<Record<string, string>>,
  outer: Scope,
): Pick<BoundTag, 'attributes' | 'scope'> | Unbound {
  const attributes = Object.create(null) as Record<string, string>;
  let scope = outer;
  for (const name in written) {
    const value = written[name] ?? '';
    const declared = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    if (declared === undefined) attributes[name] = value;
    else if (!mayBind(declared, value)) return { prefix: name };
    else scope = new Map([...scope, [declared, value]]);
  }
  for (const name in attributes) {
    const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
    if (!isQualified(name) || !scope.has(prefix)) return { prefix: prefix || name };
  }
  return { attributes, scope };
}

/** A prefix cannot be unbound, and those of the specification cannot be bound to something else. */
function mayBind(prefix: string, written: string): boolean {
  const uri = written.trim();
  if (prefix === 'xmlns' || prefix.includes(':')) return false;
  return prefix === 'xml' ? uri === XML : uri !== XML && (prefix === '' || uri !== '');
}

/** QName = NCName | NCName ":" NCName */
function isQualified(name: string): boolean {
  const colon = name.indexOf(':');
  if (colon === -1) return true;
  const local = name.charCodeAt(colon + 1);
  const starts = local === 0x5f || local > 0x7f || (local | 0x20) - 0x61 < 26;
  return colon > 0 && name.length > colon + 1 && !name.includes(':', colon + 1) && starts;
}
