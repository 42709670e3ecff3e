/** FHIRPath `memberOf()` against value sets whose codes can be listed. */

type Json = Readonly<Record<string, unknown>>;

export interface Terminology {
  readonly valueSets: Iterable<unknown>;
  readonly codeSystems: Iterable<unknown>;
}

interface Coding {
  readonly system: string | undefined;
  readonly code: string;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function byUrl(resources: Iterable<unknown>): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const each of resources) {
    if (isJson(each) && typeof each.url === 'string') found.set(each.url, each);
  }
  return found;
}

/** What is asked about: a code, a Coding, or any of a concept's codings. */
function codingsOf(value: unknown): Coding[] {
  if (typeof value === 'string') return [{ system: undefined, code: value }];
  if (!isJson(value)) return [];
  if (Array.isArray(value.coding)) return value.coding.flatMap(codingsOf);
  const system = typeof value.system === 'string' ? value.system : undefined;
  return typeof value.code === 'string' ? [{ system, code: value.code }] : [];
}

function conceptsOf(system: Json): string[] {
  return objects(system.concept).flatMap((each) => [String(each.code), ...conceptsOf(each)]);
}

/** `system|code` of every member; undefined if they cannot be listed. */
function membersOf(
  url: string,
  valueSets: Map<string, Json>,
  systems: Map<string, Json>,
): Set<string> | undefined {
  const compose = valueSets.get(url.replace(/\|.*$/, ''))?.compose;
  if (!isJson(compose) || compose.exclude !== undefined) return undefined;
  const members = new Set<string>();
  for (const include of objects(compose.include)) {
    if (include.filter !== undefined || include.valueSet !== undefined) return undefined;
    const listed = objects(include.concept).map(({ code }) => String(code));
    const system = systems.get(String(include.system));
    if (listed.length === 0 && system?.content !== 'complete') return undefined;
    const codes = listed.length > 0 || system === undefined ? listed : conceptsOf(system);
    for (const code of codes) members.add(`${include.system}|${code}`).add(`|${code}`);
  }
  return members;
}

/** A hook for FHIRPath: undefined where the value set is unknown or cannot be listed. */
export function memberOf({ valueSets, codeSystems }: Terminology) {
  let sets: Map<string, Json> | undefined;
  let systems: Map<string, Json> | undefined;
  const known = new Map<string, Set<string> | undefined>();
  return (value: unknown, url: string): boolean | undefined => {
    if (!known.has(url)) {
      sets ??= byUrl(valueSets);
      systems ??= byUrl(codeSystems);
      known.set(url, membersOf(url, sets, systems));
    }
    const members = known.get(url);
    if (members === undefined) return undefined;
    return codingsOf(value).some(({ system, code }) => members.has(`${system ?? ''}|${code}`));
  };
}
