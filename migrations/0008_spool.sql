-- Submissions whose body is still arriving: its parts stand in body, and no submission yet. What
-- never becomes one is let go after a while.
CREATE TABLE spool (
  tenant     TEXT NOT NULL,
  submission TEXT NOT NULL,
  begun_at   TEXT NOT NULL,
  PRIMARY KEY (tenant, submission)
);
