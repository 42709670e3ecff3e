/** Reads the zip it is given and tells how long that took and how much memory it ever needed. */
import { readFileSync } from 'node:fs';
import { readZip } from '../../src/wire/zip.ts';

const bytes = readFileSync(process.argv[2] ?? '');
const before = process.cpuUsage();
const { findings } = readZip({ name: 'set.zip', bytes });
// Processor time: what a busy machine does besides is not the reader's
const { user, system } = process.cpuUsage(before);
const milliseconds = (user + system) / 1000;
// Kilobytes on every platform Node runs on
const { maxRSS } = process.resourceUsage();
const codes = findings.map((finding) => finding.code);
console.log(JSON.stringify({ codes, milliseconds, mebibytes: maxRSS / 1024 }));
