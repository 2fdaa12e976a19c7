-- A session: only the hash of its token is kept. `ended` is NULL, or why it ended before its limits; such a row stays
-- until a limit, so that what is still asked with it can be refused by name.
CREATE TABLE people_sessions (
    id BIGINT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    started_at BIGINT NOT NULL,
    idle_until BIGINT NOT NULL,
    absolute_until BIGINT NOT NULL,
    extensions BIGINT NOT NULL,
    ended TEXT
);
CREATE INDEX people_sessions_account ON people_sessions (account_id);
CREATE INDEX people_sessions_idle ON people_sessions (idle_until);

-- Failures in a row for one typed name, known or not, under a keyed tag of it. A lock is in force before `locked_until`.
CREATE TABLE people_attempts (
    name_tag BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);
