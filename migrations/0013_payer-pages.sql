-- What is addressed to a payer, in the order it is pulled in, page by page.
CREATE INDEX resource_of_payer ON resource (payer, type, last_updated, id) WHERE payer_current = 1;
