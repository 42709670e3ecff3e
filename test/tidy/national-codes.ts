/** National codes: texts in English and the country's language, and something that uses each. */
import { type TextFile, textFiles } from './files.ts';
import { isProvoked, mentions } from './samples.ts';
import type { Violation } from './violation.ts';

const CODE = /"(?:code)":\s*"([A-Z]{2}(?:-[A-Z0-9]+)+)"/g;
const own: Readonly<Record<string, string>> = { th: 'th', vn: 'vi', cn: 'zh' };

type Entry = Readonly<Record<string, unknown>>;

function country(file: TextFile): string {
  return file.path.split('/')[1] ?? '';
}

function catalogues(): readonly (TextFile & {
  readonly entries: Readonly<Record<string, Entry>>;
})[] {
  return textFiles(['profiles/*/findings.json']).map((file) => ({
    ...file,
    entries: JSON.parse(file.text) as Readonly<Record<string, Entry>>,
  }));
}

/** Channels that are compiled; a draft's codes come with its profiles. */
function channels(): readonly TextFile[] {
  return textFiles(['mappings/**/channel.json']).filter(
    ({ text }) => (JSON.parse(text) as { draft?: boolean }).draft !== true,
  );
}

export function nationalCodesWithoutTexts(): readonly Violation[] {
  const known = catalogues();
  return channels().flatMap((file) => {
    const texts = known.find((each) => country(each) === country(file))?.entries ?? {};
    return file.lines.flatMap((text, index) =>
      [...text.matchAll(CODE)]
        .filter(([, code = '']) => !(code in texts))
        .map(([, code]) => ({
          path: file.path,
          line: index + 1,
          message: `${code} has no texts; write them into profiles/${country(file)}/findings.json`,
        })),
    );
  });
}

export function nationalTextsMissing(): readonly Violation[] {
  return catalogues().flatMap((file) =>
    Object.entries(file.entries).flatMap(([code, entry]) =>
      ['en', own[country(file)] ?? 'en']
        .filter((language) => entry[language] === undefined)
        .map((language) => ({
          path: file.path,
          line: lineWith(file, code),
          message: `${code} has no text in ${language}; write it`,
        })),
    ),
  );
}

export function nationalCodesUnused(): readonly Violation[] {
  return catalogues().flatMap((file) => {
    const users = textFiles([
      `profiles/${country(file)}/*.fsh`,
      `mappings/${country(file)}/*/channel.json`,
    ]);
    return Object.keys(file.entries)
      .filter((code) => !users.some(({ text }) => mentions(text, code)))
      .map((code) => ({
        path: file.path,
        line: lineWith(file, code),
        message: `no channel and no invariant uses ${code}; use it or delete its texts`,
      }));
  });
}

export function nationalCodesUnprovoked(): readonly Violation[] {
  return catalogues().flatMap((file) =>
    Object.keys(file.entries)
      .filter((code) => !isProvoked(code))
      .map((code) => ({
        path: file.path,
        line: lineWith(file, code),
        message: `no test and no sample provokes ${code}; add a sample`,
      })),
  );
}

function lineWith(file: TextFile, word: string): number {
  return file.lines.findIndex((line) => line.includes(`"${word}"`)) + 1 || 1;
}
