-- What a session rests on: by which method it began, how many factors were proved (0: by a one-time token, so only
-- credentials may be enrolled), when that was last proved, and where from (sealed; NULL: the console). What an account
-- has to prove itself with beside a password is counted with it, so that one SELECT tells who must prove more.
ALTER TABLE people_sessions ADD COLUMN method TEXT NOT NULL DEFAULT 'password';
ALTER TABLE people_sessions ADD COLUMN factors BIGINT NOT NULL DEFAULT 1;
ALTER TABLE people_sessions ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE people_sessions ADD COLUMN source_sealed BYTEA;
ALTER TABLE people_accounts ADD COLUMN second_factors BIGINT NOT NULL DEFAULT 0;

-- A secret for codes by time (RFC 6238), sealed. `last_step` is the last step whose code was taken: none is taken
-- twice. An offer becomes the secret in use when a first code has shown that the device has it.
CREATE TABLE people_totp (
    account_id BIGINT PRIMARY KEY REFERENCES people_accounts (id),
    secret_sealed BYTEA NOT NULL,
    enrolled_at BIGINT NOT NULL,
    last_step BIGINT NOT NULL
);
CREATE TABLE people_totp_offers (
    account_id BIGINT PRIMARY KEY REFERENCES people_accounts (id),
    secret_sealed BYTEA NOT NULL,
    until BIGINT NOT NULL
);

-- Passkeys (W3C Web Authentication). `credential` is the id that the authenticator gave.
CREATE TABLE people_passkeys (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    credential BYTEA NOT NULL UNIQUE,
    algorithm BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX people_passkeys_account ON people_passkeys (account_id);

-- A challenge that a passkey is to sign, good once and for minutes; only its hash is kept. `session_id` is the session
-- that asked, NULL for a sign-in that begins with a passkey.
CREATE TABLE people_challenges (
    id BIGINT PRIMARY KEY,
    challenge_hash BYTEA NOT NULL,
    kind TEXT NOT NULL,
    session_id BIGINT,
    until BIGINT NOT NULL
);
CREATE INDEX people_challenges_until ON people_challenges (until);

-- One-time tokens by their hash. A used one stays until its end, so that it is known for used.
CREATE TABLE people_one_time_tokens (
    token_hash BYTEA PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES people_accounts (id),
    kind TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX people_one_time_tokens_account ON people_one_time_tokens (account_id);
