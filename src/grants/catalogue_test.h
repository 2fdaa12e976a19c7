#pragma once
// A bureau with a keeper of the catalogue, for the tests of bases, purposes and links: the director heads the agency,
// "keeper" and "second" are designated persons, "minister" heads the section for information, which manages the link.
#include <map>

#include "base/calendar.h"
#include "grants/basis.h"
#include "grants/link.h"
#include "grants/link_people.h"
#include "grants/link_review.h"
#include "grants/purpose.h"
#include "grants/tables.h"
#include "kit/bureau.h"

namespace menhu::grants {

class CatalogueTest : public kit::BureauTest {
protected:
    CatalogueTest() : BureauTest{{grants::migrations()}} {}

    void SetUp() override {
        BureauTest::SetUp();
        const auto operators = console();
        write([&](store::WriteTx& tx) { return adopt_bases(tx, desk_, operators, now_); });
        it_ = unit("it");
        keeper_ = add("keeper", *secretariat_, {Role::designated_person});
        second_ = add("second", *secretariat_, {Role::designated_person});
        ethics_ = add("ethics", *secretariat_, {Role::ethics_officer});
        minister_ = add("minister", *it_, {Role::unit_head});
        assign(*it_, people::DutyKind::head, *minister_);
    }

    static base::Instant day(std::string_view iso) { return base::taipei_start(base::from_iso(iso).value()); }

    NewPurpose new_purpose() const {
        return {.code = "childcare-allowance",
                .name_zh = "育兒津貼審核",
                .name_en = "Child-care allowance",
                .bases = {"B07", "B05"},
                .units = {"childcare"},
                .fields = {"PersonName", "BirthDate"},
                .operations = {Operation::lookup},
                .case_pattern = "C-####",
                .case_example = "C-2026",
                .acknowledgement_zh = "查詢將留下紀錄。",
                .acknowledgement_en = "This is recorded.",
                .codes = {profile_.purpose_codes().front().code}};
    }
    NewLink new_link(std::string code = "household") const {
        return {.code = std::move(code),
                .data_class = DataClass::household,
                .terms = {.name_zh = "戶籍資料連結作業",
                          .name_en = "Household records",
                          .provider = "桃園市政府民政局",
                          .unit = *it_,
                          .purpose = "審查各項津貼",
                          .letter = "府民戶字第1150000001號",
                          .letter_on = base::from_iso("2026-11-20").value(),
                          .tables = {{.number = "T1", .name = "基本資料", .fields = {"PersonName", "BirthDate"}},
                                     {.number = "T2", .name = "戶籍", .fields = {"HouseholdNumber", "PersonName"}}},
                          .from = day("2026-11-01"),
                          .until = day("2031-11-01")}};
    }
    // Signed in once and kept: years go by in these tests, and nobody is idle in them.
    const people::Actor& someone(std::string_view name) {
        const auto found = actors_.find(std::string{name});
        if (found != actors_.end()) return found->second;
        return actors_.emplace(name, actor(name)).first->second;
    }
    // An act by somebody; its code.
    template <class Work>
    std::string by(std::string_view name, Work work) {
        const auto who = someone(name);
        return attempt([&](store::WriteTx& tx) { return work(tx, who); });
    }
    LinkId register_one() {
        for (const std::string_view name : {"lin", "ethics", "chief"}) someone(name);
        const auto who = someone("keeper");
        return write([&](store::WriteTx& tx) { return register_link(tx, desk_, who, new_link(), random_, now_); });
    }
    Link link() {
        return read([&](store::ReadTx& tx) { return find_link(tx, "household"); }).value();
    }
    std::vector<std::string> notices() {
        const auto standing = read([&](store::ReadTx& tx) { return link_standing(tx, profile_, link(), now_); });
        std::vector<std::string> codes;
        for (const LinkNotice& notice : standing.notices) codes.push_back(notice.code);
        return codes;
    }
    Purpose purpose() {
        return read([&](store::ReadTx& tx) { return find_purpose(tx, "childcare-allowance"); }).value();
    }
    PurposeState purpose_state() {
        const auto known = read([](store::ReadTx& tx) { return bases(tx); });
        return purpose().state(known, now_);
    }
    void make_approved() {
        EXPECT_EQ(by("keeper",
                     [&](store::WriteTx& tx, const people::Actor& who) {
                         return make_purpose(tx, desk_, who, new_purpose(), random_, now_);
                     }),
                  "none");
        EXPECT_EQ(approve(), "none");
    }
    std::string approve(std::string_view name = "director", std::optional<std::int64_t> version = std::nullopt) {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return approve_purpose(tx, desk_, who, "childcare-allowance", version, "可行", now_);
        });
    }
    std::string change(const NewPurpose& what, std::string_view name = "keeper") {
        return by(name, [&](store::WriteTx& tx, const people::Actor& who) {
            return change_purpose(tx, desk_, who, "childcare-allowance", what, now_);
        });
    }

    Desk desk_{*ledger_, profile_};
    std::optional<people::UnitId> it_;
    std::optional<people::AccountId> keeper_;
    std::optional<people::AccountId> second_;
    std::optional<people::AccountId> ethics_;
    std::optional<people::AccountId> minister_;

private:
    std::map<std::string, people::Actor> actors_;
};

}  // namespace menhu::grants
