-- Legal bases, and the purposes that rest on them. Instants are milliseconds since 1970 in UTC; `until` is not
-- included, NULL is open. `valid_until` comes from the profile, `ended_at` from the agency; the earlier one counts.
CREATE TABLE grants_bases (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    title_en TEXT NOT NULL,
    valid_from BIGINT,
    valid_until BIGINT,
    ended_at BIGINT
);

-- `units` and `fields` are words with a space between; `operations` are bits, one for each place in grants::Operation.
CREATE TABLE grants_purposes (
    id BIGINT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    units TEXT NOT NULL,
    fields TEXT NOT NULL,
    operations BIGINT NOT NULL,
    case_pattern TEXT NOT NULL,
    case_example TEXT NOT NULL,
    acknowledgement_zh TEXT NOT NULL,
    acknowledgement_en TEXT NOT NULL
);

CREATE TABLE grants_purpose_bases (
    purpose_id BIGINT NOT NULL REFERENCES grants_purposes (id),
    basis_id TEXT NOT NULL REFERENCES grants_bases (id),
    PRIMARY KEY (purpose_id, basis_id)
);
