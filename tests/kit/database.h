#pragma once
// A fresh database for one test, on either engine, gone at the end.
//
//     class Grants : public testing::TestWithParam<store::Engine> {
//         kit::TestDatabase store_{GetParam(), kit::all_of({ledger::migrations(), people::migrations()})};
//     };
//     INSTANTIATE_TEST_SUITE_P(Both, Grants, kit::both_engines(), kit::engine_name);
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include "store/database.h"

namespace menhu::kit {

class TestDatabase {
public:
    // Throws std::runtime_error if the engine is not there or the database does not open.
    explicit TestDatabase(store::Engine engine, std::vector<base::EmbeddedFile> migrations = {});
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    store::Database& operator*() { return *database_; }
    store::Database* operator->() { return database_.get(); }

    // The settings that open this same database again (reopen, a second process, a fault). The digest is not SHA-256.
    store::Settings settings() const { return settings_; }
    // Closes it and opens it with these settings.
    void reopen(store::Settings settings);
    void close() { database_.reset(); }

private:
    store::Settings settings_;
    std::unique_ptr<store::Database> database_;
};

std::vector<base::EmbeddedFile> all_of(std::initializer_list<std::span<const base::EmbeddedFile>> rooms);

inline auto both_engines() { return testing::Values(store::Engine::sqlite, store::Engine::postgres); }
std::string engine_name(const testing::TestParamInfo<store::Engine>& info);

// The server of this test program, started when first asked for.
class Postgres;
Postgres& postgres_of_this_run();

}  // namespace menhu::kit
