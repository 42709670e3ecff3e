/** A thread of the translator pool: loads the compiled channels and answers one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { createMac } from './adapters/crypto/mac.ts';
import { createFetch } from './adapters/part-window.ts';
import type { TranslateJob, TranslateReply, TranslatorData } from './adapters/translator-pool.ts';
import { channels, fhirChannels } from './generated/channels.js';
import { profileModules } from './generated/profiles.js';
import { joinProfiles } from './profile/runtime/index.ts';
import { createLocate, createTranslate, storedFile } from './translate.ts';

const port = parentPort;
if (port === null) throw new Error('the translator runs in a worker thread');
const { identityKey, window } = workerData as TranslatorData;

const options = {
  channels,
  fhirChannels,
  profiles: joinProfiles(profileModules),
  identityKey,
  mac: createMac(identityKey),
};
const translate = createTranslate(options);
const locate = createLocate(options);
let job = 0;
const fetch = createFetch(window, (part) => port.postMessage({ id: job, part }));

port.on('message', ({ id, request, stored }: TranslateJob) => {
  job = id;
  port.postMessage(
    replyTo(id, () => {
      if ('questions' in request) return locate(request);
      if (stored === undefined) return translate(request);
      const submission = { ...request.submission, stored: storedFile(stored, fetch) };
      return translate({ ...request, submission });
    }),
  );
});

function replyTo(id: number, run: () => unknown): TranslateReply {
  try {
    return { id, result: run() };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
