-- The outbox was made anew: its settings with it.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);
