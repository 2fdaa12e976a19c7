-- Letters to the provider when a head, a handler or a designated person changes (U3). A letter is drafted, its text may be
-- changed (the greatest number counts), then it is sent, or void because the change was taken back. Rows are only added.
CREATE TABLE duties_letters (
    id BIGINT PRIMARY KEY,
    leaver_id BIGINT REFERENCES duties_leavers (id),
    account_id BIGINT NOT NULL,
    account_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    unit_id BIGINT,
    unit_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    event TEXT NOT NULL,
    event_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    addressee TEXT NOT NULL,
    drafted_at BIGINT NOT NULL
);
-- append_only: duties_letters

-- Which beginnings (began) and ends (ended) of duties of office a letter tells; each is told once, by a letter that is not
-- void.
CREATE TABLE duties_letter_causes (
    duty_id BIGINT NOT NULL,
    event TEXT NOT NULL,
    letter_id BIGINT NOT NULL REFERENCES duties_letters (id),
    PRIMARY KEY (duty_id, event, letter_id)
);
-- append_only: duties_letter_causes

CREATE TABLE duties_letter_texts (
    letter_id BIGINT NOT NULL REFERENCES duties_letters (id),
    number BIGINT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (letter_id, number)
);
-- append_only: duties_letter_texts

CREATE TABLE duties_letters_sent (
    letter_id BIGINT PRIMARY KEY REFERENCES duties_letters (id),
    document_number TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    sent_by BIGINT NOT NULL,
    sent_by_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);
-- append_only: duties_letters_sent

CREATE TABLE duties_letters_void (
    letter_id BIGINT PRIMARY KEY REFERENCES duties_letters (id),
    voided_at BIGINT NOT NULL
);
-- append_only: duties_letters_void
