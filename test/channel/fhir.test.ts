/** Claims that arrive as FHIR: the same claims as through the channels they are routed to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateInFhir, translateFhir } from '../../src/channel/fhir/translate-fhir.ts';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import type { Resource, SourceFile, TranslatedUnit } from '../../src/channel/translation.ts';
import { loadChannels, loadFhirChannels, loadProfiles } from '../../src/cli/catalogue.ts';

const homes = await loadChannels();
const [channel] = await loadFhirChannels();
if (channel === undefined) throw new Error('no channel takes FHIR');
const options = { tenant: '', identityKey: publishedKey, profiles: await loadProfiles() };

/** A channel, a sample of it, and the facility that sends it. */
const THAI = ['th/th-eclaim-16', 'good-utf8-header'] as const;
const SAMPLES: readonly (readonly [folder: string, sample: string])[] = [
  THAI,
  ['vn/vn-xml', 'newborn-without-card'],
  ['cn/cn-nhsa-4101', 'stay'],
];

function mapped([folder, sample]: readonly [string, string]): readonly TranslatedUnit[] {
  const path = `mappings/${folder}/samples/${sample}`;
  const [input = ''] = readdirSync(path).filter((name) => name.startsWith('input'));
  const names = input.includes('.') ? [input] : readdirSync(join(path, input));
  const at = input.includes('.') ? path : join(path, input);
  const files = names.map((name): SourceFile => ({ name, bytes: readFileSync(join(at, name)) }));
  const home = homes.find(({ definition }) => folder.endsWith(definition.id));
  if (home === undefined) throw new Error(`no channel ${folder}`);
  return translate(home, { channel: home.definition.id, files }, options).units;
}

function take(body: unknown, facility?: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 1);
  const files = [{ name: 'body', bytes: new TextEncoder().encode(text) }];
  const given = { channel: 'fhir', files, ...(facility !== undefined && { facility }) };
  if (channel === undefined) throw new Error('no channel');
  const { units, ...rest } = translateFhir({ ...options, channel, homes }, given);
  return { ...rest, units: [...units] };
}

type Entry = { fullUrl: string; resource: Resource & Record<string, unknown> };
type Bundle = { entry: Entry[] } & Record<string, unknown>;

const [thai] = mapped(THAI);
const bundle = (): Bundle => JSON.parse(JSON.stringify(thai?.bundle)) as Bundle;
const changed = (change: (bundle: Bundle, claim: Entry['resource']) => void): Bundle => {
  const copy = bundle();
  const claim = copy.entry[0]?.resource;
  if (claim) change(copy, claim);
  return copy;
};
const codesOf = (unit: TranslatedUnit | undefined) => unit?.findings.map(({ code }) => code);

describe('a bundle as a channel makes it', () => {
  it.each(SAMPLES)('%s comes back as the same claim', (...sample) => {
    const units = mapped(sample).filter(({ state }) => state === 'acceptable');
    expect(units.length).toBeGreaterThan(0);
    for (const unit of units) {
      const { units: taken, faulted } = take(unit.bundle);
      expect(faulted).toBe(false);
      expect(JSON.stringify(taken[0]?.bundle)).toBe(JSON.stringify(unit.bundle));
      const { key, businessKey, state } = unit;
      expect(taken[0]).toMatchObject({ key, businessKey, state, findings: [] });
      const home = sample[0].split('/')[1];
      const payer = homes.find(({ definition }) => definition.id === home)?.definition.payer;
      expect(taken[0]).toMatchObject({ payer, home });
    }
  });
});

describe('what convert prints', () => {
  const lines = mapped(THAI).map((unit) => JSON.stringify(unit.bundle));

  it('is taken back as it is, a bundle a line', () => {
    const { units, findings } = take(`${lines.join('\n')}\n`);
    expect(units.map((unit) => JSON.stringify(unit.bundle))).toEqual(lines);
    expect(findings).toEqual([]);
  });

  it('names the line of a finding', () => {
    const second = changed((_copy, claim) => delete claim.status);
    const { units } = take(`${lines[0]}\n${JSON.stringify(second)}`);
    expect(units[1]?.findings[0]?.places[0]).toMatchObject({ file: 'body', line: 2 });
  });

  it('is refused with the line that is cut short', () => {
    const { units, findings } = take(`${lines[0]}\n${lines[1]?.slice(0, 300)}`);
    expect([units.length, findings[0]?.severity]).toEqual([0, 'fatal']);
  });
});

