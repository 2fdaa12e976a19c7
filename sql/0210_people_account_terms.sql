-- What an account may do and for which unit, term after term: rows are only ever added, so who could do what on any day
-- is a SELECT. In force at an instant is the row with the greatest number among those with from_at at or before it;
-- from_at is never before recorded_at, so the past is not rewritten, and a row with a later one takes effect by itself.
-- `recorded_by` is 0 for the operator at the console and for rows made by this migration.
CREATE TABLE people_account_terms (
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    number BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES people_units (id),
    roles BIGINT NOT NULL,
    state TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    application_id BIGINT,
    PRIMARY KEY (account_id, number)
);
-- append_only: people_account_terms
CREATE INDEX people_account_terms_unit ON people_account_terms (unit_id);

-- An id begins with the milliseconds since 2020 at which it was made.
INSERT INTO people_account_terms (account_id, number, from_at, unit_id, roles, state, valid_from, valid_until,
    recorded_at, recorded_by, application_id)
SELECT id, 1, (id >> 21) + 1577836800000, unit_id, roles, state, valid_from, valid_until,
    (id >> 21) + 1577836800000, 0, NULL FROM people_accounts;

DROP INDEX people_accounts_unit;
ALTER TABLE people_accounts DROP COLUMN unit_id;
ALTER TABLE people_accounts DROP COLUMN roles;
ALTER TABLE people_accounts DROP COLUMN state;
ALTER TABLE people_accounts DROP COLUMN valid_from;
ALTER TABLE people_accounts DROP COLUMN valid_until;
