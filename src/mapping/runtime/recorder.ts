/** Notes every place that is read, by handing out proxies of the source and of the target. */
import { isExactNumber } from '../../base/decimal.ts';
import type { Slot } from './slot.ts';
import { slotGet } from './slot.ts';
import { type Json, list } from './values.ts';

/** A place in the source, or all that a value of the target was made from. */
export type PlaceRef = string | { readonly deps: ReadonlySet<string> } | undefined;

export interface Item {
  readonly value: unknown;
  readonly ext: unknown;
  readonly place: PlaceRef;
}

/** What stands behind a proxy: a source object and its path, or a target object. */
interface Behind {
  readonly raw: object;
  readonly path: string | undefined;
}

/** What a value of the target was made from: looked up when the target is read again. */
export type NotedDeps = (owner: object, key: string) => ReadonlySet<string> | undefined;

export interface Recorder {
  sink: Set<string>;
  record(place: PlaceRef): void;
  source(value: unknown): unknown;
  view(value: unknown): unknown;
  slot(slot: Slot): unknown;
  use<T>(place: PlaceRef, value: T): T;
  items(owner: unknown, key: string, isPrimitive: boolean): Item[];
  choices(owner: unknown, keys: readonly string[], name: string): Item[];
  loose(owner: unknown, name: string): Item[];
  /** Path of a source proxy; undefined for anything else. */
  behind(value: unknown): Behind | undefined;
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isExactNumber(value);
}

function step(path: string, key: string, inList: boolean): string {
  if (inList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

export function createRecorder(noted: NotedDeps): Recorder {
  const proxies = new WeakMap<object, object>();
  const views = new WeakMap<object, object>();
  const behinds = new WeakMap<object, Behind>();
  const recorder: Recorder = {
    sink: new Set(),
    record,
    source: (value) => (isNode(value) ? sourceProxy(value, '') : value),
    view,
    slot: (slot) => {
      record({ deps: noted(slot.owner, slot.key) ?? new Set() });
      return slotGet(slot);
    },
    use: (place, value) => {
      record(place);
      return value;
    },
    items,
    choices,
    loose,
    behind: (value) => (isNode(value) ? behinds.get(value) : undefined),
  };

  function record(place: PlaceRef): void {
    if (typeof place === 'string') recorder.sink.add(place);
    else if (place !== undefined) for (const each of place.deps) recorder.sink.add(each);
  }

  function sourceProxy(raw: object, path: string): object {
    const known = proxies.get(raw);
    if (known !== undefined) return known;
    const inList = Array.isArray(raw);
    const read = (key: string, value: unknown): unknown => {
      if (isNode(value)) return sourceProxy(value, step(path, key, inList));
      if (inList && !/^\d+$/.test(key)) {
        if (key === 'length') recorder.sink.add(path);
        return value;
      }
      const silent = value === undefined && (key.startsWith('_') || key === 'resourceType');
      if (!silent) recorder.sink.add(step(path, key, inList));
      return value;
    };
    const proxy = new Proxy(raw, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        return typeof key === 'symbol' || typeof value === 'function' ? value : read(key, value);
      },
      has: (target, key) => {
        if (typeof key === 'string') read(key, undefined);
        return Reflect.has(target, key);
      },
    });
    proxies.set(raw, proxy);
    behinds.set(proxy, { raw, path });
    return proxy;
  }

  function view(value: unknown): unknown {
    if (!isNode(value) || behinds.has(value)) return value;
    const known = views.get(value);
    if (known !== undefined) return known;
    const proxy = new Proxy(value, {
      get: (target, key) => {
        const found = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof found === 'function') return found;
        const deps = noted(target, key);
        if (deps !== undefined) record({ deps });
        return view(found);
      },
    });
    views.set(value, proxy);
    behinds.set(proxy, { raw: value, path: undefined });
    return proxy;
  }

  /** Place of a property that may be one of a list. */
  function placeOf(owner: Behind | undefined, key: string, index: number): PlaceRef {
    if (owner === undefined) return undefined;
    if (owner.path === undefined) return { deps: noted(owner.raw, key) ?? new Set<string>() };
    const path = step(owner.path, key, false);
    return index < 0 ? path : `${path}[${index}]`;
  }

  function wrapped(owner: Behind | undefined, value: unknown, place: PlaceRef): unknown {
    if (!isNode(value) || owner === undefined) return value;
    return owner.path === undefined || typeof place !== 'string'
      ? view(value)
      : sourceProxy(value, place);
  }

  function items(owner: unknown, key: string, isPrimitive: boolean): Item[] {
    if (!isNode(owner)) return [];
    const behind = behinds.get(owner);
    const raw = (behind?.raw ?? owner) as Json;
    const value = raw[key];
    const companions = isPrimitive ? raw[`_${key}`] : undefined;
    const isList = Array.isArray(value) || Array.isArray(companions);
    const values = list(value);
    const exts = list(companions);
    const found: Item[] = [];
    const count = Math.max(values.length, exts.length);
    for (let at = 0; at < count; at++) {
      const place = placeOf(behind, key, isList ? at : -1);
      const ext = exts[at] ?? undefined;
      const own = values[at] ?? undefined;
      if (own === undefined && ext === undefined) continue;
      found.push({
        value: wrapped(behind, own, place),
        ext: wrapped(behind, ext, place),
        place,
      });
    }
    if (found.length === 0) record(placeOf(behind, key, -1));
    return found;
  }

  function choices(owner: unknown, keys: readonly string[], name: string): Item[] {
    if (!isNode(owner)) return [];
    const behind = behinds.get(owner);
    const raw = (behind?.raw ?? owner) as Json;
    for (let at = 0; at < keys.length; at += 2) {
      const key = keys[at] as string;
      const found = raw[key] ?? undefined;
      const companion = raw[`_${key}`] ?? undefined;
      if (found === undefined && companion === undefined) continue;
      const place = placeOf(behind, key, -1);
      const value = wrapped(behind, found, place);
      const ext = wrapped(behind, companion, place);
      return [{ value: { value, type: keys[at + 1], ext, holder: owner }, ext, place }];
    }
    record(placeOf(behind, name, -1));
    return [];
  }

  function loose(owner: unknown, name: string): Item[] {
    if (!isNode(owner)) {
      return name === 'value' && owner !== undefined
        ? [{ value: owner, ext: undefined, place: undefined }]
        : [];
    }
    const raw = (behinds.get(owner)?.raw ?? owner) as Json;
    if (Object.hasOwn(raw, name)) return items(owner, name, false);
    const key = Object.keys(raw).find(
      (each) => each.startsWith(name) && /^[A-Z]/.test(each.slice(name.length)),
    );
    return items(owner, key ?? name, false);
  }

  return recorder;
}
