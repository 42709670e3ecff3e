/** Reading and searching resources: a tenant sees its own, a payer what was addressed to it. */
import type { ResourceQuery, Scope, Store, StoredResource } from '../../gateway/ports/store.ts';
import {
  numberOf,
  type Row,
  type SqlRunner,
  type SqlValue,
  type Statement,
  textOf,
} from './statement.ts';

type ResourceReads = Pick<Store, 'resource' | 'history' | 'search' | 'anyWith' | 'count'>;

export function resourceReads(runner: SqlRunner): ResourceReads {
  const rows = async (asked: Statement) => (await runner.all(asked)).map(resourceOf);
  return {
    resource: async (scope, type, id, version) => {
      const wanted = version === undefined ? currentIn(scope) : and('r.version_id = ?', version);
      return (await rows(select(scope, [and('r.type = ?', type), and('r.id = ?', id), wanted])))[0];
    },
    history: (scope, type, id) =>
      rows(
        select(scope, [and('r.type = ?', type), and('r.id = ?', id)], {
          sql: ' ORDER BY r.last_updated DESC, r.version_id DESC',
          values: [],
        }),
      ),
    search: (query) => rows(select(query.scope, conditionsOf(query), pageOf(query))),
    // From the index of tokens to the first that counts: there may be as many as there are claims.
    anyWith: async (tenant, type, { name, value }) => {
      const found = await runner.all({
        sql: `SELECT 1 AS found FROM search_token AS t
          CROSS JOIN resource AS r ON r.tenant = t.tenant AND r.type = t.type AND r.id = t.id
            AND r.version_id = t.version_id
          WHERE t.tenant = ? AND t.type = ? AND t.name = ? AND t.value = ? AND r.current = 1
          LIMIT 1`,
        values: [tenant, type, name, value],
      });
      return found.length > 0;
    },
    count: async (query) => {
      const { after: _all, ...all } = query;
      const end = { columns: 'COUNT(*) AS n', sql: '', values: [] };
      const [row] = await runner.all(select(query.scope, conditionsOf(all), end));
      return row === undefined ? 0 : numberOf(row, 'n');
    },
  };
}

interface Fragment {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

function and(sql: string, ...values: readonly SqlValue[]): Fragment {
  return { sql, values };
}

/** How a selection ends, and of what columns it is. */
interface End extends Fragment {
  readonly columns?: string;
}

const ROW = 'r.tenant, r.type, r.id, r.version_id, r.owner, r.last_updated';

function select(
  scope: Scope,
  conditions: readonly Fragment[],
  { columns = ROW, ...end }: End = { sql: '', values: [] },
): Statement {
  const { from, own } = sourceOf(scope);
  const where = [own, ...conditions];
  return {
    sql: `SELECT ${columns} FROM ${from} WHERE ${where.map(({ sql }) => sql).join(' AND ')}${end.sql}`,
    values: [...where.flatMap(({ values }) => values), ...end.values],
  };
}

function sourceOf(scope: Scope): { readonly from: string; readonly own: Fragment } {
  if (scope.kind === 'tenant') {
    return { from: 'resource AS r', own: and('r.tenant = ?', scope.tenant) };
  }
  const { payer } = scope;
  return {
    from: 'payer_tenant AS p CROSS JOIN resource AS r ON r.tenant = p.tenant',
    own: and('p.payer = ? AND r.payer = ?', payer, payer),
  };
}

function currentIn(scope: Scope): Fragment {
  return and(scope.kind === 'tenant' ? 'r.current = 1' : 'r.payer_current = 1');
}

function conditionsOf(query: ResourceQuery): readonly Fragment[] {
  const { after } = query;
  return [
    and('r.type = ?', query.type),
    currentIn(query.scope),
    ...(query.ids ? [oneOf('r.id', query.ids)] : []),
    ...query.tokens.map((token) => tokenCondition(query, token)),
    ...query.updated.map(({ op, at }) => and(`r.last_updated ${op} ?`, at)),
    ...(after ? [and('(r.last_updated, r.id) > (?, ?)', after.lastUpdated, after.id)] : []),
  ];
}

/** One parameter for any number of values: D1 takes at most 100. */
function oneOf(column: string, values: readonly string[]): Fragment {
  return and(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
}

/** Independent of the row it is asked for, so that the index of tokens leads the search. */
function tokenCondition(
  { scope, type }: ResourceQuery,
  { name, values }: ResourceQuery['tokens'][number],
): Fragment {
  const wanted = oneOf('t.value', values);
  const tenants =
    scope.kind === 'tenant'
      ? and('t.tenant = ?', scope.tenant)
      : and('t.tenant IN (SELECT tenant FROM payer_tenant WHERE payer = ?)', scope.payer);
  return and(
    `(r.tenant, r.id, r.version_id) IN (SELECT t.tenant, t.id, t.version_id
       FROM search_token AS t
       WHERE ${tenants.sql} AND t.type = ? AND t.name = ? AND ${wanted.sql})`,
    ...[...tenants.values, type, name, ...wanted.values],
  );
}

/**
 * Tokens find few: those are sorted. By the bare column the embedded store would rather walk all
 * resources of the type in that order, and look for each whether it has the token.
 */
function pageOf({ tokens, limit }: ResourceQuery): Fragment {
  const updated = tokens.length === 0 ? 'r.last_updated' : "r.last_updated || ''";
  return { sql: ` ORDER BY ${updated}, r.id LIMIT ?`, values: [limit] };
}

function resourceOf(row: Row): StoredResource {
  return {
    tenant: textOf(row, 'tenant'),
    type: textOf(row, 'type'),
    id: textOf(row, 'id'),
    versionId: textOf(row, 'version_id'),
    owner: textOf(row, 'owner'),
    lastUpdated: textOf(row, 'last_updated'),
  };
}
