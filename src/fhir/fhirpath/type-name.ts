/** Names of types in an expression: `Patient`, `FHIR.Patient`, `System.String`. */
import type { TypeModel } from '../model.ts';
import type { Expression, TypeSpecifier } from './syntax.ts';

const SYSTEM_TYPES: ReadonlySet<string> = new Set([
  'Any',
  'Boolean',
  'String',
  'Integer',
  'Decimal',
  'Date',
  'DateTime',
  'Time',
  'Quantity',
]);

interface Naming {
  readonly model?: TypeModel | undefined;
  /** A bare name of a system type is that alone. */
  readonly strict: boolean;
}

/** The runtime's name of the type, or both readings of `Boolean`; undefined if there is none. */
export function typeName(
  { namespace, name }: TypeSpecifier,
  { model, strict }: Naming,
): string | undefined {
  if (namespace === 'System') return `System.${name}`;
  const fhir = model === undefined ? undefined : model.name(name);
  if (namespace === 'FHIR') return model === undefined ? name : fhir;
  if (namespace !== undefined) return undefined;
  if (fhir !== undefined) return fhir;
  const both = name.charAt(0).toLowerCase() + name.slice(1);
  if (SYSTEM_TYPES.has(name)) return strict ? `System.${name}` : `System.${name}|${both}`;
  return model === undefined ? name : undefined;
}

/** `Patient`, `FHIR.Patient` as an argument is a path to the parser. */
export function specifierOf(arg: Expression): TypeSpecifier | undefined {
  if (arg.kind !== 'member') return undefined;
  const { input, name, start, end } = arg;
  if (input === undefined) return { name, start, end };
  if (input.kind !== 'member' || input.input !== undefined) return undefined;
  return { namespace: input.name, name, start, end };
}
