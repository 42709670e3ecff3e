/** $expand and $validate-code over what is held, and what is said of what is not. */
import { describe, expect, it } from 'vitest';
import { GRAMMAR_TESTS } from '../../../src/profile/runtime/grammars.ts';
import { expand, validateCode } from '../../../src/profile/terminology/operations.ts';
import { createTerminology } from '../../../src/profile/terminology/terminology.ts';

const at = (name: string) => `http://sampan.example/test/${name}`;
const system = 'http://sampan.example/test/animals';
const sct = 'http://snomed.info/sct';
const set = (name: string, compose: object) => ({
  resourceType: 'ValueSet',
  url: `http://sampan.example/test/${name}`,
  compose,
});

const terminology = createTerminology(
  [
    set('cats', {
      include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'cat' }] }],
    }),
    set('mixed', { include: [{ system, concept: [{ code: 'dog' }] }, { system: sct }] }),
    set('loop', { include: [{ valueSet: ['http://sampan.example/test/loop'] }] }),
    set('lost', { include: [{ valueSet: ['http://sampan.example/test/nowhere'] }] }),
    set('without-lost', { include: [{ system }], exclude: [{ valueSet: [at('nowhere')] }] }),
    set('without-unheld', {
      include: [{ system }],
      exclude: [{ system, filter: [{ property: 'code', op: 'regex', value: '(a+)+' }] }],
    }),
    set('hanging', {
      include: [{ system, filter: [{ property: 'code', op: 'regex', value: '(a+)+' }] }],
    }),
  ],
  [
    {
      resourceType: 'CodeSystem',
      url: system,
      content: 'complete',
      concept: [
        { code: 'cat', display: 'Cat', concept: [{ code: 'lion', display: 'Lion' }] },
        { code: 'dog' },
      ],
    },
  ],
);

const ask = (name: string, coding: { system: string; code: string }) =>
  validateCode({ terminology, tests: GRAMMAR_TESTS }, at(name), coding);

describe('value sets', () => {
  it('expands with displays', () => {
    expect(expand(terminology, at('cats'))).toEqual({
      url: at('cats'),
      contains: [
        { system, code: 'cat', display: 'Cat' },
        { system, code: 'lion', display: 'Lion' },
      ],
      open: [],
    });
  });

  it('names the systems it does not hold', () => {
    expect(expand(terminology, at('mixed'))).toMatchObject({
      contains: [{ system, code: 'dog' }],
      open: [sct],
    });
  });

  it.each([
    ['cats', { system, code: 'lion' }, { result: true, display: 'Lion' }],
    ['cats', { system, code: 'dog' }, { result: false }],
    ['mixed', { system, code: 'cat' }, { result: false, display: 'Cat' }],
    ['mixed', { system: sct, code: '22298006' }, { result: undefined }],
    ['mixed', { system: sct, code: '1' }, { result: false }],
    ['mixed', { system: 'http://other.test', code: 'dog' }, { result: false }],
    ['without-unheld', { system, code: 'dog' }, { result: undefined }],
    ['hanging', { system, code: 'cat' }, { result: undefined, display: 'Cat' }],
  ])('%s %j', (name, coding, expected) => {
    expect(ask(name, coding)).toEqual(expected);
  });

  it.each(['nowhere', 'loop', 'lost', 'without-lost'])('%s cannot be known', (name) => {
    expect(ask(name, { system, code: 'cat' })).toBeUndefined();
  });
});
