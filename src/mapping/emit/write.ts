/** Puts values into the target, in the form its definition gives them in JSON. */
import type { ElementType } from '../../fhir/model.ts';
import type { TargetListMode } from '../ast.ts';
import type { Binding, Value } from './bindings.ts';
import { convertedTo } from './conversion.ts';
import { complain, constant, fresh, line, property, quote, type Writer } from './emitter.ts';
import { late } from './late.ts';
import { type Ledger, noteUnknown, noteWrite, openLedger } from './ledger.ts';
import { copyCall, shortType } from './reporting.ts';

/** One element of one target object. */
export interface Writing {
  /** JavaScript of the object (of the slot itself, where `slot` is given). */
  readonly owner: string;
  readonly name: string;
  readonly at: number;
  /** Undefined where the owner's type is not known. */
  readonly element?: ElementType;
  readonly modes: readonly TargetListMode[];
  /** True on the way down a path: goes on with the item that is there. */
  readonly reuse: boolean;
  /** JavaScript of the slot, where a primitive's own value is written. */
  readonly slot?: string;
  /** Type of the owner, and what happens to it. */
  readonly ownerType?: string | undefined;
  readonly ledger?: Ledger | undefined;
}

interface Store {
  readonly key: string;
  readonly many: boolean;
}

/** How a value joins a list: by the rule's list mode, and mindful of items that go last. */
function pushCall(
  writer: Writer,
  place: Writing,
  { key, js }: { readonly key: string; readonly js: string },
): string | undefined {
  const args = `(${place.owner}, ${quote(key)}, ${js})`;
  if (place.modes.includes('first')) return `$pushFirst${args}`;
  if (place.modes.includes('last')) return `$pushLast${args}`;
  return writer.emitter.lastElements.has(place.name) ? `$push${args}` : undefined;
}

interface Stored extends Store {
  readonly js: string;
  /** What happens to the object stored, if it was made here. */
  readonly made?: Ledger | undefined;
  readonly type?: string | undefined;
}

function store(writer: Writer, place: Writing, { key, many, js, made, type }: Stored): void {
  const { owner } = place;
  const { traced } = writer.emitter;
  const call = many ? pushCall(writer, place, { key, js }) : undefined;
  const note = `${owner}, ${quote(key)}, ${js}`;
  let index = many ? `${property(owner, key)}.length - 1` : '-1';
  if (call !== undefined) {
    index = fresh(writer.emitter, 'index');
    line(writer, `const ${index} = ${call};`);
  } else {
    const at = property(owner, key);
    // a list of one item: pushing to an empty one would reserve room for many
    if (many) line(writer, `if (${at} === undefined) ${at} = [${js}]; else ${at}.push(${js});`);
    else line(writer, `${at} = ${js};`);
  }
  if (traced)
    line(writer, call === undefined ? `$t.note(${note});` : `$t.note(${note}, ${index});`);
  noteKey(writer, place, { key, made });
  if (made === undefined) return;
  late(writer, made, { js, owner, key, index, type });
  const isCopy = made.events[0]?.kind === 'unknown';
  if (type !== undefined && !isCopy) {
    writer.emitter.made.push({ ledger: made, type, map: writer.map, at: place.at });
  }
}

/** Rank of a property among those of its owner's type. */
function noteKey(
  writer: Writer,
  place: Writing,
  { key, made }: { readonly key: string; readonly made?: Ledger | undefined },
): void {
  const { ownerType, ledger, element } = place;
  const elements = ownerType === undefined ? [] : writer.emitter.types.model.elements(ownerType);
  const position = elements.findIndex(({ json }) => json.some((each) => each.key === key));
  if (position < 0 || element === undefined) {
    noteUnknown(ledger);
    return;
  }
  const choice = elements[position]?.choice ? position + 1 : 0;
  noteWrite(writer, ledger, { key, rank: position, choice, made });
}

/** A local variable with the value, read once. */
function local(writer: Writer, hint: string, value: Value): string {
  const js = fresh(writer.emitter, hint);
  line(writer, `const ${js} = ${captured(writer, value)};`);
  if (writer.emitter.traced) line(writer, `const ${js}$p = $t.taken();`);
  return js;
}

export function captured(writer: Writer, value: Value): string {
  return writer.emitter.traced && !value.captured ? `$t.value(() => (${value.js}))` : value.js;
}

function bound(
  writer: Writer,
  js: string,
  value: {
    type?: string;
    slot?: string;
    complex: boolean;
    ledger?: Ledger | undefined;
    slotLedger?: Ledger | undefined;
  },
): Binding {
  const { types, traced } = writer.emitter;
  const type = value.type === undefined ? {} : { type: value.type };
  const isPrimitive = types.isPrimitive(value.type) || !value.complex;
  if (!isPrimitive) return { form: 'object', js, ...type, ledger: value.ledger };
  const slot = value.slot === undefined ? {} : { slot: value.slot, slotLedger: value.slotLedger };
  return { form: 'primitive', js, ...type, ...slot, ...(traced ? { place: `${js}$p` } : {}) };
}

