/** The JSON that a command works on: what is wrong with it is told with its place and remedy. */
import { isFailure } from '../base/finding.ts';
import { findingText } from '../fhir/texts.ts';
import { parseJson } from '../wire/json.ts';
import { chooseLanguage, loadTexts } from './catalogue.ts';
import { exit } from './exit.ts';
import { readText } from './read-file.ts';

/** Undefined once its fault has been told and the exit code set. */
export async function readSource(file: string): Promise<{ readonly value: unknown } | undefined> {
  const { value, findings } = parseJson(readText(file), { file });
  const failure = findings.find(isFailure);
  if (failure === undefined) return { value };
  const [place] = failure.places;
  const said = findingText(failure, chooseLanguage(undefined), await loadTexts());
  process.stderr.write(
    `${file}:${place?.line ?? 1}:${place?.column ?? 1}: ${failure.code}\n  ${said}\n`,
  );
  process.exitCode = exit.inputHasErrors;
  return undefined;
}
