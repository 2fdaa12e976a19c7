#include "people/account.h"

#include "people/office_test.h"
#include "people/one_time_token.h"

namespace menhu::people {
namespace {

using namespace std::chrono_literals;

class Accounts : public OfficeTest {
protected:
    std::string create(const NewAccount& account, std::string_view password = strong) {
        return code_of(create_account(*store_, *office_, random_, chief(), account, secret(password), now_));
    }
    template <class Work>
    std::string attempt(Work work) {
        return code_of(try_write(work));
    }
    Actor console() {
        return write([&](store::WriteTx& tx) { return operator_actor(tx, *office_, "test", now_); });
    }
    std::string recovery_by(const Actor& by, AccountId account) {
        return attempt(
            [&](store::WriteTx& tx) { return recover_account(tx, *office_, by, account, "x", random_, now_); });
    }
    std::optional<Account> find(AccountId id) {
        return good(store_->read([&](store::ReadTx& tx) { return find_account(tx, id, now_); }));
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Accounts, kit::both_engines(), kit::engine_name);

TEST_P(Accounts, EveryStatementIsGood) { EXPECT_EQ(code_of(store_->prepare(statements())), "none"); }

TEST_P(Accounts, SeparatedRolesAreRefusedWhenGiven) {
    for (const law::Separation& separation : profile_.separations()) {
        const Roles both{separation.one, separation.other};
        EXPECT_EQ(create(new_account("both", both)), "people.roles_separated");
    }
    const AccountId lin = make_account("lin", {Role::case_worker});
    EXPECT_EQ(attempt([&](store::WriteTx& tx) {
                  return set_roles(tx, *office_, chief(), lin, {Role::case_worker, Role::checker}, now_);
              }),
              "people.roles_separated");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) {
                  return transfer(tx, *office_, chief(), lin, *section_, {Role::case_worker, Role::auditor}, now_);
              }),
              "people.roles_separated");
    EXPECT_EQ(find(lin)->roles, Roles{Role::case_worker});
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return set_roles(tx, *office_, chief(), lin, {Role::checker}, now_); }),
              "none");
    EXPECT_EQ(find(lin)->roles, Roles{Role::checker});
}

TEST_P(Accounts, IllFormedOnesAreRefused) {
    NewAccount account = new_account("lin", {Role::case_worker});
    const auto with = [&](auto change) {
        NewAccount changed = account;
        change(changed);
        return create(changed);
    };
    EXPECT_EQ(with([](auto& a) { a.name = "L"; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.name = "Lin"; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.name = "林美華"; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.display_name = ""; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.roles = Roles{}; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.until = a.from; }), "people.account_ill_formed");
    EXPECT_EQ(with([](auto& a) { a.unit = UnitId{99}; }), "people.not_found");
    EXPECT_EQ(create(account, "short"), "people.password_weak");
    EXPECT_EQ(create(account), "none");
    EXPECT_EQ(create(account), "people.account_exists");
    EXPECT_EQ(trail_of("people.account_created").size(), 2U);  // the administrator and this one
}

TEST_P(Accounts, OnlyOneFirstAdministrator) {
    EXPECT_EQ(code_of(create_first_administrator(*store_, *office_, random_, console(), new_account("other", {}),
                                                 secret(strong), now_)),
              "people.administrator_exists");
    EXPECT_EQ(
        code_of(create_first_administrator(*store_, *office_, random_, chief(),
                                           new_account("other", {Role::account_administrator}), secret(strong), now_)),
        "people.role_missing");
}

