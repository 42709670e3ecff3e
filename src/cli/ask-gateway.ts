/** Requests to a running gateway; one that cannot be reached, or is none, is told in one line. */
import { InvalidArgumentError } from 'commander';
import { UsageError } from './exit.ts';

/** For options that name a gateway. */
export function gatewayUrl(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('it must be a URL such as http://127.0.0.1:8080');
}

export async function askGateway(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${url.origin} cannot be reached: ${reason}`);
  }
}

/** What a gateway answers is always JSON, or nothing. */
export function parseAnswer(url: URL, text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${url.origin} is no gateway: what it answers is no JSON`);
  }
}
