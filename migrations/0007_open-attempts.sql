-- Attempts without a result are few, however many there have been.
CREATE INDEX attempt_open ON attempt (tenant, payer_key, attempt) WHERE finished_at IS NULL;
