/** A thread of the translator pool: loads the compiled channels and answers one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { createMac } from './adapters/crypto/mac.ts';
import type { TranslateJob, TranslateReply } from './adapters/translator-pool.ts';
import { channels } from './generated/channels.js';
import { profileModules } from './generated/profiles.js';
import { joinProfiles } from './profile/runtime/index.ts';
import { createTranslate } from './translate.ts';

const port = parentPort;
if (port === null) throw new Error('the translator runs in a worker thread');
const { identityKey } = workerData as { readonly identityKey: Uint8Array };

const translate = createTranslate({
  channels,
  profiles: joinProfiles(profileModules),
  identityKey,
  mac: createMac(identityKey),
});

port.on('message', ({ id, request }: TranslateJob) => {
  port.postMessage(replyTo(id, () => translate(request)));
});

function replyTo(id: number, run: () => ReturnType<typeof translate>): TranslateReply {
  try {
    return { id, translation: run() };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
