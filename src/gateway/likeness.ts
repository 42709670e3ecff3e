/** What makes two claims look like the same service, whatever their numbers are. */
import { isExactNumber, numberText, withoutTrailingZeros } from '../base/decimal.ts';
import type { Resource } from '../channel/translation.ts';
import type { TokenHash } from './prepare.ts';

type Element = Readonly<Record<string, unknown>>;

/** Keyed hash of patient, provider, dates, lines and amount; '' for what is no claim. */
export function likenessOf(focus: Resource, { tenant, mac }: TokenHash): string {
  const { resourceType, patient, provider, billablePeriod, item, total } = focus;
  if (resourceType !== 'Claim' || patient === undefined || total === undefined) return '';
  const lines = Array.isArray(item) ? item.map(lineOf) : [];
  const told = [patient, provider, billablePeriod, lines, amountOf(total)];
  return mac.of('likeness', tenant, JSON.stringify(told));
}

/** Where a line stands in the claim, and what its category is, says nothing of the service. */
function lineOf({ productOrService, quantity, net, servicedDate, servicedPeriod }: Element) {
  const { coding, text } = (productOrService ?? {}) as Element;
  const codes = Array.isArray(coding) ? coding.map(({ code }: Element) => code) : [];
  return [codes, text, amountOf(quantity), amountOf(net), servicedDate ?? servicedPeriod];
}

/** 1.10 is 1.1, as in fingerprints. */
function amountOf(element: unknown): unknown {
  const { value } = (element ?? {}) as Element;
  if (!isExactNumber(value)) return value;
  const digits = numberText(value);
  return /^-?\d+\.\d+$/.test(digits) ? withoutTrailingZeros(digits) : digits;
}
