-- Purposes are made by one and approved by another (P2.1). The row of grants_purposes is what counts: the approved
-- version, or the first draft while nothing is approved (state draft). `pending` is the version that waits for approval;
-- until then the approved one counts. A purpose ends at ended_at. `codes` are the specific purposes of the personal-data
-- law, words with a space between. What was there before counts as approved.
ALTER TABLE grants_purposes ADD COLUMN state TEXT NOT NULL DEFAULT 'approved';
ALTER TABLE grants_purposes ADD COLUMN ended_at BIGINT;
ALTER TABLE grants_purposes ADD COLUMN codes TEXT NOT NULL DEFAULT '';
ALTER TABLE grants_purposes ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE grants_purposes ADD COLUMN pending BIGINT;

-- Every step, whole: `act` is made, changed, approved, refused or ending; `of_number` the version that was approved or
-- refused. What counted at an instant is the newest approved or ending one recorded before it. recorded_by as in
-- grants_basis_versions.
CREATE TABLE grants_purpose_versions (
    purpose_id BIGINT NOT NULL REFERENCES grants_purposes (id),
    number BIGINT NOT NULL,
    act TEXT NOT NULL,
    of_number BIGINT,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    units TEXT NOT NULL,
    fields TEXT NOT NULL,
    operations BIGINT NOT NULL,
    case_pattern TEXT NOT NULL,
    case_example TEXT NOT NULL,
    acknowledgement_zh TEXT NOT NULL,
    acknowledgement_en TEXT NOT NULL,
    codes TEXT NOT NULL,
    ended_at BIGINT,
    note TEXT NOT NULL,
    PRIMARY KEY (purpose_id, number)
);
-- append_only: grants_purpose_versions

CREATE TABLE grants_purpose_version_bases (
    purpose_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    basis_id TEXT NOT NULL REFERENCES grants_bases (id),
    PRIMARY KEY (purpose_id, number, basis_id),
    FOREIGN KEY (purpose_id, number) REFERENCES grants_purpose_versions (purpose_id, number)
);
-- append_only: grants_purpose_version_bases

INSERT INTO grants_purpose_versions (purpose_id, number, act, of_number, recorded_at, recorded_by, name_zh, name_en, units,
    fields, operations, case_pattern, case_example, acknowledgement_zh, acknowledgement_en, codes, ended_at, note)
SELECT id, 1, 'approved', NULL, 0, 0, name_zh, name_en, units, fields, operations, case_pattern, case_example,
    acknowledgement_zh, acknowledgement_en, '', NULL, ''
FROM grants_purposes;

INSERT INTO grants_purpose_version_bases (purpose_id, number, basis_id)
SELECT purpose_id, 1, basis_id FROM grants_purpose_bases;
