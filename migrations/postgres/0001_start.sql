-- What only PostgreSQL needs, after the migration of the same name and in its transaction.

-- Sealed bytes cannot be compressed: trying costs time.
ALTER TABLE body ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Finished rows stay where they are; claiming work touches few pages if old rows are vacuumed soon.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
