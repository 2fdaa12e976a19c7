-- Who released a delivery after somebody else signed it off, where that takes two (registry/sign_off.h). A delivery that
-- is 'awaiting_sign_off' and has its `signed_at` was accepted by one person and waits for the second.
ALTER TABLE registry_deliveries ADD COLUMN released_by BIGINT;
ALTER TABLE registry_deliveries ADD COLUMN released_by_name TEXT NOT NULL DEFAULT '';
ALTER TABLE registry_deliveries ADD COLUMN released_at BIGINT;
