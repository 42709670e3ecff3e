/** Requests in other formats: Shanghai's journal, manual reimbursement, claim XML, statements. */
import type { FrontDoorRequest } from './front-door.ts';

type Samples = Readonly<Record<string, Uint8Array>>;

const TYPES = {
  'cn-sh-journal': ['key-shanghai', 'application/x-ndjson'],
  'cn-manual': ['key-clinic', 'application/json'],
  'vn-xml': ['key-vietnam', 'application/xml'],
} as const;

type Channel = keyof typeof TYPES;

function sent(channel: Channel, body: Uint8Array | string = '', language = 'en') {
  const [key, type] = TYPES[channel];
  const headers = { 'content-type': type, 'accept-language': language };
  return { path: `/submissions/${channel}`, method: 'POST', key, headers, body };
}

export function elsewhere(samples: Samples): readonly FrontDoorRequest[] {
  const of = (channel: Channel, name: string, language?: string) =>
    sent(channel, samples[`${channel}/${name}`], language);
  return [
    { name: 'a stay in Shanghai', ...of('cn-sh-journal', 'good-stay') },
    { name: 'the stay in Shanghai again', ...of('cn-sh-journal', 'good-stay') },
    { name: 'visits over the Internet', ...of('cn-sh-journal', 'internet-hospital') },
    { name: 'calls with faults', ...of('cn-sh-journal', 'refunded-and-faulty', 'zh') },
    { name: 'nothing that is a call', ...sent('cn-sh-journal', '[]', 'zh') },
    { name: 'a manual reimbursement', ...of('cn-manual', 'emergency-elsewhere') },
    { name: 'manual reimbursements with faults', ...of('cn-manual', 'faulty', 'zh') },
    { name: 'claim XML', ...of('vn-xml', 'visit-base64') },
    { name: 'claim XML with faults', ...of('vn-xml', 'two-treatments-one-rejected', 'vi') },
    statement('a statement', 'vn-79a?period=2025-11'),
    statement('a statement as FHIR', 'vn-79a?period=2025-11&format=fhir&facility=01999'),
    statement('a statement of no period', 'vn-79a?period=soon'),
    statement('a statement nobody makes', 'vn-1?period=2025-11'),
    { ...statement("another's statement", 'vn-79a?period=2025-11'), key: 'key-hospital' },
  ];
}

function statement(name: string, path: string): FrontDoorRequest {
  return { name, path: `/statements/${path}`, key: 'key-vietnam' };
}

/** The claim in a body that is read part by part, and in pieces. */
export function largeClaim(samples: Samples): FrontDoorRequest {
  const claim = new TextDecoder().decode(samples['vn-xml/visit-base64']);
  const body = claim.replace('<HOSO>', `${' '.repeat(LARGE_BYTES)}<HOSO>`);
  const { headers, ...request } = sent('vn-xml', body);
  return {
    ...{ name: 'a large body, for later', ...request },
    headers: { ...headers, prefer: 'respond-async' },
  };
}

const LARGE_BYTES = 2_200_000;
