-- Letters about a link: a change of its people, or its ending (kind link_end, whose account is who planned it). A cause of
-- such a letter is the row of grants_link_people, or the link itself with the event "ending" and the version that planned it.
ALTER TABLE duties_letters ADD COLUMN link_id BIGINT;
ALTER TABLE duties_letters ADD COLUMN link_name TEXT NOT NULL DEFAULT '';
