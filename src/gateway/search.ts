/** FHIR search: from parameters to a query of the store. http://hl7.org/fhir/R4/search.html */
import { limits } from '../base/limits.ts';
import { ownValue } from '../base/own-value.ts';
import { updatedRange } from './date-range.ts';
import type { ResourceQuery, Scope } from './ports/store.ts';
import { hashEntry, type TokenHash } from './prepare.ts';
import { referenceId, SEARCH_PARAMETERS } from './search-index.ts';

export type ParsedSearch =
  | { readonly kind: 'query'; readonly query: ResourceQuery; readonly total: boolean }
  /** A parameter that is unknown or cannot be read: refused, never ignored. */
  | { readonly kind: 'bad'; readonly name: string; readonly value: string };

export interface SearchRequest {
  readonly type: string;
  readonly scope: Scope;
  /** Name and value, in order; a name may come again. */
  readonly parameters: readonly (readonly [string, string])[];
  /** Tenants whose tokens may match: the own one, or those that send to the payer. */
  readonly hashes: readonly TokenHash[];
  /** Resources on a page at most. */
  readonly pageSizeMax: number;
}

/** What a search is made of while its parameters are read. */
interface Draft {
  readonly tokens: ResourceQuery['tokens'][number][];
  readonly updated: ResourceQuery['updated'][number][];
  ids: readonly string[] | undefined;
  limit: number;
  total: boolean;
  after: ResourceQuery['after'];
}

/** Reads one parameter into the draft; false if the value cannot be read. */
type Read = (draft: Draft, value: string) => boolean;

const CONTROLS: Readonly<Record<string, Read>> = {
  _id: (draft, value) => {
    draft.ids = value.split(',');
    return draft.ids.every((id) => /^[A-Za-z0-9.-]{1,64}$/.test(id));
  },
  _lastUpdated: (draft, value) => {
    const range = updatedRange(value);
    draft.updated.push(...(range ?? []));
    return range !== undefined;
  },
  _count: (draft, value) => {
    if (!/^\d{1,6}$/.test(value)) return false;
    draft.limit = Number(value);
    return true;
  },
  _total: (draft, value) => {
    draft.total = value !== 'none';
    return ['none', 'estimate', 'accurate'].includes(value);
  },
  /** Clients add it by themselves; in a query a plus sign may have become a space. */
  _format: (_draft, value) => /^(json|application\/(fhir[+ ])?json)$/.test(value),
  _cursor: (draft, value) => {
    draft.after = readCursor(value);
    return draft.after !== undefined;
  },
};

const REFERENCES: ReadonlySet<string> = new Set(['patient', 'request']);

export function parseSearch(request: SearchRequest): ParsedSearch {
  const { type, scope } = request;
  const draft: Draft = {
    ...{ tokens: [], updated: [], ids: undefined, after: undefined },
    ...{ limit: limits.pageSize, total: true },
  };
  for (const [name, value] of request.parameters) {
    const read = ownValue(CONTROLS, name) ?? indexReader(request, name);
    if (!read?.(draft, value)) return { kind: 'bad', name, value };
  }
  const { ids, after, tokens, updated, total } = draft;
  const limit = Math.min(draft.limit, request.pageSizeMax);
  const query = {
    scope,
    type,
    tokens,
    updated,
    limit,
    ...(ids && { ids }),
    ...(after && { after }),
  };
  return { kind: 'query', query, total };
}

function indexReader({ type, hashes }: SearchRequest, name: string): Read | undefined {
  const parameters = ownValue(SEARCH_PARAMETERS, type) ?? {};
  if (ownValue(parameters, name) === undefined) return undefined;
  return (draft, value) => {
    const asked = value.split(',').map((one) => (REFERENCES.has(name) ? referenceId(one) : one));
    if (asked.some((one) => one === '' || one === '|')) return false;
    const values = hashes.flatMap((hash) =>
      asked.map((one) => hashEntry({ name, value: one }, hash).value),
    );
    draft.tokens.push({ name, values });
    return true;
  };
}

/** Where the next page begins: after the last resource of this one. */
export function cursorOf(last: { readonly lastUpdated: string; readonly id: string }): string {
  return `${last.lastUpdated}_${last.id}`;
}

function readCursor(text: string): ResourceQuery['after'] {
  const [, lastUpdated, id] = /^([\dT:.-]+Z)_([A-Za-z0-9.-]{1,64})$/.exec(text) ?? [];
  return lastUpdated === undefined || id === undefined ? undefined : { lastUpdated, id };
}
