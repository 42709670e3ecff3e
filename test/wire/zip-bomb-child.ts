/** Reads the zip it is given and tells how long that took and how much memory it ever needed. */
import { existsSync, readFileSync } from 'node:fs';
import { readZip } from '../../src/wire/zip.ts';

const STATUS = '/proc/self/status';

const bytes = readFileSync(process.argv[2] ?? '');
const before = process.cpuUsage();
const { findings } = readZip({ name: 'set.zip', bytes });
// Processor time: what a busy machine does besides is not the reader's
const { user, system } = process.cpuUsage(before);
const milliseconds = (user + system) / 1000;
const codes = findings.map((finding) => finding.code);
console.log(JSON.stringify({ codes, milliseconds, mebibytes: mostKib() / 1024 }));

/** On Linux maxRSS begins with that of the parent, which may have been large. */
function mostKib(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  const [, kib] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? [];
  return kib === undefined ? process.resourceUsage().maxRSS : Number(kib);
}
