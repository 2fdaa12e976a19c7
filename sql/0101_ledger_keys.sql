-- Whose ledger this is; one row, 1.
CREATE TABLE ledger_identity (
    id BIGINT PRIMARY KEY,
    origin TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
-- append_only: ledger_identity

-- Keys of the whole ledger, wrapped by the key file: "signing" (Ed25519 seed), "index" (tags and commitments).
CREATE TABLE ledger_key (
    name TEXT PRIMARY KEY,
    wrapped BYTEA NOT NULL,
    made_at BIGINT NOT NULL
);

-- The key under which a month's secret parts are sealed, wrapped by the key file; month is 202611. When it has been
-- destroyed, `wrapped` is NULL and `destroyed_at` is set: the entries still verify, the secret parts are gone.
CREATE TABLE ledger_month_key (
    month BIGINT PRIMARY KEY,
    wrapped BYTEA,
    made_at BIGINT NOT NULL,
    destroyed_at BIGINT
);
