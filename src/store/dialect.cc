#include "store/dialect.h"

#include <vector>

namespace menhu::store {
namespace {

enum class Kind : std::uint8_t { word, parameter, literal, comment, space, mark };

struct Token {
    Kind kind;
    std::string_view text;
};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::size_t end_of_quoted(std::string_view sql, std::size_t start) {
    std::size_t end = start + 1;
    while (end < sql.size()) {
        if (sql[end] == sql[start]) {
            if (end + 1 >= sql.size() || sql[end + 1] != sql[start]) return end + 1;
            ++end;  // a doubled quote stands for itself
        }
        ++end;
    }
    return sql.size();
}

std::vector<Token> tokens_of(std::string_view sql) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < sql.size();) {
        std::size_t end = i + 1;
        Kind kind = Kind::mark;
        const auto span = [&](auto belongs) {
            while (end < sql.size() && belongs(sql[end])) ++end;
        };
        if (sql[i] == '\'' || sql[i] == '"') {
            kind = Kind::literal;
            end = end_of_quoted(sql, i);
        } else if (sql.substr(i, 2) == "--") {
            kind = Kind::comment;
            span([](char c) { return c != '\n'; });
        } else if (sql[i] == '$' && i + 1 < sql.size() && is_digit(sql[i + 1])) {
            kind = Kind::parameter;
            span(is_digit);
        } else if (is_word(sql[i])) {
            kind = Kind::word;
            span(is_word);
        } else if (is_space(sql[i])) {
            kind = Kind::space;
            span(is_space);
        }
        tokens.push_back({kind, sql.substr(i, end - i)});
        i = end;
    }
    return tokens;
}

std::string word_for_sqlite(const Token& token) {
    if (token.kind == Kind::parameter) return "?" + std::string{token.text.substr(1)};
    if (token.kind == Kind::word && token.text == "BIGINT") return "INTEGER";
    if (token.kind == Kind::word && token.text == "BYTEA") return "BLOB";
    return std::string{token.text};
}

// The table of a line `-- append_only: table`, or nothing.
std::string_view append_only_table(const Token& token) {
    constexpr std::string_view lead = "-- append_only: ";
    if (token.kind != Kind::comment || !token.text.starts_with(lead)) return {};
    std::string_view table = token.text.substr(lead.size());
    std::size_t end = 0;
    while (end < table.size() && is_word(table[end])) ++end;
    return table.substr(0, end);
}

std::string sqlite_triggers(std::string_view table) {
    const std::string name{table};
    std::string sql;
    for (const char* act : {"UPDATE", "DELETE"}) {
        sql += "\nCREATE TRIGGER " + name + "_no_" + (*act == 'U' ? "update" : "delete") + " BEFORE " + act + " ON " +
               name + " BEGIN SELECT RAISE(ABORT, 'store.append_only'); END;\n";
    }
    return sql;
}

std::string postgres_triggers(std::string_view table) {
    const std::string name{table};
    return "\nCREATE TRIGGER " + name + "_no_change BEFORE UPDATE OR DELETE ON " + name +
           " FOR EACH ROW EXECUTE FUNCTION store_refuse_change();\nCREATE TRIGGER " + name +
           "_no_truncate BEFORE TRUNCATE ON " + name + " FOR EACH STATEMENT EXECUTE FUNCTION store_refuse_change();\n";
}

class MigrationWriter {
public:
    explicit MigrationWriter(Engine engine) : engine_{engine} {}

    void take(const Token& token) {
        if (const std::string_view table = append_only_table(token); !table.empty()) {
            triggers_ += engine_ == Engine::sqlite ? sqlite_triggers(table) : postgres_triggers(table);
            return;
        }
        if (token.kind == Kind::comment) return;
        if (token.kind == Kind::mark && token.text == ";") end_statement();
        out_ += engine_ == Engine::sqlite ? word_for_sqlite(token) : word_for_postgres(token);
        if (token.kind == Kind::word || token.kind == Kind::mark) {
            if (token.text != ";") {
                creates_table_ = creates_table_ || (before_ == "CREATE" && token.text == "TABLE");
                last_ = token.text;
            }
            before_ = token.text;
        }
    }

    std::string finish() && { return out_ + triggers_; }

private:
    void end_statement() {
        if (engine_ == Engine::sqlite && creates_table_ && last_ == ")") out_ += " STRICT";
        creates_table_ = false;
    }

    std::string word_for_postgres(const Token& token) const {
        if (token.kind == Kind::word && token.text == "INTEGER") return "BIGINT";
        if (token.kind == Kind::word && token.text == "TEXT" && before_ != "AS" && before_ != ":") {
            return "TEXT COLLATE \"C\"";
        }
        return std::string{token.text};
    }

    Engine engine_;
    std::string out_;
    std::string triggers_;
    std::string_view before_;  // the word or mark before this one
    std::string_view last_;    // the last of this statement
    bool creates_table_ = false;
};

}  // namespace

std::string statement_for(Engine engine, std::string_view sql) {
    if (engine == Engine::postgres) return std::string{sql};
    std::string out;
    for (const Token& token : tokens_of(sql)) out += word_for_sqlite(token);
    return out;
}

std::string migration_for(Engine engine, std::string_view sql) {
    MigrationWriter writer{engine};
    for (const Token& token : tokens_of(sql)) writer.take(token);
    return std::move(writer).finish();
}

std::string_view prelude_for(Engine engine) {
    if (engine == Engine::sqlite) return {};
    return "CREATE FUNCTION store_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
           "'BEGIN RAISE EXCEPTION USING ERRCODE = ''MH001'', MESSAGE = ''store.append_only''; END'";
}

}  // namespace menhu::store
