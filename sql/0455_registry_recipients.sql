-- Who may receive a copy (四(二)4): a person or unit outside or inside, and the public key to which files are encrypted.
-- A key that nobody has confirmed by another channel is not used. from_on and until_on are days, both included.
CREATE TABLE registry_recipients (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    contact TEXT NOT NULL,
    public_key TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    registered_by BIGINT NOT NULL,
    registered_at BIGINT NOT NULL,
    confirmed_by BIGINT,
    confirmed_at BIGINT,
    channel TEXT NOT NULL,
    revoked_by BIGINT,
    revoked_at BIGINT,
    revoked_why TEXT NOT NULL
);
CREATE INDEX registry_recipients_key ON registry_recipients (public_key);
