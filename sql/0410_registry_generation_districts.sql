-- How many people of a generation live in which district, counted when it was built ("68000010"; 0: the district is not
-- known). What was imported before has no rows here: then nobody says how many there are.
CREATE TABLE registry_generation_districts (
    generation BIGINT NOT NULL REFERENCES registry_generations (id),
    district BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (generation, district)
);
