-- The store's tables, for SQLite and D1 alike. Every key begins with the tenant, so that a
-- distributed database can shard by it; the change feed alone begins with the payer who reads it.
-- Rows are written once and guarded by unique indexes: those decide what is a duplicate.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- A statement `INSERT INTO guard SELECT 0 WHERE …` undoes its whole commit when it selects a row.
CREATE TABLE guard (
  holds INTEGER NOT NULL CHECK (holds = 1)
);

-- Data keys, one a tenant and generation, wrapped by a sealing key of the deployment.
CREATE TABLE tenant_key (
  tenant      TEXT NOT NULL,
  generation  INTEGER NOT NULL,
  sealing_key TEXT NOT NULL,
  wrapped     BLOB NOT NULL,
  PRIMARY KEY (tenant, generation)
);

CREATE TABLE submission (
  tenant       TEXT NOT NULL,
  id           TEXT NOT NULL,
  channel      TEXT NOT NULL,
  sender       TEXT NOT NULL,
  received_at  TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  byte_count   INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('received', 'done', 'failed')),
  books        TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX submission_waiting ON submission (tenant, id) WHERE state = 'received';

-- Idempotency-Key of a request; the answer given stands in body, kind answer.
CREATE TABLE transport_key (
  tenant       TEXT NOT NULL,
  route        TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  submission   TEXT NOT NULL,
  expires_at   TEXT NOT NULL,
  PRIMARY KEY (tenant, route, key)
) WITHOUT ROWID;

-- Sealed bytes in chunks of at most 1 MiB: request, findings, bundle, source, answer, reply.
CREATE TABLE body (
  tenant TEXT NOT NULL,
  owner  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  part   INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (tenant, owner, kind, part)
);

CREATE TABLE unit (
  tenant     TEXT NOT NULL,
  submission TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  key        TEXT NOT NULL,
  state      TEXT NOT NULL,
  focus_type TEXT,
  focus_id   TEXT,
  version    INTEGER,
  version_id TEXT,
  PRIMARY KEY (tenant, submission, ordinal)
);

-- One row a state of a claim (or of a card read) under its business key.
CREATE TABLE claim_version (
  tenant              TEXT NOT NULL,
  facility            TEXT NOT NULL,
  scheme              TEXT NOT NULL,
  kind                TEXT NOT NULL,
  number              TEXT NOT NULL,
  version             INTEGER NOT NULL,
  version_id          TEXT NOT NULL,
  current             INTEGER NOT NULL,
  generation          INTEGER NOT NULL,
  intent              TEXT NOT NULL,
  fingerprint         TEXT NOT NULL,
  focus_type          TEXT NOT NULL,
  focus_id            TEXT NOT NULL,
  submission          TEXT NOT NULL,
  ordinal             INTEGER NOT NULL,
  channel             TEXT NOT NULL,
  payer               TEXT NOT NULL,
  channel_version     TEXT NOT NULL,
  map_version         TEXT NOT NULL,
  profile_version     TEXT NOT NULL,
  terminology_version TEXT NOT NULL,
  created_at          TEXT NOT NULL
);

CREATE UNIQUE INDEX claim_version_once
  ON claim_version (tenant, facility, scheme, kind, number, version);
CREATE UNIQUE INDEX claim_version_current
  ON claim_version (tenant, facility, scheme, kind, number) WHERE current = 1;
CREATE INDEX claim_version_focus ON claim_version (tenant, focus_type, focus_id, version);

-- A candidate that differs from the current version, kept for its sender's decision.
CREATE TABLE parked (
  tenant      TEXT NOT NULL,
  submission  TEXT NOT NULL,
  ordinal     INTEGER NOT NULL,
  facility    TEXT NOT NULL,
  scheme      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  number      TEXT NOT NULL,
  version     INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  expires_at  TEXT NOT NULL,
  PRIMARY KEY (tenant, submission, ordinal)
);

-- Every resource of every version; its content is the entry of the version's sealed bundle.
-- current: the state read by id in the tenant; payer_current: the same as far as its payer may see.
-- content: keyed hash of a shared resource, so that the same content again makes no new version.
CREATE TABLE resource (
  tenant        TEXT NOT NULL,
  type          TEXT NOT NULL,
  id            TEXT NOT NULL,
  version_id    TEXT NOT NULL,
  current       INTEGER NOT NULL,
  payer_current INTEGER NOT NULL,
  service_date  TEXT NOT NULL,
  content       TEXT NOT NULL,
  owner         TEXT NOT NULL,
  payer         TEXT NOT NULL,
  last_updated  TEXT NOT NULL,
  PRIMARY KEY (tenant, type, id, version_id)
) WITHOUT ROWID;

CREATE INDEX resource_updated ON resource (tenant, type, last_updated, id);

-- Search: keyed hashes of what may be asked for, never the values themselves.
CREATE TABLE search_token (
  tenant     TEXT NOT NULL,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  value      TEXT NOT NULL,
  id         TEXT NOT NULL,
  version_id TEXT NOT NULL,
  PRIMARY KEY (tenant, type, name, value, id, version_id)
) WITHOUT ROWID;

CREATE TABLE payer_tenant (
  payer  TEXT NOT NULL,
  tenant TEXT NOT NULL,
  PRIMARY KEY (payer, tenant)
) WITHOUT ROWID;

-- What became visible to a payer, in order and without holes.
CREATE TABLE change (
  payer      TEXT NOT NULL,
  sequence   INTEGER NOT NULL,
  tenant     TEXT NOT NULL,
  focus_type TEXT NOT NULL,
  focus_id   TEXT NOT NULL,
  version    INTEGER NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (payer, sequence)
) WITHOUT ROWID;

-- Times here are milliseconds of the database's clock.
CREATE TABLE outbox (
  tenant      TEXT NOT NULL,
  payer_key   TEXT NOT NULL,
  payer       TEXT NOT NULL,
  focus_type  TEXT NOT NULL,
  focus_id    TEXT NOT NULL,
  version     INTEGER NOT NULL,
  location    TEXT NOT NULL,
  intent      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'delivered', 'refused', 'parked')),
  attempt     INTEGER NOT NULL,
  next_at     INTEGER NOT NULL,
  lease       TEXT,
  lease_until INTEGER,
  created_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  result      TEXT,
  PRIMARY KEY (tenant, payer_key)
);

CREATE INDEX outbox_due ON outbox (payer, next_at) WHERE state = 'ready';
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 'sending';
CREATE INDEX outbox_order ON outbox (tenant, focus_id, version);

CREATE TABLE attempt (
  tenant      TEXT NOT NULL,
  payer_key   TEXT NOT NULL,
  attempt     INTEGER NOT NULL,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER,
  result      TEXT,
  status      INTEGER,
  detail      TEXT,
  PRIMARY KEY (tenant, payer_key, attempt)
) WITHOUT ROWID;

CREATE TABLE audit (
  tenant   TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL,
  entity   TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  PRIMARY KEY (tenant, sequence)
) WITHOUT ROWID;

-- Reference data an operator loads: facilities, doctors, fee schedules.
CREATE TABLE registry (
  tenant     TEXT NOT NULL,
  name       TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  loaded_at  TEXT NOT NULL,
  PRIMARY KEY (tenant, name, key)
) WITHOUT ROWID;
