// An installation of before there were terms and duties keeps its accounts: every one has its first term since it was
// made, and whoever administered accounts answers for the whole agency.
#include <gtest/gtest.h>

#include "kit/database.h"
#include "ledger/ledger.h"
#include "people/account.h"
#include "people/duty.h"
#include "people/tables.h"

namespace menhu::people {
namespace {

class Upgrade : public testing::TestWithParam<store::Engine> {};
INSTANTIATE_TEST_SUITE_P(Both, Upgrade, kit::both_engines(), kit::engine_name);

std::vector<base::EmbeddedFile> first_migrations() {
    std::vector<base::EmbeddedFile> first;
    for (const base::EmbeddedFile& file : migrations()) {
        if (file.name < "0210") first.push_back(file);
    }
    return first;
}

TEST_P(Upgrade, KeepsAccountsWithTheirUnitsRolesAndStates) {
    const base::Instant made = *base::from_rfc3339("2026-11-01T01:00:00.000Z");
    base::SeededRandom random{3};
    const AccountId chief = AccountId::make(made, random);
    const AccountId lin = AccountId::make(made, random);
    const UnitId unit = UnitId::make(made, random);
    const auto before = first_migrations();
    kit::TestDatabase store{GetParam(), kit::all_of({ledger::migrations(), before})};
    const auto filled = store->write([&](store::WriteTx& tx) -> base::Result<int> {
        TRY(tx.run(store::Statement{"test.unit",
                                    "INSERT INTO people_units (id, code, name_zh, name_en, kind, parent_id, district, "
                                    "valid_from, valid_until) VALUES ($1, 'a', '甲科', 'A', 'section', NULL, '', $2, "
                                    "NULL)"},
                   unit, made));
        constexpr store::Statement insert{
            "test.account",
            "INSERT INTO people_accounts (id, name, display_name, unit_id, roles, state, valid_from, valid_until, "
            "password_due_at, last_signed_in) VALUES ($1, $2, $2, $3, $4, $5, $6, NULL, 0, NULL)"};
        TRY(tx.run(insert, chief, "chief", unit, Roles{Role::account_administrator}.bits(), "open", made));
        TRY(tx.run(insert, lin, "lin", unit, Roles{Role::case_worker}.bits(), "suspended", made));
        return 0;
    });
    ASSERT_TRUE(filled) << filled.error().describe();

    store::Settings settings = store.settings();
    settings.migrations = kit::all_of({ledger::migrations(), migrations()});
    store.reopen(settings);
    const base::Instant now = made + std::chrono::days{20};
    const auto checked = store->read([&](store::ReadTx& tx) -> base::Result<int> {
        const auto all = TRY(accounts(tx, now));
        EXPECT_EQ(all.size(), 2U);
        const auto found = TRY(find_account(tx, lin, now));
        EXPECT_EQ(found->unit, unit);
        EXPECT_EQ(found->roles, Roles{Role::case_worker});
        EXPECT_EQ(found->standing, Standing::suspended);
        const auto first = TRY(term_at(tx, lin, made));
        EXPECT_TRUE(first);
        const auto none = TRY(term_at(tx, lin, made - std::chrono::milliseconds{1}));
        EXPECT_FALSE(none);
        const auto answers = TRY(has_duty(tx, chief, DutyKind::account_administrator, std::nullopt, now));
        EXPECT_TRUE(answers);
        const auto not_lin = TRY(has_duty(tx, lin, DutyKind::account_administrator, std::nullopt, now));
        EXPECT_FALSE(not_lin);
        return 0;
    });
    ASSERT_TRUE(checked) << checked.error().describe();
}

}  // namespace
}  // namespace menhu::people
