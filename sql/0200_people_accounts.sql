-- Units, accounts and passwords. Instants are milliseconds since 1970 in UTC; `until` is not included, NULL is open.
CREATE TABLE people_units (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT REFERENCES people_units (id),
    district TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT
);

-- `roles` are bits, one for each place in law::Role. `state` is open, suspended or closed; that an account has expired
-- is never stored. From `password_due_at` on the password must be changed before anything else (0: at once).
CREATE TABLE people_accounts (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES people_units (id),
    roles BIGINT NOT NULL,
    state TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    password_due_at BIGINT NOT NULL,
    last_signed_in BIGINT
);
CREATE INDEX people_accounts_unit ON people_accounts (unit_id);

-- The password in use is the one of its account with the highest number; the older ones may not be used again (baseline
-- 4-2-5).
CREATE TABLE people_passwords (
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, number)
);
