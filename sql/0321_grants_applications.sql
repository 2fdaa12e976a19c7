-- Applications to use data. `version` grows with every step, so that a step on what somebody else has moved is refused.
-- `form` is the form that counts; `stages` are the names of its stages, in order, fixed when that form was submitted;
-- `stage` is how many of them have approved. state is submitted, sent_back, withdrawn, refused, approved or lapsed; that
-- one has lapsed is computed from lapses_at, the nightly job writes it.
CREATE TABLE grants_applications (
    id BIGINT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    form BIGINT NOT NULL,
    stages TEXT NOT NULL,
    stage BIGINT NOT NULL,
    applicant_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    purpose_id BIGINT NOT NULL REFERENCES grants_purposes (id),
    renews BIGINT REFERENCES grants_grants (id),
    grant_id BIGINT REFERENCES grants_grants (id),
    submitted_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL
);
CREATE INDEX grants_applications_state ON grants_applications (state, id);
CREATE INDEX grants_applications_applicant ON grants_applications (applicant_id, id);
CREATE INDEX grants_applications_unit ON grants_applications (unit_id, id);
CREATE INDEX grants_applications_renews ON grants_applications (renews);

-- What was applied for, form after form, in the columns of grants_grants. expected_* is how often the applicant expects to
-- ask; holders are ids with a space between; afterwards says what becomes of the data when they have been used.
CREATE TABLE grants_application_forms (
    application_id BIGINT NOT NULL REFERENCES grants_applications (id),
    number BIGINT NOT NULL,
    submitted_at BIGINT NOT NULL,
    holding TEXT NOT NULL,
    holders TEXT NOT NULL,
    fields TEXT NOT NULL,
    operations BIGINT NOT NULL,
    population TEXT NOT NULL,
    districts TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    expected_day BIGINT,
    expected_month BIGINT,
    expected_total BIGINT,
    hours_from BIGINT,
    hours_to BIGINT,
    weekdays BIGINT NOT NULL,
    networks TEXT NOT NULL,
    afterwards TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (application_id, number)
);
-- append_only: grants_application_forms

-- Every step, with who made it (NULL: the passing of time), of which form, at which stage (empty: the applicant's), and
-- how the stage narrowed what was asked (JSON; NULL: not at all).
CREATE TABLE grants_application_steps (
    application_id BIGINT NOT NULL REFERENCES grants_applications (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    form BIGINT NOT NULL,
    stage TEXT NOT NULL,
    account_id BIGINT,
    reason TEXT NOT NULL,
    narrowed TEXT,
    PRIMARY KEY (application_id, number)
);
-- append_only: grants_application_steps

-- Attachments, each sealed under a key of its own, which is wrapped. removed_at: the applicant took it off; what was
-- sealed is then gone and who attached what stays.
CREATE TABLE grants_application_attachments (
    id BIGINT PRIMARY KEY,
    application_id BIGINT NOT NULL REFERENCES grants_applications (id),
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    wrapped_key BYTEA,
    sealed BYTEA,
    attached_by BIGINT NOT NULL,
    attached_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX grants_application_attachments_application ON grants_application_attachments (application_id);
