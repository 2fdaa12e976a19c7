-- Which indexes beyond the first six a generation was built with (docs/formats/generation.md, kinds from 7). What was
-- built before has no rows here, and then a search by name says so instead of finding nobody.
CREATE TABLE registry_generation_indexes (
    generation BIGINT NOT NULL REFERENCES registry_generations (id),
    kind BIGINT NOT NULL,
    PRIMARY KEY (generation, kind)
);
