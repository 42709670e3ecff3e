/** Expressions of FHIRPath drawn from a seed, with names of the model where one is due. */

import { FUNCTIONS } from '../../../src/fhir/fhirpath/functions/table.ts';
import type { TypeModel } from '../../../src/fhir/model.ts';
import type { Random } from '../random-resource.ts';

const LITERALS = [
  '1',
  '0',
  '2.50',
  "'a'",
  "'1'",
  "''",
  'true',
  'false',
  '{}',
  '@2015-02',
  '@T10:00',
];
const MORE_LITERALS = ["1 'mg'", '2 days', '@2015-02-04T10:00:00Z', "'^a'", "'http://loinc.org'"];
const OPERATORS =
  'implies or xor and in contains = ~ != !~ <= < > >= | + - & * / div mod = != and or'.split(' ');
const TYPES = [
  'string',
  'code',
  'boolean',
  'dateTime',
  'Quantity',
  'Patient',
  'String',
  'Boolean',
  'HumanName',
];
const NAMES = Object.keys(FUNCTIONS);
const COMMON = [
  'exists',
  'empty',
  'where',
  'all',
  'first',
  'count',
  'not',
  'select',
  'isDistinct',
  'ofType',
];

interface Drawing {
  readonly model: TypeModel;
  readonly random: Random;
}

function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to draw from');
  return found;
}

/** An expression on a focus of the type; `depth` bounds its size. */
export function randomExpression(drawing: Drawing, type: string, depth: number): string {
  const { random } = drawing;
  const kind = random();
  if (depth <= 0 || kind < 0.15) return leaf(drawing, type);
  if (kind < 0.4) {
    const left = randomExpression(drawing, type, depth - 1);
    return `(${left} ${pick(OPERATORS, random)} ${randomExpression(drawing, type, depth - 1)})`;
  }
  if (kind < 0.44) return `-(${randomExpression(drawing, type, depth - 1)})`;
  if (kind < 0.48) {
    const operator = pick(['is', 'as'], random);
    return `(${randomExpression(drawing, type, depth - 1)} ${operator} ${pick(TYPES, random)})`;
  }
  if (kind < 0.52)
    return `(${randomExpression(drawing, type, depth - 1)})[${pick(['0', '1'], random)}]`;
  return call(drawing, type, depth);
}

function leaf(drawing: Drawing, type: string): string {
  const { random } = drawing;
  const kind = random();
  if (kind < 0.3) return pick([...LITERALS, ...MORE_LITERALS], random);
  if (kind < 0.38) return pick(['$this', '%resource', '%context', '%ucum', '$index', '%a'], random);
  return path(drawing, type).text;
}

/** A path of one to three elements, and the type it ends with. */
function path({ model, random }: Drawing, type: string): { text: string; type: string } {
  const names: string[] = [];
  let at = type;
  while (names.length < 3) {
    const elements = model.elements(at);
    if (elements.length === 0) break;
    const element = pick(elements, random);
    names.push(element.name === 'div' ? '`div`' : element.name);
    at = pick(element.types, random);
    if (element.choice && random() < 0.7) names.push(`ofType(${at})`);
    else if (element.choice || element.types.length > 1) break;
    if (random() < 0.4) break;
  }
  return { text: names.length === 0 ? '$this' : names.join('.'), type: at };
}

function call(drawing: Drawing, type: string, depth: number): string {
  const { random } = drawing;
  const name = random() < 0.6 ? pick(COMMON, random) : pick(NAMES, random);
  const row = FUNCTIONS[name];
  if (row === undefined) throw new Error(`no function ${name}`);
  const plain = random() < 0.7;
  const from = plain
    ? path(drawing, type)
    : { text: randomExpression(drawing, type, depth - 1), type };
  const least = row.least ?? row.args.length;
  const count = least + Math.floor(random() * (row.args.length - least + 1));
  const args = row.args.slice(0, count).map((kind) => {
    if (kind === 'type') return pick(TYPES, random);
    if (kind === 'name') return pick(["'a'", "'b'"], random);
    return randomExpression(drawing, kind === 'item' ? from.type : type, depth - 1);
  });
  return `(${from.text}).${name}(${args.join(', ')})`;
}
