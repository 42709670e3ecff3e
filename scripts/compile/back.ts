/** The way back of channels: its FHIRPath as functions, one module for all countries. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { BackDefinition, BackPart } from '../../src/channel/back/definition.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import { compileValues, createUnit } from '../../src/fhir/fhirpath/compile.ts';
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
  return `{ definition: ${JSON.stringify(definition)},\n  parts: { ${parts.join(',\n    ')} } }`;
}

function partCode(context: Context, name: string, part: BackPart): string {
  const each = valuesCode(context, `${name}.each`, part.each, part.of);
  const fields = Object.entries(part.fields).flatMap(([column, field]) => {
    if (field === null || (typeof field === 'object' && 'ordinal' in field)) return [];
    const at = `${name}.${column}`;
    const compiled =
      typeof field === 'string'
        ? valuesCode(context, at, field, each.type)
        : valuesCode(context, at, field.value, field.of);
    return [`${JSON.stringify(column)}: ${compiled.code}`];
  });
  return `{ each: ${each.code}, fields: { ${fields.join(',\n      ')} } }`;
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
