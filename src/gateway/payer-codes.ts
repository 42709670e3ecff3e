/** Payers' codes with their official explanations: data of each country, compiled. */

/** What a payer asks for by a code: correct and send again, nothing more, or patience. */
export type PayerCodeKind = 'correct' | 'deny' | 'verify';

/** The official words; nothing here is a translation of ours. */
export interface PayerCodeText {
  readonly found: string;
  readonly remedy: string;
}

export interface PayerCode {
  readonly kind?: PayerCodeKind;
  /** Other spellings of the same code. */
  readonly also?: readonly string[];
  /** By language, the scheme's own first. */
  readonly text: Readonly<Record<string, PayerCodeText>>;
  /** `PART.FIELD` cells it speaks of, the likeliest first. */
  readonly cells?: readonly string[];
}

/** `payer-codes.json` of one country. */
export interface PayerCodeTable {
  /** Payers that use these codes. */
  readonly payers: readonly string[];
  /** Code systems they are sent under; a coding without a system counts as well. */
  readonly systems: readonly string[];
  readonly codes: Readonly<Record<string, PayerCode>>;
}

export interface FoundCode extends PayerCode {
  /** As the table writes it. */
  readonly code: string;
}

/** Undefined if the payer's tables do not know the code. */
export type FindPayerCode = (
  payer: string,
  coding: { readonly system?: string | undefined; readonly code: string },
) => FoundCode | undefined;

export function payerCodes(tables: readonly PayerCodeTable[]): FindPayerCode {
  const spelled = tables.map((table) => ({ table, codes: spellings(table) }));
  return (payer, { system, code }) => {
    for (const { table, codes } of spelled) {
      if (!table.payers.includes(payer)) continue;
      if (system !== undefined && !table.systems.includes(system)) continue;
      const found = codes.get(code);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** A code's own spelling goes before another's `also`. */
function spellings({ codes }: PayerCodeTable): ReadonlyMap<string, FoundCode> {
  const found = new Map<string, FoundCode>();
  const entries = Object.entries(codes).map(([code, entry]) => ({ ...entry, code }));
  for (const entry of entries) for (const also of entry.also ?? []) found.set(also, entry);
  for (const entry of entries) found.set(entry.code, entry);
  return found;
}
