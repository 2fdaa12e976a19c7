#pragma once
// A bureau for the tests of the rooms above people: units, an administrator of the whole agency, its head and deputy,
// workers; on one engine, with a clock that stands still. Thread rule: one test, one thread.
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/random.h"
#include "crypto/keyring.h"
#include "kit/database.h"
#include "kit/profile.h"
#include "ledger/ledger.h"
#include "ledger/trail.h"
#include "people/account.h"
#include "people/duty.h"
#include "people/office.h"
#include "people/operator.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "people/tables.h"
#include "people/unit.h"

namespace menhu::kit {

inline base::Instant instant(std::string_view rfc3339) {
    const auto at = base::from_rfc3339(rfc3339);
    CHECK(at);
    return *at;
}

// The value, or the test ends here with the error.
template <class T>
T good(base::Result<T> result) {
    if (!result) throw std::runtime_error{result.error().describe()};
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? "none" : std::string{result.error().code()};
}

class BureauTest : public testing::TestWithParam<store::Engine> {
protected:
    using Role = people::Role;
    using Roles = people::Roles;

    // With the tables of ledger and people, and these.
    explicit BureauTest(std::initializer_list<std::span<const base::EmbeddedFile>> more)
        : store_{GetParam(), with(more)} {}

    void SetUp() override {
        open_office();
        const auto console =
            write([&](store::WriteTx& tx) { return people::operator_actor(tx, *office_, "test", now_); });
        write([&](store::WriteTx& tx) {
            return people::create_profile_units(tx, *office_, console, now_ - std::chrono::days{9}, random_, now_);
        });
        secretariat_ = unit("secretariat");
        childcare_ = unit("childcare");
        women_ = unit("women");
        good(people::create_first_administrator(*store_, *office_, random_, console,
                                                account("chief", *secretariat_, {Role::account_administrator}),
                                                secret(), now_));
        director_ = add("director", *secretariat_, {Role::unit_head});
        deputy_ = add("deputy", *secretariat_, {Role::unit_head});
        lin_ = add("lin", *childcare_, {Role::case_worker});
        wu_ = add("wu", *childcare_, {Role::case_worker});
        he_ = add("he", *women_, {Role::case_worker});
        assign(std::nullopt, people::DutyKind::head, *director_);
        assign(std::nullopt, people::DutyKind::deputy, *deputy_);
    }

    void open_office() {
        office_ =
            good(people::Office::open(*ledger_, profile_, people::Installation::demonstration,
                                      crypto::Secret::random(32, random_), random_, {.memory_kib = 8, .passes = 1}));
    }

    static std::vector<base::EmbeddedFile> with(std::initializer_list<std::span<const base::EmbeddedFile>> more) {
        auto all = all_of({ledger::migrations(), people::migrations()});
        for (const auto files : more) all.insert(all.end(), files.begin(), files.end());
        return all;
    }

    template <class Work>
    auto try_write(Work work) {
        return store_->write(work);
    }
    template <class Work>
    typename std::invoke_result_t<Work&, store::WriteTx&>::value_type write(Work work) {
        using T = typename std::invoke_result_t<Work&, store::WriteTx&>::value_type;
        if constexpr (std::is_void_v<T>) {
            good(store_->write(work));
        } else {
            auto committed = good(store_->write(work));
            return std::move(committed).value();
        }
    }
    template <class Work>
    auto read(Work work) {
        return good(store_->read(work));
    }
    template <class Work>
    std::string attempt(Work work) {
        return code_of(try_write(work));
    }

    static crypto::Secret secret() { return crypto::Secret::copy_of("Blue-Kettle-47-Rain"); }

    people::UnitId unit(std::string_view code) {
        return read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }).value().id;
    }
    people::NewAccount account(std::string name, people::UnitId of, Roles roles) const {
        people::NewAccount account;
        account.name = std::move(name);
        account.display_name = "測試 " + account.name;
        account.unit = of;
        account.roles = roles;
        account.from = now_ - std::chrono::days{1};
        account.first_password = people::FirstPassword::kept;
        return account;
    }
    people::AccountId add(std::string name, people::UnitId of, Roles roles) {
        const auto by = actor("chief");
        return good(people::create_account(*store_, *office_, random_, by, account(std::move(name), of, roles),
                                           secret(), now_))
            .value();
    }
    people::DutyId assign(std::optional<people::UnitId> of, people::DutyKind kind, people::AccountId who) {
        const auto by = actor("chief");
        return write([&](store::WriteTx& tx) {
            return people::assign_duty(
                tx, *office_, by,
                {.unit = of, .kind = kind, .account = who, .from = now_, .until = std::nullopt, .note = ""}, random_,
                now_);
        });
    }
    std::string token(std::string_view name) {
        const auto answer =
            good(people::sign_in(*store_, *office_, random_, name, secret(), "192.0.2.7", now_)).value();
        return std::get<people::SignedIn>(answer).token;
    }
    // Signs in anew, so that it works at any instant.
    people::Actor actor(std::string_view name) {
        const auto held = token(name);
        return read([&](store::ReadTx& tx) { return people::identify(tx, *office_, held, now_); });
    }
    people::Account find(people::AccountId id) {
        return read([&](store::ReadTx& tx) { return people::find_account(tx, id, now_); }).value();
    }
    std::int64_t entries(std::string_view kind) {
        return read([&](store::ReadTx& tx) {
            ledger::TrailFilter filter;
            filter.kind = kind;
            return ledger::count_trail(tx, filter);
        });
    }
    std::int64_t number(std::string_view sql) {
        std::int64_t found = 0;
        const std::string name = "test." + std::to_string(std::hash<std::string_view>{}(sql));
        good(store_->read([&](store::ReadTx& tx) {
            return tx.each({name, sql}, {}, [&](const store::Row& row) { found = row.integer(0); });
        }));
        return found;
    }
    std::string run(std::string_view sql) {
        return attempt([&](store::WriteTx& tx) -> base::Result<std::int64_t> {
            return tx.run(store::Statement{"test.run", sql});
        });
    }

    // Opens everything anew with these settings, as a restart does.
    void reopen(const store::Settings& settings) {
        ledger_.reset();
        office_.reset();
        store_.reopen(settings);
        ledger_ = good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_));
        open_office();
    }

    base::Instant now_ = instant("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{7};
    TestDatabase store_;
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    std::unique_ptr<ledger::Ledger> ledger_ =
        good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_));
    law::Profile profile_ = profile_for_tests();
    std::unique_ptr<people::Office> office_;
    std::optional<people::UnitId> secretariat_;
    std::optional<people::UnitId> childcare_;
    std::optional<people::UnitId> women_;
    std::optional<people::AccountId> director_;
    std::optional<people::AccountId> deputy_;
    std::optional<people::AccountId> lin_;
    std::optional<people::AccountId> wu_;
    std::optional<people::AccountId> he_;
};

}  // namespace menhu::kit
