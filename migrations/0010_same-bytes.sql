-- Bytes that came before are found by their hash.
CREATE INDEX submission_bytes ON submission (tenant, request_hash);
