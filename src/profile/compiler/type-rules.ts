/** Rules of datatypes that no snapshot states and the run time checks: `P.rule(o, c)`. */

const RULES: Readonly<Record<string, string>> = {
  Attachment: 'attachment',
  Coding: 'codingForm',
  Extension: 'extensionContent',
  Identifier: 'identifierForm',
  Narrative: 'narrative',
  Reference: 'reference',
};

export function emitTypeRule(type: string): string {
  const rule = RULES[type];
  return rule === undefined ? '' : `P.${rule}(o, c);\n`;
}
