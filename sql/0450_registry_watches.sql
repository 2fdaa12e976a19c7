-- Watches (異動追蹤): whose changes somebody wants to be told of, for a case, until a day. Case numbers, reason, ids and notes
-- lie sealed under a key of the watch's own; a key that is NULL has been destroyed, and what it sealed with it. A person is
-- found by the ledger's keyed tag and by nothing else.
CREATE TABLE registry_watches (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    kinds BIGINT NOT NULL,
    people BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'ended')),
    wrapped_key BYTEA,
    sealed_head BYTEA,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by BIGINT,
    destroyed_at BIGINT
);
CREATE INDEX registry_watches_unit ON registry_watches (unit_id, id);
CREATE INDEX registry_watches_until ON registry_watches (until_at);
CREATE TABLE registry_watched (
    watch_id BIGINT NOT NULL REFERENCES registry_watches (id),
    position BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (watch_id, position)
);
CREATE INDEX registry_watched_person ON registry_watched (person_tag);
-- How far a change file that is in use has been held against the watches: up to and with which person. It moves in the
-- transaction of the hits.
CREATE TABLE registry_watch_scans (
    delivery BIGINT PRIMARY KEY REFERENCES registry_deliveries (id),
    after_tag BYTEA NOT NULL,
    hits BIGINT NOT NULL,
    stopped BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    done_at BIGINT
);
-- A change file touched somebody who is watched. 'stopped': it could not be told, and `why` says by which rule; neither
-- case nor kinds are shown then, and `kinds` is 0.
CREATE TABLE registry_watch_hits (
    id BIGINT PRIMARY KEY,
    watch_id BIGINT NOT NULL REFERENCES registry_watches (id),
    position BIGINT NOT NULL,
    delivery BIGINT NOT NULL REFERENCES registry_deliveries (id),
    unit_id BIGINT NOT NULL,
    kinds BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'seen', 'handled', 'stopped')),
    why TEXT NOT NULL,
    log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    acted_by BIGINT,
    acted_at BIGINT,
    sealed_note BYTEA,
    UNIQUE (watch_id, position, delivery)
);
CREATE INDEX registry_watch_hits_unit ON registry_watch_hits (unit_id, id);
