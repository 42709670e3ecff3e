-- Delivery and what comes back: doubt and crashes of attempts, payers' answers, notices to
-- senders, receipts.

-- uncertain: an attempt may have reached the payer. crashes: attempts in a row that ended without
-- any result, by a fault of ours or of the process.
ALTER TABLE outbox ADD COLUMN uncertain INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;

-- What waits for a person.
CREATE INDEX outbox_parked ON outbox (payer_key) WHERE state = 'parked';

-- One row an answer of a payer about one version; its text is the body of ClaimResponse/{id} or
-- PaymentReconciliation/{id}. token: who wrote the row, so that a repeat changes nothing.
CREATE TABLE answer (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL,
  focus_id    TEXT NOT NULL,
  version     INTEGER NOT NULL,
  payer       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  location    TEXT NOT NULL,
  state       TEXT NOT NULL,
  effect      TEXT NOT NULL CHECK (effect IN ('applied', 'unchanged', 'late', 'contradiction')),
  created_ms  INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  token       TEXT NOT NULL,
  PRIMARY KEY (tenant, id, focus_id, version)
);

CREATE INDEX answer_of_claim ON answer (tenant, focus_id, version, received_at);

-- What the payer last said of a version; whether it asks for a corrected claim stands in
-- claim_version.invited.
CREATE TABLE claim_state (
  tenant      TEXT NOT NULL,
  focus_id    TEXT NOT NULL,
  version     INTEGER NOT NULL,
  state       TEXT NOT NULL,
  created_ms  INTEGER NOT NULL,
  changed_at  TEXT NOT NULL,
  PRIMARY KEY (tenant, focus_id, version)
) WITHOUT ROWID;

-- Answers that fit no claim of the payer, or the wrong one; sealed as body of tenant `payer/{id}`.
CREATE TABLE quarantine (
  payer       TEXT NOT NULL,
  id          TEXT NOT NULL,
  kind        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (payer, id)
) WITHOUT ROWID;

-- News for senders that have an address for it; nothing in it identifies a person. While one is
-- sent, next_at is when it may be sent again.
CREATE TABLE notice (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL,
  sender      TEXT NOT NULL,
  event       TEXT NOT NULL,
  submission  TEXT NOT NULL,
  ordinal     INTEGER NOT NULL,
  location    TEXT NOT NULL,
  at          TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'delivered', 'parked')),
  attempt     INTEGER NOT NULL,
  next_at     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  result      TEXT,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX notice_due ON notice (sender, next_at) WHERE state IN ('ready', 'sending');

-- Signed receipts, chained by hash within a tenant; text is the compact JWS.
CREATE TABLE receipt (
  tenant     TEXT NOT NULL,
  sequence   INTEGER NOT NULL,
  submission TEXT NOT NULL,
  hash       TEXT NOT NULL,
  text       TEXT NOT NULL,
  issued_at  TEXT NOT NULL,
  PRIMARY KEY (tenant, sequence)
) WITHOUT ROWID;

CREATE UNIQUE INDEX receipt_of_submission ON receipt (tenant, submission);

-- Number of the submission's receipt; null until it has one.
ALTER TABLE submission ADD COLUMN receipt INTEGER;
CREATE INDEX submission_unreceipted ON submission (tenant, id) WHERE receipt IS NULL;
CREATE INDEX submission_by_day ON submission (tenant, received_at);
