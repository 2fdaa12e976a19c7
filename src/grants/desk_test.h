#pragma once
// A desk for the tests of this room: a fresh database on one engine, a ledger, the Taoyuan profile, two units with
// their people signed in, a purpose and a grant; and a clock that stands still.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/random.h"
#include "crypto/keyring.h"
#include "format/json.h"
#include "grants/case_pattern.h"
#include "grants/decide.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "grants/tables.h"
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

namespace menhu::grants {

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

class DeskTest : public testing::TestWithParam<store::Engine> {
protected:
    using Role = people::Role;
    using Roles = people::Roles;

    void SetUp() override {
        office_ =
            good(people::Office::open(*ledger_, profile_, people::Installation::demonstration,
                                      crypto::Secret::random(32, random_), random_, {.memory_kib = 8, .passes = 1}));
        const auto console =
            write([&](store::WriteTx& tx) { return people::operator_actor(tx, *office_, "test", now_); });
        write([&](store::WriteTx& tx) {
            return people::create_profile_units(tx, *office_, console, now_ - std::chrono::days{9}, random_, now_);
        });
        write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, console, now_); });
        childcare_ = unit("childcare");
        women_ = unit("women");
        good(people::create_first_administrator(*store_, *office_, random_, console,
                                                account("chief", *childcare_, {Role::account_administrator}), secret(),
                                                now_));
        lin_ = add("lin", *childcare_, {Role::case_worker});
        wu_ = add("wu", *childcare_, {Role::case_worker});
        he_ = add("he", *women_, {Role::case_worker});
        const auto by = actor("chief");
        purpose_ = write([&](store::WriteTx& tx) {
            return create_purpose(tx, desk_, by, new_purpose("childcare-allowance"), random_, now_);
        });
        grant_ = give(new_grant());
        ask_ = {.grant = *grant_,
                .operation = Operation::lookup,
                .case_number = "C-2026-000001",
                .reason = "審核育兒津貼資格",
                .fields = {},
                .person = std::nullopt,
                .sealed = R"({"id":"A100000001"})"};
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

    static crypto::Secret secret() { return crypto::Secret::copy_of("Blue-Kettle-47-Rain"); }

    people::UnitId unit(std::string_view code) {
        return read([&](store::ReadTx& tx) { return people::find_unit(tx, code); }).value().id;
    }
    people::NewAccount account(std::string name, people::UnitId of, Roles roles) const {
        return {.name = std::move(name),
                .display_name = "測試人員",
                .unit = of,
                .roles = roles,
                .from = now_ - std::chrono::days{1},
                .until = std::nullopt,
                .first_password = people::FirstPassword::kept};
    }
    people::AccountId add(std::string name, people::UnitId of, Roles roles) {
        const auto by = actor("chief");
        return good(people::create_account(*store_, *office_, random_, by, account(std::move(name), of, roles),
                                           secret(), now_))
            .value();
    }
    // Signs in anew, so that it works at any instant.
    people::Actor actor(std::string_view name) {
        const auto answer =
            good(people::sign_in(*store_, *office_, random_, name, secret(), "192.0.2.7", now_)).value();
        const std::string token = std::get<people::SignedIn>(answer).token;
        return read([&](store::ReadTx& tx) { return people::identify(tx, *office_, token, now_); });
    }

    NewPurpose new_purpose(std::string code) const {
        return {.code = std::move(code),
                .name_zh = "育有未滿二歲兒童育兒津貼審核",
                .name_en = "Reviewing the allowance for children under two",
                .bases = {"B07", "B05"},
                .units = {"childcare", "district-68000010"},
                .fields = {"PersonName", "BirthDate", "MarriageCode"},
                .operations = {Operation::lookup, Operation::household},
                .case_pattern = "C-####-######",
                .case_example = "C-2026-000001",
                .acknowledgement_zh = "查詢將留下紀錄。",
                .acknowledgement_en = "This is recorded."};
    }
    NewGrant new_grant() const {
        return {.purpose = *purpose_,
                .unit = *childcare_,
                .holders = {*lin_},
                .fields = {"PersonName", "BirthDate"},
                .operations = {Operation::lookup},
                .population = {},
                .from = now_ - std::chrono::days{1},
                .until = now_ + std::chrono::days{30},
                .quota_day = 3,
                .quota_total = 5,
                .application = "115-0001"};
    }
    GrantId give(const NewGrant& grant) {
        const auto by = actor("chief");
        return write([&](store::WriteTx& tx) { return create_grant(tx, desk_, by, grant, random_, now_); });
    }

    using Decided = std::variant<Permit, Refusal>;
    Decided decided(const people::Actor& by, const Ask& ask) {
        return write([&](store::WriteTx& tx) { return decide(tx, desk_, by, ask, now_); });
    }
    // "permit", or the code of the refusal, which must be in the ledger as it says.
    std::string outcome(const people::Actor& by, const Ask& ask) {
        const Decided answer = decided(by, ask);
        const auto* refusal = std::get_if<Refusal>(&answer);
        if (refusal == nullptr) return "permit";
        check_entry(*refusal, by, ask);
        return std::string{refusal->code()};
    }
    std::string outcome(const Ask& ask) { return outcome(actor("lin"), ask); }

    void check_entry(const Refusal& refusal, const people::Actor& by, const Ask& ask) {
        const auto& receipt = refusal.receipt();
        const auto entry = read([&](store::ReadTx& tx) { return ledger::entry_at(tx, receipt.log, receipt.index); });
        EXPECT_EQ(entry.kind, "query.refused");
        EXPECT_EQ(entry.account, by.account().number());
        EXPECT_EQ(entry.unit, by.unit().number());
        EXPECT_EQ(entry.grant, ask.grant.number());
        EXPECT_EQ(fact(entry, "refusal"), refusal.code());
        EXPECT_EQ(fact(entry, "clause"), refusal.clause());
        const auto opened =
            read([&](store::ReadTx& tx) { return ledger::open_secret(tx, *ledger_, receipt.log, receipt.index); });
        const auto json = good(format::parse_json(opened.text()));
        EXPECT_EQ(json.find("asked")->find("id")->text()->substr(0, 2), "A1");
        EXPECT_EQ(*json.find("case_number")->text(), trimmed_case_number(ask.case_number));
        EXPECT_EQ(*json.find("reason")->text(), ask.reason);
        for (const auto& [name, value] : entry.facts) EXPECT_FALSE(value.contains("A100000001"));
    }
    static std::string fact(const ledger::EntryView& entry, std::string_view name) {
        for (const auto& [key, value] : entry.facts) {
            if (key == name) return value;
        }
        return "(absent)";
    }
    std::int64_t entries(std::string_view kind) {
        return read([&](store::ReadTx& tx) {
            ledger::TrailFilter filter;
            filter.kind = kind;
            return ledger::count_trail(tx, filter);
        });
    }

    base::Instant now_ = at("2026-11-23T01:00:00.000Z");
    base::SeededRandom random_{7};
    kit::TestDatabase store_{GetParam(),
                             kit::all_of({ledger::migrations(), people::migrations(), grants::migrations()})};
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    std::unique_ptr<ledger::Ledger> ledger_ =
        good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_));
    law::Profile profile_ = kit::profile_for_tests();
    Desk desk_{*ledger_, profile_};
    std::unique_ptr<people::Office> office_;
    std::optional<people::UnitId> childcare_;
    std::optional<people::UnitId> women_;
    std::optional<people::AccountId> lin_;
    std::optional<people::AccountId> wu_;
    std::optional<people::AccountId> he_;
    std::optional<PurposeId> purpose_;
    std::optional<GrantId> grant_;
    Ask ask_;
};

}  // namespace menhu::grants
