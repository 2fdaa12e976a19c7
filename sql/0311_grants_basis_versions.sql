-- Legal bases as they stood at any time. The row of grants_bases is what counts now; each change of it is also a version
-- here, and what held at an instant is the newest version recorded before it. `articles` are lines. A basis comes from the
-- profile or was entered by the agency (origin); `from_by` says who set valid_from, and the profile leaves an agency's alone.
ALTER TABLE grants_bases ADD COLUMN articles TEXT NOT NULL DEFAULT '';
ALTER TABLE grants_bases ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE grants_bases ADD COLUMN replaced_by TEXT;
ALTER TABLE grants_bases ADD COLUMN origin TEXT NOT NULL DEFAULT 'profile';
ALTER TABLE grants_bases ADD COLUMN from_by TEXT NOT NULL DEFAULT 'profile';
ALTER TABLE grants_bases ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- valid_until is the earlier of the profile's and the agency's. recorded_by is 0 for the operator and for what was there
-- before versions were kept (recorded_at 0).
CREATE TABLE grants_basis_versions (
    basis_id TEXT NOT NULL REFERENCES grants_bases (id),
    number BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT NOT NULL,
    articles TEXT NOT NULL,
    valid_from BIGINT,
    valid_until BIGINT,
    replaced_by TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (basis_id, number)
);
-- append_only: grants_basis_versions

INSERT INTO grants_basis_versions (basis_id, number, recorded_at, recorded_by, title, title_en, articles, valid_from,
    valid_until, replaced_by, note)
SELECT id, 1, 0, 0, title, title_en, '', valid_from,
    CASE WHEN ended_at IS NOT NULL AND (valid_until IS NULL OR ended_at < valid_until) THEN ended_at ELSE valid_until END,
    NULL, ''
FROM grants_bases;
