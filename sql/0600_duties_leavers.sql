-- Leavers: who goes to another unit, resigns, retires or takes leave, from when. Rows are only ever added. The account is
-- kept as it stood, so that what was done stays readable. `effects` is a JSON list of what was done.
CREATE TABLE duties_leavers (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    unit_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    effective_at BIGINT NOT NULL,
    until_day TEXT,
    until_at BIGINT,
    to_unit_id BIGINT,
    to_unit_name TEXT,
    to_roles BIGINT,
    hand_over_to BIGINT,
    reason TEXT NOT NULL,
    effects TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
-- append_only: duties_leavers
CREATE INDEX duties_leavers_account ON duties_leavers (account_id);

-- Taken back before it took effect.
CREATE TABLE duties_leaver_withdrawals (
    leaver_id BIGINT PRIMARY KEY REFERENCES duties_leavers (id),
    reason TEXT NOT NULL,
    withdrawn_by BIGINT NOT NULL,
    withdrawn_at BIGINT NOT NULL
);
-- append_only: duties_leaver_withdrawals

-- Who has read what a leaver had looked up; the ledger has every reading.
CREATE TABLE duties_leaver_reads (
    leaver_id BIGINT NOT NULL REFERENCES duties_leavers (id),
    account_id BIGINT NOT NULL,
    first_read_at BIGINT NOT NULL,
    PRIMARY KEY (leaver_id, account_id)
);
-- append_only: duties_leaver_reads
