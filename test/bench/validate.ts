/**
 * Validators against JSON.parse of the same bytes and @medplum/core's validateResource. Of each the
 * best of several interleaved rounds counts, so that a busy machine disturbs all alike.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { isFailure } from '../../src/base/finding.ts';
import { instantiateProfiles, loadModules } from '../../src/cli/compile-profiles.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { joinProfiles, type ProfileSet } from '../../src/profile/runtime/index.ts';
import { compare } from './timing.ts';
import { bundleOf, claim, coverage, encounter, patient, spoiled } from './validate-data.ts';

const samples: Readonly<Record<string, object>> = {
  Patient: patient,
  Encounter: encounter,
  Coverage: coverage,
  'Claim, 20 items': claim(20),
  'Bundle of these': bundleOf([claim(20), coverage, encounter, patient]),
  'Patient, invalid': spoiled(patient),
  'Encounter, invalid': spoiled(encounter),
  'Coverage, invalid': spoiled(coverage),
  'Claim, invalid': spoiled(claim(20)),
  'Bundle, invalid': spoiled(bundleOf([claim(20), coverage, encounter, patient])),
};

/** Bytes handled in one round of one candidate: enough for a steady figure. */
const ROUND_BYTES = 2_000_000;

function tryPeer(resource: Resource): void {
  try {
    validateResource(resource);
  } catch {
    // It throws on any error; that is its verdict.
  }
}

function repeated(times: number, work: () => unknown): () => void {
  return () => {
    for (let at = 0; at < times; at++) work();
  };
}

function ratios(set: ProfileSet, name: string, resource: object): string {
  const text = JSON.stringify(resource);
  const value = JSON.parse(text) as Resource;
  const times = Math.max(20, Math.round(ROUND_BYTES / text.length));
  const few = Math.max(3, Math.round(times / 40));
  const [parse, own, peer] = compare([
    { name: 'JSON.parse', count: times, run: repeated(times, () => JSON.parse(text)) },
    { name: 'validate', count: times, run: repeated(times, () => set.validate(value)) },
    { name: 'medplum', count: few, run: repeated(few, () => tryPeer(value)) },
  ]).map(({ best }) => best);
  const errors = set.validate(value).filter(isFailure).length;
  const cells = [text.length, own?.toFixed(1), ((own ?? 0) / (parse ?? 1)).toFixed(2)];
  const faster = ((peer ?? 0) / (own ?? 1)).toFixed(0);
  return [
    name.padEnd(18),
    ...[...cells, faster, errors].map((cell) => String(cell).padStart(12)),
  ].join('');
}

/** The cost of an entry must not depend on how many there are; memory has its price in both. */
function growth(set: ProfileSet): void {
  console.log(
    '\nentries in one Bundle: microseconds an entry, of JSON.parse an entry, and their ratio',
  );
  for (const entries of [10, 100, 1_000, 10_000]) {
    const claims = Array.from({ length: entries }, (_, at) => ({ ...claim(2), id: `c${at}` }));
    const text = JSON.stringify(bundleOf(claims));
    const value: unknown = JSON.parse(text);
    const times = Math.max(1, Math.round(20_000 / entries));
    const count = times * entries;
    const [own, parse] = compare([
      { name: 'validate', count, run: repeated(times, () => set.validate(value)) },
      { name: 'JSON.parse', count, run: repeated(times, () => JSON.parse(text)) },
    ]).map(({ best }) => best);
    const cells = [own, parse, (own ?? 0) / (parse ?? 1)].map((one) => one?.toFixed(2) ?? '');
    console.log([String(entries), ...cells].map((cell) => cell.padStart(12)).join(''));
  }
}

function sizes(): void {
  console.log('\ngenerated modules: KB, KB gzipped');
  for (const name of ['r4', 'shared', 'th', 'vn', 'cn']) {
    const file = new URL(`../../src/generated/${name}/profiles.js`, import.meta.url);
    if (!existsSync(file)) continue;
    const code = readFileSync(file);
    const [raw, zipped] = [code.length, gzipSync(code).length].map((n) => (n / 1024).toFixed(0));
    console.log(`${name.padEnd(8)} ${raw?.padStart(8)} ${zipped?.padStart(8)}`);
  }
}

function compileTime(): void {
  const { structures, valueSets, codeSystems } = r4Definitions();
  const roots = ['Patient', 'Encounter', 'Coverage', 'Claim', 'Bundle'].map(
    (type) => `http://hl7.org/fhir/StructureDefinition/${type}`,
  );
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  instantiateProfiles({ definitions: structures, valueSets, codeSystems, roots });
  const ms = (performance.now() - started).toFixed(0);
  const megabytes = ((process.memoryUsage().heapUsed - before) / 2 ** 20).toFixed(0);
  console.log(`\nfive types from definitions in memory to validators: ${ms} ms, ${megabytes} MiB`);
}

/** Prints one table of ratios, then growth, sizes and the time of compiling in memory. */
export async function run(): Promise<void> {
  const before = process.memoryUsage().heapUsed;
  const set = joinProfiles(await loadModules());
  set.validate(patient);
  const held = ((process.memoryUsage().heapUsed - before) / 2 ** 20).toFixed(0);
  const types = r4Definitions().structures.filter(({ derivation }) => derivation !== 'constraint');
  const entry = types.map((resource) => ({ resource }));
  const definitions = { resourceType: 'Bundle', type: 'collection', entry } as unknown;
  indexStructureDefinitionBundle(definitions as Bundle<StructureDefinition>);
  const head = ['bytes', 'us', 'x JSON.parse', 'x faster', 'errors'];
  console.log(`${''.padEnd(18)}${head.map((cell) => cell.padStart(12)).join('')}`);
  for (const [name, resource] of Object.entries(samples)) console.log(ratios(set, name, resource));
  console.log('(x faster: than validateResource of @medplum/core on the same object)');
  growth(set);
  sizes();
  compileTime();
  console.log(`validators held in memory: ${held} MiB`);
}
