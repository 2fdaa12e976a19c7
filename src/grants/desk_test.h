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
#include "kit/granted.h"

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
        purpose_ = granted().purpose(new_purpose("childcare-allowance"));
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
    // What a test wants of a grant, in short; it is applied for by the first holder.
    struct NewGrant {
        std::string purpose;
        std::vector<people::AccountId> holders;
        std::vector<std::string> fields;
        Operations operations;
        Population population;
        base::Instant from{};
        base::Instant until{};
        std::optional<std::int64_t> quota_day;
        std::optional<std::int64_t> quota_month{};
        std::optional<std::int64_t> quota_total;
        std::string holding = "household";
        std::optional<law::Hours> hours{};
        std::uint8_t weekdays = 0;
        std::vector<format::Network> networks{};
    };
    NewGrant new_grant() const {
        return {.purpose = "childcare-allowance",
                .holders = {*lin_},
                .fields = {"PersonName", "BirthDate"},
                .operations = {Operation::lookup},
                .population = {},
                .from = now_,
                .until = now_ + std::chrono::days{30},
                .quota_day = 3,
                .quota_total = 5};
    }
    static UseForm form_of(const NewGrant& grant) {
        UseForm form;
        form.purpose = grant.purpose;
        form.holding = grant.holding;
        form.holders = grant.holders;
        form.fields = grant.fields;
        form.operations = grant.operations;
        form.population = grant.population;
        form.from = grant.from;
        form.until = grant.until;
        form.expected = {.day = grant.quota_day, .month = grant.quota_month, .total = grant.quota_total};
        form.hours = grant.hours;
        form.weekdays = grant.weekdays;
        form.networks = grant.networks;
        form.afterwards = "附卷後刪除";
        form.reason = "審核育兒津貼資格";
        return form;
    }
    kit::Granted granted() { return {*store_, *office_, desk_, random_, now_}; }
    // Through every stage; in force from now on at the earliest.
    GrantId give(const NewGrant& grant) { return granted().give(find(grant.holders.front()).name, form_of(grant)); }

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
