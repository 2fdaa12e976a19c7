-- The register of security training (F2.7). A record is never changed: it is confirmed or withdrawn by a row beside it.
-- `held_on` is a day of Asia/Taipei, "2026-11-23". What somebody entered about themselves (entered_by = account_id)
-- counts once it is confirmed; what is withdrawn does not count.
CREATE TABLE people_training (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    held_on TEXT NOT NULL,
    hours BIGINT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT NOT NULL,
    evidence TEXT NOT NULL,
    entered_by BIGINT NOT NULL,
    entered_at BIGINT NOT NULL
);
-- append_only: people_training
CREATE INDEX people_training_held ON people_training (held_on);
CREATE INDEX people_training_account ON people_training (account_id);

-- `act` is confirmed or withdrawn; `reason` is of a withdrawal.
CREATE TABLE people_training_acts (
    training_id BIGINT NOT NULL REFERENCES people_training (id),
    act TEXT NOT NULL,
    by_account BIGINT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (training_id, act)
);
-- append_only: people_training_acts
