/** What the sender saw, written and synced before it goes on: the outside memory of a fault run. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

export type Entry =
  | { readonly op: 'invoke'; readonly key: string; readonly sha256: string }
  | { readonly op: 'ok'; readonly key: string; readonly status: number; readonly sha256: string }
  /** No answer came: it may have happened or not. */
  | { readonly op: 'info'; readonly key: string; readonly reason: string }
  | { readonly op: 'fault'; readonly name: string };

export interface History {
  note(entry: Entry): void;
  close(): void;
}

export function openHistory(file: string): History {
  const handle = openSync(file, 'a');
  return {
    note: (entry) => {
      writeSync(handle, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}
