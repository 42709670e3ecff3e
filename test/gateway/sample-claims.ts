/**
 * A tiny channel for tests: a JSON list of claims in, units with bundles out, through the same
 * preparation as every real channel.
 */
import { canonicalOf, canonicalText } from '../../src/base/canonical.ts';
import type { Finding } from '../../src/base/finding.ts';
import {
  inMemory,
  type Resource,
  type TranslatedUnit,
  type Translation,
} from '../../src/channel/translation.ts';
import type { Mac, Translator } from '../../src/gateway/ports/services.ts';
import { prepareTranslation } from '../../src/gateway/prepare.ts';
import { translateHere } from '../../src/translate.ts';

export interface SampleClaim {
  readonly number: string;
  readonly amount?: number;
  readonly patient?: string;
  readonly served?: string;
  readonly state?: TranslatedUnit['state'];
  /** What the content says it is. */
  readonly intent?: TranslatedUnit['intent'];
  /** The sender's own order of versions. */
  readonly sequence?: readonly string[];
  readonly payer?: string;
  /** What was done; something of its own unless it is said. */
  readonly service?: string;
  /** Line numbers; each line is an Observation of the claim's own. */
  readonly lines?: readonly string[];
}

export function sampleBytes(claims: readonly SampleClaim[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(claims));
}

/** Refuses what is not a JSON list, as a channel refuses an unreadable container. */
export function sampleTranslator(mac: Mac): Translator {
  return {
    translate: translateHere(({ tenant, submission }) => {
      const text = new TextDecoder().decode(inMemory(submission).files[0]?.bytes);
      const facility = submission.facility ?? '00000';
      const { channel } = submission;
      const context = { tenant, facility, mac, channel };
      return prepareTranslation(translateSample(text, context), { tenant, mac });
    }),
  };
}

interface SampleContext {
  readonly tenant: string;
  readonly facility: string;
  readonly mac: Mac;
  readonly channel: string;
}

function translateSample(text: string, context: SampleContext): Translation {
  let claims: unknown;
  try {
    claims = JSON.parse(text);
  } catch {
    claims = undefined;
  }
  if (!Array.isArray(claims)) return unreadable();
  return {
    findings: [],
    faulted: false,
    units: (claims as readonly SampleClaim[]).map((claim) => sampleUnit(claim, context)),
  };
}

function unreadable(): Translation {
  const finding: Finding = {
    code: 'SAMPAN-JSON-SYNTAX',
    severity: 'fatal',
    issue: 'structure',
    places: [],
    params: {},
  };
  return { findings: [finding], faulted: true, units: [] };
}

function sampleUnit(claim: SampleClaim, context: SampleContext): TranslatedUnit {
  const { facility, channel } = context;
  const { intent, sequence, payer, ...content } = claim;
  const rejected: Finding = {
    code: 'SAMPLE-REJECTED',
    severity: 'error',
    issue: 'value',
    places: [],
    params: {},
  };
  return {
    key: claim.number,
    businessKey: { scheme: 'sample', facility, kind: 'visit', number: [claim.number] },
    state: claim.state ?? 'acceptable',
    bundle: sampleBundle(claim, context),
    findings: claim.state === 'rejected' ? [rejected] : [],
    // What arrives through another channel is other records, even of the same claim.
    canonicalSource: canonicalText(
      canonicalOf(channel === 'sample' ? content : { ...content, channel }),
    ),
    ...(intent && { intent }),
    ...(sequence && { sequence }),
    ...(payer !== undefined && { payer }),
    versions: { channel: '1', map: 'm1', profile: 'p1', terminology: 't1' },
  };
}

function sampleBundle(claim: SampleClaim, { tenant, facility, mac }: SampleContext): Resource {
  const id = (role: string, ...natural: readonly string[]) =>
    uuidOf(mac.of('sample-id', tenant, facility, role, ...natural));
  const claimId = id('Claim', claim.number);
  const patientId = id('Patient', claim.patient ?? 'P1');
  const served = claim.served ?? '2026-03-01';
  const resources: readonly Resource[] = [
    {
      resourceType: 'Claim',
      id: claimId,
      identifier: [{ system: 'https://sample.example/claim', value: claim.number }],
      patient: { reference: `urn:uuid:${patientId}` },
      status: 'active',
      provider: { display: facility },
      billablePeriod: { start: served },
      item: [{ sequence: 1, productOrService: { text: claim.service ?? claim.number } }],
      total: { value: claim.amount ?? 100, currency: 'XXX' },
    },
    {
      resourceType: 'Patient',
      id: patientId,
      identifier: [{ system: 'https://sample.example/person', value: claim.patient ?? 'P1' }],
      extension: [{ url: 'https://sample.example/seen', valueDate: claim.patient ? '' : 'same' }],
    },
    ...(claim.lines ?? []).map((line) => ({
      resourceType: 'Observation',
      id: id('Observation', claim.number, line),
      code: { text: line },
    })),
  ];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  };
}

/** A UUID of 16 hex-able bytes from a hash: only its form matters here. */
function uuidOf(hash: string): string {
  const hex = Array.from(hash.slice(0, 16), (letter) =>
    letter.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
