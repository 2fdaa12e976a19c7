-- What is known of an account's holder beside the name; for its administrators. temporary is 0 or 1.
ALTER TABLE people_accounts ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE people_accounts ADD COLUMN employee_number TEXT NOT NULL DEFAULT '';
ALTER TABLE people_accounts ADD COLUMN duties_text TEXT NOT NULL DEFAULT '';
ALTER TABLE people_accounts ADD COLUMN temporary BIGINT NOT NULL DEFAULT 0;

-- Duties of office: who is head, deputy, account administrator … of which unit, from when until when (not included).
-- unit_id NULL is the whole agency. A row only ever gets its end.
CREATE TABLE people_duties (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT REFERENCES people_units (id),
    kind TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL
);
CREATE INDEX people_duties_unit ON people_duties (unit_id, kind);
CREATE INDEX people_duties_account ON people_duties (account_id);

-- Who administered accounts before there were duties of office did so for the whole agency. The id is the account's:
-- ids are made by chance and time, so no duty has it.
INSERT INTO people_duties (id, unit_id, kind, account_id, from_at, until_at, note, recorded_at, recorded_by)
SELECT t.account_id, NULL, 'account_administrator', t.account_id, t.from_at, NULL, '', t.from_at, 0
FROM people_account_terms t WHERE (t.roles & 4) <> 0 AND t.state <> 'closed' AND t.number =
    (SELECT MAX(n.number) FROM people_account_terms n WHERE n.account_id = t.account_id);

-- While somebody is away the deputy acts. The reason is sealed in the ledger and not here.
CREATE TABLE people_absences (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX people_absences_account ON people_absences (account_id);

-- The contract of a contractor, as it was agreed and as it was changed; the one with the highest number counts.
CREATE TABLE people_contracts (
    unit_id BIGINT NOT NULL REFERENCES people_units (id),
    number BIGINT NOT NULL,
    contract_number TEXT NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    subcontracting TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    PRIMARY KEY (unit_id, number)
);
-- append_only: people_contracts
