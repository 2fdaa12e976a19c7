-- "This is my relative": an account that may not ask about a person any more, whatever its grants. `person` is the ledger's
-- tag; what was noted and the case number are sealed in the entry at entry_log, entry_index. hand_to takes over the case;
-- NULL: the unit's head sees to it.
CREATE TABLE grants_conflicts (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    person BYTEA NOT NULL,
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    relation TEXT NOT NULL,
    hand_to BIGINT,
    declared_at BIGINT NOT NULL,
    entry_log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);
CREATE INDEX grants_conflicts_account ON grants_conflicts (account_id, person);
CREATE INDEX grants_conflicts_unit ON grants_conflicts (unit_id);
CREATE INDEX grants_conflicts_hand_to ON grants_conflicts (hand_to);
-- append_only: grants_conflicts

-- What became of it: taken (the case is with a colleague) or withdrawn (the declaration does not hold any more); each at
-- most once.
CREATE TABLE grants_conflict_acts (
    conflict_id BIGINT NOT NULL REFERENCES grants_conflicts (id),
    act TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conflict_id, act)
);
-- append_only: grants_conflict_acts
