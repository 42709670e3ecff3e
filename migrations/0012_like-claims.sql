-- The first two claims of a likeness are found without looking at the others.
DROP INDEX claim_version_likeness;
CREATE INDEX claim_version_likeness ON claim_version (tenant, likeness, created_at, focus_id)
  WHERE current = 1 AND likeness <> '';
