#pragma once
// An office for the tests of this room: a fresh database on one engine, a ledger, the Taoyuan profile, cheap Argon2id,
// a clock that stands still. Beside it the first administrator, signed in.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
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
#include "people/password.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "people/tables.h"
#include "people/unit.h"

namespace menhu::people {

inline base::Instant at(std::string_view rfc3339) {
    const auto instant = base::from_rfc3339(rfc3339);
    CHECK(instant);
    return *instant;
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

class OfficeTest : public testing::TestWithParam<store::Engine> {
protected:
    static constexpr std::string_view strong = "Blue-Kettle-47-Rain";

    explicit OfficeTest(Installation installation = Installation::demonstration) : installation_{installation} {}

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
            return good(store_->write(work)).value();
        }
    }

    void SetUp() override {
        office_ = good(Office::open(*ledger_, profile_, installation_, crypto::Secret::random(32, random_), random_,
                                    {.memory_kib = 8, .passes = 1}));
        section_ = write([&](store::WriteTx& tx) -> base::Result<UnitId> {
            auto by = TRY(operator_actor(tx, *office_, "test set-up", now_));
            return create_unit(tx, *office_, by,
                               {.code = "a-section",
                                .name_zh = "甲科",
                                .name_en = "Section A",
                                .kind = UnitKind::section,
                                .parent = std::nullopt,
                                .district = "",
                                .from = now_ - std::chrono::days{30},
                                .until = std::nullopt},
                               random_, now_);
        });
        const Actor console = write([&](store::WriteTx& tx) { return operator_actor(tx, *office_, "test", now_); });
        chief_ = good(create_first_administrator(*store_, *office_, random_, console,
                                                 new_account("chief", Roles{Role::account_administrator}),
                                                 secret(strong), now_))
                     .value();
        chief_token_ = token_of("chief");
    }

    static crypto::Secret secret(std::string_view text) { return crypto::Secret::copy_of(text); }

    NewAccount new_account(std::string name, Roles roles) const {
        return {.name = std::move(name),
                .display_name = "測試人員",
                .unit = section_.value_or(UnitId{0}),
                .roles = roles,
                .from = now_ - std::chrono::days{1},
                .until = std::nullopt,
                .first_password =
                    installation_ == Installation::demonstration ? FirstPassword::kept : FirstPassword::must_change};
    }

    AccountId make_account(std::string name, Roles roles) {
        return good(create_account(*store_, *office_, random_, chief(), new_account(std::move(name), roles),
                                   secret(strong), now_))
            .value();
    }

    SignInAnswer try_sign_in(std::string_view name, std::string_view password) {
        return good(sign_in(*store_, *office_, random_, name, secret(password), "192.0.2.7", now_)).value();
    }
    std::string token_of(std::string_view name, std::string_view password = strong) {
        const SignInAnswer answer = try_sign_in(name, password);
        if (!std::holds_alternative<SignedIn>(answer)) throw std::runtime_error{"sign-in was refused"};
        return std::get<SignedIn>(answer).token;
    }
    base::Result<Actor> who(std::string_view token) {
        return store_->read([&](store::ReadTx& tx) { return identify(tx, *office_, token, now_); });
    }
    // As an act of the user: slides the idle limit.
    base::Result<Actor> acts(const std::string& token) {
        auto answer = store_->write([&](store::WriteTx& tx) { return identify(tx, *office_, token, now_); });
        if (!answer) return answer.error();
        return Actor{answer->value()};
    }
    // The administrator, signed in anew if the session is over by now.
    Actor chief() {
        if (auto actor = who(chief_token_)) return *std::move(actor);
        chief_token_ = token_of("chief");
        return good(who(chief_token_));
    }

    std::vector<ledger::EntryView> entries(std::string_view kind) {
        return good(store_->read([&](store::ReadTx& tx) {
                   ledger::TrailFilter filter;
                   filter.kind = kind;
                   filter.limit = 1000;
                   return ledger::trail(tx, filter);
               }))
            .items;
    }
    static std::string fact(const ledger::EntryView& entry, std::string_view name) {
        for (const auto& [key, value] : entry.facts) {
            if (key == name) return value;
        }
        return "(absent)";
    }

    Installation installation_;
    base::Instant now_ = at("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{7};
    kit::TestDatabase store_{GetParam(), kit::all_of({ledger::migrations(), people::migrations()})};
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    std::unique_ptr<ledger::Ledger> ledger_ =
        good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_));
    law::Profile profile_ = kit::profile_for_tests();
    std::unique_ptr<Office> office_;
    std::optional<UnitId> section_;
    std::optional<AccountId> chief_;
    std::string chief_token_;
};

}  // namespace menhu::people
