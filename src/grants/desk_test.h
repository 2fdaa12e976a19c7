#pragma once
// A desk for the tests of this room: beside what tests/kit/stand.h brings, two units with their people, a purpose and a
// grant.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "format/json.h"
#include "grants/case_pattern.h"
#include "grants/decide.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "grants/tables.h"
#include "kit/stand.h"

namespace menhu::grants {

using kit::code_of;
using kit::good;
using kit::instant;

class DeskTest : public kit::Stand {
protected:
    DeskTest() : Stand{{grants::migrations()}} {}

    void SetUp() override {
        open_office();
        make_profile_units();
        const auto operators = console();
        write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, operators, now_); });
        childcare_ = unit("childcare");
        women_ = unit("women");
        make_chief(*childcare_);
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
    Desk desk_{*ledger_, profile_};
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
