#pragma once
// One SQL, two engines. Statements and migrations are written in the words of PostgreSQL; what SQLite says otherwise is
// rewritten here, word by word, outside of texts and comments. Pure; any thread.
//
// For SQLite: $n → ?n (there `$1` would be a name numbered by first appearance), BIGINT → INTEGER (so that a BIGINT
// PRIMARY KEY is the rowid), BYTEA → BLOB, and every CREATE TABLE becomes STRICT, so that a wrong type fails there too.
// For PostgreSQL, in migrations: INTEGER → BIGINT (its INTEGER has 32 bits) and a TEXT column gets COLLATE "C", so that
// both engines order texts by their bytes.
// `-- append_only: <table>` on a line of its own becomes triggers that refuse UPDATE and DELETE.
#include <string>
#include <string_view>

#include "store/database.h"

namespace menhu::store {

std::string statement_for(Engine engine, std::string_view sql);
std::string migration_for(Engine engine, std::string_view sql);
// What a fresh database needs before its first migration; may be empty.
std::string_view prelude_for(Engine engine);

}  // namespace menhu::store
