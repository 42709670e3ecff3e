-- What one claim of work has taken is found by its token, however much is being sent.
CREATE INDEX outbox_held ON outbox (lease) WHERE state = 'sending';
