/** Looks codes up in concept maps. https://hl7.org/fhir/R4/conceptmap.html */
import type { Coding, MapContext } from './context.ts';
import { report } from './context.ts';
import { isObject, type Json, text } from './values.ts';

export interface CompiledTarget {
  readonly code: string;
  readonly display?: string;
}

export interface CompiledGroup {
  readonly source: string;
  readonly target: string;
  /** The one best target of a code; null if several are equally good. */
  readonly codes: Readonly<Record<string, CompiledTarget | null>>;
  readonly unmapped?: {
    readonly mode: 'use-source-code' | 'fixed';
    readonly code?: string;
    readonly display?: string;
  };
}

export interface CompiledConceptMap {
  readonly url: string;
  readonly groups: readonly CompiledGroup[];
}

export type Wanted = 'code' | 'system' | 'display' | 'Coding' | 'CodeableConcept';

function codingOf(value: unknown): Coding | undefined {
  const code = text(value);
  if (code !== undefined) return { code };
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.coding)) return codingOf(value.coding[0]);
  const system = value.system ?? value.codeSystem;
  const own = text(value.code);
  if (own === undefined) return undefined;
  const display = text(value.display);
  return {
    ...(typeof system === 'string' ? { system } : {}),
    code: own,
    ...(display === undefined ? {} : { display }),
  };
}

function found(group: CompiledGroup, target: CompiledTarget): Coding {
  const { code, display } = target;
  return {
    ...(group.target === '' ? {} : { system: group.target }),
    code,
    ...(display === undefined ? {} : { display }),
  };
}

function concerns(group: CompiledGroup, { system }: Coding): boolean {
  return system === undefined || group.source === '' || group.source === system;
}

/** The one best target; undefined if there is none, or several are equally good. */
function look(map: CompiledConceptMap, source: Coding): Coding | undefined {
  for (const group of map.groups) {
    if (!concerns(group, source) || !Object.hasOwn(group.codes, source.code)) continue;
    const target = group.codes[source.code];
    return target === null || target === undefined ? undefined : found(group, target);
  }
  for (const group of map.groups) {
    const { unmapped } = group;
    if (unmapped === undefined || !concerns(group, source)) continue;
    if (unmapped.mode === 'use-source-code') return found(group, source);
    if (unmapped.code === undefined) continue;
    return found(group, { code: unmapped.code, ...pick(unmapped.display) });
  }
  return undefined;
}

/** The common case, a code for a code, without anything made on the way. */
function bareCode(map: CompiledConceptMap, code: string): string | undefined {
  for (const { codes } of map.groups) {
    if (Object.hasOwn(codes, code)) return codes[code]?.code;
  }
  return undefined;
}

function pick(display: string | undefined): { display?: string } {
  return display === undefined ? {} : { display };
}

function shaped(coding: Coding, wanted: Wanted): unknown {
  if (wanted === 'code') return coding.code;
  if (wanted === 'system') return coding.system;
  if (wanted === 'display') return coding.display;
  return wanted === 'Coding' ? { ...coding } : { coding: [{ ...coding }] };
}

/** The source's own system: what it says, or that of a map that knows only one. */
function sourceSystem(map: CompiledConceptMap | undefined): { system?: string } {
  const systems = new Set(map?.groups.map((group) => group.source));
  const [system] = systems;
  return systems.size === 1 && system !== undefined && system !== '' ? { system } : {};
}

export interface Translation {
  /** The concept map, or the URL of one that was not there when the map was compiled. */
  readonly map: CompiledConceptMap | string;
  readonly wanted: Wanted;
}

const OID_MAP = 'http://hl7.org/fhir/ConceptMap/special-oid2uri';

/**
 * A code that cannot be translated leaves a finding. The source coding stays where a coding is
 * wanted; a bare code, which would look like one of the target's, is left out.
 */
export function translate(value: unknown, translation: Translation, context: MapContext): unknown {
  const { map, wanted } = translation;
  if (typeof value === 'string' && wanted === 'code' && typeof map !== 'string') {
    const code = bareCode(map, value);
    if (code !== undefined) return code;
  }
  const source = codingOf(value);
  if (source === undefined) return undefined;
  if (map === OID_MAP) return oidToUri(source.code);
  const known = typeof map === 'string' ? undefined : map;
  const url = typeof map === 'string' ? map : map.url;
  const outcome =
    (known === undefined ? undefined : look(known, source)) ?? context.translate?.(source, url);
  if (outcome !== undefined) return shaped(outcome, wanted);
  const params = { map: url, code: source.code, system: source.system ?? '' };
  report(context, 'SAMPAN-MAP-UNTRANSLATED', {
    severity: 'warning',
    issue: 'code-invalid',
    params,
  });
  if (wanted !== 'Coding' && wanted !== 'CodeableConcept') return undefined;
  return shaped({ ...sourceSystem(known), ...source }, wanted);
}

/** Systems whose URL is not the OID itself. https://terminology.hl7.org/ */
const OIDS: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  '2.16.840.1.113883.6.1': 'http://loinc.org',
  '2.16.840.1.113883.6.8': 'http://unitsofmeasure.org',
  '2.16.840.1.113883.6.88': 'http://www.nlm.nih.gov/research/umls/rxnorm',
  '2.16.840.1.113883.6.90': 'http://hl7.org/fhir/sid/icd-10-cm',
  '2.16.840.1.113883.6.3': 'http://hl7.org/fhir/sid/icd-10',
  '2.16.840.1.113883.4.1': 'http://hl7.org/fhir/sid/us-ssn',
  '2.16.840.1.113883.4.6': 'http://hl7.org/fhir/sid/us-npi',
};

function oidToUri(oid: string): string {
  return OIDS[oid] ?? `urn:oid:${oid}`;
}

/** `Type/id`, giving the resource an id if it has none. */
export function reference(resource: unknown, context: MapContext): string | undefined {
  if (!isObject(resource)) return undefined;
  const type = resource.resourceType;
  if (typeof type !== 'string') return undefined;
  return `${type}/${identified(resource, context)}`;
}

/** `urn:uuid:id` of a resource. */
export function pointer(resource: unknown, context: MapContext): string | undefined {
  return isObject(resource) ? `urn:uuid:${identified(resource, context)}` : undefined;
}

function identified(resource: Json, context: MapContext): string {
  const id = text(resource.id);
  if (id !== undefined) return id;
  const made = context.uuid();
  resource.id = made;
  return made;
}
