/** The definitions that the shorthand step wrote, by folder. */
import { readFileSync } from 'node:fs';
import { generated } from './stamp.ts';

export interface Conformance {
  readonly resourceType: string;
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly version?: string;
}

export function writtenDefinitions(folder: string): readonly Conformance[] {
  const text = readFileSync(`${generated}/definitions/${folder}.json`, 'utf8');
  return JSON.parse(text) as readonly Conformance[];
}

export function ofType(definitions: readonly Conformance[], type: string): readonly Conformance[] {
  return definitions.filter((definition) => definition.resourceType === type);
}
