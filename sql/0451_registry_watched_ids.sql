-- Somebody who is watched got a new id: the row for the new one names the row by which they were watched before, so that one
-- change file is not told of twice.
ALTER TABLE registry_watched ADD COLUMN earlier BIGINT;
