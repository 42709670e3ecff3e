/**
 * Every finding of the profile engine: its stable code, severity and FHIR issue type. The texts
 * stand in base/findings under the same codes.
 */
import type { IssueType, Severity } from '../../base/finding.ts';

interface Kind {
  readonly severity: Severity;
  readonly issue: IssueType;
}

const error = (issue: IssueType): Kind => ({ severity: 'error', issue });
const warning = (issue: IssueType): Kind => ({ severity: 'warning', issue });
const information = (issue: IssueType): Kind => ({ severity: 'information', issue });

export const RULES = {
  'SAMPAN-PROFILE-NOT-RESOURCE': error('invalid'),
  'SAMPAN-PROFILE-RESOURCE-TYPE': error('structure'),
  'SAMPAN-PROFILE-TYPE': error('structure'),
  'SAMPAN-PROFILE-UNKNOWN': error('structure'),
  'SAMPAN-PROFILE-REQUIRED': error('structure'),
  'SAMPAN-PROFILE-TOO-FEW': error('structure'),
  'SAMPAN-PROFILE-TOO-MANY': error('structure'),
  'SAMPAN-PROFILE-EMPTY': error('structure'),
  'SAMPAN-PROFILE-CHOICE': error('structure'),
  'SAMPAN-PROFILE-VALUE': error('invalid'),
  'SAMPAN-PROFILE-TOO-LONG': error('too-long'),
  'SAMPAN-PROFILE-LIMIT': error('value'),
  'SAMPAN-PROFILE-FIXED': error('value'),
  'SAMPAN-PROFILE-PATTERN': error('value'),
  'SAMPAN-PROFILE-CODE': error('code-invalid'),
  'SAMPAN-PROFILE-CODE-EXTENSIBLE': warning('code-invalid'),
  'SAMPAN-PROFILE-CODE-UNKNOWN': error('code-invalid'),
  'SAMPAN-PROFILE-CODE-UNKNOWN-HERE': warning('code-invalid'),
  'SAMPAN-PROFILE-CODE-DATE': error('code-invalid'),
  'SAMPAN-PROFILE-DISPLAY': error('invalid'),
  'SAMPAN-PROFILE-NOT-CHECKED': information('not-supported'),
  'SAMPAN-PROFILE-SYSTEM-MISSING': warning('code-invalid'),
  'SAMPAN-PROFILE-SYSTEM': error('invalid'),
  'SAMPAN-PROFILE-SLICE-CLOSED': error('structure'),
  'SAMPAN-PROFILE-SLICE-ORDER': error('structure'),
  'SAMPAN-PROFILE-INVARIANT': error('invariant'),
  'SAMPAN-PROFILE-GUIDELINE': warning('invariant'),
  'SAMPAN-PROFILE-REFERENCE-TYPE': error('structure'),
  'SAMPAN-PROFILE-REFERENCE-FORM': error('invalid'),
  'SAMPAN-PROFILE-REFERENCE-UNRESOLVED': error('not-found'),
  'SAMPAN-PROFILE-REFERENCE-OUTSIDE': warning('required'),
  'SAMPAN-PROFILE-REFERENCE-MISMATCH': warning('required'),
  'SAMPAN-PROFILE-REFERENCE-TYPE-NAMED': warning('structure'),
  'SAMPAN-PROFILE-REFERENCE-AGGREGATION': error('structure'),
  'SAMPAN-PROFILE-REFERENCE-AMBIGUOUS': error('multiple-matches'),
  'SAMPAN-PROFILE-CANONICAL': error('invalid'),
  'SAMPAN-PROFILE-CANONICAL-RELATIVE': warning('invalid'),
  'SAMPAN-PROFILE-EXAMPLE-URL': error('invalid'),
  'SAMPAN-PROFILE-EXTENSION-UNKNOWN': information('structure'),
  'SAMPAN-PROFILE-EXTENSION-NOT-FOUND': error('structure'),
  'SAMPAN-PROFILE-EXTENSION-CONTEXT': error('structure'),
  'SAMPAN-PROFILE-EXTENSION-MODIFIER': error('structure'),
  'SAMPAN-PROFILE-CONTAINED-NESTED': error('invariant'),
  'SAMPAN-PROFILE-CONTAINED-UNUSED': error('invalid'),
  'SAMPAN-PROFILE-CONTAINED-META': error('invariant'),
  'SAMPAN-PROFILE-ID-DUPLICATE': error('business-rule'),
  'SAMPAN-PROFILE-FULLURL': error('invalid'),
  'SAMPAN-PROFILE-FULLURL-ID': error('invalid'),
  'SAMPAN-PROFILE-FULLURL-ID-OTHER': warning('invalid'),
  'SAMPAN-PROFILE-FULLURL-MISSING': error('required'),
  'SAMPAN-PROFILE-ENTRY-LINK': error('invalid'),
  'SAMPAN-PROFILE-ENTRY-FIRST': error('invalid'),
  'SAMPAN-PROFILE-ENTRY-UNREACHABLE': error('informational'),
  'SAMPAN-PROFILE-ENTRY-REVIEW': warning('informational'),
  'SAMPAN-PROFILE-BUNDLE-LINK': error('invalid'),
  'SAMPAN-PROFILE-SEARCH-ID': error('invalid'),
  'SAMPAN-PROFILE-SEARCH-TYPE': error('invalid'),
  'SAMPAN-PROFILE-NARRATIVE': error('invalid'),
  'SAMPAN-PROFILE-LINK': error('invalid'),
  'SAMPAN-PROFILE-ATTACHMENT-SIZE': error('structure'),
  'SAMPAN-PROFILE-ATTACHMENT-HASH': error('structure'),
  'SAMPAN-PROFILE-SLICED-ROOT': error('exception'),
  'SAMPAN-PROFILE-DIFFERENTIAL': error('exception'),
  'SAMPAN-PROFILE-LABEL-TWICE': error('business-rule'),
  'SAMPAN-PROFILE-TWICE': error('invalid'),
  'SAMPAN-PROFILE-SUPPLEMENT': error('business-rule'),
  'SAMPAN-PROFILE-CONCEPT-COUNT': error('invalid'),
  'SAMPAN-PROFILE-QUESTION-LINK': error('business-rule'),
  'SAMPAN-PROFILE-ANSWER-UNKNOWN': error('not-found'),
  'SAMPAN-PROFILE-ANSWER-PLACE': error('structure'),
  'SAMPAN-PROFILE-ANSWER-TYPE': error('structure'),
  'SAMPAN-PROFILE-ANSWER-OPTION': error('code-invalid'),
  'SAMPAN-PROFILE-ANSWER-REQUIRED': error('required'),
  'SAMPAN-PROFILE-ANSWER-MANY': error('invalid'),
  'SAMPAN-PROFILE-ANSWER-DISABLED': error('invalid'),
  'SAMPAN-PROFILE-ANSWER-TEXT': error('invalid'),
  'SAMPAN-PROFILE-MORE': information('too-costly'),
  'SAMPAN-PROFILE-PROFILE-UNKNOWN': warning('not-found'),
} as const satisfies Record<string, Kind>;

export type RuleCode = keyof typeof RULES;
