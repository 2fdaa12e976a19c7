-- The log. `place` is log * 2^40 + index, so that a log's entries lie side by side and the newest is at the right edge.
-- `leaf` is what was hashed and is never rewritten; the other columns are a projection of it, for searching, and
-- verification compares the two. person and case_key are the first eight bytes of the tag and of the commitment.
CREATE TABLE ledger_entry (
    place BIGINT PRIMARY KEY,
    at_millis BIGINT NOT NULL,
    kind TEXT NOT NULL,
    account_id BIGINT,
    unit_id BIGINT,
    grant_id BIGINT,
    person BIGINT,
    case_key BIGINT,
    leaf BYTEA NOT NULL
);
-- append_only: ledger_entry
CREATE INDEX ledger_entry_account ON ledger_entry (account_id, place);
CREATE INDEX ledger_entry_person ON ledger_entry (person, place) WHERE person IS NOT NULL;
CREATE INDEX ledger_entry_case ON ledger_entry (case_key, place) WHERE case_key IS NOT NULL;

-- Full tiles. `tile` is log * 2^40 + level * 2^36 + number; `root` is the hash over all of `hashes`, which is one hash
-- of the tile above.
CREATE TABLE ledger_tile (
    tile BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    hashes BYTEA NOT NULL
);
-- append_only: ledger_tile

-- Signed checkpoints. `place` is log * 2^40 + size.
CREATE TABLE ledger_checkpoint (
    place BIGINT PRIMARY KEY,
    at_millis BIGINT NOT NULL,
    note TEXT NOT NULL
);
-- append_only: ledger_checkpoint
