/** Findings as a FHIR OperationOutcome. http://hl7.org/fhir/R4/operationoutcome.html */
import type { Finding } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import { structureUrl, systems } from './canonical.ts';
import { findingText, type Language, type PayerNote, payerNotesOf, type Texts } from './texts.ts';

const hl7 = 'http://hl7.org/fhir/StructureDefinition';

export interface OutcomeOptions {
  readonly language: Language;
  readonly texts: Texts;
  /** Key of the unit the findings are about; written as extension `unit`. */
  readonly unit?: string;
  /** Leaves source values out: for readers other than the sender. */
  readonly withoutValues?: boolean;
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly extension?: readonly Extension[];
  readonly issue: readonly Issue[];
}

export interface Extension {
  readonly url: string;
  readonly valueString?: string;
  readonly valueInteger?: number;
  readonly extension?: readonly Extension[];
}

export interface Issue {
  readonly extension?: readonly Extension[];
  readonly severity: Finding['severity'];
  readonly code: Finding['issue'];
  readonly details: {
    /** Ours first, then the payers' codes it would become, or was said with. */
    readonly coding: readonly [Coding, ...Coding[]];
    readonly text: string;
  };
  readonly expression?: readonly [string];
}

export interface Coding {
  readonly extension?: readonly Extension[];
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/** Without findings the outcome says so in one informational issue, as R4 wants at least one. */
const nothingFound: Finding = {
  code: 'SAMPAN-OK',
  severity: 'information',
  issue: 'informational',
  places: [],
  params: {},
};

export function toOperationOutcome(
  findings: readonly Finding[],
  options: OutcomeOptions,
): OperationOutcome {
  const shown = findings.length === 0 ? [nothingFound] : findings;
  const issue = shown.map((finding) => toIssue(finding, options));
  if (options.unit === undefined) return { resourceType: 'OperationOutcome', issue };
  const extension = [{ url: structureUrl('unit'), valueString: options.unit }];
  return { resourceType: 'OperationOutcome', extension, issue };
}

function toIssue(finding: Finding, options: OutcomeOptions): Issue {
  const withoutValues = options.withoutValues === true;
  const extension = placeExtensions(finding.places, withoutValues);
  const shown = withoutValues ? withoutFound(finding) : finding;
  return {
    ...(extension.length > 0 && { extension }),
    severity: finding.severity,
    code: finding.issue,
    details: {
      coding: [
        { system: systems.finding, code: finding.code },
        ...payerNotesOf(finding, options.texts).map(payerCoding),
        ...(finding.said === undefined ? [] : [finding.said]),
      ],
      text: findingText(shown, options.language, options.texts),
    },
    ...(finding.expression !== undefined && { expression: [finding.expression] }),
  };
}

function payerCoding({ system, code, display, remedy }: PayerNote): Coding {
  return {
    ...(remedy !== undefined && {
      extension: [{ url: structureUrl('payer-remedy'), valueString: remedy }],
    }),
    system,
    code,
    display,
  };
}

/** For readers other than the sender: what was sent is not in the sentences either. */
function withoutFound(finding: Finding): Finding {
  const kept = ['expected', 'parts', 'part', 'maxLength'];
  const params = Object.entries(finding.params).map(([name, value]) => {
    return [name, kept.includes(name) ? value : '…'];
  });
  const places = finding.places.map((place) => ({ ...place, value: '…' }));
  return { ...finding, params: Object.fromEntries(params), places };
}

function placeExtensions(places: readonly Place[], withoutValues: boolean): Extension[] {
  const [first] = places;
  if (first === undefined) return [];
  return [
    ...integer(`${hl7}/operationoutcome-issue-line`, first.line),
    ...integer(`${hl7}/operationoutcome-issue-col`, first.column),
    { url: `${hl7}/operationoutcome-issue-source`, valueString: first.file },
    ...places.map((place) => sourceLocation(place, withoutValues)),
  ];
}

function sourceLocation(place: Place, withoutValues: boolean): Extension {
  return {
    url: structureUrl('source-location'),
    extension: [
      ...text('submission', place.submission),
      ...text('file', place.file),
      ...integer('record', place.record),
      ...integer('line', place.line),
      ...integer('column', place.column),
      ...text('field', place.field),
      ...text('value', withoutValues ? undefined : place.value),
    ],
  };
}

function text(url: string, value: string | undefined): Extension[] {
  return value === undefined || value === '' ? [] : [{ url, valueString: value }];
}

function integer(url: string, value: number | undefined): Extension[] {
  return value === undefined ? [] : [{ url, valueInteger: value }];
}
