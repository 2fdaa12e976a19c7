-- What a generation that a change file made was made of, and the last change file that a generation contains.
CREATE TABLE registry_generation_changes (
    generation BIGINT PRIMARY KEY REFERENCES registry_generations (id),
    built_on BIGINT,
    change_sequence BIGINT NOT NULL
);
-- Whom a change file touches, and by what: the ledger's tag of the person and the kind of event (its number in a
-- record). Said of a delivery only once it is in use.
CREATE TABLE registry_touched (
    delivery BIGINT NOT NULL REFERENCES registry_deliveries (id),
    person_tag BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    PRIMARY KEY (delivery, person_tag, kind)
);
