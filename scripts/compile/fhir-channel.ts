/** A channel that takes FHIR to its module: the expressions of channel.json as functions. */
import type { ChannelDefinition, FhirChannel } from '../../src/channel/definition.ts';
import {
  type Compiled,
  compileBoolean,
  compileValues,
  createUnit,
  type Refused,
} from '../../src/fhir/fhirpath/compile.ts';
import type { TypeModel } from '../../src/fhir/model.ts';
import { writeModule } from './stamp.ts';

export interface FhirFolder {
  readonly path: string;
  readonly definition: FhirChannel;
  readonly model: TypeModel;
  /** Channels that are compiled: where routes may lead. */
  readonly homes: readonly ChannelDefinition[];
}

/** Writes the module; what is wrong, each with its path in channel.json. */
export function compileFhirChannel(folder: FhirFolder): readonly string[] {
  const { definition, path } = folder;
  const problems = checkRoutes(folder);
  const unit = createUnit({ prefix: 'fhir' });
  const names = { focus: 'resource', resource: 'resource', rootResource: 'resource', env: 'env' };
  const base = { unit, model: folder.model, names };
  const taken = (at: string, compiled: Compiled | Refused, otherwise: string): string => {
    if (compiled.ok) return `(resource, env) => ${compiled.code}`;
    for (const { expected, found } of compiled.problems) {
      problems.push(`${path}/channel.json: ${at}: expected ${expected}, found ${found}`);
    }
    return `() => ${otherwise}`;
  };
  const values = (at: string, expression: string, focusType = 'Claim') =>
    taken(at, compileValues({ ...base, expression, focusType }), '[]');
  const test = (at: string, expression: string) =>
    taken(at, compileBoolean({ ...base, expression, focusType: 'Claim' }), 'false');
  const { identity, routes, units } = definition;
  const routeCode = routes.map(({ when, keys }, index) => {
    const parts = keys.map(
      ({ number }) => `[${number.map((each) => values(`routes[${index}].keys`, each)).join(', ')}]`,
    );
    return `{ when: ${test(`routes[${index}].when`, when)}, keys: [${parts.join(', ')}] }`;
  });
  const [one] = units;
  if (one === undefined) return [...problems, `${path}/channel.json: no unit`];
  const expressions = [
    `businessKey: ${values('identity.businessKey', identity.businessKey, 'Bundle')}`,
    `facility: ${values('identity.facility', identity.facility.expression)}`,
    `claimNumber: ${values('units[0].claimNumber', one.claimNumber)}`,
    `serviceDate: [${one.serviceDate.map((each) => values('units[0].serviceDate', each)).join(', ')}]`,
    `intents: [${identity.intents.map((each) => test('identity.intents', each.expression)).join(', ')}]`,
    `routes: [${routeCode.join(',\n')}]`,
  ];
  const code = [
    `import * as rt from '../../../fhir/fhirpath/runtime.ts';`,
    unit.declarations(),
    'export const channel = {',
    `  definition: ${JSON.stringify(definition)},`,
    `  expressions: {\n${expressions.join(',\n')}\n},`,
    '};\n',
  ].join('\n');
  writeModule(moduleOf(definition), code, declaration);
  return problems;
}

export function moduleOf({ country, id }: FhirChannel): string {
  return `${country}/${id}/channel`;
}

const declaration = `import type { FhirChannelModule } from '../../../channel/fhir/module.ts';
export declare const channel: FhirChannelModule;
`;

/** Routes lead to channels that there are, and number their kinds of claims. */
function checkRoutes({ path, definition, homes }: FhirFolder): string[] {
  return definition.routes.flatMap(({ channel, keys }, index) => {
    const home = homes.find(({ id }) => id === channel);
    const at = `${path}/channel.json: routes[${index}]`;
    if (home === undefined) return [`${at}: no channel ${channel}`];
    const kinds = home.units.map(({ kind }) => kind);
    return keys
      .filter(({ kind }) => !kinds.includes(kind))
      .map(({ kind }) => `${at}: ${channel} has no unit of kind ${kind}`);
  });
}
