/** Joins generated modules: dispatch by resource type, profile and extension URL. */
import type { Finding } from '../../base/finding.ts';
import { limits } from '../../base/limits.ts';
import { openTypeModel, type TypeModel } from '../../fhir/model.ts';
import type { CodeDisplays } from '../terminology/code-displays.ts';
import { type SystemFacts, systemFacts } from './coding.ts';
import type { ValidationContext } from './context.ts';
import { inDocumentOrder } from './document-order.ts';
import type { ExtensionEntry, ProfileEntry, ProfileModule } from './profile-module.ts';
import { checkResource, startResource } from './resource.ts';
import { type Check, Run } from './run.ts';
import type { ValueSet } from './value-set.ts';

export type Validator = (resource: unknown, context?: ValidationContext) => Finding[];

/** What checks ask of the modules that were joined. */
export interface ProfileSet {
  /** Any resource, by its type, its `meta.profile` and `context.profiles`. */
  readonly validate: Validator;
  /** One profile or logical model by canonical; undefined if it was not compiled. */
  validator(canonical: string): Validator | undefined;
  profile(canonical: string): ProfileEntry | undefined;
  resourceType(type: string): ProfileEntry | undefined;
  extension(url: string): ExtensionEntry | undefined;
  readonly anyExtension: Check;
  /** True if the value is valid against the profile; findings are forgotten. */
  conforms(run: Run, value: unknown, profile: string): boolean;
  readonly model: TypeModel;
  valueSet(canonical: string): ValueSet | undefined;
  readonly isResourceType: (name: string) => boolean;
  /** Displays by code of a complete code system; undefined if the system is not held. */
  codes(system: string): Readonly<Record<string, readonly string[]>> | undefined;
  /** The same with what its URI and its grammar say, kept for the systems in use. */
  system(system: string): SystemFacts;
}

/** Systems whose facts are kept at once. */
const KEPT_SYSTEMS = 512;

const NO_CONTEXT: ValidationContext = {};
const NO_ENTRIES: readonly ProfileEntry[] = [];

function isExtension(entry: ProfileEntry): entry is ExtensionEntry {
  return entry.context !== undefined && entry.modifier !== undefined;
}

function joinModels(modules: readonly ProfileModule[]): TypeModel {
  const types = Object.assign({}, ...modules.map((one) => one.model.types));
  const aliases = Object.assign({}, ...modules.map((one) => one.model.aliases));
  return openTypeModel({ types, aliases });
}

interface Tables {
  readonly profiles: ReadonlyMap<string, ProfileEntry>;
  readonly types: ReadonlyMap<string, ProfileEntry>;
  readonly extensions: ReadonlyMap<string, ExtensionEntry>;
}

function tabulate(modules: readonly ProfileModule[]): Tables {
  const profiles = new Map<string, ProfileEntry>();
  const types = new Map<string, ProfileEntry>();
  const extensions = new Map<string, ExtensionEntry>();
  for (const entry of modules.flatMap((one) => one.entries)) {
    profiles.set(entry.url, entry);
    if (entry.version !== undefined) profiles.set(`${entry.url}|${entry.version}`, entry);
    if (entry.kind === 'resource' && !entry.derived) types.set(entry.type, entry);
    if (isExtension(entry)) extensions.set(entry.extension ?? entry.url, entry);
  }
  return { profiles, types, extensions };
}

/** Findings in the order of the document, without the repeats that several profiles make. */
function finish(run: Run, resource: unknown, root: string): Finding[] {
  const found = run.findings(root);
  const ordered = run.unordered ? inDocumentOrder(resource, found) : found;
  return run.dropped === 0 ? ordered : [...ordered, ...run.more(root)];
}

export function joinProfiles(modules: readonly ProfileModule[]): ProfileSet {
  const { profiles, types, extensions } = tabulate(modules);
  let codes: CodeDisplays | undefined;
  const codesOf = () => {
    codes ??= Object.assign(Object.create(null), ...modules.map((one) => one.codes?.() ?? {}));
    return codes ?? {};
  };
  const systems = new Map<string, SystemFacts>();
  const model = joinModels(modules);
  const resourceTypes = new Set([...model.types()].filter((type) => model.isResource(type)));
  const asked = modules.flatMap((one) => one.valueSets ?? []);
  const valueSets = new Map(asked.map((one) => [one.url, one]));
  const anyExtension = modules.find((one) => one.extension !== undefined)?.extension;

  function begin(context: ValidationContext): Run {
    return new Run(set, context, context.limits?.findings ?? limits.findings);
  }

  function validatorOf(entry: ProfileEntry): Validator {
    return (resource, context = NO_CONTEXT) => {
      const run = begin(context);
      if (entry.kind === 'resource') startResource(run, resource, [entry]);
      else {
        run.resource = context.rootResource ?? resource;
        run.rootResource = run.resource;
        entry.check(resource, run);
      }
      return finish(run, resource, entry.root);
    };
  }

  const set: ProfileSet = {
    validate(resource, context = NO_CONTEXT) {
      const run = begin(context);
      const extra = context.profiles?.flatMap((url) => profiles.get(url) ?? []) ?? NO_ENTRIES;
      startResource(run, resource, extra);
      const type = (resource as { resourceType?: unknown } | null)?.resourceType;
      return finish(run, resource, typeof type === 'string' ? type : 'Resource');
    },
    validator(canonical) {
      const entry = set.profile(canonical);
      return entry === undefined ? undefined : validatorOf(entry);
    },
    profile: (canonical) => profiles.get(canonical),
    resourceType: (type) => types.get(type),
    extension: (url) => extensions.get(url),
    anyExtension: anyExtension ?? (() => {}),
    conforms(run, value, profile) {
      const entry = set.profile(profile);
      if (entry === undefined) return false;
      const mark = run.count;
      if (entry.kind === 'resource') checkResource(run, value, [entry]);
      else entry.check(value, run);
      return !run.retract(mark);
    },
    model,
    valueSet: (canonical) => valueSets.get(canonical.split('|')[0] ?? ''),
    isResourceType: (name) => resourceTypes.has(name),
    codes: (system) => codesOf()[system],
    system(system) {
      const known = systems.get(system);
      if (known !== undefined) return known;
      const facts = systemFacts(system, codesOf()[system]);
      if (systems.size >= KEPT_SYSTEMS) systems.clear();
      systems.set(system, facts);
      return facts;
    },
  };
  return set;
}
