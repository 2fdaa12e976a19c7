-- A holding: what one link has delivered. Its index key makes the tags by which people are found in every generation.
CREATE TABLE registry_holdings (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    wrapped_index_key BYTEA NOT NULL,
    current_generation BIGINT,
    made_at BIGINT NOT NULL
);

-- A generation of a holding: one full delivery, in a volume of its own, under a data key of its own. A key that is NULL
-- has been destroyed.
CREATE TABLE registry_generations (
    id BIGINT PRIMARY KEY,
    holding BIGINT NOT NULL REFERENCES registry_holdings (id),
    delivery BIGINT NOT NULL,
    volume TEXT NOT NULL UNIQUE,
    wrapped_key BYTEA,
    state TEXT NOT NULL CHECK (state IN ('building', 'built', 'in_use', 'superseded', 'destroyed')),
    base_date TEXT NOT NULL,
    layout TEXT NOT NULL,
    record_bits BIGINT NOT NULL,
    pair_bits BIGINT NOT NULL,
    people BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX registry_generations_delivery ON registry_generations (delivery);

-- A delivery and its import report. `run` counts the starts of its import, so that one that was overtaken cannot finish.
CREATE TABLE registry_deliveries (
    id BIGINT PRIMARY KEY,
    holding BIGINT NOT NULL REFERENCES registry_holdings (id),
    table_number TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    base_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    layout TEXT NOT NULL,
    records BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    sender TEXT NOT NULL,
    file TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('received', 'uploading', 'importing', 'awaiting_sign_off', 'in_use', 'refused', 'superseded')),
    run BIGINT NOT NULL,
    generation BIGINT,
    report TEXT,
    rejects_volume TEXT,
    wrapped_rejects_key BYTEA,
    received_by BIGINT NOT NULL,
    received_by_name TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    signed_by BIGINT,
    signed_by_name TEXT NOT NULL,
    signed_at BIGINT
);
CREATE INDEX registry_deliveries_table ON registry_deliveries (holding, table_number, sequence);
CREATE INDEX registry_deliveries_sha256 ON registry_deliveries (sha256);
