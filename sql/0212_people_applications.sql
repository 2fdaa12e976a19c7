-- Applications for accounts: to open, change, suspend, restore or close one. `version` is that of the form which counts;
-- unit_id is the unit whose head endorses. claim_hash is of the code with which an applicant without an account follows
-- the application and later begins (SHA-256). That it has lapsed is computed from lapses_at; the nightly job writes it.
CREATE TABLE people_applications (
    id BIGINT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    applicant_id BIGINT REFERENCES people_accounts (id),
    account_id BIGINT REFERENCES people_accounts (id),
    unit_id BIGINT NOT NULL REFERENCES people_units (id),
    claim_hash BYTEA,
    submitted_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL
);
CREATE INDEX people_applications_state ON people_applications (state, id);
CREATE INDEX people_applications_applicant ON people_applications (applicant_id);
CREATE INDEX people_applications_account ON people_applications (account_id);
CREATE INDEX people_applications_unit ON people_applications (unit_id, id);

-- What was applied for, version after version; temporary is 0 or 1. training_on is days since 1970.
CREATE TABLE people_application_forms (
    application_id BIGINT NOT NULL REFERENCES people_applications (id),
    version BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    email TEXT NOT NULL,
    employee_number TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES people_units (id),
    roles BIGINT NOT NULL,
    duties TEXT NOT NULL,
    temporary BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    pledge_version TEXT NOT NULL,
    training_hours BIGINT,
    training_on BIGINT,
    training_evidence TEXT,
    reason TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    PRIMARY KEY (application_id, version)
);
-- append_only: people_application_forms

-- Every step, with who made it; account NULL is an applicant without an account, or the passing of time.
CREATE TABLE people_application_steps (
    application_id BIGINT NOT NULL REFERENCES people_applications (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    account_id BIGINT REFERENCES people_accounts (id),
    acted_as TEXT NOT NULL,
    reason TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (application_id, number)
);
-- append_only: people_application_steps

-- The texts that were acknowledged, as they were, and who acknowledged which.
CREATE TABLE people_pledge_texts (
    version TEXT PRIMARY KEY,
    text_zh TEXT NOT NULL,
    text_en TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
-- append_only: people_pledge_texts
CREATE TABLE people_pledges (
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    version TEXT NOT NULL REFERENCES people_pledge_texts (version),
    accepted_at BIGINT NOT NULL,
    application_id BIGINT,
    PRIMARY KEY (account_id, version)
);
-- append_only: people_pledges

-- Emergency accesses; each stays before the eyes of those concerned until one of them acknowledges it.
CREATE TABLE people_break_glass (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    reason TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by BIGINT,
    note TEXT NOT NULL
);

CREATE INDEX people_accounts_employee ON people_accounts (employee_number);
