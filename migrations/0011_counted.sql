-- What the claims that stand add up to under a register's key, in ten-thousandths: an institution's
-- budget of a year. A version adds its difference to the one before.
CREATE TABLE counted (
  tenant TEXT NOT NULL,
  name   TEXT NOT NULL,
  key    TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (tenant, name, key)
) WITHOUT ROWID;
