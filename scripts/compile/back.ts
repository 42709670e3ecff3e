/** The way back of channels: its FHIRPath as functions, one module for all countries. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { BackDefinition, BackField, BackPart } from '../../src/channel/back/definition.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { compileBoolean, compileValues, createUnit } from '../../src/fhir/fhirpath/compile.ts';
import { createTypeModel, type TypeModel } from '../../src/fhir/model.ts';
import { writeModule } from './stamp.ts';

const names = { focus: 'focus', resource: 'focus', rootResource: 'focus', env: 'env' };

interface Context {
  readonly path: string;
  readonly unit: ReturnType<typeof createUnit>;
  readonly model: TypeModel;
  readonly problems: string[];
}

export function compileBack(): readonly string[] {
  const problems: string[] = [];
  const model = createTypeModel(r4Definitions().structures);
  const unit = createUnit({ prefix: 'back' });
  const modules = globSync('mappings/*/*/back.json')
    .sort()
    .map((path) => moduleCode({ path, unit, model, problems }));
  writeModule(
    'back',
    [
      `import * as rt from '../fhir/fhirpath/runtime.ts';`,
      unit.declarations(),
      `export const back = [\n${modules.join(',\n')}\n];\n`,
    ].join('\n'),
    `import type { BackModule } from '../channel/back/definition.ts';\nexport declare const back: readonly BackModule[];\n`,
  );
  return problems;
}

function moduleCode(context: Context): string {
  const written = JSON.parse(readFileSync(context.path, 'utf8')) as BackDefinition;
  const definition = { ...written, channel: basename(dirname(context.path)) };
  const parts = Object.entries(definition.parts).map(
    ([name, part]) => `${JSON.stringify(name)}: ${partCode(context, name, part)}`,
  );
  const { versions, around } = definition;
  const { value: made = '{}', of: type = 'Bundle' } = around.day ?? {};
  const day = valuesCode(context, 'around.day', made, type);
  return [
    `{ definition: ${JSON.stringify(definition)},`,
    `  versions: [${versions.map((each) => versionCode(context, each)).join(',\n    ')}],`,
    `  day: ${day.code},`,
    `  parts: { ${parts.join(',\n    ')} } }`,
  ].join('\n');
}

function versionCode(
  context: Context,
  { version, when: expression }: BackDefinition['versions'][number],
): string {
  const { path, unit, model, problems } = context;
  const compiled = compileBoolean({ unit, model, names, expression, focusType: 'Bundle' });
  const code = compiled.ok ? compiled.code : 'false';
  for (const { expected, found } of compiled.ok ? [] : compiled.problems) {
    problems.push(`${path}: version ${version}: expected ${expected}, found ${found}`);
  }
  return `{ version: ${JSON.stringify(version)}, holds: (focus, env) => ${code} }`;
}

function partCode(context: Context, name: string, part: BackPart): string {
  const each = valuesCode(context, `${name}.each`, part.each, part.of);
  const fields = Object.entries(part.fields).flatMap(([column, field]) => {
    if (field === null || (typeof field === 'object' && 'ordinal' in field)) return [];
    const at = `${name}.${column}`;
    const [expression, type] = expressionOf(field, part, each.type);
    return [`${JSON.stringify(column)}: ${valuesCode(context, at, expression, type).code}`];
  });
  const { beside } = part;
  const key = beside && valuesCode(context, `${name}.beside.key`, beside.key, beside.of);
  const item = beside && valuesCode(context, `${name}.beside.item`, beside.item, each.type);
  const pairs = key && item ? `beside: { key: ${key.code}, item: ${item.code} }, ` : '';
  return `{ each: ${each.code}, ${pairs}fields: { ${fields.join(',\n      ')} } }`;
}

/** A field's FHIRPath, and the type it is evaluated on. */
function expressionOf(
  field: Exclude<BackField, { readonly ordinal: true }>,
  { beside }: BackPart,
  item: string | undefined,
): readonly [expression: string, type: string | undefined] {
  if (typeof field === 'string') return [field, item];
  return 'beside' in field ? [field.beside, beside?.of] : [field.value, field.of];
}

function valuesCode(
  { path, unit, model, problems }: Context,
  at: string,
  expression: string,
  focusType: string | undefined,
): { readonly code: string; readonly type?: string } {
  const compiled = compileValues({ unit, model, names, expression, focusType });
  if (compiled.ok) {
    const { code, type } = compiled;
    return { code: `(focus, env) => ${code}`, ...(type !== undefined && { type }) };
  }
  for (const { expected, found } of compiled.problems) {
    problems.push(`${path}: ${at}: expected ${expected}, found ${found}`);
  }
  return { code: '() => []' };
}
