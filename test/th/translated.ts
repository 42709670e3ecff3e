/** Rows through the compiled channel, as a sender's set goes. */
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import type { SourceFile, Translation } from '../../src/channel/translation.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { plainLayout, type Rows, renderSet, type SetLayout } from './rows.ts';

const [channel, profiles] = await Promise.all([loadChannel('th-eclaim-16'), loadProfiles()]);

const { reader } = channel.definition;
if (reader.kind !== 'delimited') throw new Error('the 16 files are delimited');
export const { parts } = reader;

export function translateFiles(files: readonly SourceFile[]): Translation {
  const submission = { channel: channel.definition.id, files };
  return translate(channel, submission, { tenant: '', identityKey: publishedKey, profiles });
}

export function translateRows(rows: Rows, layout: SetLayout = plainLayout): Translation {
  return translateFiles(renderSet(rows, parts, layout));
}

/** Every finding of a translation as `severity code file record field`. */
export function findingLines(translation: Translation): readonly string[] {
  const all = [...translation.findings, ...translation.units.flatMap((unit) => unit.findings)];
  return all.map(({ severity, code, places: [place] }) =>
    [severity, code, place?.file, place?.record, place?.field].join(' '),
  );
}

/** Without what only informs: the sums from which the payer looks at a claim. */
export function faultLines(translation: Translation): readonly string[] {
  return findingLines(translation).filter((line) => !line.startsWith('information '));
}
