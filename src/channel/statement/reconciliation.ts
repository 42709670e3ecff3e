/** A statement as FHIR: the settlement with a line a claim, and the notice of an advance. */
import {
  decimalOf,
  type ExactNumber,
  subtractDecimals,
  toExactNumber,
} from '../../base/decimal.ts';
import type { Resource } from '../translation.ts';
import type { Statement } from './compute.ts';
import type { StatementDefinition } from './definition.ts';
import { daysOf, type Period } from './period.ts';

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

/** A collection: the PaymentReconciliation, then the PaymentNotice of an advance. */
export function toSettlement(
  { id, currency }: StatementDefinition,
  { rows, claimed }: Statement,
  { period, label, facility, created, advance }: Settlement,
): Resource {
  const money = (value: ExactNumber) => ({ value, currency });
  const name = `${id}|${facility}|${label}`;
  const type = (code: string) => ({ coding: [{ system: PAYMENT_TYPE, code }] });
  const details = rows.map(({ claim, claimed: amount }) => ({
    type: type('payment'),
    request: {
      ...(claim.id !== '' && { reference: `Claim/${claim.id}` }),
      identifier: { value: claim.number },
    },
    amount: money(amount),
  }));
  const due =
    advance === undefined
      ? claimed
      : toExactNumber(subtractDecimals(decimalOf(claimed), decimalOf(advance.amount)));
  const less =
    advance === undefined
      ? []
      : [
          {
            type: type('advance'),
            date: advance.paid,
            amount: money(
              toExactNumber(
                subtractDecimals({ unscaled: 0n, scale: 0 }, decimalOf(advance.amount)),
              ),
            ),
          },
        ];
  const settlement = {
    resourceType: 'PaymentReconciliation',
    identifier: [{ system: STATEMENT, value: name }],
    status: 'active',
    period: daysOf(period),
    created,
    outcome: 'complete',
    paymentDate: created.slice(0, 10),
    paymentAmount: money(due),
    paymentIdentifier: { system: STATEMENT, value: name },
    detail: [...details, ...less],
  };
  const notices =
    advance === undefined ? [] : [noticeOf(advance, { name, facility, created, currency })];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    identifier: { system: STATEMENT, value: name },
    entry: [settlement, ...notices].map((resource) => ({ resource })),
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
