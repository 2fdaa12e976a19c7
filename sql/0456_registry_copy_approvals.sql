-- What the Civil Affairs Bureau has approved to be copied (四(二)4), as its letter says. `copy_of` lists what may be
-- copied: match, roster, frame. Days are both included; after until_on no copy is made, by destroy_by each is destroyed.
CREATE TABLE registry_copy_approvals (
    id BIGINT PRIMARY KEY,
    letter_number TEXT NOT NULL,
    letter_on TEXT NOT NULL,
    grant_id BIGINT NOT NULL,
    copy_of TEXT NOT NULL,
    scope TEXT NOT NULL,
    carriage TEXT NOT NULL CHECK (carriage IN ('network', 'media')),
    copies_most BIGINT NOT NULL,
    people_most BIGINT NOT NULL,
    until_on TEXT NOT NULL,
    destroy_by TEXT NOT NULL,
    registered_by BIGINT NOT NULL,
    registered_at BIGINT NOT NULL,
    confirmed_by BIGINT,
    confirmed_at BIGINT,
    revoked_by BIGINT,
    revoked_at BIGINT,
    revoked_why TEXT NOT NULL
);
CREATE INDEX registry_copy_approvals_grant ON registry_copy_approvals (grant_id);
CREATE TABLE registry_copy_approval_recipients (
    approval_id BIGINT NOT NULL REFERENCES registry_copy_approvals (id),
    recipient_id BIGINT NOT NULL REFERENCES registry_recipients (id),
    PRIMARY KEY (approval_id, recipient_id)
);
-- append_only: registry_copy_approval_recipients
