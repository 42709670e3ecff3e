-- Journals: messages of visits that are still going on, or may still be undone. The messages are
-- sealed bodies (kind messages); here stands only, by keyed hashes, which visits they tell of.
-- stream: the facility and the channel whose messages go together.

CREATE TABLE journal_key (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  key    TEXT NOT NULL,
  owner  TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, key, owner)
) WITHOUT ROWID;

CREATE INDEX journal_key_owner ON journal_key (tenant, owner);

-- Counts the commits that wrote under a key: who decided on an older count is undone.
CREATE TABLE journal_state (
  tenant     TEXT NOT NULL,
  stream     TEXT NOT NULL,
  key        TEXT NOT NULL,
  version    INTEGER NOT NULL,
  touched_at TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, key)
) WITHOUT ROWID;

CREATE INDEX journal_state_touched ON journal_state (touched_at);