describe('a bundle of its own making', () => {
  it('is the same claim under other ids, in another order, without a business key', () => {
    const other = changed((copy) => {
      delete copy.identifier;
      const ids = new Map(
        copy.entry.map(({ fullUrl, resource }, at) => [fullUrl, `${resource.resourceType}/x${at}`]),
      );
      const text = JSON.stringify(copy.entry).replace(
        /"reference":"([^"]+)"/g,
        (_all, urn) => `"reference":"${ids.get(urn)}"`,
      );
      copy.entry = (JSON.parse(text) as Entry[]).map(({ resource }, at) => ({
        fullUrl: `https://hospital.example/fhir/${resource.resourceType}/x${at}`,
        resource: {
          ...resource,
          id: `x${at}`,
          meta: { ...(resource.meta as object), versionId: '7' },
        },
      }));
      copy.entry.reverse();
    });
    const [unit] = take(other).units;
    const [original] = take(bundle()).units;
    expect(unit?.findings).toEqual([]);
    expect(unit?.businessKey).toEqual(thai?.businessKey);
    expect(unit?.canonicalSource).toBe(original?.canonicalSource);
    const claim = (unit?.bundle as Bundle | undefined)?.entry[0];
    expect(claim?.fullUrl).toBe(bundle().entry[0]?.fullUrl);
    expect(JSON.stringify(claim)).not.toContain('versionId');
  });

  it('has another fingerprint when something that counts is different', () => {
    const other = changed((_copy, claim) => {
      claim.created = '2026-01-06';
    });
    expect(take(other).units[0]?.canonicalSource).not.toBe(
      take(bundle()).units[0]?.canonicalSource,
    );
  });

  it('may hold several claims, or bundles of them', () => {
    const units = mapped(THAI).filter(({ state }) => state === 'acceptable');
    const bundles = units.map((unit) => unit.bundle as unknown as Bundle);
    const nested = take({
      ...{ resourceType: 'Bundle', type: 'collection' },
      entry: bundles.map((resource) => ({ resource })),
    });
    expect(nested.units.map(({ key }) => key)).toEqual(units.map(({ key }) => key));
    expect(nested.units.every(({ state }) => state === 'acceptable')).toBe(true);
    const all = new Map(bundles.flatMap(({ entry }) => entry).map((each) => [each.fullUrl, each]));
    const stray = { resource: { resourceType: 'Basic', code: { text: 'stray' } } };
    const flat = take({
      ...{ resourceType: 'Bundle', type: 'collection' },
      entry: [...all.values(), stray],
    });
    expect(flat.units.map(({ key }) => key)).toEqual(units.map(({ key }) => key));
    expect(flat.units.map(codesOf)).toEqual(units.map(() => []));
    expect(flat.findings).toMatchObject([
      { code: 'SAMPAN-FHIR-UNCLAIMED', severity: 'warning', params: { found: 'Basic' } },
    ]);
    expect(flat.findings[0]?.places[0]?.line).toBeGreaterThan(1);
  });

  it('may be a parameter of an operation', () => {
    const parameter = [{ name: 'mode' }, { name: 'resource', resource: bundle() }];
    const { units } = take({ resourceType: 'Parameters', parameter });
    expect(units).toMatchObject([{ key: thai?.key, state: 'acceptable' }]);
  });

  it('says itself that it replaces or cancels', () => {
    const cancelled = changed((_copy, claim) => {
      claim.status = 'cancelled';
    });
    expect(take(cancelled).units[0]).toMatchObject({ intent: 'void', findings: [] });
    const system = 'http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship';
    const replacing = changed((_copy, claim) => {
      claim.related = [{ relationship: { coding: [{ system, code: 'prior' }] } }];
    });
    expect(take(replacing).units[0]).toMatchObject({ intent: 'replacement' });
    expect(take(bundle()).units[0]).not.toHaveProperty('intent');
  });
});

