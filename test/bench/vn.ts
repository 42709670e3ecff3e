/** Claim XML: bytes to validated bundles, against saxes alone on the same bytes. */
import { SaxesParser } from 'saxes';
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { claimXml, type Form, type Line, medicine, service, treatment } from '../vn/synthetic.ts';
import { compare, print } from './timing.ts';

const line: Line = { quantity: 2000, price: 12_345_678, insured: 100, benefit: 80 };
const treatments = 100;
const linesOfTable = 12;

function file(form: Form): string {
  const made = Array.from({ length: treatments }, (_, index) =>
    treatment(
      Array.from({ length: linesOfTable }, (_, at) => medicine(line, at + 1)),
      Array.from({ length: linesOfTable }, (_, at) => service(line, at + 1)),
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
}
