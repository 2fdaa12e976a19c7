-- What a grant allows beside fields and people. quota_month counts the uses in a month of Asia/Taipei. hours_from and
-- hours_to are minutes of the day in Asia/Taipei, hours_to not included and before hours_from if it goes over midnight;
-- NULL: at any time. weekdays: a bit for each day, Monday the lowest; 0: on any. networks: words with a space between;
-- empty: from anywhere. application_id is the application it was issued on, renews the grant that it continues.
ALTER TABLE grants_grants ADD COLUMN quota_month BIGINT NOT NULL DEFAULT 0;
ALTER TABLE grants_grants ADD COLUMN hours_from BIGINT;
ALTER TABLE grants_grants ADD COLUMN hours_to BIGINT;
ALTER TABLE grants_grants ADD COLUMN weekdays BIGINT NOT NULL DEFAULT 0;
ALTER TABLE grants_grants ADD COLUMN networks TEXT NOT NULL DEFAULT '';
ALTER TABLE grants_grants ADD COLUMN application_id BIGINT;
ALTER TABLE grants_grants ADD COLUMN renews BIGINT;
-- A month could not hold more than the whole did.
UPDATE grants_grants SET quota_month = quota_total;
CREATE INDEX grants_grants_renews ON grants_grants (renews);

-- Every state that a grant was in: what held at an instant is the newest recorded before it. Nothing else of a grant ever
-- changes. `act` is issued, suspended, resumed or ended; recorded_by is 0 for what was there before states were kept.
CREATE TABLE grants_grant_states (
    grant_id BIGINT NOT NULL REFERENCES grants_grants (id),
    number BIGINT NOT NULL,
    act TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BIGINT NOT NULL,
    state TEXT NOT NULL,
    ended_at BIGINT,
    reason TEXT NOT NULL,
    PRIMARY KEY (grant_id, number)
);
-- append_only: grants_grant_states

-- An id holds the millisecond of its making, counted from 2020. When a suspension of before began is not known here (the
-- ledger knows): it counts from the making.
INSERT INTO grants_grant_states (grant_id, number, act, recorded_at, recorded_by, state, ended_at, reason)
SELECT id, 1, 'issued', id / 2097152 + 1577836800000, 0, 'open', NULL, '' FROM grants_grants;
INSERT INTO grants_grant_states (grant_id, number, act, recorded_at, recorded_by, state, ended_at, reason)
SELECT id, 2, 'suspended', id / 2097152 + 1577836800000, 0, 'suspended', NULL, '' FROM grants_grants
WHERE state = 'suspended';
INSERT INTO grants_grant_states (grant_id, number, act, recorded_at, recorded_by, state, ended_at, reason)
SELECT id, 2, 'ended', ended_at, 0, 'ended', ended_at, '' FROM grants_grants
WHERE state = 'ended' AND ended_at IS NOT NULL;
