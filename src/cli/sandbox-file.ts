/** The sandbox's own description, for commands that talk to it from the same folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface SandboxFile {
  readonly url: string;
  readonly senders: readonly SandboxSender[];
  readonly operators?: readonly { readonly key: string }[];
}

export interface SandboxSender {
  readonly id: string;
  readonly channels: readonly string[];
  readonly key: string;
}

/**
 * The demo sender's key for a channel; undefined if `url` is not the sandbox
 * that runs here.
 */
export function sandboxKey(url: string, channel: string): string | undefined {
  const senders = sandboxSenders(url);
  return senders.find(({ channels }) => channels.includes(channel))?.key;
}

/** All demo senders; none if `url` is not the sandbox that runs here. */
export function sandboxSenders(url: string): readonly SandboxSender[] {
  return readSandbox(url)?.senders ?? [];
}

/** The demo operator's key; undefined if `url` is not the sandbox that runs here. */
export function sandboxOperatorKey(url: string): string | undefined {
  return readSandbox(url)?.operators?.[0]?.key;
}

/** Where a sandbox is looked for. */
export function sandboxFolder(): string {
  return process.env.SAMPAN_DATA || 'data';
}

function readSandbox(url: string): SandboxFile | undefined {
  const file = join(sandboxFolder(), 'sandbox.json');
  if (!existsSync(file)) return undefined;
  const sandbox = JSON.parse(readFileSync(file, 'utf8')) as SandboxFile;
  if (new URL(sandbox.url).port !== new URL(url).port) return undefined;
  return sandbox;
}
