/**
 * What a reference points to: contained resources, entries of the Bundle, the caller's resolver.
 * http://hl7.org/fhir/R4/bundle.html#references
 */
import type { BundleEntry } from './bundle-index.ts';
import { withoutVersion } from './reference-form.ts';
import type { Run } from './run.ts';

const NONE: readonly BundleEntry[] = [];

function contained(run: Run, id: string): unknown {
  if (id === '') return run.rootResource;
  const list: unknown = (run.rootResource as { contained?: unknown } | null)?.contained;
  if (!Array.isArray(list)) return undefined;
  return list.find((one: { id?: unknown } | null) => one?.id === id);
}

/** Entries that a reference means by the rules for fullUrl: none, one, or too many. */
export function bundleMatches(run: Run, reference: string): readonly BundleEntry[] {
  return run.bundle?.matches(reference, run.entry?.base) ?? NONE;
}

export function resolveText(run: Run, reference: string): unknown {
  if (reference.startsWith('#')) return contained(run, reference.slice(1));
  const [entry] = bundleMatches(run, reference);
  if (entry?.resource !== undefined) return entry.resource;
  const [named] = run.bundle?.byTypeAndId(withoutVersion(reference)) ?? NONE;
  return named?.resource ?? run.context.resolve?.(reference);
}

/** Resolves a Reference, or the text of a canonical or uri. */
export function resolveReference(run: Run, value: unknown): unknown {
  const text: unknown =
    typeof value === 'string' ? value : (value as { reference?: unknown } | null)?.reference;
  return typeof text === 'string' ? resolveText(run, text) : undefined;
}
