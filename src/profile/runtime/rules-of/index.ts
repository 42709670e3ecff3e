/** Rules of single resource types that no snapshot states, by the type's name. */
import { asText } from '../../../base/as-text.ts';
import { isAbsolute } from '../reference-form.ts';
import type { Run } from '../run.ts';
import { codeSystem } from './code-system.ts';
import { conceptMap } from './concept-map.ts';
import { questionnaire } from './questionnaire.ts';
import { questionnaireResponse } from './questionnaire-response.ts';
import { valueSet } from './value-set.ts';

interface Fields {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

type Rule = (run: Run, resource: Fields) => void;

/** Types that are known by a canonical URL. http://hl7.org/fhir/R4/resource.html#canonical */
const CANONICAL_TYPES = new Set(
  (
    'ActivityDefinition CapabilityStatement ChargeItemDefinition CodeSystem ' +
    'CompartmentDefinition ConceptMap EffectEvidenceSynthesis EventDefinition Evidence ' +
    'EvidenceVariable ExampleScenario GraphDefinition ImplementationGuide Library Measure ' +
    'MessageDefinition OperationDefinition PlanDefinition Questionnaire ResearchDefinition ' +
    'ResearchElementDefinition RiskEvidenceSynthesis SearchParameter StructureDefinition ' +
    'StructureMap TerminologyCapabilities TestScript ValueSet'
  ).split(' '),
);

const RULES: ReadonlyMap<string, Rule> = new Map([
  ['CodeSystem', codeSystem],
  ['ConceptMap', conceptMap],
  ['Questionnaire', questionnaire],
  ['QuestionnaireResponse', questionnaireResponse],
  ['ValueSet', valueSet],
]);

/** Security labels are a set. */
function labels(run: Run, security: readonly unknown[]): void {
  const seen = new Set<string>();
  security.forEach((one, index) => {
    const { system, code } = (one ?? {}) as { readonly system?: unknown; readonly code?: unknown };
    const found = `${asText(system ?? '')}#${asText(code ?? '')}`;
    if (seen.has(found)) run.add('SAMPAN-PROFILE-LABEL-TWICE', 'meta.security', index, { found });
    seen.add(found);
  });
}

export function checkRulesOf(run: Run, resource: Fields): void {
  const { resourceType, url, meta } = resource;
  const security: unknown = (meta as { readonly security?: unknown } | undefined)?.security;
  if (Array.isArray(security)) labels(run, security);
  if (typeof url === 'string' && CANONICAL_TYPES.has(resourceType) && !isAbsolute(url))
    run.add('SAMPAN-PROFILE-CANONICAL', 'url', -1, { found: url });
  RULES.get(resourceType)?.(run, resource);
}
