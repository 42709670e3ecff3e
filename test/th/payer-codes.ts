/** The table of NHSO's codes, and the page that shows it. */
import { readFileSync } from 'node:fs';

type Check = 'checked' | 'lookup' | 'undecidable';

export interface PayerCode {
  readonly kind?: 'correct' | 'deny' | 'verify';
  readonly also?: readonly string[];
  readonly text: { readonly th: { readonly found: string; readonly remedy: string } };
  readonly check: Check;
  /** Our findings that say so before the payer does. */
  readonly rules?: readonly string[];
  /** Cells whose fault, found by a reader or a code list, becomes this code. */
  readonly faults?: readonly string[];
  /** What it takes to decide the code, by its key in `reasons`. */
  readonly why?: string;
  readonly cells?: readonly string[];
}

export interface PayerCodes {
  readonly reasons: Readonly<Record<string, { readonly en: string; readonly th: string }>>;
  readonly codes: Readonly<Record<string, PayerCode>>;
}

export const payerCodes = JSON.parse(
  readFileSync('profiles/th/payer-codes.json', 'utf8'),
) as PayerCodes;

const headings: Readonly<Record<Check, string>> = {
  checked: 'Checked before sending',
  lookup: 'Decidable with a register',
  undecidable: 'Not decidable from what is sent',
};

const intro = `# NHSO's error codes

NHSO answers a claim with codes: C (correct and send again), deny, V and W (it looks at the claim). Sampan says as many of
them as it can before anything is sent. This page lists every code of the table \`profiles/th/payer-codes.json\` and what
becomes of it here; it is written from that table (\`npx vitest run test/th/payer-codes.test.ts -u\`), so change the table.

A finding names the code it would become: the second coding of \`issue.details\`, with NHSO's explanation (Thai) as display
and its guide in the extension \`payer-remedy\`. Conditions of payment are warnings: whether it pays is the payer's
decision. What NHSO would only look at (W) is information.

The codes and texts are NHSO's, taken from a public collection (see NOTICE), not checked against NHSO itself. Which codes
can be decided, and how, is our reading of the texts; limits and item codes are those the texts name.
`;

export function payerCodesPage({ reasons, codes }: PayerCodes): string {
  const entries = Object.entries(codes);
  const sections = (Object.keys(headings) as Check[]).map((check) => {
    const own = entries.filter(([, code]) => code.check === check);
    const rows = own.map(
      ([key, code]) => `| ${key} | ${cell(code.text.th.found)} | ${howOf(code)} |`,
    );
    return [
      `## ${headings[check]} (${own.length})\n`,
      ...legend(own, reasons),
      `| code | NHSO's explanation | ${check === 'checked' ? 'by' : 'takes'} |`,
      '|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return [intro, ...sections].join('\n');
}

function legend(own: readonly [string, PayerCode][], reasons: PayerCodes['reasons']): string[] {
  const counts = new Map<string, number>();
  for (const [, { why }] of own) if (why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1);
  if (counts.size === 0) return [];
  const lines = [...counts].map(
    ([why, count]) => `- *${why}* (${count}): ${reasons[why]?.en ?? ''}`,
  );
  return [...lines, ''];
}

function howOf({ rules = [], faults = [], why }: PayerCode): string {
  const faulty = faults.length === 0 ? [] : [`a fault at ${faults.join(', ')}`];
  return [...rules, ...faulty, ...(why === undefined ? [] : [`*${why}*`])].join('; ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