describe('what others ask of a claim that came as FHIR', () => {
  it('is looked up in the registers of its country, and found at its element', () => {
    const [unit] = take(JSON.stringify(bundle(), null, 1)).units;
    const asked = (each: TranslatedUnit | undefined) =>
      each?.lookups?.map(({ registry, key }) => `${registry} ${key}`);
    expect(asked(unit)).toEqual(asked(thai));
    expect(asked(unit)?.length).toBeGreaterThan(0);
    const places = unit?.lookups?.flatMap(({ finding }) => finding.places) ?? [];
    expect(places.every(({ line = 0, field }) => line > 1 && field?.startsWith('$.entry'))).toBe(
      true,
    );
  });

  it('leads from an element of the bundle to the line it stood in', () => {
    if (channel === undefined) throw new Error('no channel');
    const text = JSON.stringify(bundle(), null, 1);
    const files = [{ name: 'body', bytes: new TextEncoder().encode(text) }];
    const ask = (unit: number, element: string) =>
      locateInFhir(channel, { channel: 'fhir', files }, [{ unit, element, cells: [] }])[0];
    const [place] = ask(1, 'Bundle.entry[0].resource.item[1].net') ?? [];
    expect(place?.field).toBe('$.entry[0].resource.item[1].net');
    expect(text.split('\n')[(place?.line ?? 0) - 1]).toContain('"net"');
    expect(ask(2, 'Bundle')).toEqual([]);
  });
});

describe('faults', () => {
  it.each([
    ['no JSON', '{"resourceType":', 'SAMPAN-JSON-'],
    ['another resource', { resourceType: 'Patient' }, 'SAMPAN-FHIR-BODY'],
    ['no resource', [1], 'SAMPAN-FHIR-BODY'],
    ['parameters without one', { resourceType: 'Parameters', parameter: [5] }, 'SAMPAN-FHIR-BODY'],
    ['no claim', { resourceType: 'Bundle', type: 'collection' }, 'SAMPAN-FHIR-NO-CLAIM'],
  ])('of the whole: %s', (_name, body, code) => {
    const { faulted, findings, units } = take(body);
    expect([faulted, units]).toEqual([true, []]);
    expect(findings.some((finding) => finding.code.startsWith(code))).toBe(true);
  });

  it.each<[string, Parameters<typeof changed>[0], string]>([
    [
      'a claim of no country',
      (copy, claim) => {
        delete claim.meta;
        copy.entry = copy.entry.filter(({ resource }) => resource.resourceType !== 'Organization');
      },
      'SAMPAN-FHIR-ROUTE',
    ],
    [
      'a key that the numbers contradict',
      (copy) => {
        copy.identifier = {
          ...(copy.identifier as object),
          value: 'nhso|99999|visit|0000001+other',
        };
      },
      'SAMPAN-FHIR-KEY',
    ],
    [
      'a key of another scheme',
      (copy) => {
        copy.identifier = { ...(copy.identifier as object), value: 'vss|99999|visit|1' };
      },
      'SAMPAN-FHIR-KEY',
    ],
    [
      'no number at all',
      (copy, claim) => {
        delete copy.identifier;
        delete claim.identifier;
      },
      'SAMPAN-FHIR-KEY',
    ],
    [
      'a reference to nothing',
      (_copy, claim) => {
        claim.enterer = { reference: 'Practitioner/nobody' };
      },
      'SAMPAN-FHIR-REFERENCE',
    ],
  ])('of a claim: %s', (_name, change, code) => {
    const [unit] = take(changed(change)).units;
    expect(unit?.state).toBe('rejected');
    expect(codesOf(unit)).toContain(code);
    expect(unit?.findings.every(({ places }) => places[0]?.line !== undefined)).toBe(true);
  });

  it('another facility than the sender is bound to', () => {
    const [unit] = take(bundle(), '11111').units;
    expect(codesOf(unit)).toEqual(['SAMPAN-FHIR-FACILITY']);
    expect(take(bundle(), '99999').units[0]?.findings).toEqual([]);
  });

  it('name the line and the path of the element', () => {
    const wrong = changed((_copy, claim) => {
      claim.status = 'nonsense';
    });
    const text = JSON.stringify(wrong, null, 1);
    const line = text.slice(0, text.indexOf('nonsense')).split('\n').length;
    const [unit] = take(text).units;
    expect(unit?.state).toBe('rejected');
    const places = unit?.findings.flatMap((finding) => finding.places);
    expect(places).toContainEqual(
      expect.objectContaining({ file: 'body', line, field: '$.entry[0].resource.status' }),
    );
  });

  it('a profile nobody knows is a warning', () => {
    const unknown = changed((_copy, claim) => {
      const { profile } = claim.meta as { profile: string[] };
      claim.meta = { profile: [...profile, 'https://elsewhere.example/Profile'] };
    });
    const [unit] = take(unknown).units;
    expect(unit?.state).toBe('acceptable');
    expect(unit?.findings).toMatchObject([
      { code: 'SAMPAN-PROFILE-PROFILE-UNKNOWN', severity: 'warning' },
    ]);
  });
});
