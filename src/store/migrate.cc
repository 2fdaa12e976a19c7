#include "store/migrate.h"

#include <algorithm>
#include <map>

#include "store/dialect.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

constexpr Statement applied_migrations{"store.applied_migrations",
                                       "SELECT number, name, digest FROM store_migration ORDER BY number"};
constexpr Statement add_migration{"store.add_migration",
                                  "INSERT INTO store_migration (number, name, digest) VALUES ($1, $2, $3)"};

struct Migration {
    std::string name;
    std::string digest;
    std::string_view sql;
};
using Migrations = std::map<std::int64_t, Migration>;

std::int64_t number_of(std::string_view name) {
    std::int64_t number = 0;
    CHECK(name.size() > 5 && name[4] == '_');
    for (const char c : name.substr(0, 4)) {
        CHECK(c >= '0' && c <= '9');
        number = number * 10 + (c - '0');
    }
    return number;
}

Migrations wanted(const Settings& settings) {
    CHECK(settings.digest);
    Migrations result;
    const auto add = [&](const base::EmbeddedFile& file) {
        const bool unique =
            result
                .try_emplace(number_of(file.name),
                             Migration{std::string{file.name}, settings.digest(base::as_bytes(file.bytes)), file.bytes})
                .second;
        CHECK(unique);
    };
    std::ranges::for_each(migrations(), add);
    std::ranges::for_each(settings.migrations, add);
    return result;
}

Result<void> check_applied(Connection& connection, Migrations& missing) {
    std::optional<Error> wrong;
    TRY(connection.query(applied_migrations, {}, [&](const Row& row) {
        const auto found = missing.find(row.integer(0));
        const std::string name{row.text(1)};
        if (found == missing.end()) {
            if (!wrong) wrong = Error{Fault::conflict, "store.newer_schema", name};
        } else if (found->second.digest != row.text(2)) {
            if (!wrong) wrong = Error{Fault::conflict, "store.migration_changed", name};
        } else {
            missing.erase(found);
        }
    }));
    if (wrong) return *std::move(wrong);
    return {};
}

Result<void> apply_missing(Connection& connection, const Settings& settings) {
    Migrations missing = wanted(settings);
    const bool known = TRY(connection.has_table("store_migration"));
    if (known) {
        TRY(check_applied(connection, missing));
    } else {
        TRY(connection.script(prelude_for(settings.engine)));
    }
    for (const auto& [number, migration] : missing) {
        const Result<void> done = connection.script(migration_for(settings.engine, migration.sql));
        if (!done)
            return Error{done.error().fault(), done.error().code(), migration.name + ": " + done.error().detail()};
        const std::array<Value, 3> values{number, std::string_view{migration.name}, std::string_view{migration.digest}};
        TRY(connection.execute(add_migration, values));
    }
    return {};
}

}  // namespace

// All missing migrations in one transaction: a database is never between two versions.
Result<void> migrate(Connection& connection, const Settings& settings) {
    TRY(connection.begin(Access::write));
    Result<void> applied = apply_missing(connection, settings);
    if (applied) applied = connection.commit();
    connection.rollback();
    return applied;
}

}  // namespace menhu::store