/** Writes a value and says what a variable bound to it is. */
export function assign(writer: Writer, place: Writing, value: Value): Binding | undefined {
  if (place.slot !== undefined) return assignSlot(writer, place, value);
  const { element } = place;
  if (element === undefined) return assignLoose(writer, place, value);
  if (element.choice) return assignChoice(writer, { ...place, element }, value);
  const key = element.json[0]?.key ?? place.name;
  const type = element.types.length === 1 ? element.types[0] : value.type;
  return assignTyped(writer, place, { value, key, type, many: element.many });
}

interface Typed extends Store {
  readonly value: Value;
  readonly type: string | undefined;
}

function assignTyped(writer: Writer, place: Writing, { value, key, type, many }: Typed): Binding {
  const ready = convertedTo(writer, value, { type, at: place.at, name: place.name });
  const js = local(writer, place.name, ready);
  const own = ready.type ?? type;
  const made = ready.complex ? ledgerOf(writer, ready) : undefined;
  if (ready.optional) line(writer, `if (${js} !== undefined && ${js} !== null) {`);
  store(writer, place, { key, many, js, made, type: own });
  if (ready.optional) line(writer, '}');
  if (ready.js === 'undefined') noteUnknown(place.ledger);
  if (value.ext !== undefined) {
    noteUnknown(place.ledger);
    line(writer, `$slotCompanionSet($slot(${place.owner}, ${quote(key)}, ${many}), ${value.ext});`);
  }
  const slot = `$slot(${place.owner}, ${quote(key)}, ${many})`;
  if (own !== undefined && ready.complex) writer.emitter.targetTypes.add(own);
  return bound(writer, js, {
    slot,
    slotLedger: place.ledger,
    complex: ready.complex,
    ledger: made,
    ...(own === undefined ? {} : { type: own }),
  });
}

/** A blank object is foreseen; one that was copied has to be looked at if it is changed later. */
function ledgerOf(writer: Writer, value: Value): Ledger | undefined {
  const ledger = openLedger(writer);
  if (value.blank !== true) {
    if (value.bound !== true) return undefined;
    noteUnknown(ledger);
  }
  writer.emitter.ledgers.push(ledger);
  return ledger;
}

/** FHIR's type for the types FHIRPath computes with. */
export function fhirType(type: string): string {
  if (!type.startsWith('System.')) return type;
  const name = type.slice(7);
  return name === 'Quantity' ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** What may stand for a type a choice does not offer, best first. */
const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  string: ['code', 'uri', 'markdown', 'id', 'canonical', 'url', 'date', 'dateTime'],
  code: ['string'],
  id: ['string'],
  uri: ['url', 'canonical', 'string'],
  url: ['uri', 'string'],
  canonical: ['uri', 'string'],
  markdown: ['string'],
  integer: ['positiveInt', 'unsignedInt', 'decimal'],
  positiveInt: ['integer', 'decimal'],
  unsignedInt: ['integer', 'decimal'],
  dateTime: ['instant', 'date'],
  date: ['dateTime'],
  instant: ['dateTime'],
  Coding: ['CodeableConcept'],
};

export function choiceKey(
  element: ElementType,
  type: string,
): { key: string; type: string } | undefined {
  const of = (wanted: string) => element.json.find((each) => each.type === wanted);
  const exact = of(fhirType(type));
  if (exact !== undefined) return exact;
  for (const other of SUBSTITUTES[fhirType(type)] ?? []) {
    const found = of(other);
    if (found !== undefined) return found;
  }
  return undefined;
}

type KnownWriting = Writing & { readonly element: ElementType };

function assignChoice(writer: Writer, place: KnownWriting, value: Value): Binding | undefined {
  const { element } = place;
  const only = element.json.length === 1 ? element.json[0] : undefined;
  const chosen = only ?? (value.type === undefined ? undefined : choiceKey(element, value.type));
  if (chosen !== undefined) {
    const { key, type } = chosen;
    return assignTyped(writer, place, { value, key, type, many: element.many });
  }
  if (value.type !== undefined) {
    complain(writer, place.at, {
      code: 'map-type',
      message: `${element.path} cannot be a ${shortType(value.type)}`,
      expected: element.types.map(shortType).slice(0, 12).join(', '),
      found: shortType(value.type),
    });
    return undefined;
  }
  const table = Object.fromEntries(element.json.map(({ key, type }) => [type, key]));
  const keys = constant(writer.emitter, 'keys', JSON.stringify(table));
  const dynamic = value.dynamicType ?? "''";
  const copied = value.own ? value.js : `${copyCall(writer)}(${value.js}, ${dynamic}, $order)`;
  const js = local(writer, place.name, { ...value, js: copied });
  noteKey(writer, place, { key: element.json[0]?.key ?? '' });
  const key = `${js}$k`;
  line(writer, `const ${key} = $choiceKey(${keys}, ${value.dynamicType ?? 'undefined'}, ${js});`);
  line(writer, `if (${key} !== undefined && ${js} !== undefined && ${js} !== null) {`);
  line(writer, `${place.owner}[${key}] = ${js};`);
  if (writer.emitter.traced) line(writer, `$t.note(${place.owner}, ${key}, ${js});`);
  line(writer, '}');
  if (value.ext !== undefined) {
    noteUnknown(place.ledger);
    line(
      writer,
      `if (${key} !== undefined) $slotCompanionSet($slot(${place.owner}, ${key}, false), ${value.ext});`,
    );
  }
  return bound(writer, js, { complex: true });
}

