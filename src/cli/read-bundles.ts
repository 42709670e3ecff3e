/** Bundles as `sampan convert` prints them, one a line; or one that fills its file. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readExactJson } from '../base/exact-json.ts';
import type { Resource } from '../channel/translation.ts';
import { UsageError } from './exit.ts';
import { readText, unreadable } from './read-file.ts';

export async function* readBundles(file: string): AsyncGenerator<Resource> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (line.trim() === '') continue;
    const bundle = bundleIn(line);
    if (bundle !== undefined) {
      yield bundle;
      continue;
    }
    const whole = number === 1 ? bundleIn(readText(file)) : undefined;
    if (whole === undefined) throw new UsageError(`${file}, line ${number}: no Bundle as JSON`);
    yield whole;
    return;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* lines;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function bundleIn(text: string): Resource | undefined {
  const resource = parsed(text.replace(/^\uFEFF/, '')) as Resource | null | undefined;
  return resource?.resourceType === 'Bundle' ? resource : undefined;
}

function parsed(text: string): unknown {
  try {
    return readExactJson(text);
  } catch {
    return undefined;
  }
}
