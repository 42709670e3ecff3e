/**
 * What a payer said against a claim, as findings on the cells that caused it: its code with the
 * official words, led back through the map to what was sent.
 */
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { PlaceQuestion } from '../channel/locate.ts';
import type { Json } from './judge.ts';
import type { FindPayerCode, FoundCode, PayerCodeText } from './payer-codes.ts';
import type { ClaimState } from './ports/states.ts';
import { type Reason, reasonsOf } from './read-answer.ts';

/** One thing a payer said about a unit. */
export interface PayerRemark {
  readonly reason: Reason;
  readonly known?: FoundCode;
  /** FHIRPath of the item it names. */
  readonly expression?: string;
  readonly question: PlaceQuestion;
}

export interface RemarkSource {
  readonly payer: string;
  readonly answer: Json;
  /** The unit's number in its submission. */
  readonly unit: number;
  /** And its number as its sender knows it. */
  readonly key: string;
  /** Sequences of the claim's items, in order. */
  readonly sequences: readonly number[];
}

export function remarksOf(find: FindPayerCode, source: RemarkSource): readonly PayerRemark[] {
  return reasonsOf(source.answer).map((reason): PayerRemark => {
    const known = find(source.payer, reason);
    const at = reason.item === undefined ? -1 : source.sequences.indexOf(reason.item);
    const item = at < 0 ? undefined : `item[${at}]`;
    return {
      reason,
      ...(known && { known }),
      ...(item && { expression: `Claim.${item}` }),
      question: {
        unit: source.unit,
        key: source.key,
        ...(item && { element: `Bundle.entry[0].resource.${item}` }),
        cells: known?.cells ?? [],
      },
    };
  });
}

export interface RemarkView {
  readonly payer: string;
  readonly state: ClaimState;
  readonly language: string;
  readonly places: readonly Place[];
}

export function remarkFinding(
  { reason, known, expression }: PayerRemark,
  { payer, state, language, places }: RemarkView,
): Finding {
  const official = officialText(known, language);
  return {
    code: 'SAMPAN-PAYER-REASON',
    severity: severityOf(known, state),
    issue: 'business-rule',
    ...(expression !== undefined && { expression }),
    places,
    ...(reason.code !== '' && {
      said: {
        ...(reason.system !== undefined && { system: reason.system }),
        code: known?.code ?? reason.code,
      },
    }),
    params: {
      payer,
      code: known?.code ?? reason.code,
      explanation: [official?.found, reason.text].find((text) => text) ?? '',
      guide: official?.remedy ?? '',
    },
  };
}

/** Only what was refused is an error; a payer that still checks has refused nothing. */
function severityOf(known: FoundCode | undefined, state: ClaimState): Finding['severity'] {
  if (state === 'approved' || state === 'paid') return 'information';
  return known?.kind === 'verify' || state === 'queued' ? 'warning' : 'error';
}

/** In the reader's language where the scheme says it so, else in its own. */
function officialText(known: FoundCode | undefined, language: string): PayerCodeText | undefined {
  return known && (known.text[language] ?? Object.values(known.text)[0]);
}
