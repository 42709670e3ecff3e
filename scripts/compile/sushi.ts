/**
 * FHIR Shorthand to StructureDefinitions with snapshots, ValueSets and CodeSystems. SUSHI runs as
 * a library on definitions from an installed package: no network, no home folder.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { writtenDefinitions } from '../../src/cli/written-definitions.ts';
import { generated } from './stamp.ts';
import { readFindings } from './texts.ts';

const require = createRequire(import.meta.url);
export const canonicalBase = 'https://sampan.example/fhir';
const projectVersion = '0.1.0';

interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly url?: string;
}

interface SushiInvariant {
  name: string;
  description?: string;
}

interface SushiTank {
  readonly docs: readonly { readonly invariants: ReadonlyMap<string, SushiInvariant> }[];
}

type Exported = Readonly<Record<string, readonly { toJSON(snapshot: boolean): Definition }[]>>;

interface SushiDefinitions {
  initialize(): Promise<void>;
  loadVirtualPackage(pack: unknown): Promise<string>;
}

/** The part of SUSHI that is used; its own types pull in the whole of its implementation. */
interface Sushi {
  readonly fhirdefs: {
    readonly FHIRDefinitions: new (options: unknown) => SushiDefinitions;
    readonly R5_DEFINITIONS_NEEDED_IN_R4: readonly Definition[];
  };
  readonly sushiImport: { readonly RawFSH: new (text: string, file: string) => unknown };
  readonly sushiExport: { exportFHIR(tank: SushiTank, definitions: unknown): Exported };
  readonly utils: {
    readonly logger: { readonly transports: { silent: boolean }[] };
    readonly errorsAndWarnings: {
      shouldTrack: boolean;
      reset(): void;
      readonly errors: readonly SushiMessage[];
      readonly warnings: readonly SushiMessage[];
    };
    fillTank(files: readonly unknown[], config: unknown): SushiTank;
  };
}

interface SushiMessage {
  readonly message: string;
  readonly input?: string;
  readonly location?: { readonly startLine: number; readonly startColumn: number };
}

type VirtualPackage = new (
  about: unknown,
  resources: ReadonlyMap<string, Definition>,
  log: unknown,
) => unknown;

const offline = {
  packageCache: {
    cachePackageTarball: async () => '',
    isPackageInCache: () => false,
    getPackagePath: () => undefined,
    getPackageJSONPath: () => undefined,
    getPotentialResourcePaths: () => [],
    getResourceAtPath: () => undefined,
  },
  registryClient: {
    resolveVersion: async (_name: string, version: string) => version,
    download: async () => Promise.reject(new Error('definitions come from the installed package')),
  },
  currentBuildClient: {
    downloadCurrentBuild: async () =>
      Promise.reject(new Error('definitions come from the installed package')),
    getCurrentBuildDate: async () => undefined,
  },
};

const log = {
  log: (level: string, message: string) => {
    if (level === 'error') console.error(message);
  },
};

function baseDefinitions(): Map<string, Definition> {
  const { structures, valueSets, codeSystems, conceptMaps } = r4Definitions();
  const all = [...structures, ...valueSets, ...codeSystems, ...conceptMaps];
  const named = all as unknown as readonly Definition[];
  return new Map(named.map((each) => [`${each.resourceType}-${each.id}`, each]));
}

/** An invariant's `human` is the English expectation of its finding, so that it stands once. */
function describeInvariants(tank: SushiTank, folder: string): readonly string[] {
  const texts = readFindings(folder);
  const missing: string[] = [];
  for (const { invariants } of tank.docs) {
    for (const invariant of invariants.values()) {
      const text = texts[invariant.name]?.en?.expected;
      if (text === undefined)
        missing.push(`profiles/${folder}/findings.json: no text for ${invariant.name}`);
      invariant.description = text ?? invariant.name;
    }
  }
  return missing;
}

