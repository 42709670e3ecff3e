/** What an archive says that it holds, before anything is unpacked. */
import { viewOf } from '../bytes.ts';
import { findingLog } from '../findings.ts';
import { isZip } from '../sniff.ts';
import { findDirectory } from './end-record.ts';
import { readEntries } from './entry.ts';

/** Bytes of all entries together; undefined of what is no archive, or one that is refused. */
export function declaredBytes(bytes: Uint8Array, maxEntries: number): number | undefined {
  if (!isZip(bytes)) return undefined;
  const log = findingLog('');
  const directory = findDirectory(viewOf(bytes), '', log);
  const entries = directory && readEntries(bytes, directory, { file: '', log, maxEntries });
  return log.failed() ? undefined : entries?.reduce((sum, { size }) => sum + size, 0);
}
