-- The migrations that this database has seen, each pinned by the SHA-256 of its file.
CREATE TABLE store_migration (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL
);
-- append_only: store_migration
