-- A holder may come later than the grant and leave before its end: from `from_at` (NULL: from the start) up to and not
-- including `until_at` (NULL: to the end). Who was taken off stays in the table, so that who held what is answerable.
ALTER TABLE grants_holders ADD COLUMN from_at BIGINT;
ALTER TABLE grants_holders ADD COLUMN until_at BIGINT;
