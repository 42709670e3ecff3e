import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPaths } from '../../src/cli/read-paths.ts';
import { filesOf } from '../../src/gateway/request-files.ts';
import { translateFiles } from './translated.ts';

const samples = 'mappings/th/th-eclaim-16/samples';

function bundlesOf(files: Parameters<typeof translateFiles>[0]) {
  return translateFiles(files).units.map(({ bundle }) => JSON.stringify(bundle));
}

describe("the JSON form of NHSO's interface", () => {
  it('gives the claims of the files it carries', () => {
    const bytes = readFileSync(`${samples}/nhso-api-json/input/send.json`);
    const body = filesOf({ contentType: 'application/json', raw: bytes });
    const plain = readPaths([`${samples}/good-utf8-header/input`]).flatMap((path) => path.files);
    if (body.kind !== 'files') throw new Error(body.kind);
    expect(bundlesOf(body.files)).toEqual(bundlesOf(plain));
  });

  it('that is cut short is told so, not that files are missing', () => {
    const bytes = new TextEncoder().encode('{"file":{"ins":');
    const { findings } = translateFiles([{ name: 'body', bytes }]);
    expect(findings.map(({ code }) => code)).toEqual(['SAMPAN-JSON-CUT-SHORT']);
  });

  it.each(['{}', '{"file":{}}', '[]', '{"file":{"ins":null}}'])(
    'without a file is told so: %s',
    (text) => {
      const bytes = new TextEncoder().encode(text);
      const { faulted, findings } = translateFiles([{ name: 'body', bytes }]);
      expect(faulted).toBe(true);
      expect(findings.map(({ code }) => code)).toEqual(['SAMPAN-ENVELOPE-NOTHING']);
    },
  );

  it('of any shape is read or told, never thrown', () => {
    const member = fc.oneof(
      fc.jsonValue(),
      fc.record({ blob: fc.jsonValue(), size: fc.jsonValue() }),
    );
    const file = fc.dictionary(fc.constantFrom('ins', 'pat', 'opd', 'cht', 'lab', 'zip'), member);
    fc.assert(
      fc.property(fc.oneof(fc.record({ file }), fc.record({ file: fc.jsonValue() })), (body) => {
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const { faulted, findings, units } = translateFiles([{ name: 'body', bytes }]);
        expect(units).toEqual([]);
        expect(faulted || findings.length > 0).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
