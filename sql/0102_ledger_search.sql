-- Persons and cases come in any order: an index by them alone makes each entry rewrite a page of its own, which is most
-- of what a commit writes. So the log is searched by stretches of 1,024 places, and only the newest stretch's few pages
-- change. A search looks once into each stretch (ledger/trail_rows.cc).
DROP INDEX ledger_entry_person;
DROP INDEX ledger_entry_case;
CREATE INDEX ledger_entry_person ON ledger_entry ((place >> 10), person) WHERE person IS NOT NULL;
CREATE INDEX ledger_entry_case ON ledger_entry ((place >> 10), case_key) WHERE case_key IS NOT NULL;
