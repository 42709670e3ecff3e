/** A thread of the translator pool: loads the compiled channels and answers one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { createMac } from './adapters/crypto/mac.ts';
import type { TranslateJob, TranslateReply } from './adapters/translator-pool.ts';
import { channels, fhirChannels } from './generated/channels.js';
import { profileModules } from './generated/profiles.js';
import { joinProfiles } from './profile/runtime/index.ts';
import { createLocate, createTranslate } from './translate.ts';

const port = parentPort;
if (port === null) throw new Error('the translator runs in a worker thread');
const { identityKey } = workerData as { readonly identityKey: Uint8Array };

const options = {
  channels,
  fhirChannels,
  profiles: joinProfiles(profileModules),
  identityKey,
  mac: createMac(identityKey),
};
const translate = createTranslate(options);
const locate = createLocate(options);

port.on('message', ({ id, request }: TranslateJob) => {
  port.postMessage(
    replyTo(id, () => ('questions' in request ? locate(request) : translate(request))),
  );
});

function replyTo(id: number, run: () => unknown): TranslateReply {
  try {
    return { id, result: run() };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
