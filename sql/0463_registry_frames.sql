-- Sampling frames (抽樣). What was ordered, by which number it was drawn, and the hashes that bind both. Title, case
-- number, reason, plan and strata lie sealed in the head under a key of the frame's own; a key that is NULL has been
-- destroyed, and the head with it. The people drawn are a match's (registry_matches), and end with it.
CREATE TABLE registry_frames (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ordered', 'numbered', 'drawn', 'cancelled', 'lapsed')),
    generation BIGINT NOT NULL,
    base_date TEXT NOT NULL,
    wrapped_key BYTEA,
    sealed_head BYTEA,
    people BIGINT NOT NULL,
    excluded BIGINT NOT NULL,
    plan_hash BYTEA NOT NULL,
    population_root BYTEA NOT NULL,
    excluded_root BYTEA NOT NULL,
    key_commitment BYTEA NOT NULL,
    source TEXT NOT NULL,
    draw_on TEXT NOT NULL,
    log BIGINT NOT NULL,
    entry BIGINT NOT NULL,
    checkpoint_size BIGINT,
    checkpoint_root BYTEA,
    number TEXT NOT NULL,
    seed BYTEA,
    sample_root BYTEA,
    sealed_drawn BYTEA,
    match_id BIGINT,
    drawn BIGINT NOT NULL,
    drawn_log BIGINT,
    drawn_entry BIGINT,
    ordered_at BIGINT NOT NULL,
    drawn_at BIGINT,
    lapses_at BIGINT NOT NULL
);
CREATE INDEX registry_frames_account ON registry_frames (account_id, id);
CREATE INDEX registry_frames_match ON registry_frames (match_id);
CREATE INDEX registry_frames_lapse ON registry_frames (lapses_at);
-- Who is not to be drawn: keyed tags of people under the frame's key, sealed in parts.
CREATE TABLE registry_frame_excluded (
    frame_id BIGINT NOT NULL REFERENCES registry_frames (id),
    part BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (frame_id, part)
);
