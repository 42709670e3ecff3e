/** Definitions that do not fit what they are based on, each by one fault. */
import { expect, it } from 'vitest';
import { definitionFindings } from '../../src/cli/definition-findings.ts';
import { r4Definitions } from '../../src/cli/r4-definitions.ts';

const R4 = 'http://hl7.org/fhir/StructureDefinition/';

const profile = {
  resourceType: 'StructureDefinition',
  url: 'http://x.test/profile',
  name: 'Own',
  status: 'draft',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: `${R4}Patient`,
  derivation: 'constraint',
};

const extension = {
  ...profile,
  kind: 'complex-type',
  type: 'Extension',
  baseDefinition: `${R4}Extension`,
  context: [{ type: 'element', expression: 'Patient.contact.name' }],
};

function withElements(head: object, ...elements: readonly object[]): object {
  const { type } = head as { readonly type: string };
  return { ...head, differential: { element: [{ path: type }, ...elements] } };
}

const url = { path: 'Extension.url', fixedUri: profile.url };

it.each([
  ['a profile', withElements(profile, { path: 'Patient.name', min: 1 })],
  ['an extension', withElements(extension, url)],
  [
    'a search parameter',
    { resourceType: 'SearchParameter', code: 'c', expression: 'Patient.name.given' },
  ],
])('accepts %s', (_, value) => {
  expect(definitionFindings(value)).toEqual([]);
});

const name = (more: object) => withElements(profile, { path: 'Patient.name', ...more });
const birthDate = (more: object) => withElements(profile, { path: 'Patient.birthDate', ...more });
const constraint = (expression: string) => [
  { key: 'pat-1', severity: 'error', human: 'Own', expression },
];
const { derivation: _, ...underived } = profile;
const misfit = 'SAMPAN-PROFILE-DIFFERENTIAL';
const expression = 'SAMPAN-PROFILE-EXPRESSION';

it.each([
  ['no derivation', withElements(underived), misfit, 'derivation'],
  ['another kind', withElements({ ...profile, kind: 'logical' }), misfit, 'kind'],
  ['another type', withElements({ ...profile, type: 'Person' }), misfit, 'type'],
  ['a context of no extension', { ...withElements(profile), context: [] }, misfit, 'context'],
  ['a maximum too high', birthDate({ max: '2' }), misfit, 'Patient.birthDate'],
  [
    'a minimum too low',
    withElements(
      { ...profile, type: 'Observation', baseDefinition: `${R4}Observation` },
      { path: 'Observation.code', min: 0 },
    ),
    ...[misfit, 'Observation.code'],
  ],
  ['a type too many', birthDate({ type: [{ code: 'string' }] }), misfit, 'Patient.birthDate'],
  ['slices of one', birthDate({ slicing: { rules: 'open' } }), misfit, 'Patient.birthDate'],
  [
    'a length of names',
    name({ type: [{ code: 'HumanName' }], maxLength: 3 }),
    ...[misfit, 'Patient.name'],
  ],
  [
    'a target of names',
    name({ type: [{ code: 'HumanName', targetProfile: ['x'] }] }),
    ...[misfit, 'Patient.name'],
  ],
  ['a key that is taken', name({ constraint: constraint('true') }), misfit, 'Patient.name'],
  ["another extension's URL", withElements(extension, { ...url, fixedUri: 'x' }), misfit, url.path],
  [
    'a context that is no element',
    withElements({ ...extension, context: [{ type: 'element', expression: 'Patient.nme' }] }, url),
    ...[misfit, 'context'],
  ],
  [
    'a fixed value of another type',
    {
      ...profile,
      snapshot: {
        element: [{ path: 'Patient.birthDate', type: [{ code: 'date' }], fixedString: 'x' }],
      },
    },
    ...[misfit, 'Patient.birthDate'],
  ],
] as const)('refuses %s', (_, value, code, element) => {
  const found = definitionFindings(value);
  expect(found.map((one) => [one.code, one.params.element])).toContainEqual([code, element]);
});

it('refuses expressions that name elements which are not there, or cannot be read', () => {
  const element = [
    { path: 'Patient.name', type: [{ code: 'HumanName' }], constraint: constraint('familly = 1') },
  ];
  const [of] = definitionFindings({ ...profile, snapshot: { element } });
  expect(of).toMatchObject({ code: expression, params: { key: 'pat-1' } });
  const [search] = definitionFindings({ resourceType: 'SearchParameter', expression: 'Patient.(' });
  expect(search).toMatchObject({ code: expression, expression: 'SearchParameter.expression' });
});

it('refuses search parameters of another type than their definition, in a Bundle too', () => {
  const definition = 'http://hl7.org/fhir/SearchParameter/individual-birthdate';
  const searchParam = [{ name: 'birthdate', definition, type: 'string' }];
  const rest = [{ mode: 'server', resource: [{ type: 'Patient', searchParam }] }];
  const resource = { resourceType: 'CapabilityStatement', rest };
  const [found] = definitionFindings({ resourceType: 'Bundle', entry: [{ resource }] });
  const at = 'Bundle.entry[0].resource.rest[0].resource[0].searchParam[0].type';
  expect(found).toMatchObject({ code: 'SAMPAN-PROFILE-SEARCH-TYPE', expression: at });
});

/** Faults of HL7's own definitions, each known by name. */
const PUBLISHED = [
  'ChargeItemDefinition',
  'PICO Element Profile',
  'SubscriptionStatus',
  'substanceExposureRisk',
];

it("finds no fault in R4's own definitions but the four that are known", () => {
  const faulty = r4Definitions().structures.filter((one) => definitionFindings(one).length > 0);
  expect(faulty.map(({ name }) => name).sort()).toEqual([...PUBLISHED].sort());
}, 60_000);

it.each([
  ['a variable', 'nobody', 'help', 'no variable `nobody` here'],
  ['a group', 'src', 'nowhere', 'no group `nowhere` in this map'],
])('finds %s that a StructureMap lacks', (_, context, called, expected) => {
  const input = [
    { name: 'src', mode: 'source' },
    { name: 'tgt', mode: 'target' },
  ];
  const rule = {
    name: 'all',
    source: [{ context, element: 'a', variable: 'a' }],
    dependent: [{ name: called, variable: ['a', 'tgt'] }],
  };
  const group = [
    { name: 'main', typeMode: 'none', input, rule: [rule] },
    { name: 'help', typeMode: 'none', input, rule: [] },
  ];
  const map = { resourceType: 'StructureMap', url: 'http://x.test/m', name: 'm', group };
  const [finding, ...more] = definitionFindings(map);
  expect(finding?.code).toBe('SAMPAN-PROFILE-MAP');
  expect(finding?.params.found).toContain(expected);
  expect(more).toEqual([]);
});
