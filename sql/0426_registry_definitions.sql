-- What the office says of the files that it receives, as versions: a layout (docs/formats/layout.md), the table of
-- user-defined characters (docs/formats/encodings.md), the districts and villages with their dates (data/districts). One
-- designated person makes a version, another approves it; of a name the highest approved version is in force. A draft
-- may be changed by whoever made it, a decided version never.
CREATE TABLE registry_definitions (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('layout', 'characters', 'villages')),
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'refused')),
    made_by BIGINT NOT NULL,
    made_by_name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_by_name TEXT NOT NULL,
    decided_at BIGINT,
    reason TEXT NOT NULL,
    UNIQUE (kind, name, version)
);

-- The version of its layout with which a generation was read, for the words of its codes; none: the layout came with the
-- installation.
ALTER TABLE registry_generations ADD COLUMN definition BIGINT;
