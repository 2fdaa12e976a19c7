-- Lists of cases (F2.4): where one is loaded for a purpose, a case number must be on it. The newest load of a purpose
-- counts, unless it was cleared; its cases are the ledger's commitments to their numbers, never the numbers. closed_at is
-- the end of the day of closing. The cases of a load go when another takes its place; what it was stays.
CREATE TABLE grants_case_loads (
    id BIGINT PRIMARY KEY,
    purpose_id BIGINT NOT NULL REFERENCES grants_purposes (id),
    loaded_at BIGINT NOT NULL,
    loaded_by BIGINT NOT NULL,
    cases BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    replaced_at BIGINT
);
CREATE INDEX grants_case_loads_purpose ON grants_case_loads (purpose_id, loaded_at);

CREATE TABLE grants_cases (
    load_id BIGINT NOT NULL REFERENCES grants_case_loads (id),
    case_tag BYTEA NOT NULL,
    opened_at BIGINT,
    closed_at BIGINT,
    PRIMARY KEY (load_id, case_tag)
);

-- The load that counts for a purpose; NULL: none.
ALTER TABLE grants_purposes ADD COLUMN case_load BIGINT;

-- Uses are also counted by month of Asia/Taipei: in grants_used November 2026 is day -202611, beside the days since 1970
-- and 0 for all.
-- The months of what was counted before; the calendar as in Hinnant's civil_from_days, which both engines can count.
INSERT INTO grants_used (grant_id, day, used)
SELECT grant_id, -((year + CASE WHEN place < 10 THEN 0 ELSE 1 END) * 100 + CASE WHEN place < 10 THEN place + 3 ELSE place - 9 END),
    SUM(used)
FROM (SELECT grant_id, used, year, (5 * (of_era - (365 * of_cycle + of_cycle / 4 - of_cycle / 100)) + 2) / 153 AS place
    FROM (SELECT grant_id, used, of_era, of_cycle, of_cycle + era * 400 AS year
        FROM (SELECT grant_id, used, era, of_era, (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365 AS of_cycle
            FROM (SELECT grant_id, used, (day + 719468) / 146097 AS era, (day + 719468) % 146097 AS of_era
                FROM grants_used WHERE day > 0) AS days) AS eras) AS cycles) AS months
GROUP BY 1, 2;
