/** Bodies of FHIR JSON to claims, each with the resources that belong to it. */

import { isExactNumber } from '../../base/decimal.ts';
import { type Finding, isFailure } from '../../base/finding.ts';
import { decodeSet } from '../../wire/charset.ts';
import { type JsonPath, type JsonResult, parseJson } from '../../wire/json.ts';
import { readJsonItems } from '../../wire/json-items.ts';
import type { FhirReader } from '../definition.ts';
import { referencesOf } from '../named-bundle.ts';
import type { Resource, Submission } from '../translation.ts';

/** A resource where it stood. */
export interface FhirEntry {
  readonly resource: Resource;
  readonly fullUrl?: string;
  readonly path: JsonPath;
}

/** One claim with what belongs to it; the claim comes first. */
export interface FhirClaim {
  readonly file: string;
  readonly document: Pick<JsonResult, 'value' | 'placeOf'>;
  /** The Bundle around it, if there is one. */
  readonly bundle?: Resource;
  readonly entries: readonly [FhirEntry, ...FhirEntry[]];
}

export interface OpenedFhir {
  readonly claims: readonly FhirClaim[];
  readonly findings: readonly Finding[];
  readonly faulted: boolean;
}

export function openFhir(reader: FhirReader, submission: Submission): OpenedFhir {
  const { charsets } = reader;
  const { charset } = submission;
  const decoded = decodeSet(submission.files, {
    candidates: charsets,
    ...(charset !== undefined && { declared: charset }),
  });
  const opened = decoded.texts.map(({ name, text }) => openText(reader, name, text));
  const findings = [...decoded.findings, ...opened.flatMap((each) => each.findings)];
  const claims = opened.flatMap((each) => each.claims);
  const none = claims.length === 0 && !findings.some(isFailure);
  const file = submission.files[0]?.name ?? '';
  return {
    claims,
    findings: none ? [...findings, noClaim(file)] : findings,
    faulted: claims.length === 0,
  };
}

type Opened = Pick<OpenedFhir, 'claims' | 'findings'>;

function openText(reader: FhirReader, file: string, text: string): Opened {
  const whole = parseJson(text, { file });
  const failed = whole.findings.some(isFailure);
  const series = failed && hasMore(whole) ? readJsonItems(text, { file }) : undefined;
  if (series === undefined || series.findings.some(isFailure)) {
    return failed ? { claims: [], findings: whole.findings } : openDocument(reader, file, whole);
  }
  const opened = series.items.map((item) => openDocument(reader, file, { ...item, findings: [] }));
  return {
    claims: opened.flatMap(({ claims }) => claims),
    findings: [...series.findings, ...opened.flatMap(({ findings }) => findings)],
  };
}

/** What convert prints is a resource a line. */
function hasMore({ findings }: JsonResult): boolean {
  return findings.some(({ code }) => code === 'SAMPAN-JSON-TRAILING');
}

function openDocument(
  reader: FhirReader,
  file: string,
  document: Pick<JsonResult, 'value' | 'placeOf' | 'findings'>,
): Opened {
  const { findings, value } = document;
  const root = rootOf(value);
  if (root === undefined || !reader.resources.includes(root.resource.resourceType)) {
    return { claims: [], findings: [...findings, wrongBody(file, reader, value)] };
  }
  const opened = openResource(root, { file, document });
  return { ...opened, findings: [...findings, ...opened.findings] };
}

/** The resource itself, or the one that Parameters of an operation hold. */
function rootOf(value: unknown): FhirEntry | undefined {
  if (!isResource(value)) return undefined;
  const { resourceType, parameter } = value;
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) {
    return { resource: value, path: [] };
  }
  const at = parameter.findIndex((each: unknown) => {
    return typeof each === 'object' && each !== null && 'name' in each && each.name === 'resource';
  });
  const resource: unknown = (parameter[at] as { readonly resource?: unknown } | undefined)
    ?.resource;
  return isResource(resource) ? { resource, path: ['parameter', at, 'resource'] } : undefined;
}

type Source = Pick<FhirClaim, 'file' | 'document'>;

/** A claim alone, or a bundle of claims, or a bundle of bundles. */
function openResource(entry: FhirEntry, source: Source): Opened {
  const { resource, path } = entry;
  if (resource.resourceType === 'Claim') {
    return { claims: [{ ...source, entries: [entry] }], findings: [] };
  }
  const entries = entriesOf(resource, path);
  const inner = entries.filter((each) => each.resource.resourceType === 'Bundle');
  const opened = inner.map((each) => openResource(each, source));
  const own = openBundle(resource, entries, source);
  return {
    claims: [...own.claims, ...opened.flatMap((each) => each.claims)],
    findings: [...own.findings, ...opened.flatMap((each) => each.findings)],
  };
}

