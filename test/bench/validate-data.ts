/** Resources for the measurements: plain R4, of sizes that the channels make. */

const money = (value: number) => ({ value, currency: 'USD' });
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const HL7 = 'http://terminology.hl7.org/CodeSystem';

export const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ use: 'official', system: 'http://hospital.test/hn', value: '000123' }],
  active: true,
  name: [{ use: 'official', family: 'Suksan', given: ['Malee', 'Anong'] }],
  telecom: [{ system: 'phone', value: '+6621234567', use: 'mobile' }],
  gender: 'female',
  birthDate: '1984-04-13',
  address: [{ use: 'home', line: ['12 Rama IV'], city: 'Bangkok', postalCode: '10500' }],
  managingOrganization: { reference: 'Organization/h1' },
};

export const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  identifier: [{ system: 'http://hospital.test/vn', value: '6801010001' }],
  status: 'finished',
  class: { system: `${HL7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
  type: [{ text: 'Outpatient visit' }],
  priority: coded(`${HL7}/v3-ActPriority`, 'R'),
  subject: { reference: 'Patient/p1', display: 'Malee Suksan' },
  participant: [
    {
      type: [coded(`${HL7}/v3-ParticipationType`, 'ATND')],
      period: { start: '2026-01-02T09:00:00+07:00', end: '2026-01-02T09:20:00+07:00' },
      individual: { reference: 'Practitioner/d1', display: 'Dr Prasert' },
    },
  ],
  period: { start: '2026-01-02T08:30:00+07:00', end: '2026-01-02T10:05:00+07:00' },
  reasonCode: [coded('http://hl7.org/fhir/sid/icd-10', 'E11.9')],
  diagnosis: [{ condition: { reference: 'Condition/c1' }, rank: 1 }],
  serviceProvider: { reference: 'Organization/h1' },
};

export const coverage = {
  resourceType: 'Coverage',
  id: 'v1',
  identifier: [{ system: 'http://fund.test/card', value: 'C-0001' }],
  status: 'active',
  type: coded(`${HL7}/v3-ActCode`, 'EHCPOL'),
  subscriberId: 'S-0001',
  beneficiary: { reference: 'Patient/p1' },
  relationship: coded(`${HL7}/subscriber-relationship`, 'self'),
  period: { start: '2026-01-01', end: '2026-12-31' },
  payor: [{ reference: 'Organization/f1' }],
  class: [{ type: coded(`${HL7}/coverage-class`, 'plan'), value: 'UCS', name: 'Universal' }],
};

function item(at: number) {
  return {
    sequence: at + 1,
    careTeamSequence: [1],
    diagnosisSequence: [1],
    category: coded('http://hospital.test/category', `c${at}`),
    productOrService: {
      coding: [
        { system: 'http://hospital.test/service', code: `s${at}`, display: `Service ${at}` },
      ],
      text: `Service number ${at}, as the price list calls it`,
    },
    servicedDate: '2026-01-02',
    quantity: { value: 2, unit: 'each', system: 'http://unitsofmeasure.org', code: '1' },
    unitPrice: money(12.5),
    net: money(25),
    encounter: [{ reference: 'Encounter/e1' }],
    detail: [
      {
        sequence: 1,
        productOrService: coded('http://hospital.test/service', `d${at}`),
        quantity: { value: 1 },
        unitPrice: money(25),
        net: money(25),
      },
    ],
  };
}

export function claim(items: number) {
  return {
    resourceType: 'Claim',
    id: 'c1',
    identifier: [{ system: 'http://hospital.test/claim', value: 'A-1' }],
    status: 'active',
    type: coded(`${HL7}/claim-type`, 'institutional'),
    use: 'claim',
    patient: { reference: 'Patient/p1' },
    billablePeriod: { start: '2026-01-02', end: '2026-01-02' },
    created: '2026-01-03',
    insurer: { reference: 'Organization/f1' },
    provider: { reference: 'Organization/h1' },
    priority: coded(`${HL7}/processpriority`, 'normal'),
    careTeam: [{ sequence: 1, provider: { reference: 'Practitioner/d1' } }],
    diagnosis: [
      {
        sequence: 1,
        diagnosisCodeableConcept: coded('http://hl7.org/fhir/sid/icd-10', 'E11.9'),
        type: [coded(`${HL7}/ex-diagnosistype`, 'principal')],
      },
    ],
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v1' } }],
    item: Array.from({ length: items }, (_, at) => item(at)),
    total: money(25 * items),
  };
}

export function bundleOf(
  resources: readonly { readonly resourceType: string; readonly id: string }[],
) {
  const base = 'http://hospital.test/fhir';
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  };
}

/** Three mistakes: a code outside its set, a wrong type, an unknown element. */
export function spoiled(resource: object): object {
  const text = JSON.stringify(resource);
  const wrong = text.replace('"use":"official"', '"use":"formal"').replace('"active"', '"activ"');
  return { ...JSON.parse(wrong.replace('"sequence":3', '"sequence":"3"')), language: 7, x: 1 };
}
