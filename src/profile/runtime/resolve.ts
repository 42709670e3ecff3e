/**
 * What a reference points to: contained resources, entries of the Bundle, the caller's resolver.
 * http://hl7.org/fhir/R4/bundle.html#references
 */
import type { BundleEntry } from './bundle-index.ts';
import type { Run } from './run.ts';

export const RELATIVE =
  /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const REST = /^(.*\/)[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

export function isAbsolute(reference: string): boolean {
  return SCHEME.test(reference);
}

function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}

/** The base of a RESTful fullUrl, `http://server/fhir/`; undefined for urn:uuid and the like. */
export function restBase(fullUrl: string | undefined): string | undefined {
  return fullUrl === undefined ? undefined : REST.exec(fullUrl)?.[1];
}

function contained(run: Run, id: string): unknown {
  if (id === '') return run.root;
  const list: unknown = (run.root as { contained?: unknown } | null)?.contained;
  if (!Array.isArray(list)) return undefined;
  return list.find((one: { id?: unknown } | null) => one?.id === id);
}

/** Entries that a reference means by the rules for fullUrl: none, one, or too many. */
export function bundleMatches(run: Run, reference: string): readonly BundleEntry[] {
  const { bundle } = run;
  if (bundle === undefined) return [];
  const bare = withoutVersion(reference);
  if (isAbsolute(bare)) return bundle.byFullUrl(bare);
  const base = restBase(run.entry?.fullUrl);
  return base === undefined ? [] : bundle.byFullUrl(base + bare);
}

export function resolveText(run: Run, reference: string): unknown {
  if (reference.startsWith('#')) return contained(run, reference.slice(1));
  const [entry] = bundleMatches(run, reference);
  if (entry?.resource !== undefined) return entry.resource;
  const [named] = run.bundle?.byTypeAndId(withoutVersion(reference)) ?? [];
  return named?.resource ?? run.context.resolve?.(reference);
}

/** Resolves a Reference, or the text of a canonical or uri. */
export function resolveReference(run: Run, value: unknown): unknown {
  const text: unknown =
    typeof value === 'string' ? value : (value as { reference?: unknown } | null)?.reference;
  return typeof text === 'string' ? resolveText(run, text) : undefined;
}
