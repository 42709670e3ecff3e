/** What the samples of all mappings expect, as one text. */
import { globSync, readFileSync } from 'node:fs';

export function samplesText(): string {
  return globSync('mappings/**/samples/**/*.{json,ndjson}')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
