-- What is to be delivered and when, as the designated person set it from the agreement with the provider: a rhythm for
-- each table. due_day: of the month 1 to 28, of the week 1 (Monday) to 7, 0 for every day. Days are "2026-03-01".
CREATE TABLE registry_schedules (
    id BIGINT PRIMARY KEY,
    table_number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('full', 'change')),
    rhythm TEXT NOT NULL CHECK (rhythm IN ('month', 'week', 'day')),
    due_day BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    set_by BIGINT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

-- The provider said that a file lies ready: from that day the days of fetching count (辦法第十二條第一項).
CREATE TABLE registry_notices (
    id BIGINT PRIMARY KEY,
    table_number TEXT NOT NULL,
    notified_on TEXT NOT NULL,
    letter_number TEXT NOT NULL,
    registered_by BIGINT NOT NULL,
    registered_by_name TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    delivery BIGINT
);

-- What the provider was asked to look into (辦法第十一條第三款). The question may tell of people: it is sealed.
CREATE TABLE registry_doubts (
    id BIGINT PRIMARY KEY,
    delivery BIGINT NOT NULL REFERENCES registry_deliveries (id),
    letter_number TEXT NOT NULL,
    sealed_text BYTEA NOT NULL,
    raised_by BIGINT NOT NULL,
    raised_by_name TEXT NOT NULL,
    raised_at BIGINT NOT NULL
);
-- append_only: registry_doubts
CREATE INDEX registry_doubts_delivery ON registry_doubts (delivery);
