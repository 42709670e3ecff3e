/** How often the must-support elements of the profiles in use are filled in a set of bundles. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Resource } from '../channel/translation.ts';

export interface TargetUsage {
  readonly profile: string;
  readonly element: string;
  readonly filled: number;
  readonly resources: number;
}

interface Profile {
  readonly url: string;
  readonly name: string;
  readonly snapshot?: {
    readonly element: readonly {
      readonly id: string;
      readonly path: string;
      readonly mustSupport?: boolean;
    }[];
  };
}

export function targetUsage(country: string, bundles: readonly Resource[]): readonly TargetUsage[] {
  const resources = bundles.flatMap((bundle) => entriesOf(bundle));
  return profilesOf(country).flatMap((profile) => {
    const instances = resources.filter((resource) => claims(resource, profile.url));
    const paths = (profile.snapshot?.element ?? [])
      .filter((element) => element.mustSupport === true && !element.id.includes(':'))
      .map((element) => element.path);
    if (instances.length === 0) return [];
    return [...new Set(paths)].map((path) => ({
      profile: profile.name,
      element: path,
      filled: instances.filter((resource) => isFilled(resource, path.split('.').slice(1))).length,
      resources: instances.length,
    }));
  });
}

function profilesOf(country: string): readonly Profile[] {
  const file = fileURLToPath(new URL(`../generated/definitions/${country}.json`, import.meta.url));
  if (!existsSync(file)) return [];
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly (Profile & { kind?: string })[];
  return all.filter((each) => each.kind === 'resource' && each.snapshot !== undefined);
}

function entriesOf(bundle: Resource): readonly Resource[] {
  const entries = (bundle.entry ?? []) as readonly { readonly resource: Resource }[];
  return entries.map(({ resource }) => resource);
}

function claims(resource: Resource, url: string): boolean {
  const meta = resource.meta as { readonly profile?: readonly string[] } | undefined;
  return meta?.profile?.some((each) => each.split('|')[0] === url) === true;
}

function isFilled(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (Array.isArray(value)) return value.some((each) => isFilled(each, path));
  if (name === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  const object = value as Readonly<Record<string, unknown>>;
  const stem = name.replace('[x]', '');
  const keys = Object.keys(object).filter((key) =>
    name.endsWith('[x]') ? key.startsWith(stem) : key === stem,
  );
  return keys.some((key) => isFilled(object[key], rest));
}