TEST_P(Accounts, OnlyAnAdministratorActsAndNeverOnTheOwnAccount) {
    const AccountId lin = make_account("lin", {Role::case_worker});
    const Actor worker = good(who(token_of("lin")));
    const AccountId wu = make_account("wu", {Role::case_worker});
    const auto every = [&](const Actor& by, AccountId account) {
        std::vector<std::string> codes;
        codes.push_back(attempt(
            [&](store::WriteTx& tx) { return set_roles(tx, *office_, by, account, {Role::case_worker}, now_); }));
        codes.push_back(attempt([&](store::WriteTx& tx) {
            return transfer(tx, *office_, by, account, *section_, {Role::case_worker}, now_);
        }));
        codes.push_back(attempt(
            [&](store::WriteTx& tx) { return set_validity(tx, *office_, by, account, now_, std::nullopt, now_); }));
        codes.push_back(attempt([&](store::WriteTx& tx) { return suspend(tx, *office_, by, account, "x", now_); }));
        codes.push_back(attempt([&](store::WriteTx& tx) { return restore(tx, *office_, by, account, "x", now_); }));
        codes.push_back(attempt([&](store::WriteTx& tx) { return close(tx, *office_, by, account, "x", now_); }));
        codes.push_back(recovery_by(by, account));
        return codes;
    };
    EXPECT_EQ(every(worker, wu), std::vector<std::string>(7, "people.role_missing"));
    EXPECT_EQ(every(chief(), *chief_), std::vector<std::string>(7, "people.own_account"));
    EXPECT_EQ(every(chief(), AccountId{12345}), std::vector<std::string>(7, "people.not_found"));
    EXPECT_EQ(code_of(create_account(*store_, *office_, random_, worker, new_account("xu", {Role::case_worker}),
                                     secret(strong), now_)),
              "people.role_missing");
    // The operator at the console can stop somebody and can make nobody.
    EXPECT_EQ(code_of(create_account(*store_, *office_, random_, console(), new_account("xu", {Role::case_worker}),
                                     secret(strong), now_)),
              "people.role_missing");
    const Actor operator_here = console();
    EXPECT_EQ(recovery_by(operator_here, wu), "people.role_missing");
    EXPECT_EQ(recovery_by(operator_here, *chief_), "none");
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return suspend(tx, *office_, operator_here, wu, "x", now_); }), "none");
    EXPECT_EQ(find(wu)->standing, Standing::suspended);
    EXPECT_EQ(find(lin)->standing, Standing::active);
}

TEST_P(Accounts, AClosedOneStaysClosed) {
    const AccountId lin = make_account("lin", {Role::case_worker});
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return close(tx, *office_, by, lin, "離職", now_); });
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return restore(tx, *office_, by, lin, "x", now_); }),
              "people.account_closed");
    EXPECT_EQ(recovery_by(by, lin), "people.account_closed");
    EXPECT_EQ(create(new_account("lin", {Role::case_worker})), "people.account_exists");  // names are never reused
    EXPECT_EQ(find(lin)->standing, Standing::closed);
}

TEST_P(Accounts, EveryActIsEnteredWithWhoAndAboutWhom) {
    const AccountId lin = make_account("lin", {Role::case_worker});
    const Actor by = chief();
    write([&](store::WriteTx& tx) { return set_roles(tx, *office_, by, lin, {Role::unit_head}, now_); });
    write([&](store::WriteTx& tx) { return transfer(tx, *office_, by, lin, *section_, {Role::case_worker}, now_); });
    write([&](store::WriteTx& tx) { return set_validity(tx, *office_, by, lin, now_ - 1h, std::nullopt, now_); });
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, by, lin, "查明中", now_); });
    write([&](store::WriteTx& tx) { return suspend(tx, *office_, by, lin, "again", now_); });  // changes nothing
    write([&](store::WriteTx& tx) { return restore(tx, *office_, by, lin, "查明", now_); });
    EXPECT_EQ(recovery_by(by, lin), "none");
    write([&](store::WriteTx& tx) { return close(tx, *office_, by, lin, "離職", now_); });
    for (const std::string_view kind :
         {"people.roles_set", "people.account_transferred", "people.validity_set", "people.account_suspended",
          "people.account_restored", "people.account_recovered", "people.account_closed"}) {
        const auto entered = trail_of(kind);
        ASSERT_EQ(entered.size(), 1U) << kind;
        EXPECT_EQ(entered.front().account, chief_->number()) << kind;
        EXPECT_EQ(fact(entered.front(), "about_account"), lin.text()) << kind;
    }
    EXPECT_EQ(fact(trail_of("people.roles_set").front(), "before"), "case_worker");
    EXPECT_EQ(fact(trail_of("people.roles_set").front(), "roles"), "unit_head");
}

