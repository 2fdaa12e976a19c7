// Every statement of every room is good on both engines, on the tables that the migrations make.
#include <gtest/gtest.h>

#include <set>

#include "app/house.h"
#include "duties/tables.h"
#include "grants/tables.h"
#include "kit/database.h"
#include "ledger/ledger.h"
#include "oversight/tables.h"
#include "people/tables.h"
#include "registry/tables.h"

namespace menhu::app {
namespace {

class Statements : public testing::TestWithParam<store::Engine> {};
INSTANTIATE_TEST_SUITE_P(Both, Statements, kit::both_engines(), kit::engine_name);

TEST_P(Statements, OfEveryRoomArePreparedAndNamedOnce) {
    kit::TestDatabase database{GetParam(), all_migrations()};
    std::set<std::string_view> names;
    for (const auto room : {ledger::statements(), people::statements(), grants::statements(), registry::statements(),
                            oversight::statements(), duties::statements()}) {
        ASSERT_FALSE(room.empty());
        const auto prepared = database->prepare(room);
        EXPECT_TRUE(prepared) << prepared.error().describe();
        for (const auto& statement : room) EXPECT_TRUE(names.insert(statement.name).second) << statement.name;
    }
}

}  // namespace
}  // namespace menhu::app
