/** The state of a scan of XHTML, and its characters. */

const SLASH = 47;

export interface XhtmlFacts {
  /** First thing wrong, as `what: where`; undefined if nothing is. */
  readonly problem: string | undefined;
  /** True if there is text or an image. */
  readonly content: boolean;
  readonly ids: readonly string[];
  /** Targets of links and images. */
  readonly links: readonly string[];
}

/** The scan in progress; `at` is where the next thing begins. */
export interface Scan {
  readonly text: string;
  at: number;
  /** Where the next `&` is; behind the end if there is none. */
  ampersand: number;
  readonly open: string[];
  readonly ids: string[];
  readonly links: string[];
  content: boolean;
  roots: number;
  problem: string | undefined;
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

export function isNameCharacter(code: number): boolean {
  const letter = code | 32;
  return (
    (letter >= 97 && letter <= 122) || (code >= 45 && code <= 58 && code !== SLASH) || code === 95
  );
}
