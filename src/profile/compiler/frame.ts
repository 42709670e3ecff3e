/** Local variables and closing statements of one emitted function. */

export interface Frame {
  /** A bit for something that must be seen; the statement sets it. */
  require(name: string, minimum: number): string;
  /** A fresh local variable with this first value. */
  local(prefix: string, initial: string): string;
  /** Statements to run when all properties have been seen. */
  atEnd(statements: string): void;
  /** Declarations for the head of the function. */
  head(): string;
  /** Missing elements, then the closing statements. */
  tail(constant: (expression: string) => string): string;
}

const BITS = 31;

interface Requirement {
  readonly bit: number;
  readonly word: string;
  readonly entry: readonly [bit: number, name: string, minimum: number];
}

function missing(requirements: readonly Requirement[], constant: (text: string) => string): string {
  const words = [...new Set(requirements.map((one) => one.word))];
  return words
    .map((word) => {
      const mine = requirements.filter((one) => one.word === word);
      const mask = mine.reduce((sum, one) => sum | one.bit, 0);
      const table = constant(JSON.stringify(mine.map((one) => one.entry)));
      return `if (${word} !== ${mask}) P.missing(c, ${word}, ${table});\n`;
    })
    .join('');
}

export function createFrame(): Frame {
  const locals: string[] = [];
  const endings: string[] = [];
  const requirements: Requirement[] = [];

  function local(prefix: string, initial: string): string {
    const name = `${prefix}${locals.length}`;
    locals.push(`${name} = ${initial}`);
    return name;
  }

  return {
    require(name, minimum) {
      const position = requirements.length % BITS;
      const word = position === 0 ? local('b', '0') : (requirements.at(-1)?.word ?? '');
      const bit = 1 << position;
      requirements.push({ bit, word, entry: [bit, name, minimum] });
      return `${word} |= ${bit};`;
    },
    local,
    atEnd(statements) {
      endings.push(statements);
    },
    head: () => (locals.length === 0 ? '' : `let ${locals.join(', ')};\n`),
    tail: (constant) => missing(requirements, constant) + endings.join(''),
  };
}
