-- What later decisions rest on: the sender's own order of versions, likeness of claims, candidates
-- that came before their original, voids of what never left.

-- JSON list; '' where the format has no order of its own.
ALTER TABLE claim_version ADD COLUMN sequence TEXT NOT NULL DEFAULT '';
-- Keyed hash of patient, provider, dates, lines and amount; '' for what is no claim.
ALTER TABLE claim_version ADD COLUMN likeness TEXT NOT NULL DEFAULT '';
-- 1: the payer answered "correct and send again", so that a resend is a correction.
ALTER TABLE claim_version ADD COLUMN invited INTEGER NOT NULL DEFAULT 0;

CREATE INDEX claim_version_likeness ON claim_version (tenant, likeness)
  WHERE current = 1 AND likeness <> '';

-- What a unit was answered with at first, and how and when that was settled afterwards.
ALTER TABLE unit ADD COLUMN first_state TEXT;
ALTER TABLE unit ADD COLUMN settled_at TEXT;
ALTER TABLE unit ADD COLUMN settled_as TEXT;

-- conflict: waits for its sender's decision. early: waits for its original.
ALTER TABLE parked ADD COLUMN reason TEXT NOT NULL DEFAULT 'conflict';
ALTER TABLE parked ADD COLUMN intent TEXT NOT NULL DEFAULT 'replacement';
CREATE INDEX parked_expires ON parked (expires_at);
CREATE INDEX parked_early ON parked (tenant, submission, ordinal) WHERE reason = 'early';

-- withdrawn: voided before anything had left, at a payer that wants neither.
-- generation counts the lives of a claim; replaces is the payer key of the version before, or ''.
CREATE TABLE outbox_next (
  tenant      TEXT NOT NULL,
  payer_key   TEXT NOT NULL,
  payer       TEXT NOT NULL,
  focus_type  TEXT NOT NULL,
  focus_id    TEXT NOT NULL,
  version     INTEGER NOT NULL,
  location    TEXT NOT NULL,
  intent      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (
    state IN ('ready', 'sending', 'delivered', 'refused', 'parked', 'withdrawn')),
  attempt     INTEGER NOT NULL,
  next_at     INTEGER NOT NULL,
  lease       TEXT,
  lease_until INTEGER,
  created_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  result      TEXT,
  generation  INTEGER NOT NULL DEFAULT 1,
  replaces    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, payer_key)
);
INSERT INTO outbox_next SELECT *, 1, '' FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;

CREATE INDEX outbox_due ON outbox (payer, next_at) WHERE state = 'ready';
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 'sending';
CREATE INDEX outbox_order ON outbox (tenant, focus_id, version);

-- If-None-Exist of requests that made something, for as long as two of them may race.
CREATE TABLE made_once (
  tenant  TEXT NOT NULL,
  query   TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (tenant, query)
) WITHOUT ROWID;
