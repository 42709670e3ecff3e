/** Notes every place that is read, by handing out proxies of the source and of the target. */
import { isExactNumber } from '../../base/decimal.ts';
import { type Slot, slotGet } from './slot.ts';
import { type Json, list } from './values.ts';

/** A place in the source, or all that a value of the target was made from. */
export type PlaceRef = string | { readonly deps: ReadonlySet<string> } | undefined;

export interface Item {
  readonly value: unknown;
  readonly ext: unknown;
  readonly place: PlaceRef;
}

/** What stands behind a proxy: a source object and its path, or a target object without one. */
interface Behind {
  readonly raw: object;
  readonly path: string | undefined;
}

/** What a value of the target was made from: asked when the target is read again. */
export type NotedDeps = (owner: object, key: string) => ReadonlySet<string> | undefined;

/** An object or a list; decimals are values. */
export function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isExactNumber(value);
}

function step(path: string, key: string, inList: boolean): string {
  if (inList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Lives as long as one traced run; `sink` receives what is read now. */
export class Recorder {
  sink: Set<string> = new Set();
  readonly #noted: NotedDeps;
  readonly #proxies = new WeakMap<object, object>();
  readonly #behinds = new WeakMap<object, Behind>();

  constructor(noted: NotedDeps) {
    this.#noted = noted;
  }

  record(place: PlaceRef): void {
    if (typeof place === 'string') this.sink.add(place);
    else if (place !== undefined) for (const each of place.deps) this.sink.add(each);
  }

  behind(value: unknown): Behind | undefined {
    return isNode(value) ? this.#behinds.get(value) : undefined;
  }

  source(value: unknown): unknown {
    return isNode(value) ? this.#sourceProxy(value, '') : value;
  }

  /** A target object as rules read it. */
  view(value: unknown): unknown {
    if (!isNode(value) || this.#behinds.has(value)) return value;
    return this.#proxies.get(value) ?? this.#made(value, undefined, this.#viewHandler());
  }

  slot(slot: Slot): unknown {
    this.record({ deps: this.#noted(slot.owner, slot.key) ?? new Set() });
    return slotGet(slot);
  }

  #made(raw: object, path: string | undefined, handler: ProxyHandler<object>): object {
    const proxy = new Proxy(raw, handler);
    this.#proxies.set(raw, proxy);
    this.#behinds.set(proxy, { raw, path });
    return proxy;
  }

  #viewHandler(): ProxyHandler<object> {
    return {
      get: (target, key) => {
        const found: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof found === 'function') return found;
        const deps = this.#noted(target, key);
        if (deps !== undefined) this.record({ deps });
        return this.view(found);
      },
    };
  }

  #sourceProxy(raw: object, path: string): object {
    const known = this.#proxies.get(raw);
    if (known !== undefined) return known;
    const inList = Array.isArray(raw);
    return this.#made(raw, path, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof value === 'function') return value;
        if (isNode(value)) return this.#sourceProxy(value, step(path, key, inList));
        this.#recordLeaf({ path, key, inList }, value);
        return value;
      },
      has: (target, key) => {
        if (typeof key === 'string') this.#recordLeaf({ path, key, inList }, undefined);
        return Reflect.has(target, key);
      },
    });
  }

  #recordLeaf(at: { path: string; key: string; inList: boolean }, value: unknown): void {
    const { path, key, inList } = at;
    if (inList && !/^\d+$/.test(key)) {
      if (key === 'length') this.sink.add(path);
      return;
    }
    const silent = value === undefined && (key.startsWith('_') || key === 'resourceType');
    if (!silent) this.sink.add(step(path, key, inList));
  }

  /** Place of a property that may be one of a list. */
  #placeOf(owner: Behind | undefined, key: string, index: number): PlaceRef {
    if (owner === undefined) return undefined;
    if (owner.path === undefined) return { deps: this.#noted(owner.raw, key) ?? new Set() };
    const path = step(owner.path, key, false);
    return index < 0 ? path : `${path}[${index}]`;
  }

  #wrapped(owner: Behind | undefined, value: unknown, place: PlaceRef): unknown {
    if (!isNode(value) || owner === undefined) return value;
    const isView = owner.path === undefined || typeof place !== 'string';
    return isView ? this.view(value) : this.#sourceProxy(value, place);
  }

  /** The items of an element with their places; an absent one is noted as read. */
  items(owner: unknown, key: string, isPrimitive: boolean): Item[] {
    if (!isNode(owner)) return [];
    const behind = this.#behinds.get(owner);
    const raw = (behind?.raw ?? owner) as Json;
    const companions = isPrimitive ? raw[`_${key}`] : undefined;
    const isList = Array.isArray(raw[key]) || Array.isArray(companions);
    const values = list(raw[key]);
    const exts = list(companions);
    const found: Item[] = [];
    for (let at = 0; at < Math.max(values.length, exts.length); at++) {
      const value = values[at] ?? undefined;
      const ext = exts[at] ?? undefined;
      if (value === undefined && ext === undefined) continue;
      const place = this.#placeOf(behind, key, isList ? at : -1);
      const wrap = (each: unknown) => this.#wrapped(behind, each, place);
      found.push({ value: wrap(value), ext: wrap(ext), place });
    }
    if (found.length === 0) this.record(this.#placeOf(behind, key, -1));
    return found;
  }

  /** The one value of a choice, as a Box. `keys` holds property and type in turn. */
  choices(owner: unknown, keys: readonly string[], name: string): Item[] {
    if (!isNode(owner)) return [];
    const behind = this.#behinds.get(owner);
    const raw = (behind?.raw ?? owner) as Json;
    for (let at = 0; at < keys.length; at += 2) {
      const key = keys[at] as string;
      const found = raw[key] ?? undefined;
      const companion = raw[`_${key}`] ?? undefined;
      if (found === undefined && companion === undefined) continue;
      const place = this.#placeOf(behind, key, -1);
      const value = this.#wrapped(behind, found, place);
      const ext = this.#wrapped(behind, companion, place);
      return [{ value: { value, type: keys[at + 1], ext, holder: owner }, ext, place }];
    }
    this.record(this.#placeOf(behind, name, -1));
    return [];
  }

  /** Children by name where the type is not known. */
  loose(owner: unknown, name: string): Item[] {
    if (!isNode(owner)) {
      const isValue = name === 'value' && owner !== undefined && owner !== null;
      return isValue ? [{ value: owner, ext: undefined, place: undefined }] : [];
    }
    const raw = (this.#behinds.get(owner)?.raw ?? owner) as Json;
    if (Object.hasOwn(raw, name)) return this.items(owner, name, false);
    const key = Object.keys(raw).find(
      (each) => each.startsWith(name) && /^[A-Z]/.test(each.slice(name.length)),
    );
    return this.items(owner, key ?? name, false);
  }
}
