/** Visits of made-up people: their lines, and what each party bears of them. */

/** A line: thousandths of a unit times ten-thousandths of a yuan; what is own is in hundredths. */
export interface Line {
  /** In ten-thousandths. */
  readonly quantity: number;
  /** In hundredths. */
  readonly price: number;
  /** Percent that the patient pays first. */
  readonly first: number;
  readonly level: '01' | '02' | '03';
  readonly category: string;
}

export interface Shares {
  readonly charge: bigint;
  readonly own: bigint;
  readonly first: bigint;
  readonly insured: bigint;
}

function divide(value: bigint, by: bigint): bigint {
  return value < 0n ? -divide(-value, by) : (value + by / 2n) / by;
}

/** Hundredths, rounded half up. */
export function sharesOf({ quantity, price, first, level }: Line): Shares {
  const charge = divide(BigInt(quantity) * BigInt(price), 10_000n);
  if (level === '03') return { charge, own: charge, first: 0n, insured: 0n };
  const before = divide(charge * BigInt(first), 100n);
  return { charge, own: 0n, first: before, insured: charge - before };
}

export interface Visit {
  readonly person: string;
  readonly visit: string;
  readonly settlement: string;
  readonly lines: readonly Line[];
  /** Percent of the insured amount that the fund pays. */
  readonly benefit?: number;
  readonly medType?: string;
  readonly day?: string;
  readonly kind: 'visit' | 'stay';
}

/** Sums of a settlement, in hundredths. */
export function totalsOf({ lines, benefit = 80 }: Visit) {
  const sum = (of: (shares: Shares) => bigint) =>
    lines.reduce((total, line) => total + of(sharesOf(line)), 0n);
  const charge = sum((each) => each.charge);
  const insured = sum((each) => each.insured);
  const fund = divide(insured * BigInt(benefit), 100n);
  const patient = charge - fund;
  const account = divide(patient, 2n);
  const own = sum((each) => each.own);
  return { charge, insured, fund, patient, account, own, first: sum((each) => each.first) };
}
