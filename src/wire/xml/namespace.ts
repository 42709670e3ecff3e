/** Prefixes of XML names and what they are bound to. https://www.w3.org/TR/xml-names/ */

/** Prefix to URI; the empty prefix is the default namespace. */
export type Scope = ReadonlyMap<string, string>;

export const outermostScope: Scope = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

export interface Bound {
  readonly attributes: Readonly<Record<string, string>>;
  readonly scope: Scope;
}

const none: Readonly<Record<string, string>> = {};

/** Takes the declarations out of a tag's attributes; the others stay under the names as written. */
export function bindAttributes(written: Readonly<Record<string, string>>, outer: Scope): Bound {
  let attributes = none;
  let scope = outer;
  for (const name in written) {
    const value = written[name] ?? '';
    if (name === 'xmlns') scope = new Map([...scope, ['', value]]);
    else if (name.startsWith('xmlns:')) scope = new Map([...scope, [name.slice(6), value]]);
    else attributes = { ...attributes, [name]: value };
  }
  return { attributes, scope };
}

/** Undefined if the name's prefix is bound to nothing. */
export function resolveName(
  name: string,
  scope: Scope,
): { readonly name: string; readonly namespace: string } | undefined {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  const namespace = scope.get(prefix);
  return namespace === undefined ? undefined : { name: name.slice(colon + 1), namespace };
}

/** The first prefix among attribute names that is bound to nothing. */
export function unboundPrefix(bound: Bound): string | undefined {
  for (const name in bound.attributes) {
    const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
    if (prefix !== '' && !bound.scope.has(prefix)) return prefix;
  }
  return undefined;
}
