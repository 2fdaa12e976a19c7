-- When an approval lapses that nobody has used until then: fixed when it is issued, by the profile's number of that day
-- (approval_lapse). Those of before get what the number is now: 90 days from their beginning.
ALTER TABLE grants_grants ADD COLUMN lapses_at BIGINT NOT NULL DEFAULT 0;
UPDATE grants_grants SET lapses_at = valid_from + 7776000000;
