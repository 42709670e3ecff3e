/** `ValueSet/$expand` and `$validate-code`: what is held is answered, what is not is said. */
import { describe, expect, it } from 'vitest';
import { createIds, systemClock } from '../../src/adapters/crypto/ids.ts';
import { loadModules } from '../../src/cli/compile-profiles.ts';
import { effectiveLimits } from '../../src/gateway/config-limits.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpServices } from '../../src/http/services.ts';
import { joinProfiles } from '../../src/profile/runtime/index.ts';

const texts = {
  'SAMPAN-TERMINOLOGY-OUTSIDE': {
    en: { expected: 'a code of {valueSet}', found: '{code} of {system}', remedy: '' },
  },
};
const services = {
  ports: { clock: systemClock, ids: createIds(systemClock), log: { event: () => undefined } },
  profiles: joinProfiles(await loadModules()),
  principalOf: (key: string) => (key === 'k' ? { kind: 'sender', id: 'one' } : undefined),
  texts,
  limits: effectiveLimits(),
};
const app = createApp(services as unknown as HttpServices);

const GENDER = 'http://hl7.org/fhir/ValueSet/administrative-gender';
const GENDERS = 'http://hl7.org/fhir/administrative-gender';
const MIME = 'http://hl7.org/fhir/ValueSet/mimetypes';

async function ask(operation: string, query: Readonly<Record<string, string>>) {
  const path = `/fhir/ValueSet/${operation}?${new URLSearchParams(query)}`;
  return await app.request(path, { headers: { authorization: 'Bearer k' } });
}

async function post(operation: string, parameter: readonly object[], resourceType = 'Parameters') {
  return await app.request(`/fhir/ValueSet/${operation}`, {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType, parameter }),
  });
}

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { readonly code: string; readonly details: Coded }[];
}
interface Coded {
  readonly coding: readonly { readonly code: string }[];
}

async function refusal(response: Response) {
  const { resourceType, issue } = (await response.json()) as Outcome;
  expect(resourceType).toBe('OperationOutcome');
  return [response.status, issue[0]?.code, issue[0]?.details.coding[0]?.code];
}

interface Expanded {
  readonly version: string;
  readonly expansion: {
    readonly timestamp: string;
    readonly total: number;
    readonly contains?: readonly { readonly code: string; readonly display?: string }[];
  };
}

async function expanded(response: Response): Promise<Expanded> {
  expect(response.status).toBe(200);
  return (await response.json()) as Expanded;
}

