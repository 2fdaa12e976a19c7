-- Grants. `state` is open, suspended or ended; that a grant has expired is never stored. `fields` and `districts` are
-- words with a space between, `operations` bits.
CREATE TABLE grants_grants (
    id BIGINT PRIMARY KEY,
    purpose_id BIGINT NOT NULL REFERENCES grants_purposes (id),
    unit_id BIGINT NOT NULL,
    holding TEXT NOT NULL,
    fields TEXT NOT NULL,
    operations BIGINT NOT NULL,
    population TEXT NOT NULL,
    districts TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    quota_day BIGINT NOT NULL,
    quota_total BIGINT NOT NULL,
    application TEXT NOT NULL,
    state TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX grants_grants_unit ON grants_grants (unit_id);

CREATE TABLE grants_holders (
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    account_id BIGINT NOT NULL,
    PRIMARY KEY (grant_id, account_id)
);
CREATE INDEX grants_holders_account ON grants_holders (account_id);

-- How often a grant was used: a row for each day of Asia/Taipei (its number since 1970), and one for all days: day 0.
CREATE TABLE grants_used (
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    day BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (grant_id, day)
);

-- The people of a case list, as the tags of the ledger.
CREATE TABLE grants_case_list (
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    person BYTEA NOT NULL,
    PRIMARY KEY (grant_id, person)
);
