/** Claim XML: bytes to validated bundles, against saxes alone on the same bytes. */
import { SaxesParser } from 'saxes';
import { publishedKey } from '../../src/channel/identity.ts';
import { streamUnits, translate } from '../../src/channel/translate.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { claimXml, type Form, type Line, medicine, service, treatment } from '../vn/synthetic.ts';
import { compare, print } from './timing.ts';

const line: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const treatments = 100;
/** Until the compiled code is warm, as it is in a gateway that has run for a minute. */
const warmRounds = 10;
const largeTreatments = 2000;
const largeLines = 3;

const linesOfTable = 12;

function file(form: Form, count = treatments, lines = linesOfTable): string {
  const made = Array.from({ length: count }, (_, index) =>
    treatment(
      Array.from({ length: lines }, (_, at) => medicine(line, at + 1)),
      Array.from({ length: lines }, (_, at) => service(line, at + 1)),
      { MA_LK: `LK${index}` },
    ),
  );
  return claimXml(made, form);
}

function readAlone(text: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
}

/** The same work for base64: the document, then each document inside. */
function readWithInner(text: string): void {
  readAlone(text);
  for (const [, inner = ''] of text.matchAll(/<NOIDUNGFILE>([^<]+)</g)) {
    readAlone(Buffer.from(inner, 'base64').toString('utf8'));
  }
}

export async function run(): Promise<void> {
  const [channel, profiles] = await Promise.all([loadChannel('vn-xml'), loadProfiles()]);
  const options = { tenant: '', identityKey: publishedKey, profiles };
  for (const form of ['inline', 'base64'] as const) {
    const text = file(form);
    const bytes = Buffer.from(text);
    const files = [{ name: 'body', bytes }];
    const convert = () => translate(channel, { channel: 'vn-xml', files }, options);
    const { units } = convert();
    const accepted = units.filter(({ state }) => state === 'acceptable').length;
    console.log(
      `${form}: ${units.length} claims of ${2 * linesOfTable} lines, ${accepted} acceptable, ${bytes.length} bytes`,
    );
    for (let round = 0; round < warmRounds; round++) convert();
    const saxes = form === 'inline' ? readAlone : readWithInner;
    const timings = compare([
      { name: 'saxes alone', count: treatments, run: () => saxes(bytes.toString('utf8')) },
      { name: 'read, map, validate (this)', count: treatments, run: convert },
    ]);
    print(timings, 'saxes alone');
    const own = timings[1]?.microseconds ?? 1;
    const megabytes = bytes.length / treatments / own;
    console.log(`${Math.round(1e6 / own)} claims/s, ${megabytes.toFixed(1)} MB/s on one core`);
  }
  const bytes = Buffer.from(file('inline', largeTreatments, largeLines));
  const files = [{ name: 'body', bytes }];
  const started = performance.now();
  let most = 0;
  let count = 0;
  for (const { state } of streamUnits(channel, { channel: 'vn-xml', files }, options).units) {
    if (state === 'acceptable') count += 1;
    if (count % 100 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  const seconds = (performance.now() - started) / 1000;
  const size = (bytes.length / 1e6).toFixed(0);
  console.log(
    `one file of ${count} claims of ${2 * largeLines} lines, ${size} MB, a claim at a time: ` +
      `${Math.round(count / seconds)} claims/s, heap at most ${Math.round(most / 1e6)} MB`,
  );
}
