/** The line a newcomer copies: it sends a shipped sample and works as printed. */
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { ChannelInfo } from '../gateway/channel-info.ts';
import { mediaTypesOf } from '../gateway/request-files.ts';

export interface FirstClaim {
  readonly url: string;
  readonly folder: string;
  readonly key: string;
  readonly channel: ChannelInfo;
}

/** Undefined if the channel ships no sample. */
export function firstClaimLine({ url, folder, key, channel }: FirstClaim): string | undefined {
  const input = sampleInput(channel);
  if (input === undefined) return undefined;
  const file = input.endsWith('input') ? zipped(input, { folder, channel }) : input;
  const [type = 'application/octet-stream'] = mediaTypesOf(channel.readerKind);
  return [
    `curl -H 'Authorization: Bearer ${key}' -H 'Content-Type: ${type}'`,
    `--data-binary @${file} ${url}/submissions/${channel.id}`,
  ].join(' ');
}

/** Samples that show a good submission are named so. */
function sampleInput({ country, id }: ChannelInfo): string | undefined {
  const root = new URL('../../', import.meta.url).pathname;
  const [found] = globSync(`mappings/${country}/${id}/samples/good*/input*`, { cwd: root }).sort();
  return found === undefined ? undefined : join(root, found);
}

/** The sample's files as the one zip a hospital would send. */
function zipped(
  input: string,
  { folder, channel }: Pick<FirstClaim, 'folder' | 'channel'>,
): string {
  const file = join(folder, 'samples', `${channel.id}.zip`);
  if (existsSync(file)) return file;
  const names = readdirSync(input).sort();
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(input, name))]));
  mkdirSync(join(folder, 'samples'), { recursive: true });
  // A fixed date, so that the same sample is the same bytes everywhere.
  writeFileSync(file, zipSync(files, { mtime: '2026-01-01T00:00:00Z' }));
  return file;
}
