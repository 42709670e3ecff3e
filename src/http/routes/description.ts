/** What the server says of itself: CapabilityStatement and OpenAPI, made of what is there. */
import { SEARCH_PARAMETERS } from '../../gateway/search-index.ts';
import { fhirAnswer, type HttpContext } from '../context.ts';
import type { HttpServices } from '../services.ts';
import type { Route } from './route.ts';

const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  identifier: 'token',
  patient: 'reference',
  request: 'reference',
};

export function descriptionRoutes(routes: () => readonly Route[]): readonly Route[] {
  return [
    {
      ...{ method: 'GET', path: '/fhir/metadata', open: true },
      summary: 'CapabilityStatement',
      handle: (context) => fhirAnswer(context, 200, capabilities(context.get('services'))),
    },
    {
      ...{ method: 'GET', path: '/openapi.json', open: true },
      summary: 'This API as OpenAPI',
      handle: (context: HttpContext) => context.json(openApi(context.get('services'), routes())),
    },
  ];
}

/** What payers post. */
function createdBy(type: string): readonly string[] {
  return type === 'ClaimResponse' || type === 'PaymentReconciliation' ? ['create'] : [];
}

/** http://hl7.org/fhir/R4/capabilitystatement.html */
function capabilities({ version, maps }: HttpServices): object {
  const types = Object.entries(SEARCH_PARAMETERS).map(([type, parameters]) => ({
    type,
    interaction: ['read', 'vread', 'search-type', ...createdBy(type)].map((code) => ({ code })),
    versioning: 'versioned',
    searchParam: [
      ...Object.keys(parameters).map((name) => ({ name, type: PARAMETER_TYPES[name] })),
      { name: '_id', type: 'token' },
      { name: '_lastUpdated', type: 'date' },
    ],
    operation: [validateOperation, ...(type === 'Claim' ? [submitOperation] : [])],
  }));
  const transform = {
    type: 'StructureMap',
    operation: [
      {
        name: 'transform',
        definition: 'http://hl7.org/fhir/OperationDefinition/StructureMap-transform',
      },
    ],
  };
  const valueSets = {
    type: 'ValueSet',
    operation: ['expand', 'validate-code'].map((name) => ({
      name,
      definition: `http://hl7.org/fhir/OperationDefinition/ValueSet-${name}`,
    })),
  };
  const others = [eligibility, ...(maps.length > 0 ? [transform] : []), valueSets];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-21',
    kind: 'instance',
    software: { name: 'Sampan', version },
    implementation: { description: 'Health-claims interchange gateway' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        resource: [...types, ...others],
        interaction: [{ code: 'batch' }, { code: 'transaction' }],
      },
    ],
  };
}

/** Asked and answered at once; the question is not kept. */
const eligibility = {
  type: 'CoverageEligibilityRequest',
  operation: [
    {
      name: 'submit',
      definition: 'http://hl7.org/fhir/OperationDefinition/CoverageEligibilityRequest-submit',
    },
  ],
};

const validateOperation = {
  name: 'validate',
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
};

const submitOperation = {
  name: 'submit',
  definition: 'http://hl7.org/fhir/OperationDefinition/Claim-submit',
};

function openApi({ version, channels }: HttpServices, routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, summary, open, query = [] } of routes) {
    const name = path.replace(/:(\w+)/g, '{$1}');
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, parameter = '']) => ({
      ...{ name: parameter, in: 'path', required: true },
      schema:
        parameter === 'channel'
          ? { type: 'string', enum: channels.map(({ id }) => id) }
          : { type: 'string' },
    }));
    const asked = query.map((each) => ({ name: each, in: 'query', schema: { type: 'string' } }));
    const parameters = [...inPath, ...asked];
    paths[name] = {
      ...paths[name],
      [method.toLowerCase()]: {
        summary,
        ...(parameters.length > 0 && { parameters }),
        ...(method === 'POST' && { requestBody: { required: true, content: { '*/*': {} } } }),
        responses: { default: { description: 'See the summary; errors are OperationOutcomes' } },
        security: open ? [] : [{ key: [] }],
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sampan', version },
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
}
