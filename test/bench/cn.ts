/** Journals and settlement lists: bytes to validated bundles, against JSON.parse alone. */
import { publishedKey } from '../../src/channel/identity.ts';
import { translate } from '../../src/channel/translate.ts';
import { loadChannel, loadProfiles } from '../../src/cli/catalogue.ts';
import { type Call, lines, stayCalls, visitCalls } from '../cn/journal.ts';
import { request, settlementList } from '../cn/synthetic.ts';
import type { Line } from '../cn/visit.ts';
import { compare, print } from './timing.ts';

const line: Line = { quantity: 20_000, price: 1_280, first: 10, level: '02', category: '09' };
const settlements = 100;
const linesOfSettlement = 24;

/** Visits and stays in turn, their calls interleaved as a hospital's day is. */
function journal(): string {
  const all = Array.from({ length: settlements }, (_, at): readonly Call[] => {
    const visit = {
      ...{ person: `PN${at}`, visit: `MD${at}`, settlement: `SL${at}` },
      lines: Array.from({ length: linesOfSettlement }, () => line),
    };
    return at % 2 === 0
      ? visitCalls({ ...visit, kind: 'visit' })
      : stayCalls({ ...visit, kind: 'stay' });
  });
  const longest = Math.max(...all.map((calls) => calls.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    all.flatMap((calls) => calls[turn] ?? []),
  );
  return lines(turns.flat());
}

function lists(): string {
  const categories = Array.from({ length: 14 }, (_, at) => ({
    ...{ code: String(at + 1).padStart(2, '0'), a: 10_000, b: 5_000, own: 2_500, other: 0 },
  }));
  return Array.from({ length: settlements }, (_, at) =>
    JSON.stringify(request('4101', settlementList(categories, { setl_id: `SL${at}` }))),
  ).join('\n');
}

async function measure(id: string, text: string): Promise<void> {
  const [channel, profiles] = await Promise.all([loadChannel(id), loadProfiles()]);
  const options = { tenant: '', identityKey: publishedKey, profiles };
  const bytes = Buffer.from(text);
  const files = [{ name: 'body', bytes }];
  const convert = () => translate(channel, { channel: id, files }, options);
  const { units } = convert();
  const accepted = units.filter(({ state }) => state === 'acceptable').length;
  console.log(`${id}: ${units.length} claims, ${accepted} acceptable, ${bytes.length} bytes`);
  const parse = () => {
    for (const each of bytes.toString('utf8').split('\n')) JSON.parse(each);
  };
  const timings = compare([
    { name: 'JSON.parse alone', count: settlements, run: parse },
    { name: 'read, join, map, validate (this)', count: settlements, run: convert },
  ]);
  print(timings, 'JSON.parse alone');
  const own = timings[1]?.microseconds ?? 1;
  const megabytes = bytes.length / settlements / own;
  console.log(`${Math.round(1e6 / own)} claims/s, ${megabytes.toFixed(1)} MB/s on one core`);
}

export async function run(): Promise<void> {
  await measure('cn-nhsa-journal', journal());
  await measure('cn-nhsa-4101', lists());
}
