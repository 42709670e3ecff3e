/** From a node to its elements: by the model where the type is known, else by JSON names. */

import type { ElementType, TypeModel } from '../../model.ts';
import {
  type Collection,
  type Environment,
  isObject,
  type JsonObject,
  type Node,
  node,
  typeOf,
} from './node.ts';

/** Types that may stand behind the name of a choice in JSON, for data without a model. */
const CHOICE_TYPES: ReadonlySet<string> = new Set(
  (
    'Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Markdown Oid ' +
    'PositiveInt String Time UnsignedInt Uri Url Uuid Address Age Annotation Attachment ' +
    'CodeableConcept Coding ContactPoint Count Distance Duration HumanName Identifier Money ' +
    'Period ' +
    'Quantity Range Ratio Reference SampledData Signature Timing ContactDetail Contributor ' +
    'DataRequirement Expression ParameterDefinition RelatedArtifact TriggerDefinition ' +
    'UsageContext Dosage Meta'
  ).split(' '),
);

/** `nodes.name` */
export function member(env: Environment, nodes: Collection, name: string): Collection {
  const found: Node[] = [];
  for (const item of nodes) pushMember(env.model, item, name, found);
  return found;
}

/** A name at the beginning of an expression may be the type of the focus itself: `Patient.name`. */
export function rootOrMember(env: Environment, nodes: Collection, name: string): Collection {
  const found: Node[] = [];
  for (const item of nodes) {
    const { type } = item;
    if (type !== undefined && (type === name || env.model?.isSubtype(type, name) === true)) {
      found.push(item);
    } else pushMember(env.model, item, name, found);
  }
  return found;
}

function pushMember(model: TypeModel | undefined, item: Node, name: string, found: Node[]): void {
  const { value, type } = item;
  const holder = isObject(value) ? value : item.ext;
  if (!isObject(holder)) return;
  const element = type === undefined || holder !== value ? undefined : model?.element(type, name);
  if (element !== undefined) pushElement(holder, element, found);
  else if (type === 'System.TypeInfo') pushKey(holder, name, 'System.String', found);
  else if (holder !== value)
    pushKey(holder, name, name === 'extension' ? 'Extension' : 'string', found);
  else if (!pushKey(holder, name, undefined, found)) pushChoice(holder, name, found);
}

function pushElement(holder: JsonObject, element: ElementType, found: Node[]): void {
  for (const { key, type } of element.json) {
    if (
      pushKey(holder, key, element.types.length === 1 || element.choice ? type : undefined, found)
    ) {
      return;
    }
  }
}

/** Adds the values of one JSON property and its `_` sibling; false if neither is there. */
function pushKey(
  holder: JsonObject,
  key: string,
  type: string | undefined,
  found: Node[],
): boolean {
  const value = holder[key];
  const ext = holder[`_${key}`];
  if (value == null && ext == null) return false;
  if (!Array.isArray(value) && !Array.isArray(ext)) {
    found.push(node(value ?? undefined, typeOf(value, type), ext));
    return true;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const exts: readonly unknown[] = Array.isArray(ext) ? ext : [];
  for (let i = 0; i < Math.max(values.length, exts.length); i++) {
    const one = values[i];
    if (one == null && exts[i] == null) continue;
    found.push(node(one ?? undefined, typeOf(one, type), exts[i]));
  }
  return true;
}

function pushChoice(holder: JsonObject, name: string, found: Node[]): void {
  for (const key of Object.keys(holder)) {
    if (!key.startsWith(name)) continue;
    const suffix = key.slice(name.length);
    if (!CHOICE_TYPES.has(suffix)) continue;
    const value = holder[key];
    const complex = isObject(value);
    const type = complex ? suffix : suffix.charAt(0).toLowerCase() + suffix.slice(1);
    if (pushKey(holder, key, type, found)) return;
  }
}

/** All direct elements, in the order of the document. */
export function children(env: Environment, nodes: Collection): Collection {
  const found: Node[] = [];
  for (const item of nodes) pushChildren(env.model, item, found);
  return found;
}

function pushChildren(model: TypeModel | undefined, item: Node, found: Node[]): void {
  const { value, type, ext } = item;
  const complex = isObject(value);
  const holder = complex ? value : ext;
  if (!isObject(holder)) return;
  for (const key of Object.keys(holder)) {
    const bare = key.startsWith('_') ? key.slice(1) : key;
    if (bare === 'resourceType' || (bare !== key && holder[bare] != null)) continue;
    const known = complex && type !== undefined ? model?.jsonElement(type, bare) : undefined;
    if (complex && known === undefined && type !== undefined && model?.name(type) !== undefined)
      continue;
    const fixed = complex ? undefined : bare === 'extension' ? 'Extension' : 'string';
    pushKey(holder, bare, known?.type ?? fixed, found);
  }
}

/** Elements of all levels, each before its own elements. The depth is that of the JSON read. */
export function descendants(env: Environment, nodes: Collection): Collection {
  const found: Node[] = [];
  const due: Node[] = [...children(env, nodes)].reverse();
  for (let item = due.pop(); item !== undefined; item = due.pop()) {
    found.push(item);
    const inner: Node[] = [];
    pushChildren(env.model, item, inner);
    for (let i = inner.length - 1; i >= 0; i--) {
      const child = inner[i];
      if (child !== undefined) due.push(child);
    }
  }
  return found;
}

/** `extension(url)` */
export function extension(env: Environment, nodes: Collection, url: Collection): Collection {
  const wanted = url[0]?.value;
  const all = member(env, nodes, 'extension');
  return all.filter(({ value }) => isObject(value) && value.url === wanted && wanted !== undefined);
}
