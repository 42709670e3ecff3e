import { expect, it } from 'vitest';
import { loadProfiles } from '../../src/cli/catalogue.ts';

const patient = {
  resourceType: 'Patient',
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
  maritalStatus: { coding: [{ system: 'https://example.org/own', code: 'x' }] },
};

it('extensible bindings are advice, and left out where only errors matter', async () => {
  const profiles = await loadProfiles();
  const codes = (advice: boolean) => profiles.validate(patient, { advice }).map(({ code }) => code);
  expect(codes(true)).toContain('SAMPAN-PROFILE-CODE-EXTENSIBLE');
  expect(codes(false)).toEqual([]);
});
