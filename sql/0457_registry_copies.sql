-- Every copy of data that leaves: an export (encrypted to its recipient, under an approval) or what is taken into a case
-- file. Case number and reason lie sealed under a key of the copy's own. The parts of an export's file are ciphertext;
-- they go when their time is over. destroy_by is a day, included.
CREATE TABLE registry_copies (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('export', 'case_file')),
    copy_of TEXT NOT NULL,
    outcome_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    approval_id BIGINT,
    recipient_id BIGINT,
    copy_number BIGINT NOT NULL,
    form TEXT NOT NULL,
    people BIGINT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    sealed_head BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('making', 'made', 'failed')),
    problem TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA,
    log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    fetch_until BIGINT,
    fetched_at BIGINT,
    gone_at BIGINT,
    destroy_by TEXT NOT NULL
);
CREATE INDEX registry_copies_account ON registry_copies (account_id, id);
CREATE INDEX registry_copies_approval ON registry_copies (approval_id);
CREATE INDEX registry_copies_fetch ON registry_copies (fetch_until);
CREATE TABLE registry_copy_parts (
    copy_id BIGINT NOT NULL REFERENCES registry_copies (id),
    part BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (copy_id, part)
);
