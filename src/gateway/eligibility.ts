/**
 * Is this person covered on that day, and by whom: answered from what was received (card reads,
 * claims) and from loaded coverage. http://hl7.org/fhir/R4/coverageeligibilityresponse.html
 */
import { readExactJson } from '../base/exact-json.ts';
import type { Resource } from '../channel/translation.ts';
import type { Clock, Registry } from './ports/services.ts';
import type { StoredResource } from './ports/store.ts';
import { readStored } from './read-resource.ts';
import { findReceived, type ReceivedPorts } from './received.ts';
import { referenceId } from './search-index.ts';

export interface EligibilityPorts extends ReceivedPorts {
  readonly registry: Registry;
  readonly clock: Clock;
}

export interface Eligibility {
  readonly response: Resource;
  /** What was read of the sender's own, for the audit. */
  readonly read: readonly StoredResource[];
}

type Json = Readonly<Record<string, unknown>>;

interface Period {
  readonly start?: string;
  readonly end?: string;
}

/** Name of the register of loaded coverage, by the number of the person or of the card. */
export const COVERAGE_REGISTER = 'Coverage';

export async function answerEligibility(
  ports: EligibilityPorts,
  tenant: string,
  request: Resource,
): Promise<Eligibility> {
  const now = new Date(ports.clock.now()).toISOString();
  const day = serviceDay(request) ?? now.slice(0, 'YYYY-MM-DD'.length);
  const person = json(request.patient);
  const read = await receivedCoverage(ports, tenant, person);
  const received = await Promise.all(read.map((stored) => readStored(ports, stored)));
  const loaded = await loadedCoverage(ports, tenant, person);
  const insurance = [
    ...received.map((coverage) => insuranceOf(coverage, day, `Coverage/${coverage.id}`)),
    ...loaded.map((coverage, at) => insuranceOf(coverage, day, `#loaded-${at + 1}`)),
  ];
  const contained = loaded.map((coverage, at) => ({ ...coverage, id: `loaded-${at + 1}` }));
  const response = {
    resourceType: 'CoverageEligibilityResponse',
    ...(contained.length > 0 && { contained }),
    status: 'active',
    purpose: request.purpose ?? ['validation'],
    patient: request.patient,
    servicedDate: day,
    created: now,
    ...(request.provider !== undefined && { requestor: request.provider }),
    request: requestReference(request),
    outcome: 'complete',
    insurer: request.insurer,
    ...(insurance.length > 0 && { insurance: insurance.sort(inForceFirst) }),
  };
  return { response, read };
}

function json(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function serviceDay(request: Resource): string | undefined {
  const given = request.servicedDate ?? json(request.servicedPeriod).start ?? request.created;
  return typeof given === 'string' ? given.slice(0, 'YYYY-MM-DD'.length) : undefined;
}

/** By the patient's id, or by the number that the request names the person with. */
async function receivedCoverage(
  ports: EligibilityPorts,
  tenant: string,
  person: Json,
): Promise<readonly StoredResource[]> {
  const ids = new Set<string>();
  if (typeof person.reference === 'string') ids.add(referenceId(person.reference));
  for (const token of tokensOf(person)) {
    const ask = { tenant, type: 'Patient', parameter: 'identifier', value: token } as const;
    for (const { id } of await findReceived(ports, ask)) ids.add(id);
  }
  const found = await Promise.all(
    [...ids].map((value) =>
      findReceived(ports, { tenant, type: 'Coverage', parameter: 'patient', value }),
    ),
  );
  return [...new Map(found.flat().map((stored) => [stored.id, stored])).values()];
}

function tokensOf(person: Json): readonly string[] {
  const { system, value } = json(person.identifier);
  if (typeof value !== 'string') return [];
  return [typeof system === 'string' ? `${system}|${value}` : value];
}

/** An entry is a Coverage, or a list of them. */
async function loadedCoverage(
  { registry }: EligibilityPorts,
  tenant: string,
  person: Json,
): Promise<readonly Resource[]> {
  const { value } = json(person.identifier);
  if (typeof value !== 'string') return [];
  const text = await registry.lookup(tenant, COVERAGE_REGISTER, value);
  return text === undefined ? [] : ([readExactJson(text)].flat() as Resource[]);
}

interface Insurance {
  readonly coverage: { readonly reference: string; readonly display?: string };
  readonly inforce: boolean;
  readonly benefitPeriod?: Period;
}

function insuranceOf(coverage: Resource, day: string, reference: string): Insurance {
  const period = json(coverage.period) as Period;
  const covers =
    (coverage.status === undefined || coverage.status === 'active') &&
    (period.start === undefined || period.start.slice(0, day.length) <= day) &&
    (period.end === undefined || period.end.slice(0, day.length) >= day);
  const display = typeName(coverage);
  return {
    coverage: { reference, ...(display !== undefined && { display }) },
    inforce: covers,
    ...(coverage.period !== undefined && { benefitPeriod: period }),
  };
}

function typeName(coverage: Resource): string | undefined {
  const { text, coding } = json(coverage.type);
  if (typeof text === 'string') return text;
  const [first] = Array.isArray(coding) ? (coding as readonly Json[]) : [];
  const name = first?.display ?? first?.code;
  return typeof name === 'string' ? name : undefined;
}

function inForceFirst(a: Insurance, b: Insurance): number {
  return Number(b.inforce) - Number(a.inforce);
}

/** The request is not kept: its own number, or only its kind. */
function requestReference(request: Resource): Json {
  const [identifier] = Array.isArray(request.identifier) ? request.identifier : [];
  const type = 'CoverageEligibilityRequest';
  return identifier === undefined ? { type, display: type } : { type, identifier };
}
