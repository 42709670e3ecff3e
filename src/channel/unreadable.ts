/** What a reader has said it could not read: a missing root is then no news. */
import { type Finding, isFailure } from '../base/finding.ts';

/** Parts, and parts of one container, that could not be read; containers with unknown parts. */
export function unreadable(findings: readonly Finding[]): ReadonlySet<string> {
  const failures = findings.filter(isFailure);
  const files = failures.flatMap(({ places }) => places.map(({ file }) => file));
  return new Set(files.flatMap((file) => [file, file.slice(file.lastIndexOf('/') + 1)]));
}
