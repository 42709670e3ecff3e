/** `sampan statement`: claims as `sampan convert` wrote them to a statement, as a sheet or FHIR. */
import type { Command } from 'commander';
import example from '../../mappings/example.json' with { type: 'json' };
import { exactNumber } from '../base/decimal.ts';
import {
  foldStatement,
  type StatementFold,
  type StatementRow,
} from '../channel/statement/compute.ts';
import { csvText } from '../channel/statement/csv.ts';
import type { StatementDefinition, StatementModule } from '../channel/statement/definition.ts';
import { type Period, periodOf, within } from '../channel/statement/period.ts';
import { settlementText } from '../channel/statement/reconciliation.ts';
import { jsonText, type StatementText, writeStatement } from '../channel/statement/text.ts';
import type { Resource } from '../channel/translation.ts';
import { loadStatements } from './catalogue.ts';
import { countOf } from './count-of.ts';
import { exit, UsageError } from './exit.ts';
import { readBundles } from './read-bundles.ts';
import { checkWritable, writePieces } from './write-output.ts';
import { writeSheet } from './write-sheet.ts';

interface StatementOptions {
  readonly statement: string;
  readonly period: string;
  readonly format: string;
  readonly out?: string;
  readonly facility?: string;
  readonly created?: string;
  readonly advance?: string;
  readonly advancePaid?: string;
}

const FORMATS: readonly string[] = ['csv', 'xlsx', 'json', 'fhir'];
const AMOUNT = /^\d{1,15}(\.\d{1,3})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function registerStatement(program: Command): void {
  program
    .command('statement')
    .description('claims to the statement they are settled by, with totals')
    .requiredOption('--statement <id>', 'which statement, as mappings/*/statements name them')
    .requiredOption('--period <period>', 'a month, a quarter or a year: 2025-11, 2025-Q4, 2025')
    .option('--format <format>', 'csv, xlsx, json or fhir', 'csv')
    .option('--out <file>', 'write there; xlsx must be written to a file')
    .option('--facility <code>', 'fhir: the facility that is paid')
    .option('--created <instant>', 'fhir: when the statement is made')
    .option('--advance <amount>', 'fhir: what was paid in advance')
    .option('--advance-paid <day>', 'fhir: when that was paid')
    .argument('<file...>', 'bundles as convert prints them, one a line, or one a file')
    .addHelpText('after', `\nExample:\n  sampan statement ${example.statement}`)
    .action(async (files: readonly string[], options: StatementOptions) => {
      process.exitCode = await statement(files, options);
    });
}

async function statement(files: readonly string[], options: StatementOptions): Promise<number> {
  const period = periodOf(options.period);
  if (period === undefined)
    throw new UsageError(`no period ${options.period}: 2025-11, 2025-Q4 or 2025`);
  if (!FORMATS.includes(options.format))
    throw new UsageError(`no format ${options.format}; there is ${FORMATS.join(', ')}`);
  const module = await findStatement(options.statement);
  if (options.out !== undefined) checkWritable(options.out);
  const fold = foldStatement(module, within(period));
  await write({ definition: module.definition, fold, claims: claimsOf(files), period }, options);
  const { count, imbalances } = fold.end();
  for (const { claim, total, expected, found } of imbalances) {
    process.stderr.write(`${claim}: ${total} is ${expected}, its parts sum to ${found}\n`);
  }
  process.stderr.write(`${countOf(count, 'claim')}\n`);
  return imbalances.length > 0 ? exit.inputHasErrors : exit.fine;
}

async function* claimsOf(files: readonly string[]): AsyncGenerator<Resource> {
  for (const file of files) yield* readBundles(file);
}

async function findStatement(id: string): Promise<StatementModule> {
  const statements = await loadStatements();
  const found = statements.find(({ definition }) => definition.id === id);
  if (found !== undefined) return found;
  const known = statements.map(({ definition }) => definition.id).join(', ');
  throw new UsageError(`no statement ${id}; there is ${known}`);
}

interface Making {
  readonly definition: StatementDefinition;
  readonly fold: StatementFold;
  readonly claims: AsyncIterable<Resource>;
  readonly period: Period;
}

async function write(making: Making, options: StatementOptions): Promise<void> {
  const { definition, fold, claims, period } = making;
  const { format, out } = options;
  if (format !== 'xlsx') {
    const text = textOf(definition, period, options);
    return await writePieces(out, writeStatement(fold, text, claims));
  }
  if (out === undefined) throw new UsageError('--format xlsx needs --out');
  const rows: StatementRow[] = [];
  for await (const claim of claims) {
    const row = fold.take(claim);
    if (row !== undefined) rows.push(row);
  }
  await writeSheet(definition, { rows, totals: fold.end().totals }, out);
}

function textOf(
  definition: StatementDefinition,
  period: Period,
  options: StatementOptions,
): StatementText {
  if (options.format === 'csv') return csvText(definition);
  const text = options.format === 'json' ? jsonText : settlementOf(definition, period, options);
  return { ...text, tail: (end) => `${text.tail(end)}\n` };
}

function settlementOf(
  definition: StatementDefinition,
  period: Period,
  options: StatementOptions,
): StatementText {
  const { facility, created, advance, advancePaid } = options;
  if (facility === undefined || created === undefined) {
    throw new UsageError('--format fhir needs --facility and --created');
  }
  if (advance !== undefined && !AMOUNT.test(advance)) throw new UsageError(`no amount: ${advance}`);
  if (advance !== undefined && !DAY.test(advancePaid ?? '')) {
    throw new UsageError('--advance needs --advance-paid, a day');
  }
  return settlementText(definition, {
    period,
    label: options.period,
    facility,
    created,
    ...(advance !== undefined && {
      advance: { amount: exactNumber(advance), paid: advancePaid ?? '' },
    }),
  });
}
