/** A statement as FHIR: the settlement with a line a claim, and the notice of an advance. */
import {
  type Decimal,
  decimalOf,
  type ExactNumber,
  subtractDecimals,
  toExactNumber,
} from '../../base/decimal.ts';
import type { StatementRow } from './compute.ts';
import type { StatementDefinition } from './definition.ts';
import { daysOf, type Period } from './period.ts';
import type { StatementText } from './text.ts';

export interface Advance {
  readonly amount: ExactNumber;
  /** `YYYY-MM-DD`. */
  readonly paid: string;
}

export interface Settlement {
  readonly period: Period;
  /** Name of the period for identifiers: `2025-Q4`. */
  readonly label: string;
  readonly facility: string;
  /** When it is made: an instant. */
  readonly created: string;
  readonly advance?: Advance;
}

const PAYMENT_TYPE = 'http://terminology.hl7.org/CodeSystem/payment-type';
const STATEMENT = 'https://sampan.example/fhir/statement';
const FACILITY = 'https://sampan.example/fhir/statement/facility';

/**
 * A collection: the PaymentReconciliation, then the PaymentNotice of an advance. What is due stands
 * behind the lines, as it is known when they are written.
 */
export function settlementText(
  { id, currency }: StatementDefinition,
  settlement: Settlement,
): StatementText {
  const { facility, label, created, advance } = settlement;
  const name = `${id}|${facility}|${label}`;
  const begin = (index: number) => (index === 0 ? ',"detail":[' : ',');
  return {
    head: `${unclosed(collectionOf(name))},"entry":[{"resource":${unclosed(headOf(name, settlement))}`,
    row: (row, index) => `${begin(index)}${JSON.stringify(lineOf(row, currency))}`,
    tail({ count, claimed }) {
      const { less, due, notice } = deducted(claimed, advance);
      const last = less === undefined ? '' : `${begin(count)}${JSON.stringify(less(currency))}`;
      const close = count > 0 || less !== undefined ? ']' : '';
      const amount = JSON.stringify({ value: due, currency });
      const second =
        notice && JSON.stringify({ resource: notice({ name, facility, created, currency }) });
      return `${last}${close},"paymentAmount":${amount}}}${second ? `,${second}` : ''}]}`;
    },
  };
}

/** JSON of an object to which more is to come. */
function unclosed(object: object): string {
  return JSON.stringify(object).slice(0, -1);
}

function collectionOf(name: string): object {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    identifier: { system: STATEMENT, value: name },
  };
}

function headOf(name: string, { period, created }: Settlement): object {
  return {
    resourceType: 'PaymentReconciliation',
    identifier: [{ system: STATEMENT, value: name }],
    status: 'active',
    period: daysOf(period),
    created,
    outcome: 'complete',
    paymentDate: created.slice(0, 10),
    paymentIdentifier: { system: STATEMENT, value: name },
  };
}

function lineOf({ claim, claimed }: StatementRow, currency: string): object {
  return {
    type: typeOf('payment'),
    request: {
      ...(claim.id !== '' && { reference: `Claim/${claim.id}` }),
      identifier: { value: claim.number },
    },
    amount: { value: claimed, currency },
  };
}

const typeOf = (code: string) => ({ coding: [{ system: PAYMENT_TYPE, code }] });

const NOTHING = { unscaled: 0n, scale: 0 };

/** What is due once an advance is taken off, and how that is told. */
function deducted(claimed: ExactNumber, advance: Advance | undefined) {
  if (advance === undefined) return { due: claimed };
  const less = (from: Decimal) => toExactNumber(subtractDecimals(from, decimalOf(advance.amount)));
  return {
    due: less(decimalOf(claimed)),
    less: (currency: string) => ({
      type: typeOf('advance'),
      date: advance.paid,
      amount: { value: less(NOTHING), currency },
    }),
    notice: (notice: Notice) => noticeOf(advance, notice),
  };
}

interface Notice {
  readonly name: string;
  readonly facility: string;
  readonly created: string;
  readonly currency: string;
}

function noticeOf(advance: Advance, { name, facility, created, currency }: Notice) {
  return {
    resourceType: 'PaymentNotice',
    identifier: [{ system: STATEMENT, value: `${name}|advance` }],
    status: 'active',
    created,
    payment: { identifier: { system: STATEMENT, value: name } },
    paymentDate: advance.paid,
    recipient: { identifier: { system: FACILITY, value: facility } },
    amount: { value: advance.amount, currency },
  };
}