TEST_P(Accounts, AContractorsAccountEndsWithTheContract) {
    const Actor by = chief();
    const NewUnit firm{.code = "firm",
                       .name_zh = "委辦廠商",
                       .name_en = "Contractor",
                       .kind = UnitKind::contractor,
                       .parent = section_,
                       .district = "",
                       .from = now_ - 24h,
                       .until = now_ + 5min};
    NewUnit endless = firm;
    endless.until = std::nullopt;
    EXPECT_EQ(attempt([&](store::WriteTx& tx) { return create_unit(tx, *office_, by, endless, random_, now_); }),
              "people.unit_ill_formed");
    const UnitId unit = write([&](store::WriteTx& tx) { return create_unit(tx, *office_, by, firm, random_, now_); });
    NewAccount account = new_account("firm.wu", {Role::case_worker});
    account.unit = unit;
    ASSERT_EQ(create(account), "none");
    const std::string token = token_of("firm.wu");
    EXPECT_TRUE(good(who(token)).may_act());
    now_ += 5min;
    EXPECT_EQ(good(who(token)).standing(), Standing::expired);
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("firm.wu", strong)));
    account.name = "firm.xu";
    EXPECT_EQ(create(account), "people.unit_not_in_force");
    write([&](store::WriteTx& tx) { return set_unit_end(tx, *office_, by, unit, std::optional{now_ + 24h}, now_); });
    EXPECT_TRUE(good(who(token_of("firm.wu"))).may_act());
}

TEST_P(Accounts, TheProfilesUnitsAreMadeOnce) {
    const Actor by = console();
    const auto make = [&] {
        return write(
            [&](store::WriteTx& tx) { return create_profile_units(tx, *office_, by, now_ - 24h, random_, now_); });
    };
    EXPECT_EQ(make(), static_cast<std::int64_t>(profile_.units().size()));
    EXPECT_EQ(make(), 0);
    const auto unit = good(store_->read([&](store::ReadTx& tx) { return find_unit(tx, "district-68000010"); }));
    ASSERT_TRUE(unit);
    EXPECT_EQ(unit->district, "68000010");
    EXPECT_EQ(unit->kind, UnitKind::district_office);
}

