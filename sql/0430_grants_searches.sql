-- How often an account has searched by name in a day of Asia/Taipei (the number since 1970): a search lists several
-- people, and must not become browsing (S1.1). Counted with the permit; a day that is over is of no more use.
CREATE TABLE grants_searches (
    account_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (account_id, day)
);
