-- Destructions by contractors that are done (U1.3). What is still to be done is computed from the grants and contracts that
-- ended; `id` is computed from unit and event, so that each is done once. destroyed_on, due_on and letter_on are days.
CREATE TABLE duties_destructions (
    id BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL,
    unit_name TEXT NOT NULL,
    cause TEXT NOT NULL,
    contract_number TEXT NOT NULL,
    event_at BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    destroyed_on TEXT NOT NULL,
    method TEXT NOT NULL,
    scope TEXT NOT NULL,
    backups TEXT NOT NULL,
    witness TEXT NOT NULL,
    evidence TEXT NOT NULL,
    letter_number TEXT NOT NULL,
    letter_on TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL
);
CREATE INDEX duties_destructions_unit ON duties_destructions (unit_id);
-- append_only: duties_destructions
