-- What somebody is to be told outside the pages: that something waits for them, never what it says. One row for one
-- account, kind, thing and deadline, so that what is found again every night is told once. `about` is the id of the
-- thing, or empty; `due` is 0 if there is no deadline. Before `next_at` nobody tries (again); `failed` is NULL, or why
-- it was given up.
CREATE TABLE people_notices (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    due BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    sent_at BIGINT,
    failed TEXT,
    UNIQUE (account_id, kind, about, due)
);
CREATE INDEX people_notices_waiting ON people_notices (next_at) WHERE sent_at IS NULL AND failed IS NULL;