function assignLoose(writer: Writer, place: Writing, value: Value): Binding {
  writer.emitter.whole.needed = true;
  const copied =
    value.own || !value.complex ? value.js : `${copyCall(writer)}(${value.js}, '', $order)`;
  const js = local(writer, place.name, { ...value, js: copied });
  line(writer, `if (${js} !== undefined && ${js} !== null) {`);
  line(writer, `$setLoose(${place.owner}, ${quote(place.name)}, ${js});`);
  if (writer.emitter.traced) line(writer, `$t.note(${place.owner}, ${quote(place.name)}, ${js});`);
  line(writer, '}');
  const slot = `$slot(${place.owner}, ${quote(place.name)}, Array.isArray(${property(place.owner, place.name)}))`;
  const type = value.type === undefined ? {} : { type: value.type };
  return bound(writer, js, { slot, complex: value.complex, ...type });
}

function assignSlot(writer: Writer, place: Writing, value: Value): Binding {
  const type = place.element?.types[0];
  const ready = convertedTo(writer, value, { type, at: place.at, name: place.name });
  const js = local(writer, place.name, ready);
  line(writer, `if (${js} !== undefined && ${js} !== null) {`);
  line(writer, `$slotSet(${place.owner}, ${js});`);
  if (writer.emitter.traced) line(writer, `$t.noteSlot(${place.owner});`);
  line(writer, '}');
  const own = type === undefined ? {} : { type };
  return bound(writer, js, { slot: place.owner, complex: false, ...own });
}

/** A target without a value: what is there, or something empty to be filled. */
export function make(writer: Writer, place: Writing): Binding {
  const { emitter } = writer;
  const { element, owner, name } = place;
  if (place.slot !== undefined) return slotBinding(place.slot, element?.types[0]);
  if (element === undefined) emitter.whole.needed = true;
  const type = element?.types.length === 1 ? element.types[0] : undefined;
  if (element?.choice && element.json.length > 1) return openChoice(writer, { ...place, element });
  const key = element?.json[0]?.key ?? name;
  const many = element?.many ?? false;
  if (emitter.types.isPrimitive(type)) {
    noteUnknown(place.ledger);
    if (!many) return slotBinding(`$slot(${owner}, ${quote(key)}, false)`, type);
    const js = fresh(emitter, name);
    line(writer, `const ${js} = $slotPushed(${owner}, ${quote(key)});`);
    return slotBinding(js, type);
  }
  return makeObject(writer, place, { key, many, type });
}

function makeObject(
  writer: Writer,
  place: Writing,
  { key, many, type }: Store & { readonly type: string | undefined },
): Binding {
  const { emitter } = writer;
  const { owner } = place;
  const js = fresh(emitter, place.name);
  const ledger = openLedger(writer);
  emitter.ledgers.push(ledger);
  if (many && !place.reuse) {
    line(writer, `const ${js} = ${empty(writer, type)};`);
    if (emitter.traced) line(writer, `$t.nothing();`);
    store(writer, place, { key, many, js, made: ledger, type });
  } else {
    const found = many
      ? `$lastItem(${owner}, ${quote(key)})`
      : `(${property(owner, key)} ??= ${empty(writer, type)})`;
    line(writer, `const ${js} = ${found};`);
    if (emitter.traced) line(writer, `$t.made(${owner}, ${quote(key)});`);
    noteKey(writer, place, { key, made: ledger });
    if (many) noteUnknown(ledger);
    const index = many ? `${property(owner, key)}.length - 1` : '-1';
    late(writer, ledger, { js, owner, key, index, type });
  }
  return { form: 'object', js, ledger, ...(type === undefined ? {} : { type }) };
}

function slotBinding(js: string, type: string | undefined): Binding {
  return { form: 'slot', js, ...(type === undefined ? {} : { type }) };
}

export function empty(writer: Writer, type: string | undefined): string {
  const { types, targetTypes } = writer.emitter;
  if (type !== undefined) targetTypes.add(type);
  const name = types.resourceName(type);
  return name === undefined ? '{}' : `{ resourceType: ${quote(name)} }`;
}

/** A choice nobody said the type of; without one there is no property to write to. */
function openChoice(writer: Writer, place: KnownWriting): Binding {
  complain(writer, place.at, {
    code: 'map-type',
    severity: 'warning',
    message: `${place.element.path} is made without a type`,
    hint: `write ${place.name} = create('…') with one of its types`,
  });
  writer.emitter.whole.needed = true;
  const js = fresh(writer.emitter, place.name);
  line(writer, `const ${js} = {};`);
  return { form: 'object', js };
}
