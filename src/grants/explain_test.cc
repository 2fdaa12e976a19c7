// Why an access was answered or refused, long after: the rules over what stood then, against what stands now.
#include "grants/explain.h"

#include "grants/cases.h"
#include "grants/conflict.h"
#include "grants/desk_test.h"
#include "grants/rules.h"

namespace menhu::grants {
namespace {

using namespace std::chrono_literals;
using Outcome = ExplainedRule::Outcome;
using By = ExplainedRule::By;

class Explain : public DeskTest {
protected:
    // Refused or not, with its entry as the registry makes it for an answer.
    ledger::EntryView asked(const Ask& ask, std::string_view who = "lin") {
        auto answer = decided(actor(who), ask);
        if (const auto* refusal = std::get_if<Refusal>(&answer)) return entry_of(refusal->receipt());
        const auto& permit = std::get<Permit>(answer);
        ledger::Entry entry;
        entry.kind = "query.lookup";
        entry.account = permit.account().number();
        entry.unit = permit.unit().number();
        entry.grant = permit.grant().number();
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.person = ask.person;
        entry.facts = permit.facts();
        std::string fields;
        for (const auto& field : permit.fields()) fields += (fields.empty() ? "" : " ") + field;
        entry.secret = base::Personal<std::string>{
            format::canonical_json(format::Json::Object{{"case_number", format::Json{permit.case_number()}},
                                                        {"fields", format::Json{fields}},
                                                        {"reason", format::Json{permit.reason()}},
                                                        {"source", format::Json{permit.source()}}})};
        return entry_of(write([&](store::WriteTx& tx) { return ledger::append(tx, *ledger_, entry, now_); }));
    }
    ledger::EntryView entry_of(const ledger::Receipt& receipt) {
        return read([&](store::ReadTx& tx) { return ledger::entry_at(tx, receipt.log, receipt.index); });
    }
    Explanation why(const ledger::EntryView& entry) {
        return read([&](store::ReadTx& tx) { return explain(tx, desk_, entry, now_); });
    }
    static const ExplainedRule& rule(const Explanation& of, std::string_view name) {
        for (const auto& one : of.rules) {
            if (one.name == name) return one;
        }
        throw std::runtime_error{"no such rule"};
    }
    static std::string value(const ExplainedRule& of, std::string_view label_en) {
        for (const auto& fact : of.facts) {
            if (fact.label_en == label_en) return fact.value.en;
        }
        return "(absent)";
    }
    // "label: then → now", line by line.
    static std::string changes(const Explanation& of) {
        std::string text;
        for (const auto& change : of.changes) {
            text += std::string{change.label_en} + ": " + change.then.en + " → " + change.now.en + "\n";
        }
        return text;
    }
    // The rule that failed and that all before it passed and none after it was reached.
    static std::string failed(const Explanation& of) {
        std::string name;
        for (const auto& one : of.rules) {
            if (one.outcome == Outcome::failed) {
                EXPECT_TRUE(name.empty());
                name = one.name;
            } else {
                EXPECT_EQ(one.outcome, name.empty() ? Outcome::passed : Outcome::not_reached) << one.name;
            }
        }
        return name;
    }
};
INSTANTIATE_TEST_SUITE_P(Both, Explain, kit::both_engines(), kit::engine_name);

TEST_P(Explain, AnAnswerPassedEveryRuleAndNothingHasChanged) {
    ask_.source = "192.0.2.7";
    const auto out = why(asked(ask_));
    EXPECT_EQ(out.rules.size(), rules().size());
    EXPECT_EQ(failed(out), "");
    EXPECT_EQ(out.recorded, nullptr);
    EXPECT_EQ(out.rebuilt, Explanation::Rebuilt::agrees);
    EXPECT_EQ(changes(out), "");
    EXPECT_EQ(value(rule(out, "quota"), "Used that day / quota"), "0 / 3");
    EXPECT_EQ(value(rule(out, "holder"), "Was a holder then"), "yes");
    EXPECT_EQ(value(rule(out, "reason"), "Length of the reason"), "8");
    EXPECT_EQ(value(rule(out, "link"), "Version"), "1");
    EXPECT_EQ(rule(out, "quota").by, By::history);
    EXPECT_EQ(rule(out, "population").by, By::entry);
    EXPECT_EQ(rule(out, "sign_in").by, By::entry);
    for (const auto& one : out.rules) {
        EXPECT_FALSE(one.clause.empty()) << one.name;
        for (const auto& fact : one.facts) {
            EXPECT_FALSE(fact.value.zh.empty()) << one.name;
            EXPECT_FALSE(fact.value.en.empty()) << one.name;
        }
    }
}

TEST_P(Explain, TheRulesAreThoseOfThenWhateverBecameOfThem) {
    const auto before = asked(ask_);
    const auto designated = actor("designated");
    const auto chief = actor("chief");
    now_ += 1h;
    write([&](store::WriteTx& tx) { return suspend_link(tx, desk_, designated, "household", "清查", now_); });
    const auto under_suspension = asked(ask_);
    now_ += 1h;
    write([&](store::WriteTx& tx) { return resume_link(tx, desk_, designated, "household", "完畢", now_); });
    write([&](store::WriteTx& tx) { return end_basis(tx, desk_, chief, "B07", now_ + 1min, now_); });
    write([&](store::WriteTx& tx) { return suspend_grant(tx, desk_, chief, *grant_, "清查", now_); });
    const auto suspended = asked(ask_);
    now_ += 1h;
    write([&](store::WriteTx& tx) { return people::suspend(tx, *office_, chief, *lin_, "測試", now_); });

    const auto first = why(before);
    EXPECT_EQ(failed(first), "");
    EXPECT_EQ(first.rebuilt, Explanation::Rebuilt::agrees);
    EXPECT_EQ(changes(first),
              "State of the account: active → suspended\nState of the grant: in force → suspended\n"
              "The link: version 1 → version 3\nBases in force: B05 B07 → B05\n");
    const auto second = why(under_suspension);
    EXPECT_EQ(failed(second), "link");
    EXPECT_EQ(second.recorded->why, Why::link_suspended);
    EXPECT_EQ(second.rebuilt, Explanation::Rebuilt::agrees);
    EXPECT_EQ(value(rule(second, "link"), "State then"), "suspended");
    EXPECT_TRUE(changes(second).contains("State of the link: suspended → in force"));
    const auto third = why(suspended);
    EXPECT_EQ(failed(third), "grant_state");
    EXPECT_EQ(third.rebuilt, Explanation::Rebuilt::agrees);
    EXPECT_EQ(rule(third, "grant_state").clause, "S2.2");
}

TEST_P(Explain, ARefusalNamesItsRule) {
    const auto rule_of = [&](const Ask& ask, std::string_view who = "lin") {
        const auto out = why(asked(ask, who));
        EXPECT_EQ(out.rebuilt, Explanation::Rebuilt::agrees);
        return failed(out);
    };
    EXPECT_EQ(rule_of(ask_, "wu"), "holder");
    EXPECT_EQ(rule_of(ask_, "he"), "unit");
    EXPECT_EQ(rule_of(ask_, "chief"), "role");
    Ask ask = ask_;
    ask.grant = GrantId{12345};
    EXPECT_EQ(rule_of(ask), "grant");
    ask = ask_;
    ask.fields = {"MarriageCode"};
    EXPECT_EQ(rule_of(ask), "fields");
    ask = ask_;
    ask.operation = Operation::household;
    EXPECT_EQ(rule_of(ask), "operation");
    ask = ask_;
    ask.case_number = "1";
    EXPECT_EQ(rule_of(ask), "case_number");
    ask = ask_;
    ask.reason = "查";
    EXPECT_EQ(rule_of(ask), "reason");
    ask = ask_;
    ask.holding = "kinship";
    EXPECT_EQ(rule_of(ask), "holding");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(rule_of(ask_), "");
    EXPECT_EQ(rule_of(ask_), "quota");
}

TEST_P(Explain, WhatTheSessionLackedIsAnsweredByTheEntry) {
    EXPECT_EQ(run("UPDATE people_accounts SET password_due_at = 0 WHERE id = " + std::to_string(lin_->number())),
              "none");
    const auto out = why(asked(ask_));
    EXPECT_EQ(failed(out), "sign_in");
    EXPECT_EQ(rule(out, "sign_in").by, By::entry);
    EXPECT_EQ(out.rebuilt, Explanation::Rebuilt::agrees);
}

TEST_P(Explain, AListOfCasesThatWasReplacedIsNotGuessed) {
    const auto by = actor("designated");
    const auto load = [&](std::string_view csv) {
        write([&](store::WriteTx& tx) { return load_cases(tx, desk_, by, "childcare-allowance", csv, random_, now_); });
    };
    load("C-2026-000007\n");
    const auto refused = asked(ask_);
    const auto out = why(refused);
    EXPECT_EQ(failed(out), "case_list");
    EXPECT_EQ(rule(out, "case_list").by, By::history);
    EXPECT_EQ(value(rule(out, "case_list"), "The case is on it"), "no");
    load("C-2026-000001\n");
    const auto later = why(refused);
    EXPECT_EQ(failed(later), "case_list");
    EXPECT_EQ(rule(later, "case_list").by, By::entry);
    EXPECT_EQ(later.rebuilt, Explanation::Rebuilt::agrees);
}

TEST_P(Explain, WhatTheEntryCouldNotHaveSaidIsFoundOut) {
    // Somebody with the database in hand gives the grant a longer past: the entry says otherwise, and it shows.
    NewGrant grant = new_grant();
    grant.from = now_ + 1h;
    ask_.grant = give(grant);
    const auto refused = asked(ask_);
    EXPECT_EQ(why(refused).rebuilt, Explanation::Rebuilt::agrees);
    EXPECT_EQ(run("UPDATE grants_grants SET valid_from = 0"), "none");
    const auto out = why(refused);
    EXPECT_EQ(out.rebuilt, Explanation::Rebuilt::differs);
    EXPECT_EQ(out.recorded->why, Why::not_yet_valid);
    EXPECT_EQ(failed(out), "");
}

TEST_P(Explain, OnlyDecisionsAreExplained) {
    const auto entry = trail_of("people.account_created").front();
    EXPECT_EQ(code_of(store_->read([&](store::ReadTx& tx) { return explain(tx, desk_, entry, now_); })),
              "grants.not_a_decision");
}

}  // namespace
}  // namespace menhu::grants
