/** A map of a flat invoice to a Claim: this engine, @medplum/core, and JSON in and out. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  indexStructureDefinitionBundle,
  parseMappingLanguage,
  structureMapTransform,
} from '@medplum/core';
import type { StructureDefinition } from '@medplum/fhirtypes';
import { instantiateMap, instantiateTracedMap } from '../../src/cli/instantiate-map.ts';
import { r4Definitions, r4TypeModel } from '../../src/cli/r4-definitions.ts';
import { createTypeModel } from '../../src/fhir/model.ts';
import { type CompiledMaps, compileMaps } from '../../src/mapping/compile.ts';
import type { MapContext } from '../../src/mapping/runtime/context.ts';
import { compare, print, type Timing } from './timing.ts';

const at = (name: string) => fileURLToPath(new URL(`./map/${name}`, import.meta.url));

interface Line {
  readonly sequence: number;
  readonly charged: boolean;
  readonly [field: string]: unknown;
}

function lineOf(index: number): Line {
  return {
    sequence: index + 1,
    charged: true,
    department: ['med', 'lab', 'img'][index % 3],
    code: `S-${1000 + index}`,
    text: `Service number ${index}`,
    quantity: (index % 4) + 1,
    unit: 'each',
    price: 100 + index,
    net: ((index % 4) + 1) * (100 + index),
  };
}

/** An invoice with so many lines. */
function invoice(lines: number): Readonly<Record<string, unknown>> {
  return {
    number: 'INV-2026-0001',
    version: '1',
    profile: 'https://maps.example/StructureDefinition/claim',
    patient: 'p-1',
    patientName: 'Sample Person',
    from: '2026-01-02',
    to: '2026-01-05',
    issued: '2026-01-06',
    insurer: 'o-1',
    provider: 'o-2',
    policy: 'c-1',
    currency: 'THB',
    total: 12_345,
    diagnoses: [
      { sequence: 1, code: 'E11.9', text: 'Type 2 diabetes mellitus' },
      { sequence: 2, code: 'I10', text: 'Hypertension' },
    ],
    lines: Array.from({ length: lines }, (_, index) => lineOf(index)),
  };
}

/** Deep equality without regard to the order of properties, which the peer does not keep. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function repeated(count: number, run: () => unknown): () => void {
  return () => {
    for (let turn = 0; turn < count; turn++) run();
  };
}

function ratio(timings: readonly Timing[], of: string, to: string): string {
  const time = (name: string) =>
    timings.find((each) => each.name === name)?.microseconds ?? Number.NaN;
  return (time(of) / time(to)).toFixed(2);
}

export async function run(): Promise<void> {
  const text = readFileSync(at('invoice.map'), 'utf8');
  const definition: unknown = JSON.parse(readFileSync(at('invoice.json'), 'utf8'));
  const model = createTypeModel([definition], r4TypeModel());
  const compile = () =>
    compileMaps({ maps: [{ file: 'invoice.map', text }], conceptMaps: [], model });
  const compiled = compile();
  const map = instantiateMap(compiled.code);
  const traced = instantiateTracedMap(compiled.tracedCode);
  const context: MapContext = { findings: [], uuid: () => 'id' };
  const base = r4Definitions().structures.filter(({ derivation }) => derivation !== 'constraint');
  indexStructureDefinitionBundle(base as unknown as StructureDefinition[]);
  const peerMap = parseMappingLanguage(text);
  const transformed = (source: unknown) =>
    structureMapTransform(peerMap, [
      { type: 'Invoice', value: source },
      { type: 'Claim', value: { resourceType: 'Claim' } },
    ])[0]?.value;

  const source = invoice(20);
  const json = JSON.stringify(source);
  const result = map(source, context);
  const written = JSON.stringify(result);
  const peer = JSON.stringify(sorted(transformed(source)));
  const agrees = peer === JSON.stringify(sorted(result));
  console.log(
    `${json.length} bytes in, ${written.length} bytes out; both engines agree: ${agrees}`,
  );
  if (!agrees) console.log(`this: ${JSON.stringify(sorted(result))}\npeer: ${peer}`);

  const many = 2_000;
  const timings = compare([
    { name: 'this', count: many, run: repeated(many, () => map(source, context)) },
    { name: 'this, traced', count: 20, run: repeated(20, () => traced(source, context)) },
    { name: '@medplum/core', count: 4, run: repeated(4, () => transformed(source)) },
    { name: 'JSON.parse source', count: many, run: repeated(many, () => JSON.parse(json)) },
    {
      name: 'JSON in and out',
      count: many,
      run: repeated(many, () => {
        JSON.parse(json);
        JSON.stringify(result);
      }),
    },
  ]);
  print(timings, 'JSON in and out');
  console.log(
    `@medplum/core takes ${ratio(timings, '@medplum/core', 'this')} times the time of this`,
  );
  measureGrowth(map, context);
  measureCompile(compile);
  measureMemory(map, context);
}

/** Time a line, for longer and longer sources: constant if the engine is linear. */
function measureGrowth(
  map: (source: unknown, context: MapContext) => unknown,
  context: MapContext,
): void {
  const rows = [100, 1_000, 10_000].map((lines) => {
    const source = invoice(lines);
    const turns = 20_000 / lines;
    return {
      name: `${lines} lines, a line`,
      count: lines * turns,
      run: repeated(turns, () => map(source, context)),
    };
  });
  for (const { name, microseconds } of compare(rows)) {
    console.log(`${name.padEnd(24)} ${microseconds.toFixed(3)} us`);
  }
}

function measureCompile(compile: () => CompiledMaps): void {
  const run = () => compile().tracedCode;
  const [timing] = compare([{ name: 'compile', count: 1, run }]);
  const milliseconds = (timing?.microseconds ?? 0) / 1000;
  console.log(
    `compile, fast and traced: ${milliseconds.toFixed(1)} ms, ${compile().code.length} characters`,
  );
}

/** Bytes that one run leaves to the collector. */
function measureMemory(
  map: (source: unknown, context: MapContext) => unknown,
  context: MapContext,
): void {
  const source = invoice(20);
  const turns = 1_000;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let turn = 0; turn < turns; turn++) map(source, context);
  const used = process.memoryUsage().heapUsed - before;
  console.log(`heap grown by ${(used / turns / 1024).toFixed(1)} KiB a run, collections included`);
}
