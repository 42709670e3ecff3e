/** A file of a submission, as bytes and as text. */

export interface WireFile {
  /** Base name inside the submission: `ODX.txt`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface TextFile {
  readonly name: string;
  /** Decoded, without byte order mark. */
  readonly text: string;
}
