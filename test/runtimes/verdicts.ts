/** What validation says of documents, as text: the same code is bundled for every runtime. */
import { withJsonPlace } from '../../src/cli/json-places.ts';
import type { ProfileSet } from '../../src/profile/runtime/index.ts';
import { parseJson } from '../../src/wire/json.ts';

export interface VerdictDocument {
  readonly name: string;
  readonly text: string;
  /** Name of the set of profiles that judges it. */
  readonly profiles: string;
}

export type ProfileSets = Readonly<Record<string, ProfileSet>>;

/** The findings of one document as JSON text, or what was thrown. */
function verdictOf(sets: ProfileSets, { name, text, profiles }: VerdictDocument): string {
  try {
    const document = parseJson(text, { file: name });
    const { value } = document;
    const own = value === undefined ? [] : (sets[profiles]?.validate(value) ?? []);
    const placed = own.map((finding) => withJsonPlace(finding, name, document));
    return JSON.stringify([...document.findings, ...placed]);
  } catch (error) {
    return `thrown: ${String(error)}`;
  }
}

/** One line a document: its name and its findings. */
export function verdictLines(sets: ProfileSets, documents: readonly VerdictDocument[]): string {
  return documents.map((each) => `${each.name} ${verdictOf(sets, each)}\n`).join('');
}
