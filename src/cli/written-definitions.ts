/** The definitions that `npm run compile` made of a folder of profiles/. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Conformance {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly version?: string;
}

export function writtenDefinitions(folder: string): readonly Conformance[] {
  const url = new URL(`../generated/definitions/${folder}.json`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as readonly Conformance[];
}

export function ofType(definitions: readonly Conformance[], type: string): readonly Conformance[] {
  return definitions.filter((definition) => definition.resourceType === type);
}

/** What a channel of the country may name: the shared definitions and its own. */
export function countryDefinitions(country: string): readonly Conformance[] {
  return [...writtenDefinitions('r4'), ...writtenDefinitions(country)];
}
