/** Reads the zip it is given and tells how long that took and how much memory it ever needed. */
import { readFileSync } from 'node:fs';
import { readZip } from '../../src/wire/zip.ts';

const bytes = readFileSync(process.argv[2] ?? '');
const before = performance.now();
const { findings } = readZip({ name: 'set.zip', bytes });
const milliseconds = performance.now() - before;
// Kilobytes on every platform Node runs on
const { maxRSS } = process.resourceUsage();
const codes = findings.map((finding) => finding.code);
console.log(JSON.stringify({ codes, milliseconds, mebibytes: maxRSS / 1024 }));
