/** The folders of profiles/: `r4` first, for the countries build on its extensions. */
import { readdirSync } from 'node:fs';

export function profileFolders(): readonly string[] {
  const folders = readdirSync('profiles', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return ['r4', ...folders.filter((name) => name !== 'r4').sort()];
}

/** Name of a folder's validator module; `r4/profiles` is the base specification itself. */
export function moduleName(folder: string): string {
  return folder === 'r4' ? 'shared' : folder;
}
