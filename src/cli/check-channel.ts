/**
 * Checks a channel.json as `npm run compile` and the tests do: syntax, schema, references, each
 * problem with its line. ajv generates code, so this runs on the command line only.
 */
import { checkReferences, type Fault } from '../channel/check.ts';
import type { Channel } from '../channel/definition.ts';
import { parseJson } from '../wire/json.ts';
import { schemaFaults } from './channel-schema.ts';

export interface ChannelProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** JSON pointer of the value; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `file` is the path inside the project: `mappings/<country>/<channel>/channel.json`. */
export function checkChannel(text: string, file: string): readonly ChannelProblem[] {
  const json = parseJson(text, { file });
  const unread = json.findings.map(({ code, places, params }) => ({
    file,
    line: places[0]?.line ?? 1,
    column: places[0]?.column ?? 1,
    path: '',
    message: `${code} ${JSON.stringify(params)}`,
  }));
  if (unread.length > 0) return unread;
  return faultsOf(json.value, file).map(({ path, message }) => ({
    file,
    ...json.placeOf(path),
    path: path.map((step) => `/${step}`).join(''),
    message,
  }));
}

/** References are looked at once the shape is right: before, they would only repeat its faults. */
function faultsOf(definition: unknown, file: string): readonly Fault[] {
  const shape = schemaFaults(definition);
  if (shape.length > 0) return shape;
  const channel = definition as Channel;
  return [...checkFolder(channel, file), ...checkReferences(channel)];
}

/** The folder's name is the channel's, the one above it the country's. */
function checkFolder({ id, country, reader }: Channel, file: string): readonly Fault[] {
  const folders = file.split('/').slice(0, -1);
  const [above, folder] = folders.slice(-2);
  const named = folder === id ? [] : [{ path: ['id'], message: `the folder is ${folder}` }];
  if (reader.kind === 'fhir' || above === country) return named;
  return [...named, { path: ['country'], message: `the folder above is ${above}` }];
}

/** `file:line:column message`, as editors and terminals link it. */
export function formatProblem({ file, line, column, path, message }: ChannelProblem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}
