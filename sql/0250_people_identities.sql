-- By whom, outside, an account's holder is known: a subject of an OpenID provider, a name in the directory, the number of
-- a certificate's holder. Found by a keyed tag of provider and subject; the subject itself is sealed. One account for one
-- identity, and one identity of each provider for an account.
CREATE TABLE people_identities (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    provider TEXT NOT NULL,
    subject_tag BYTEA NOT NULL,
    subject BYTEA NOT NULL,
    since BIGINT NOT NULL,
    bound_by BIGINT NOT NULL,
    UNIQUE (provider, subject_tag),
    UNIQUE (account_id, provider)
);

-- Proofs that were used and may not be used again before they would be refused for their age.
CREATE TABLE people_used_proofs (
    digest BYTEA PRIMARY KEY,
    until_at BIGINT NOT NULL
);
CREATE INDEX people_used_proofs_until ON people_used_proofs (until_at);
