/** What `npm run compile` made: channels, validators and texts, loaded when needed. */

import type { BackModule } from '../channel/back/definition.ts';
import type { FhirChannelModule } from '../channel/fhir/module.ts';
import { translateFhir } from '../channel/fhir/translate-fhir.ts';
import type { ChannelModule } from '../channel/module.ts';
import type { StatementModule } from '../channel/statement/definition.ts';
import { streamUnits, type TranslateOptions, type UnitStream } from '../channel/translate.ts';
import type { Submission } from '../channel/translation.ts';
import { type Language, languages, type Texts } from '../fhir/texts.ts';
import type { PayerCodeTable } from '../gateway/payer-codes.ts';
import { joinProfiles, type ProfileModule, type ProfileSet } from '../profile/runtime/index.ts';
import { UsageError } from './exit.ts';

async function loadGenerated<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('src/generated is missing: run npm run compile');
  }
}

export async function loadChannels(): Promise<readonly ChannelModule[]> {
  const { channels } = await loadGenerated(() => import('../generated/channels.js'));
  return channels;
}

export async function loadFhirChannels(): Promise<readonly FhirChannelModule[]> {
  const { fhirChannels } = await loadGenerated(() => import('../generated/channels.js'));
  return fhirChannels;
}

/** What translates submissions of a channel, whether it maps them or takes them as they are. */
export async function loadTranslation(id: string): Promise<StreamUnits> {
  const channel = (await loadFhirChannels()).find(({ definition }) => definition.id === id);
  if (channel !== undefined) {
    const homes = await loadChannels();
    return (submission, options) => translateFhir({ ...options, channel, homes }, submission);
  }
  const mapped = await loadChannel(id, await loadFhirChannels());
  return (submission, options) => streamUnits(mapped, submission, options);
}

export type StreamUnits = (submission: Submission, options: TranslateOptions) => UnitStream;

/** `others` would do as well where the channel is asked for: they are named with the rest. */
export async function loadChannel(
  id: string,
  others: readonly FhirChannelModule[] = [],
): Promise<ChannelModule> {
  const channels = await loadChannels();
  const found = channels.find((channel) => channel.definition.id === id);
  if (found !== undefined) return found;
  const known = [...channels, ...others].map(({ definition }) => definition.id).join(', ');
  throw new UsageError(`no channel ${id}; there is ${known}`);
}

export async function loadStatements(): Promise<readonly StatementModule[]> {
  const { statements } = await loadGenerated(() => import('../generated/statements.js'));
  return statements;
}

export async function loadBack(): Promise<readonly BackModule[]> {
  const { back } = await loadGenerated(() => import('../generated/back.js'));
  return back;
}

export async function loadModules(): Promise<readonly ProfileModule[]> {
  const { profileModules } = await loadGenerated(() => import('../generated/profiles.js'));
  return profileModules;
}

export async function loadProfiles(): Promise<ProfileSet> {
  return joinProfiles(await loadModules());
}

export async function loadTexts(): Promise<Texts> {
  const { texts } = await loadGenerated(() => import('../generated/texts.js'));
  return texts;
}

export async function loadPayerCodes(): Promise<readonly PayerCodeTable[]> {
  const { payerCodeTables } = await loadGenerated(() => import('../generated/payer-codes.js'));
  return payerCodeTables;
}

/** The language asked for, else the terminal's, else English. */
export function chooseLanguage(asked: string | undefined): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const wanted = asked ?? (LC_ALL || LC_MESSAGES || LANG || 'en').slice(0, 2);
  const known = languages.find((language) => language === wanted);
  if (known !== undefined) return known;
  if (asked === undefined) return 'en';
  throw new UsageError(`no texts in ${asked}; there is ${languages.join(', ')}`);
}
