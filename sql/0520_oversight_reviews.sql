-- The half-yearly account review (U2). Rows are only ever added: what was decided again is a row with a greater number, and
-- what stands at the signature is in the record, whose digest is in the ledger. `period` is the first day of the review's own
-- period, so there is one review for each; what was used is looked at from `looks_from` to `opened_at`.
CREATE TABLE oversight_reviews (
    id BIGINT PRIMARY KEY,
    period TEXT NOT NULL UNIQUE,
    period_from BIGINT NOT NULL,
    period_until BIGINT NOT NULL,
    looks_from BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT NOT NULL,
    due TEXT NOT NULL
);
-- append_only: oversight_reviews

-- Each account as it stood at the opening, names included, so that the record can be computed again at any time.
-- `proposals` are words with a space between.
CREATE TABLE oversight_review_lines (
    review_id BIGINT NOT NULL REFERENCES oversight_reviews (id),
    account_id BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    employee_number TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    unit_code TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    roles BIGINT NOT NULL,
    standing TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    last_signed_in BIGINT,
    proposals TEXT NOT NULL,
    PRIMARY KEY (review_id, account_id)
);
-- append_only: oversight_review_lines

-- Personnel lists that were compared, and what they say about lines; those of the greatest number count.
CREATE TABLE oversight_review_lists (
    review_id BIGINT NOT NULL REFERENCES oversight_reviews (id),
    number BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    list_rows BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    uploaded_by BIGINT NOT NULL,
    uploaded_by_name TEXT NOT NULL,
    PRIMARY KEY (review_id, number)
);
-- append_only: oversight_review_lists
CREATE TABLE oversight_review_findings (
    review_id BIGINT NOT NULL,
    list_number BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    proposals TEXT NOT NULL,
    PRIMARY KEY (review_id, list_number, account_id)
);
-- append_only: oversight_review_findings

-- `decided_by` is 0 for what the system found decided (an account that was closed before). `roles` with change only.
CREATE TABLE oversight_review_decisions (
    review_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    decision TEXT NOT NULL,
    note TEXT NOT NULL,
    roles BIGINT,
    decided_by BIGINT NOT NULL,
    decided_by_name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (review_id, account_id, number)
);
-- append_only: oversight_review_decisions

-- submitted, sent_back, signed
CREATE TABLE oversight_review_steps (
    review_id BIGINT NOT NULL REFERENCES oversight_reviews (id),
    number BIGINT NOT NULL,
    act TEXT NOT NULL,
    acted_by BIGINT NOT NULL,
    acted_by_name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    acted_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (review_id, number)
);
-- append_only: oversight_review_steps

-- What the signature made of each line: done, already (it was so), none (kept).
CREATE TABLE oversight_review_outcomes (
    review_id BIGINT NOT NULL REFERENCES oversight_reviews (id),
    account_id BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (review_id, account_id)
);
-- append_only: oversight_review_outcomes

-- The record: canonical JSON, its SHA-256, and the entry of the ledger that holds the same digest.
CREATE TABLE oversight_review_records (
    review_id BIGINT PRIMARY KEY REFERENCES oversight_reviews (id),
    record BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);
-- append_only: oversight_review_records