class Production : public OfficeTest {
protected:
    Production() : OfficeTest{Installation::production} {}
    PasswordAnswer change(const std::string& token, std::string_view current, std::string_view next) {
        return good(change_password(*store_, *office_, random_, {.token = token, .from = from_console}, secret(current),
                                    secret(next), now_))
            .value();
    }
    std::string problem(const PasswordAnswer& answer) {
        const auto* refused = std::get_if<PasswordRefused>(&answer);
        if (refused == nullptr) return "none";
        std::string codes;
        for (const auto& found : refused->problems) codes += std::string{found.code} + " ";
        return codes;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Production, kit::both_engines(), kit::engine_name);

TEST_P(Production, AFirstPasswordMustBeChangedBeforeAnythingElse) {
    const Actor before = good(who(chief_token_));
    EXPECT_EQ(before.duty(), Duty::must_change_password);
    EXPECT_TRUE(before.roles().empty());
    EXPECT_TRUE(before.granted_roles().has(Role::account_administrator));
    EXPECT_EQ(code_of(require(before, Role::account_administrator)), "people.must_change_password");
    EXPECT_EQ(code_of(create_account(*store_, *office_, random_, before, new_account("lin", {Role::case_worker}),
                                     secret(strong), now_)),
              "people.must_change_password");
    EXPECT_EQ(problem(change(chief_token_, strong, "Green-Kettle-47-Rain")), "none");
    EXPECT_TRUE(good(who(chief_token_)).has(Role::account_administrator));
    EXPECT_EQ(trail_of("people.password_changed").size(), 1U);
}

TEST_P(Production, AKeptFirstPasswordIsForDemonstrationsOnly) {
    EXPECT_EQ(problem(change(chief_token_, strong, "Green-Kettle-47-Rain")), "none");
    NewAccount kept = new_account("lin", {Role::case_worker});
    kept.first_password = FirstPassword::kept;
    EXPECT_EQ(code_of(create_account(*store_, *office_, random_, good(who(chief_token_)), kept, secret(strong), now_)),
              "people.password_kept");
}

TEST_P(Production, RefusesWhatTheRulesForbid) {
    EXPECT_EQ(problem(change(chief_token_, "Wrong-Kettle-47-Rain", "Green-Kettle-47-Rain")), "people.password_wrong ");
    EXPECT_EQ(problem(change(chief_token_, strong, "short")), "people.password_too_short people.password_too_plain ");
    EXPECT_EQ(problem(change(chief_token_, strong, strong)), "people.password_reused ");
    EXPECT_EQ(good(who(chief_token_)).duty(), Duty::must_change_password);
}

TEST_P(Production, AgeAndHistoryHold) {
    const auto password = [](int number) { return "Kettle-Nr-" + std::to_string(number) + "-Rain"; };
    EXPECT_EQ(problem(change(chief_token_, strong, password(1))), "none");
    EXPECT_EQ(problem(change(chief_token_, password(1), password(2))), "people.password_too_young ");
    const base::Instant changed = now_;
    const auto next_day = [&](int day, int from, int to) {
        now_ = changed + std::chrono::days{day};
        return problem(change(token_of("chief", password(from)), password(from), password(to)));
    };
    EXPECT_EQ(next_day(1, 1, 2), "none");
    EXPECT_EQ(next_day(2, 2, 3), "none");
    EXPECT_EQ(next_day(3, 3, 1), "people.password_reused ");
    EXPECT_EQ(next_day(3, 3, 2), "people.password_reused ");
    EXPECT_EQ(next_day(3, 3, 3), "people.password_reused ");
    EXPECT_EQ(next_day(3, 3, 4), "none");
    EXPECT_EQ(next_day(4, 4, 1), "none");  // now the fourth last
    // Ninety days later it must be changed again, to the millisecond.
    now_ = changed + std::chrono::days{4 + 90} - 1ms;
    EXPECT_EQ(good(who(token_of("chief", password(1)))).duty(), Duty::none);
    now_ += 1ms;
    EXPECT_EQ(good(who(token_of("chief", password(1)))).duty(), Duty::must_change_password);
}

TEST_P(Production, AChangeEndsTheOwnersOtherSessions) {
    const std::string other = token_of("chief");
    EXPECT_EQ(problem(change(chief_token_, strong, "Green-Kettle-47-Rain")), "none");
    EXPECT_EQ(code_of(who(other)), "people.no_session");
    EXPECT_EQ(code_of(who(chief_token_)), "none");
}

TEST_P(Production, WrongPresentPasswordsLockLikeFailedSignIns) {
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(problem(change(chief_token_, "Wrong-Kettle-47-Rain", "Green-Kettle-47-Rain")),
                  "people.password_wrong ");
    }
    EXPECT_EQ(problem(change(chief_token_, "Wrong-Kettle-47-Rain", "Green-Kettle-47-Rain")), "people.sign_in_locked ");
    EXPECT_EQ(problem(change(chief_token_, strong, "Green-Kettle-47-Rain")), "people.sign_in_locked ");
    EXPECT_TRUE(std::holds_alternative<SignInRefused>(try_sign_in("chief", strong)));
}

}  // namespace
}  // namespace menhu::people
