#include "people/demonstration.h"

#include "people/account_marks.h"
#include "people/movements.h"
#include "people/office_test.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class MadeUp : public OfficeTest {
protected:
    MadeUpAccount one(std::string name) const {
        MadeUpAccount account;
        account.name = std::move(name);
        account.display_name = "示範 一人";
        account.employee_number = "D1";
        account.unit = *section_;
        account.roles = {Role::case_worker};
        account.opened_at = now_ - 24h * 200;
        account.last_signed_in = now_ - 24h * 10;
        return account;
    }
    base::Result<store::Committed<std::vector<AccountId>>> add(std::vector<MadeUpAccount> accounts) {
        return try_write([&, accounts](store::WriteTx& tx) -> base::Result<std::vector<AccountId>> {
            const auto by = TRY(operator_actor(tx, *office_, "test", now_));
            return add_made_up_accounts(tx, *office_, by, accounts, random_, now_);
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Both, MadeUp, kit::both_engines(), kit::engine_name);

class NotMadeUp : public MadeUp {
protected:
    void SetUp() override {
        installation_ = Installation::production;
        MadeUp::SetUp();
    }
};
INSTANTIATE_TEST_SUITE_P(Both, NotMadeUp, kit::both_engines(), kit::engine_name);

TEST_P(MadeUp, HaveThePastThatTheyNeed) {
    auto moved = one("d2");
    const UnitId other = write([&](store::WriteTx& tx) -> base::Result<UnitId> {
        auto by = TRY(operator_actor(tx, *office_, "test", now_));
        NewUnit unit;
        unit.code = "b-section";
        unit.name_zh = "乙科";
        unit.name_en = "Section B";
        unit.from = now_ - 24h * 30;
        return create_unit(tx, *office_, by, unit, random_, now_);
    });
    moved.before = {.unit = other, .until = now_ - 24h * 20};
    auto unpledged = one("d3");
    unpledged.pledge = MadeUpAccount::Pledge::none;
    unpledged.used = MadeUpAccount::Used::no;
    const auto ids = good(add({one("d1"), moved, unpledged})).value();
    ASSERT_EQ(ids.size(), 3U);
    const auto account = good(store_->read([&](store::ReadTx& tx) { return find_account(tx, "d1", now_); }));
    EXPECT_EQ(account->standing, Standing::active);
    EXPECT_EQ(account->last_signed_in, now_ - 24h * 10);
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("d1", strong))) << "nobody can sign in with it";
    const auto marks = good(store_->read([&](store::ReadTx& tx) { return account_marks(tx); }));
    EXPECT_EQ(marks.at(ids[0]).pledge_version, profile_.pledge().version);
    EXPECT_EQ(marks.at(ids[0]).employee_number, "D1");
    EXPECT_EQ(marks.at(ids[2]).pledge_version, "");
    const auto moves = good(store_->read([&](store::ReadTx& tx) { return movements(tx, now_ - 24h * 100, now_); }));
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves[0].account, ids[1]);
    EXPECT_EQ(trail_of("query.demonstration").size(), 2U);
    EXPECT_EQ(trail_of("people.made_up_accounts_added").size(), 1U);
}

TEST_P(NotMadeUp, BelongIntoADemonstrationOnly) { EXPECT_EQ(code_of(add({one("d1")})), "people.not_a_demonstration"); }

}  // namespace
}  // namespace menhu::people
