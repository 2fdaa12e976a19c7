-- A list of people that somebody uploaded to have it matched. Its bytes lie sealed in parts under a key of its own; a key
-- that is NULL has been destroyed, and the parts with it. Of its name and content nothing stands here in clear.
CREATE TABLE registry_match_lists (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    form TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    wrapped_key BYTEA,
    sealed_name BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX registry_match_lists_expiry ON registry_match_lists (expires_at);
CREATE TABLE registry_match_list_parts (
    list_id BIGINT NOT NULL REFERENCES registry_match_lists (id),
    part BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (list_id, part)
);
