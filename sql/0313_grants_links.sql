-- Links (連結作業): what the provider's approval letter allows. The code is that of the holding whose data come by it. The
-- row of grants_links is what counts now; each change is also a version, and what held at an instant is the newest version
-- recorded before it. `state` is active or suspended; expired and ended are computed: from valid_until and from ended_at,
-- which may lie ahead. `fields` are those of all its tables, words with a space between, sorted. `data_class` is household,
-- kinship or change. approved_on is a day ("2026-01-31"), empty while the letter has not come.
CREATE TABLE grants_links (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    provider TEXT NOT NULL,
    data_class TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    approval_letter TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    fields TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    ended_at BIGINT
);

-- `act` is registered, changed, renewed, suspended, resumed, ending or kept (an ending was taken back).
CREATE TABLE grants_link_versions (
    link_id BIGINT NOT NULL REFERENCES grants_links (id),
    number BIGINT NOT NULL,
    act TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    provider TEXT NOT NULL,
    data_class TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    approval_letter TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    fields TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    ended_at BIGINT,
    note TEXT NOT NULL,
    PRIMARY KEY (link_id, number)
);
-- append_only: grants_link_versions

-- The tables of the approval, by its version: their numbers as the provider gives them, and the fields of each.
CREATE TABLE grants_link_tables (
    link_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    place BIGINT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (link_id, version, place),
    FOREIGN KEY (link_id, version) REFERENCES grants_link_versions (link_id, number)
);
-- append_only: grants_link_tables

-- Designated persons, handlers and heads of a link, with dates; until_at is not included. A row only ever gets its end.
CREATE TABLE grants_link_people (
    id BIGINT PRIMARY KEY,
    link_id BIGINT NOT NULL REFERENCES grants_links (id),
    kind TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX grants_link_people_link ON grants_link_people (link_id, kind);
CREATE INDEX grants_link_people_account ON grants_link_people (account_id);

-- The yearly reviews: what was seen (facts, JSON) and what was found.
CREATE TABLE grants_link_reviews (
    id BIGINT PRIMARY KEY,
    link_id BIGINT NOT NULL REFERENCES grants_links (id),
    reviewed_at BIGINT NOT NULL,
    reviewed_by BIGINT NOT NULL,
    reviewer_name TEXT NOT NULL,
    since BIGINT NOT NULL,
    needed TEXT NOT NULL,
    note TEXT NOT NULL,
    facts TEXT NOT NULL
);
CREATE INDEX grants_link_reviews_link ON grants_link_reviews (link_id, reviewed_at);
-- append_only: grants_link_reviews
