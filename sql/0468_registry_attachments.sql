-- What was put into case files (附卷, 四(一)2): which answer, by whom, under which grant, for which case, with the hash of
-- the file. The file lies sealed under a key of its own until its last day; a key that is NULL has been destroyed, and the
-- file with it. Case number and title lie sealed under another key, which is kept as long as the register is. case_key is
-- the beginning of the ledger's commitment to the case number, so that a case can be looked for by its number.
CREATE TABLE registry_attachments (
    id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    grant_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'household', 'answer', 'kinship', 'match')),
    shown TEXT NOT NULL CHECK (shown IN ('masked', 'full')),
    keeps TEXT NOT NULL CHECK (keeps IN ('printed', 'kept')),
    source_id BIGINT NOT NULL,
    source_log BIGINT NOT NULL,
    source_first BIGINT NOT NULL,
    source_last BIGINT NOT NULL,
    entry_log BIGINT NOT NULL,
    entry_index BIGINT NOT NULL,
    case_key BIGINT NOT NULL,
    people BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    wrapped_head_key BYTEA,
    sealed_head BYTEA,
    wrapped_key BYTEA,
    sealed_file BYTEA,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    register_until BIGINT NOT NULL,
    destroyed_at BIGINT,
    opened BIGINT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('unsaid', 'filed', 'destroyed', 'not_printed')),
    paper_on TEXT NOT NULL,
    paper_by BIGINT,
    paper_at BIGINT
);
CREATE INDEX registry_attachments_account ON registry_attachments (account_id, id);
CREATE INDEX registry_attachments_unit ON registry_attachments (unit_id, id);
CREATE INDEX registry_attachments_case ON registry_attachments (case_key, id);
CREATE INDEX registry_attachments_digest ON registry_attachments (sha256);
CREATE INDEX registry_attachments_end ON registry_attachments (ends_at);
