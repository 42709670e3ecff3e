/** Sums of money that a store adds up: whole numbers of a ten-thousandth, exact to 2^53. */
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts';

const scale = 4;

/** Zero for a text that is no number. */
export function keptSum(text: string): number {
  const parsed = parseDecimal(text);
  return parsed === undefined ? 0 : Number(roundDecimal(parsed, scale).unscaled);
}

/** As an amount is written: with two places, or as many more as it needs. */
export function sumText(sum: number): string {
  return formatDecimal({ unscaled: BigInt(sum), scale }).replace(/0{1,2}$/, '');
}