function fshFiles(sushi: Sushi, folder: string): readonly unknown[] {
  return readdirSync(`profiles/${folder}`)
    .filter((file) => file.endsWith('.fsh'))
    .sort()
    .map((file) => `profiles/${folder}/${file}`)
    .map((path) => new sushi.sushiImport.RawFSH(readFileSync(path, 'utf8'), path));
}

interface Opened {
  readonly sushi: Sushi;
  readonly definitions: SushiDefinitions;
  readonly pack: (about: unknown, resources: ReadonlyMap<string, Definition>) => Promise<string>;
}

let opened: Promise<Opened> | undefined;

/** Loads SUSHI and the base definitions once a run; they take longer than any folder. */
function openSushi(): Promise<Opened> {
  opened ??= loadSushi();
  return opened;
}

async function loadSushi(): Promise<Opened> {
  const sushi = require('fsh-sushi') as Sushi;
  const { InMemoryVirtualPackage } = require('fhir-package-loader') as {
    InMemoryVirtualPackage: VirtualPackage;
  };
  const { utils, fhirdefs } = sushi;
  for (const transport of utils.logger.transports) transport.silent = true;
  utils.errorsAndWarnings.shouldTrack = true;
  const definitions = new fhirdefs.FHIRDefinitions(offline);
  await definitions.initialize();
  const pack: Opened['pack'] = (about, resources) =>
    definitions.loadVirtualPackage(new InMemoryVirtualPackage(about, resources, log));
  const later = fhirdefs.R5_DEFINITIONS_NEEDED_IN_R4;
  await pack({ name: 'sushi-r5forR4', version: '1.0.0' }, new Map(later.map((d) => [d.id, d])));
  const core = { name: 'hl7.fhir.r4.core', version: '4.0.1', fhirVersions: ['4.0.1'] };
  await pack(core, baseDefinitions());
  return { sushi, definitions, pack };
}

/** Makes what a folder of profiles/ builds on known to SUSHI; a no-op for `r4` itself. */
async function loadShared({ pack }: Opened, folder: string): Promise<void> {
  if (folder === 'r4') return;
  const shared = writtenDefinitions('r4') as readonly Definition[];
  const named = new Map(shared.map((each) => [`${each.resourceType}-${each.id}`, each]));
  await pack({ name: 'sampan.r4', version: projectVersion }, named);
}

/** Reads one folder of profiles/ and writes `definitions/<folder>.json`. Returns problems. */
export async function compileShorthand(folder: string): Promise<readonly string[]> {
  const started = await openSushi();
  const { sushi, definitions } = started;
  const { utils } = sushi;
  await loadShared(started, folder);
  utils.errorsAndWarnings.reset();
  const config = {
    canonical: canonicalBase,
    version: projectVersion,
    FSHOnly: true,
    fhirVersion: ['4.0.1'],
  };
  const tank = utils.fillTank(fshFiles(sushi, folder), config);
  const untold = describeInvariants(tank, folder);
  writeDefinitions(folder, sushi.sushiExport.exportFHIR(tank, definitions));
  for (const warning of utils.errorsAndWarnings.warnings) console.error(describe(warning));
  return [...untold, ...utils.errorsAndWarnings.errors.map(describe)];
}

function describe(message: SushiMessage): string {
  const { input = 'profiles', location } = message;
  const at = location === undefined ? '' : `:${location.startLine}:${location.startColumn}`;
  return `${input}${at}: ${message.message}`;
}

function writeDefinitions(folder: string, exported: Exported): void {
  const kinds = ['profiles', 'extensions', 'logicals', 'valueSets', 'codeSystems', 'instances'];
  const written = kinds.flatMap((kind) => (exported[kind] ?? []).map((item) => item.toJSON(true)));
  mkdirSync(`${generated}/definitions`, { recursive: true });
  writeFileSync(`${generated}/definitions/${folder}.json`, JSON.stringify(written, null, 1));
}
