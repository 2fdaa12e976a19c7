-- Kinship authorisations (the ministry's rules, article 10): a controller registers who may ask for whom, in which case,
-- until when. Nobody is named here: `person` is the ledger's tag, case_commitment the ledger's, code_hash a keyed hash. The
-- id, the names of the parents, the case number and the reason are sealed in the entry at entry_log, entry_index.
CREATE TABLE grants_kinship_authorisations (
    id BIGINT PRIMARY KEY,
    code_hash BYTEA NOT NULL UNIQUE,
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    asker_id BIGINT NOT NULL,
    controller_id BIGINT NOT NULL,
    person BYTEA NOT NULL,
    case_commitment BYTEA NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    entry_log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);
CREATE INDEX grants_kinship_authorisations_asker ON grants_kinship_authorisations (asker_id);
CREATE INDEX grants_kinship_authorisations_controller ON grants_kinship_authorisations (controller_id);
-- append_only: grants_kinship_authorisations

-- What became of it, in order. `act` is opened (the asker typed the code), attended (a controller signed in beside, until
-- until_at), used, withdrawn or wrong_code. session_id is the session of who acted in opened and attended, else 0; for
-- attended and used, of_number is the opening, or the attendance, that it rests on.
CREATE TABLE grants_kinship_acts (
    authorisation_id BIGINT NOT NULL REFERENCES grants_kinship_authorisations (id),
    number BIGINT NOT NULL,
    act TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    session_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT,
    of_number BIGINT,
    PRIMARY KEY (authorisation_id, number)
);
-- append_only: grants_kinship_acts
