/** Compiles an expression in memory: for the command line and scripts, never for the server. */

import { compileNodes, createUnit, type Refused } from '../fhir/fhirpath/compile.ts';
import * as runtime from '../fhir/fhirpath/runtime.ts';
import type { TypeModel } from '../fhir/model.ts';

export interface InstantiateRequest {
  readonly expression: string;
  readonly model?: TypeModel | undefined;
  readonly focusType?: string | undefined;
  /** Names that `%name` may ask of `env.variables`. */
  readonly variables?: readonly string[];
  readonly strict?: boolean;
}

export interface Instantiated {
  readonly ok: true;
  /** Throws FhirPathError where evaluation must end with an error. */
  evaluate(input: unknown, env?: runtime.Environment): runtime.Collection;
}

/** The expression as a function of the JSON it is asked of. */
export function instantiateFhirPath(request: InstantiateRequest): Instantiated | Refused {
  const unit = createUnit();
  const { expression, model, focusType, variables = [], strict = false } = request;
  const bound = variables.map((name) => [
    name,
    { code: `env.variables?.[${JSON.stringify(name)}]` },
  ]);
  const compiled = compileNodes({
    expression,
    unit,
    model,
    focusType,
    strict,
    variables: Object.fromEntries(bound),
    names: { focus: 'v', resource: 'resource', rootResource: 'rootResource', env: 'env' },
  });
  if (!compiled.ok) return compiled;
  const text = `${unit.declarations()}
return (v, resource, rootResource, env) => ${compiled.code};`;
  const make: unknown = new Function('rt', text)(runtime);
  if (typeof make !== 'function') throw new TypeError('the compiled text is no function');
  return {
    ok: true,
    evaluate: (input, env = {}) => {
      const resource = env.resource ?? input;
      return make(input, resource, env.rootResource ?? resource, { model, ...env });
    },
  };
}
