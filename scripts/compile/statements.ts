/** Statements: their FHIRPath as functions, one module for all countries. */
import { globSync, readFileSync } from 'node:fs';
import type { StatementDefinition } from '../../src/channel/statement/definition.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';
import {
  type Compiled,
  compileBoolean,
  compileValues,
  createUnit,
  type Refused,
} from '../../src/fhir/fhirpath/compile.ts';
import { createTypeModel, type TypeModel } from '../../src/fhir/model.ts';
import { writeModule } from './stamp.ts';

type Unit = ReturnType<typeof createUnit>;

const names = { focus: 'focus', resource: 'focus', rootResource: 'focus', env: '{}' };

export function compileStatements(): readonly string[] {
  const problems: string[] = [];
  const model = createTypeModel(r4Definitions().structures);
  const unit = createUnit({ prefix: 'st' });
  const modules = globSync('mappings/*/statements/*.json')
    .sort()
    .map((path) => {
      const definition = JSON.parse(readFileSync(path, 'utf8')) as StatementDefinition;
      return statementCode({ path, definition, unit, model, problems });
    });
  writeModule(
    'statements',
    [
      `import * as rt from '../fhir/fhirpath/runtime.ts';`,
      unit.declarations(),
      `export const statements = [\n${modules.join(',\n')}\n];\n`,
    ].join('\n'),
    [
      `import type { StatementModule } from '../channel/statement/definition.ts';\n`,
      'export declare const statements: readonly StatementModule[];\n',
    ].join(''),
  );
  return problems;
}

interface ToCompile {
  readonly path: string;
  readonly definition: StatementDefinition;
  readonly unit: Unit;
  readonly model: TypeModel;
  readonly problems: string[];
}

function statementCode({ path, definition, unit, model, problems }: ToCompile): string {
  const take = (name: string, compiled: Compiled | Refused): Compiled | undefined => {
    if (compiled.ok) return compiled;
    for (const { expected, found } of compiled.problems) {
      problems.push(`${path}: ${name}: expected ${expected}, found ${found}`);
    }
    return undefined;
  };
  const values = (name: string, expression: string, focusType: string | undefined) =>
    take(name, compileValues({ unit, model, names, expression, focusType }));
  const of = (compiled: Compiled | undefined) => `(focus) => ${compiled?.code ?? '[]'}`;
  const { columns } = definition;
  const claims = take(
    'claims',
    compileBoolean({ unit, model, names, expression: definition.claims, focusType: 'Bundle' }),
  );
  const lines = values('lines', definition.lines, 'Claim');
  const amounts = Object.entries(definition.amounts).map(([name, expression]) => {
    return `${JSON.stringify(name)}: ${of(values(`amounts.${name}`, expression, lines?.type))}`;
  });
  const cells = columns.flatMap((column) => {
    if (!('of' in column)) return [];
    const expression = 'text' in column ? column.text : column.amount;
    const compiled = values(`columns.${column.id}`, expression, column.of);
    return [`${JSON.stringify(column.id)}: ${of(compiled)}`];
  });
  const known = new Set(columns.map(({ id }) => id));
  const balance = definition.balance ?? [];
  for (const id of [
    definition.claimed,
    ...balance.flatMap((each) => [each.total, ...each.parts]),
  ]) {
    if (!known.has(id)) problems.push(`${path}: no column ${id}`);
  }
  return [
    '{',
    `  definition: ${JSON.stringify(definition)},`,
    `  claims: (focus) => ${claims?.code ?? 'false'},`,
    `  month: ${of(values('month', definition.month, 'Bundle'))},`,
    `  lines: ${of(lines)},`,
    `  group: ${of(values('group', definition.group, lines?.type))},`,
    `  amounts: { ${amounts.join(', ')} },`,
    `  columns: { ${cells.join(',\n    ')} },`,
    '}',
  ].join('\n');
}