describe('ValueSet/$expand', () => {
  it('lists codes and displays', async () => {
    const set = await expanded(await ask('$expand', { url: GENDER }));
    expect(set).toMatchObject({ resourceType: 'ValueSet', url: GENDER, version: '4.0.1' });
    expect(set.expansion.total).toBe(4);
    expect(set.expansion.contains?.[0]).toEqual({ system: GENDERS, code: 'male', display: 'Male' });
    expect(services.profiles.validate(set).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });

  it('takes pages and a filter, and a Parameters resource', async () => {
    const page = await expanded(await ask('$expand', { url: GENDER, offset: '1', count: '2' }));
    expect(page.expansion.contains?.map(({ code }) => code)).toEqual(['female', 'other']);
    const parameters = [
      { name: 'url', valueUri: GENDER },
      { name: 'valueSetVersion', valueString: '4.0.1' },
      { name: 'filter', valueString: 'MAL' },
    ];
    const filtered = await expanded(await post('$expand', parameters));
    expect(filtered.expansion.contains?.map(({ code }) => code)).toEqual(['male', 'female']);
  });

  it.each([
    [{}, [400, 'value', 'SAMPAN-HTTP-PARAMETER']],
    [{ url: GENDER, count: '-1' }, [400, 'value', 'SAMPAN-HTTP-PARAMETER']],
    [{ url: GENDER, date: '2020' }, [400, 'value', 'SAMPAN-HTTP-PARAMETER']],
    [{ url: 'http://example.org/none' }, [404, 'not-found', 'SAMPAN-TERMINOLOGY-UNKNOWN']],
    [{ url: `${GENDER}|5.0.0` }, [404, 'not-found', 'SAMPAN-TERMINOLOGY-UNKNOWN']],
    [{ url: MIME }, [422, 'not-supported', 'SAMPAN-TERMINOLOGY-OPEN']],
  ])('refuses %j', async (query, expected) => {
    expect(await refusal(await ask('$expand', query))).toEqual(expected);
  });

  it('refuses another resource than Parameters, and whoever has no key', async () => {
    expect(await refusal(await post('$expand', [], 'ValueSet'))).toEqual([
      ...[400, 'value', 'SAMPAN-HTTP-PARAMETER'],
    ]);
    expect((await app.request(`/fhir/ValueSet/$expand?url=${GENDER}`)).status).toBe(401);
  });
});

interface Parameters {
  readonly parameter: readonly { readonly name: string; readonly [value: string]: unknown }[];
}

async function answerOf(response: Response) {
  expect(response.status).toBe(200);
  const { parameter } = (await response.json()) as Parameters;
  const value = (name: string) => {
    const { name: _, ...values } = parameter.find((one) => one.name === name) ?? { name };
    return Object.values(values)[0];
  };
  return { result: value('result'), display: value('display'), message: value('message') };
}

describe('ValueSet/$validate-code', () => {
  it.each([
    [
      { url: GENDER, system: GENDERS, code: 'male' },
      { result: true, display: 'Male' },
    ],
    [{ url: GENDER, system: GENDERS, code: 'male', display: 'male' }, { result: true }],
    [{ url: GENDER, system: GENDERS, code: 'male', display: 'Woman' }, { result: false }],
    [
      { url: GENDER, system: GENDERS, code: 'm' },
      { result: false, display: undefined },
    ],
    [{ url: GENDER, system: 'urn:other', code: 'male' }, { result: false }],
    [{ url: MIME, system: 'urn:ietf:bcp:13', code: 'text/plain' }, { result: true }],
    [{ url: MIME, system: 'urn:ietf:bcp:13', code: 'no type' }, { result: false }],
  ])('%j', async (query, expected) => {
    expect(await answerOf(await ask('$validate-code', query))).toMatchObject(expected);
  });

  it('says what was wrong', async () => {
    const wrong = await ask('$validate-code', { url: GENDER, system: GENDERS, code: 'm' });
    const message = `Expected: a code of ${GENDER} · Found: m of ${GENDERS}`;
    expect(await answerOf(wrong)).toEqual({ result: false, display: undefined, message });
  });

  it('takes a Coding, and a CodeableConcept with one coding of the set', async () => {
    const url = { name: 'url', valueUri: GENDER };
    const other = { system: 'urn:other', code: 'x' };
    const coding = { system: GENDERS, code: 'female' };
    const one = await post('$validate-code', [url, { name: 'coding', valueCoding: coding }]);
    expect(await answerOf(one)).toMatchObject({ result: true, display: 'Female' });
    for (const [codings, result] of [
      [[other, coding], true],
      [[other], false],
    ] as const) {
      const concept = { name: 'codeableConcept', valueCodeableConcept: { coding: codings } };
      expect(await answerOf(await post('$validate-code', [url, concept]))).toMatchObject({
        result,
      });
    }
  });

  it.each([
    [{ url: GENDER, code: 'male' }, [400, 'value', 'SAMPAN-HTTP-PARAMETER']],
    [{ system: GENDERS, code: 'male' }, [400, 'value', 'SAMPAN-HTTP-PARAMETER']],
    [
      { url: 'http://example.org/none', system: GENDERS, code: 'male' },
      [404, 'not-found', 'SAMPAN-TERMINOLOGY-UNKNOWN'],
    ],
    [
      {
        url: 'http://hl7.org/fhir/ValueSet/patient-contactrelationship',
        ...{ system: GENDERS, code: 'male', systemVersion: '1' },
      },
      [400, 'value', 'SAMPAN-HTTP-PARAMETER'],
    ],
  ])('refuses %j', async (query, expected) => {
    expect(await refusal(await ask('$validate-code', query))).toEqual(expected);
  });
});

it('a HEAD is answered like its GET', async () => {
  const query = new URLSearchParams({ url: GENDER });
  const path = `/fhir/ValueSet/$expand?${query}`;
  const head = { method: 'HEAD', headers: { authorization: 'Bearer k' } };
  expect((await app.request(path, head)).status).toBe(200);
});
