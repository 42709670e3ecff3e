/** The case folders: maps, a source, and what is expected of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/base/finding.ts';
import { r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { createTypeModel, type TypeModel } from '../../src/fhir/model.ts';
import type { MapFile } from '../../src/mapping/compile.ts';
import type { MapContext } from '../../src/mapping/runtime/context.ts';
import { parseJson } from '../../src/wire/json.ts';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));
const models: { readonly entry: readonly { readonly resource: unknown }[] } = JSON.parse(
  readFileSync(fileURLToPath(new URL('./models.json', import.meta.url)), 'utf8'),
);

export const model: TypeModel = createTypeModel(
  models.entry.map(({ resource }) => resource),
  r4TypeModel(),
);

export const caseNames: readonly string[] = readdirSync(folder).sort();

export function pathOf(name: string, file: string): string {
  return `${folder}${name}/${file}`;
}

export function has(name: string, file: string): boolean {
  return existsSync(pathOf(name, file));
}

export function readCase(name: string, file: string): string {
  return readFileSync(pathOf(name, file), 'utf8');
}

/** `main.map` first, then what it imports. */
export function mapsOf(name: string): MapFile[] {
  const files = readdirSync(`${folder}${name}`).filter((file) => file.endsWith('.map'));
  const rest = files.filter((file) => file !== 'main.map').sort();
  return ['main.map', ...rest].map((file) => ({ file, text: readCase(name, file) }));
}

export function sourceOf(name: string): unknown {
  return parseJson(readCase(name, 'source.json'), { file: 'source.json' }).value;
}

/** Ids count up, so that runs can be compared. */
export function context(findings: Finding[] = []): MapContext {
  let count = 0;
  const now = '2026-01-31T10:00:00.000Z';
  return { findings, now, model, maxSteps: 1_000, uuid: () => `id-${++count}` };
}
