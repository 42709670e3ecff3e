-- The claims that are addressed to a payer, in the order they are pulled in, page by page.
CREATE INDEX claim_of_payer ON resource (payer, last_updated, id)
  WHERE type = 'Claim' AND payer_current = 1;
