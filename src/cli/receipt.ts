/** `sampan receipt verify`: receipts are checked with nothing but the published keys. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Command } from 'commander';
import { exit, UsageError } from './exit.ts';
import { readBytes, readJson } from './read-file.ts';

interface VerifyOptions {
  readonly keys: string;
  readonly sent?: string;
  readonly json?: boolean;
}

/** What `GET /submissions/{id}/receipt` answers: a flattened JWS, the payload beside it. */
interface ReceiptFile {
  readonly receipt?: unknown;
  readonly payload?: string;
  readonly protected?: string;
  readonly signature?: string;
}

interface Payload {
  readonly tenant: string;
  readonly sequence: number;
  readonly previous: string;
  readonly submission: string;
  readonly receivedAt: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Checked {
  readonly file: string;
  readonly payload?: Payload;
  /** SHA-256 of the receipt, which the next one names. */
  readonly hash?: string;
  readonly fault?: string;
}

const example =
  '\nExample:\n  sampan receipt verify --keys docs/examples/jwks.json docs/examples/receipt.json';

type Keys = ReadonlyMap<string, ReturnType<typeof createPublicKey>>;

export function registerReceipt(program: Command): void {
  const receipt = program
    .command('receipt')
    .description('work with signed receipts')
    .addHelpText('after', example);
  receipt
    .command('verify')
    .description('check receipts offline: the signature, and the chain between them')
    .requiredOption('--keys <file>', 'the published keys: /.well-known/jwks.json, saved')
    .option('--sent <file>', 'the body that was sent, for one receipt: is it the one received?')
    .option('--json', 'one line of JSON a receipt')
    .argument('<file...>', 'receipts as the gateway answers them')
    .addHelpText('after', example)
    .action(async (files: readonly string[], options: VerifyOptions) => {
      process.exitCode = verifyFiles(files, options);
    });
}

function verifyFiles(files: readonly string[], options: VerifyOptions): number {
  if (options.sent !== undefined && files.length !== 1) {
    throw new UsageError('--sent goes with one receipt');
  }
  const keys = readKeys(options.keys);
  const signed = files.map((file) => checkSignature(file, keys));
  const sent = options.sent === undefined ? signed : signed.map((each) => checkSent(each, options));
  const checked = checkChains(sent);
  for (const each of checked) {
    process.stdout.write(options.json ? `${JSON.stringify(each)}\n` : `${lineOf(each)}\n`);
  }
  return checked.some(({ fault }) => fault !== undefined) ? exit.inputHasErrors : exit.fine;
}

function lineOf({ file, payload, fault }: Checked): string {
  const about = payload && `${payload.submission}, ${payload.bytes} bytes, ${payload.receivedAt}`;
  return fault === undefined ? `good   ${file}: ${about}` : `WRONG  ${file}: ${fault}`;
}

function readKeys(file: string): Keys {
  const set = readJson(file) as { readonly keys?: readonly Record<string, unknown>[] } | null;
  if (!Array.isArray(set?.keys)) throw new UsageError(`${file} holds no JSON Web Key Set`);
  return new Map(
    set.keys.map((jwk) => [String(jwk.kid), createPublicKey({ key: jwk, format: 'jwk' })]),
  );
}

/** RFC 7515 5.2, with the one algorithm that we sign with. */
function checkSignature(file: string, keys: Keys): Checked {
  const {
    receipt,
    payload = '',
    protected: head = '',
    signature = '',
  } = (readJson(file) ?? {}) as ReceiptFile;
  const header = decode(head) as { readonly alg?: unknown; readonly kid?: unknown } | undefined;
  const key = keys.get(String(header?.kid));
  if (header?.alg !== 'EdDSA') return { file, fault: 'not signed as receipts are' };
  if (key === undefined) return { file, fault: `signed with an unknown key: ${header.kid}` };
  const text = `${head}.${payload}.${signature}`;
  const signedBytes = Buffer.from(`${head}.${payload}`);
  if (!verify(null, signedBytes, key, Buffer.from(signature, 'base64url'))) {
    return { file, fault: 'the signature does not fit' };
  }
  const said = decode(payload) as Payload;
  if (receipt !== undefined && JSON.stringify(receipt) !== JSON.stringify(said)) {
    return { file, fault: 'the readable part is not what was signed' };
  }
  return { file, payload: said, hash: createHash('sha256').update(text).digest('hex') };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function checkSent(checked: Checked, { sent = '' }: VerifyOptions): Checked {
  const { file, payload } = checked;
  if (payload === undefined) return checked;
  const hash = createHash('sha256').update(readBytes(sent)).digest('hex');
  return hash === payload.sha256 ? checked : { file, fault: `is not about ${sent}` };
}

/** Each receipt names the one before it; of those given, neighbours must agree. */
function checkChains(checked: readonly Checked[]): readonly Checked[] {
  const known = new Map(
    checked.flatMap(({ payload, hash }) =>
      payload && hash ? [[`${payload.tenant} ${payload.sequence}`, hash] as const] : [],
    ),
  );
  return checked.map((each) => {
    const { file, payload } = each;
    if (payload === undefined) return each;
    const before = known.get(`${payload.tenant} ${payload.sequence - 1}`);
    const first = payload.sequence === 1 && payload.previous !== '';
    const broken = first || (before !== undefined && before !== payload.previous);
    return broken ? { file, fault: 'does not follow the receipt before it' } : each;
  });
}
