-- That a copy was destroyed, and by what it is proved (四(三)1-3): the recipient's certificate, or the register of the
-- case file.
CREATE TABLE registry_copy_ends (
    copy_id BIGINT PRIMARY KEY REFERENCES registry_copies (id),
    destroyed_on TEXT NOT NULL,
    method TEXT NOT NULL,
    witness TEXT NOT NULL,
    certificate TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL
);
-- append_only: registry_copy_ends
