/** What a call gives, by the row of its function. */
import type { FunctionRow } from './functions/table.ts';
import {
  anyResult,
  eitherOf,
  joined,
  narrowed,
  type StaticType,
  systemType,
  UNKNOWN,
} from './static-type.ts';
import type { Call } from './syntax.ts';

export function callResult(
  { name }: Call,
  row: FunctionRow,
  input: StaticType,
  args: readonly StaticType[],
): StaticType {
  const [first, second, third] = args;
  switch (row.result) {
    case 'input':
      return input;
    case 'one':
      return { ...input, many: false };
    case 'argument':
      return { ...(first ?? UNKNOWN), many: input.many || (first?.many ?? true) };
    case 'step':
      return { many: first?.many ?? true };
    case 'branches':
      return third === undefined ? (second ?? UNKNOWN) : eitherOf(second ?? UNKNOWN, third);
    case 'both':
      return joined(input, first ?? UNKNOWN);
    case 'type':
      return narrowed(input, first?.types?.[0] ?? '');
    case 'number':
      return { ...input, many: false };
    case 'Strings':
      return { types: ['System.String'], many: true };
    case 'any':
      return anyResult(name, input);
    default:
      return systemType(row.result);
  }
}