function openBundle(bundle: Resource, all: readonly FhirEntry[], source: Source): Opened {
  const entries = all.filter(({ resource }) => resource.resourceType !== 'Bundle');
  const claims = entries.filter(({ resource }) => resource.resourceType === 'Claim');
  const [only, ...others] = claims;
  if (only === undefined)
    return { claims: [], findings: entries.map((each) => left(each, source)) };
  if (others.length === 0) {
    const rest = entries.filter((entry) => entry !== only);
    return { claims: [{ ...source, bundle, entries: [only, ...rest] }], findings: [] };
  }
  const taken = new Set<FhirEntry>(claims);
  const cut = claims.map((claim): FhirClaim => {
    const belonging = belongingTo(claim, entries);
    for (const entry of belonging) taken.add(entry);
    return { ...source, entries: [claim, ...belonging] };
  });
  const unclaimed = entries.filter((entry) => !taken.has(entry));
  return { claims: cut, findings: unclaimed.map((each) => left(each, source)) };
}

/** What references from the claim lead to, and what refers to the claim or its encounters. */
function belongingTo(claim: FhirEntry, entries: readonly FhirEntry[]): readonly FhirEntry[] {
  const others = entries.filter(({ resource }) => resource.resourceType !== 'Claim');
  const found = new Set<FhirEntry>();
  const follow = (from: FhirEntry): void => {
    for (const reference of referencesOf(from.resource)) {
      const entry = others.find((each) => isNamed(each, reference));
      if (entry === undefined || found.has(entry)) continue;
      found.add(entry);
      follow(entry);
    }
  };
  follow(claim);
  const centres = [claim, ...found].filter(({ resource }) =>
    ['Claim', 'Encounter'].includes(resource.resourceType),
  );
  for (const entry of others) {
    const references = referencesOf(entry.resource);
    if (!centres.some((centre) => references.some((each) => isNamed(centre, each)))) continue;
    found.add(entry);
    follow(entry);
  }
  return entries.filter((entry) => found.has(entry));
}

/** True if the reference is to the entry: its fullUrl, or its type and id. */
export function isNamed({ resource, fullUrl }: FhirEntry, reference: string): boolean {
  const { resourceType, id } = resource;
  if (reference === fullUrl) return true;
  return id !== undefined && [`${resourceType}/${id}`, `urn:uuid:${id}`].includes(reference);
}

function entriesOf({ entry }: Resource, path: JsonPath): readonly FhirEntry[] {
  const list: readonly unknown[] = Array.isArray(entry) ? entry : [];
  return list.flatMap((each, at) => {
    const has = typeof each === 'object' && each !== null && 'resource' in each;
    const resource = has ? each.resource : undefined;
    if (!isResource(resource)) return [];
    const { fullUrl } = each as { readonly fullUrl?: unknown };
    return [
      {
        ...{ resource, path: [...path, 'entry', at, 'resource'] },
        ...(typeof fullUrl === 'string' && { fullUrl }),
      },
    ];
  });
}

function isResource(value: unknown): value is Resource {
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return false;
  return 'resourceType' in value && typeof value.resourceType === 'string';
}

function noClaim(file: string): Finding {
  const base = { code: 'SAMPAN-FHIR-NO-CLAIM', severity: 'error', issue: 'required' } as const;
  return { ...base, places: [{ file }], params: {} };
}

function wrongBody(file: string, { resources }: FhirReader, value: unknown): Finding {
  const found = isResource(value) ? value.resourceType : kindOf(value);
  return {
    ...{ code: 'SAMPAN-FHIR-BODY', severity: 'fatal', issue: 'structure' },
    ...{ places: [{ file }], params: { found, expected: resources.join(', ') } },
  };
}

/** As JSON calls it. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (isExactNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A resource that no claim refers to: it is told, never dropped in silence. */
function left({ resource, path }: FhirEntry, { file, document }: Source): Finding {
  return {
    ...{ code: 'SAMPAN-FHIR-UNCLAIMED', severity: 'warning', issue: 'not-found' },
    places: [{ file, ...document.placeOf(path) }],
    params: { found: resource.resourceType },
  };
}
