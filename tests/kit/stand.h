#pragma once
// Where the tests of people and of the rooms above it begin: a fresh database on one engine with a ledger, the Taoyuan
// profile and an office with cheap Argon2id; a clock that stands still, chance from a seed. Nobody is there yet: what
// derives from it makes its units and people. Thread rule: one test, one thread.
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
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

class Stand : public testing::TestWithParam<store::Engine> {
protected:
    using Role = people::Role;
    using Roles = people::Roles;

    static constexpr std::string_view strong = "Blue-Kettle-47-Rain";

    // With the tables of ledger and people, and these.
    explicit Stand(std::initializer_list<std::span<const base::EmbeddedFile>> more = {},
                   people::Installation installation = people::Installation::demonstration)
        : installation_{installation}, store_{GetParam(), with(more)} {}

    void open_office() {
        office_ = good(people::Office::open(*ledger_, profile_, installation_, crypto::Secret::random(32, random_),
                                            random_, {.memory_kib = 8, .passes = 1}));
    }
    // Opens everything anew with these settings, as a restart does.
    void reopen(const store::Settings& settings) {
        office_.reset();
        ledger_.reset();
        store_.reopen(settings);
        ledger_ = open_ledger();
        open_office();
    }

    // --- the database ---
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
    // The code of its error, or "none".
    template <class Work>
    std::string attempt(Work work) {
        return code_of(try_write(work));
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

    // --- units ---
    people::Actor console() {
        return write([&](store::WriteTx& tx) { return people::operator_actor(tx, *office_, "test", now_); });
    }
    void make_profile_units() {
        const auto by = console();
        write([&](store::WriteTx& tx) {
            return people::create_profile_units(tx, *office_, by, now_ - std::chrono::days{30}, random_, now_);
        });
    }
    people::UnitId unit(std::string_view code) {
        return read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }).value().id;
    }
    // Beside those of the profile.
    people::UnitId make_section(const std::string& code, std::string name_zh) {
        const auto by = console();
        const people::NewUnit section{.code = code,
                                      .name_zh = std::move(name_zh),
                                      .name_en = "Section " + code,
                                      .kind = people::UnitKind::section,
                                      .parent = std::nullopt,
                                      .district = "",
                                      .from = now_ - std::chrono::days{30},
                                      .until = std::nullopt};
        return write([&](store::WriteTx& tx) { return people::create_unit(tx, *office_, by, section, random_, now_); });
    }

    // --- people ---
    static crypto::Secret secret(std::string_view text = strong) { return crypto::Secret::copy_of(text); }

    people::NewAccount account(std::string name, people::UnitId of, Roles roles) const {
        people::NewAccount account;
        account.name = std::move(name);
        account.display_name = "測試 " + account.name;
        account.unit = of;
        account.roles = roles;
        account.from = now_ - std::chrono::days{1};
        account.first_password = installation_ == people::Installation::demonstration
                                     ? people::FirstPassword::kept
                                     : people::FirstPassword::must_change;
        return account;
    }
    // The first account administrator, "chief".
    people::AccountId make_chief(people::UnitId of) {
        const auto by = console();
        return good(people::create_first_administrator(*store_, *office_, random_, by,
                                                       account("chief", of, {Role::account_administrator}), secret(),
                                                       now_))
            .value();
    }
    people::AccountId add(const people::Actor& by, const people::NewAccount& account) {
        return good(people::create_account(*store_, *office_, random_, by, account, secret(), now_)).value();
    }
    people::AccountId add(std::string name, people::UnitId of, Roles roles) {
        const auto by = actor("chief");
        return add(by, account(std::move(name), of, roles));
    }
    people::Account find(people::AccountId id) {
        return read([&](store::ReadTx& tx) { return people::find_account(tx, id, now_); }).value();
    }

    // --- sessions ---
    people::SignInAnswer try_sign_in(std::string_view name, std::string_view password) {
        return good(people::sign_in(*store_, *office_, random_, name, secret(password), "192.0.2.7", now_)).value();
    }
    std::string token_of(std::string_view name, std::string_view password = strong) {
        const auto answer = try_sign_in(name, password);
        if (!std::holds_alternative<people::SignedIn>(answer)) throw std::runtime_error{"sign-in was refused"};
        return std::get<people::SignedIn>(answer).token;
    }
    base::Result<people::Actor> who(std::string_view token) {
        return store_->read([&](store::ReadTx& tx) { return people::identify(tx, *office_, token, now_); });
    }
    // Signs in anew, so that it works at any instant.
    people::Actor actor(std::string_view name) {
        const auto held = token_of(name);
        return good(who(held));
    }

    // --- the ledger ---
    std::vector<ledger::EntryView> trail_of(std::string_view kind) {
        return read([&](store::ReadTx& tx) {
                   ledger::TrailFilter filter;
                   filter.kind = kind;
                   filter.limit = 1000;
                   return ledger::trail(tx, filter);
               })
            .items;
    }
    std::int64_t entries(std::string_view kind) {
        return read([&](store::ReadTx& tx) {
            ledger::TrailFilter filter;
            filter.kind = kind;
            return ledger::count_trail(tx, filter);
        });
    }
    static std::string fact(const ledger::EntryView& entry, std::string_view name) {
        for (const auto& [key, value] : entry.facts) {
            if (key == name) return value;
        }
        return "(absent)";
    }

private:
    static std::vector<base::EmbeddedFile> with(std::initializer_list<std::span<const base::EmbeddedFile>> more) {
        auto all = all_of({ledger::migrations(), people::migrations()});
        for (const auto files : more) all.insert(all.end(), files.begin(), files.end());
        return all;
    }
    std::unique_ptr<ledger::Ledger> open_ledger() {
        return good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_));
    }

protected:
    people::Installation installation_;
    base::Instant now_ = instant("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{7};
    TestDatabase store_;
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    std::unique_ptr<ledger::Ledger> ledger_ = open_ledger();
    law::Profile profile_ = profile_for_tests();
    std::unique_ptr<people::Office> office_;
};

}  // namespace menhu::kit
