/** Rules of datatypes that no snapshot states and the run time checks: `P.rule(o, c)`. */

const RULES: Readonly<Record<string, string>> = {
  Age: 'quantityForm',
  Attachment: 'attachment',
  Coding: 'codingForm',
  Count: 'quantityForm',
  Distance: 'quantityForm',
  Duration: 'quantityForm',
  Extension: 'extensionContent',
  Identifier: 'identifierForm',
  Narrative: 'narrative',
  Quantity: 'quantityForm',
  Reference: 'reference',
};

export function emitTypeRule(type: string): string {
  const rule = RULES[type];
  return rule === undefined ? '' : `P.${rule}(o, c);\n`;
}
