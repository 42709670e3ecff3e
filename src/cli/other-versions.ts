/** Definitions of other FHIR versions beside R4's: under URLs that name their version. */

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const CORE = /^http:\/\/hl7\.org\/fhir\/(?:(\d+\.\d+)\/)?StructureDefinition\//;

/** `5.0` for what belongs to another version's core; undefined for everything else. */
function otherVersion(definition: unknown): string | undefined {
  if (!isJson(definition) || definition.resourceType !== 'StructureDefinition') return undefined;
  if (definition.kind === 'logical' || definition.derivation === 'constraint') return undefined;
  const url = CORE.exec(String(definition.url ?? ''));
  if (url === null) return undefined;
  if (url[1] !== undefined) return url[1];
  const version = String(definition.fhirVersion ?? '');
  if (version === '' || version.startsWith('4.0')) return undefined;
  return version.split('.').slice(0, 2).join('.');
}

/** Rewrites what is one type's URL or name in R4 to the other version's. */
function renamed(definition: Json, version: string, own: ReadonlySet<string>): Json {
  const urlOf = (name: string) => `http://hl7.org/fhir/${version}/StructureDefinition/${name}`;
  const typeOf = (code: unknown): unknown =>
    typeof code === 'string' && own.has(code) ? urlOf(code) : code;
  const elements = (view: unknown): unknown => {
    if (!isJson(view) || !Array.isArray(view.element)) return view;
    const element = view.element.filter(isJson).map((each) => {
      const types = Array.isArray(each.type) ? each.type.filter(isJson) : undefined;
      if (types === undefined) return each;
      return { ...each, type: types.map((type) => ({ ...type, code: typeOf(type.code) })) };
    });
    return { ...view, element };
  };
  const name = String(definition.type ?? '').replace(CORE, '');
  const base = String(definition.baseDefinition ?? '').replace(CORE, '');
  return {
    ...definition,
    url: urlOf(name),
    type: urlOf(name),
    baseDefinition: own.has(base) ? urlOf(base) : `http://hl7.org/fhir/StructureDefinition/${base}`,
    snapshot: elements(definition.snapshot),
    differential: elements(definition.differential),
  };
}

/** The definitions as they can stand beside R4's own. */
export function besideR4(definitions: readonly unknown[]): unknown[] {
  const complex = new Map<string, Set<string>>();
  for (const each of definitions) {
    const version = otherVersion(each);
    if (version === undefined || !isJson(each) || each.kind === 'primitive-type') continue;
    const names = complex.get(version) ?? new Set<string>();
    complex.set(version, names.add(String(each.type ?? '').replace(CORE, '')));
  }
  return definitions.flatMap((each) => {
    const version = otherVersion(each);
    if (version === undefined || !isJson(each)) return [each];
    if (each.kind === 'primitive-type') return [];
    return [renamed(each, version, complex.get(version) ?? new Set())];
  });
}
