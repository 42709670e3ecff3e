/** Collects the payers' codes of every country into one module. */
import { globSync, readFileSync } from 'node:fs';
import type { PayerCodeTable } from '../../src/gateway/payer-codes.ts';
import { writeModule } from './stamp.ts';

const KINDS = ['correct', 'deny', 'verify'];

/** Writes `payer-codes.js`; a code without its official words, or of no kind, is a problem. */
export async function compilePayerCodes(): Promise<readonly string[]> {
  const problems: string[] = [];
  const tables = globSync('profiles/*/payer-codes.json')
    .sort()
    .map((file) => {
      const table = JSON.parse(readFileSync(file, 'utf8')) as PayerCodeTable;
      problems.push(...faultsOf(table).map((fault) => `${file}: ${fault}`));
      const { payers, systems, codes } = table;
      return { payers, systems, codes };
    });
  writeModule(
    'payer-codes',
    `export const payerCodeTables = ${JSON.stringify(tables)};\n`,
    `import type { PayerCodeTable } from '../gateway/payer-codes.ts';
export declare const payerCodeTables: readonly PayerCodeTable[];\n`,
  );
  return problems;
}

function faultsOf({ payers, systems, codes }: PayerCodeTable): readonly string[] {
  if (!Array.isArray(payers) || !Array.isArray(systems)) return ['lacks payers or systems'];
  return Object.entries(codes ?? {}).flatMap(([code, { kind, text, cells = [] }]) => {
    const texts = Object.values(text ?? {});
    const said = texts.length > 0 && texts.every(({ found }) => typeof found === 'string');
    const wrong = cells.find((cell) => !/^[^.]+\.[^.]+$/.test(cell));
    return [
      ...(said ? [] : [`${code} has no official words`]),
      ...(kind === undefined || KINDS.includes(kind) ? [] : [`${code} is of no kind: ${kind}`]),
      ...(wrong === undefined ? [] : [`${code} names ${wrong}, which is no PART.FIELD`]),
    ];
  });
}
