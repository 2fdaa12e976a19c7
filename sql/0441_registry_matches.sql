-- A match of a list against the registry (勾稽). Rows go in as sealed parts and come out as sealed parts; `done` says how
-- far it is, and moves in the same transaction as the entries of the people asked about. `run` counts its starts, so that
-- one that was overtaken cannot go on. A key that is NULL has been destroyed, and the parts with it.
CREATE TABLE registry_matches (
    id BIGINT PRIMARY KEY,
    rule TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    generation BIGINT NOT NULL,
    base_date TEXT NOT NULL,
    wrapped_key BYTEA,
    sealed_head BYTEA,
    row_count BIGINT NOT NULL,
    done BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    problem TEXT NOT NULL,
    run BIGINT NOT NULL,
    counts TEXT NOT NULL,
    log BIGINT,
    first_index BIGINT,
    last_index BIGINT,
    began_at BIGINT NOT NULL,
    beat_at BIGINT NOT NULL,
    ended_at BIGINT,
    ends_at BIGINT NOT NULL,
    destroyed_at BIGINT
);
CREATE INDEX registry_matches_account ON registry_matches (account_id, id);
CREATE INDEX registry_matches_end ON registry_matches (ends_at);
CREATE TABLE registry_match_input (
    match_id BIGINT NOT NULL REFERENCES registry_matches (id),
    part BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (match_id, part)
);
CREATE TABLE registry_match_results (
    match_id BIGINT NOT NULL REFERENCES registry_matches (id),
    first_row BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    counts TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (match_id, first_row)
);
-- Of a list that looks for the same person twice: whose record stood in which row first. `person` is the record's tag.
CREATE TABLE registry_match_seen (
    match_id BIGINT NOT NULL REFERENCES registry_matches (id),
    person BYTEA NOT NULL,
    row_number BIGINT NOT NULL,
    PRIMARY KEY (match_id, person)
);
