/** The files of a submission, those inside zip archives included. */
import type { Finding } from '../base/finding.ts';
import { sniffFormat } from '../wire/sniff.ts';
import { readZip } from '../wire/zip.ts';
import type { SourceFile } from './translation.ts';

export function unpackFiles(
  files: readonly SourceFile[],
  findings: Finding[],
): readonly SourceFile[] {
  return files.flatMap((file) => {
    const calledZip = file.name.toLowerCase().endsWith('.zip');
    if (!calledZip && sniffFormat(file.bytes) !== 'zip') return [file];
    const archive = readZip(file);
    findings.push(...archive.findings);
    return archive.files;
  });
}
