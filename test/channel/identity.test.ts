import { describe, expect, it } from 'vitest';
import {
  businessKeyText,
  deriveId,
  identify,
  identityContext,
} from '../../src/channel/identity.ts';
import type { ChannelModule } from '../../src/channel/module.ts';
import type { BusinessKey, Resource } from '../../src/channel/translation.ts';
import { madeUpChannel } from './made-up-channel.ts';

const key = new TextEncoder().encode('a key');
const context = identityContext('tenant', key);
const businessKey: BusinessKey = { scheme: 's', facility: 'F1', kind: 'visit', number: ['A', '1'] };

const codeOf = (resource: Resource) => [String((resource as { code?: unknown }).code ?? '')];
const channel: ChannelModule = {
  ...madeUpChannel,
  definition: {
    ...madeUpChannel.definition,
    identity: {
      ...madeUpChannel.definition.identity,
      roles: {
        Patient: { scope: 'facility', key: 'code' },
        Condition: { scope: 'claim', key: 'code' },
      },
    },
  },
  roles: { Patient: codeOf, Condition: codeOf },
};

function bundleOf(...resources: readonly Record<string, unknown>[]): Resource {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

function idsOf(bundle: Resource): readonly string[] {
  return (bundle.entry as { resource: { id: string } }[]).map(({ resource }) => resource.id);
}

describe('deriveId', () => {
  it('is a UUID of version 8 that depends on every part, the key and the tenant', () => {
    const id = deriveId(context, ['a', 'b']);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(deriveId(context, ['a', 'b'])).toBe(id);
    const others = [
      deriveId(context, ['ab']),
      deriveId(context, ['a', 'c']),
      deriveId(identityContext('other', key), ['a', 'b']),
      deriveId(identityContext('tenant', new Uint8Array(3)), ['a', 'b']),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});

describe('businessKeyText', () => {
  it('keeps the borders of its parts', () => {
    const number = ['HN|1', '2+3'];
    expect(businessKeyText({ ...businessKey, number })).toBe('s|F1|visit|HN%7C1+2%2B3');
  });
});

describe('identify', () => {
  const patient = { resourceType: 'Patient', id: 'p', code: 'P7' };
  const claim = () => ({
    resourceType: 'Claim',
    id: 'c',
    patient: { reference: 'Patient/p' },
    diagnosis: [{ diagnosisReference: { reference: 'Condition/d2' } }],
  });
  const conditions = [
    { resourceType: 'Condition', id: 'd1', code: 'I10' },
    { resourceType: 'Condition', id: 'd2', code: 'I10' },
  ];

  it('replaces ids, references and full URLs together', () => {
    const { bundle, dangling } = identify(
      bundleOf(claim(), patient, ...conditions),
      channel,
      context,
      businessKey,
    );
    const [, patientId, , second] = idsOf(bundle);
    const [first] = bundle.entry as { fullUrl: string; resource: ReturnType<typeof claim> }[];
    expect(dangling).toEqual([]);
    expect(first?.fullUrl).toBe(`urn:uuid:${first?.resource.id}`);
    expect(first?.resource.patient.reference).toBe(`urn:uuid:${patientId}`);
    expect(first?.resource.diagnosis[0]?.diagnosisReference.reference).toBe(`urn:uuid:${second}`);
    expect(bundle.identifier).toEqual({
      system: 'https://sampan.example/fhir/business-key',
      value: 's|F1|visit|A+1',
    });
  });

  it('tells equals apart, and gives the same patient the same id in another claim', () => {
    const one = idsOf(
      identify(bundleOf(patient, ...conditions), channel, context, businessKey).bundle,
    );
    const other = { ...businessKey, number: ['A', '2'] };
    const two = idsOf(identify(bundleOf(patient, ...conditions), channel, context, other).bundle);
    expect(new Set(one).size).toBe(3);
    expect(two[0]).toBe(one[0]);
    expect(two[1]).not.toBe(one[1]);
  });

  it('reports a reference to nothing', () => {
    const { dangling } = identify(bundleOf(claim(), patient), channel, context, businessKey);
    expect(dangling).toEqual([
      {
        expression: 'Bundle.entry[0].resource.diagnosis[0].diagnosisReference',
        reference: 'Condition/d2',
      },
    ]);
  });
});
