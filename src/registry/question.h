#pragma once
// Answers instead of data, under a permit for Operation::answer: a question about a person, or about two, is answered
// by yes, no or cannot tell, with the days and the rule that decide, and nothing else (decision 13).
//
// Promises: the entry is appended before anything is answered, in the same transaction, one for each person asked
// about; an AnswerGiven cannot be made without its Receipt. A question rests on the fields that its form names: a grant
// without them does not hold it, and a day that belongs to another field is withheld, a masked one masked. Both people
// are of the permit's population, and neither is one with whom the asker has declared a conflict. Cost besides the
// append: two buckets a person, two more for one who is not held. Thread rule: as the transaction; an AnswerGiven is a
// value.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/personal.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/tag.h"
#include "grants/permit.h"
#include "grants/refusal.h"
#include "law/figures.h"
#include "ledger/ledger.h"
#include "registry/answer.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

enum class QuestionKind : std::uint8_t {
    resident_since,  // registered here without a break for a period?
    resident_on,     // registered here on a day?
    alive,
    age,             // at least so many years old?
    same_household,  // are the two?
    parent_of,       // is the subject a parent, by nature or adoption, of the other?
    spouse_of,       // are the two married?
};

struct QuestionForm {
    enum class Other : std::uint8_t { none, needed };
    enum class Period : std::uint8_t { none, years, rule_or_term };
    QuestionKind kind = QuestionKind::alive;
    std::string_view code;  // "resident_since"
    std::string_view zh;
    std::string_view en;
    Other other = Other::none;
    Period period = Period::none;
    std::span<const std::string_view> fields;  // on which it rests: the grant has them, or does not hold the question
};
std::span<const QuestionForm> question_forms();  // in the order of the enumeration
const QuestionForm& form_of(QuestionKind kind);
std::optional<QuestionKind> question_from_code(std::string_view code);

// What a rule by which an answer was found says. docs/formats/answers.md.
struct AnswerRule {
    std::string_view name;  // "residence.period"
    std::string_view zh;
    std::string_view en;
    std::string_view article;  // "民法120、121"; empty where the copy itself decides
};
std::span<const AnswerRule> answer_rules();
const AnswerRule& rule_named(std::string_view name);

struct Question {
    QuestionKind kind = QuestionKind::alive;
    base::Personal<std::string> subject;               // a national id, in any writing that is forgiven
    std::optional<base::Personal<std::string>> other;  // where the form needs one
    std::optional<base::Date> on;                      // at the end of which day; absent: the base date of the data
    std::string programme;                             // the name of a residence rule; or else
    std::optional<law::Term> period;
};
// Ill-formed questions are the caller's to refuse before a permit is spent. Errors, all bad_input:
// registry.subject_id, registry.question_other, registry.question_same, registry.question_period,
// registry.question_programme.
base::Result<void> check_question(const Registry& registry, const Question& question);
// For grants::Ask: by which tag the ledger knows the subject, the fields, and whom it is about, sealed.
crypto::Tag question_tag(const Registry& registry, const Question& question);
std::vector<std::string> question_fields(QuestionKind kind);
std::string question_json(const Question& question);

struct ToldDay {
    enum class Shown : std::uint8_t { full, masked, withheld };
    DayOf what = DayOf::asked;
    Shown shown = Shown::full;
    std::string from{};   // "2024-05-01"; masked "2024-**-**"; empty if withheld, or nothing is known of it
    std::string until{};  // the last day that it may be; empty if it is one day
};

// Whom a question was about.
struct AskedAbout {
    crypto::Tag person{};   // of the ledger
    std::string masked_id;  // as it was asked by
};

class AnswerGiven {
public:
    people::AccountId account() const { return account_; }  // who asked
    const std::vector<AskedAbout>& about() const { return about_; }
    const ledger::Receipt& receipt() const { return receipt_; }
    QueryId query() const { return query_; }
    GenerationId generation() const { return generation_; }
    const std::string& base_date() const { return base_date_; }
    grants::GrantId grant() const { return grant_; }
    const std::string& case_number() const { return case_number_; }
    QuestionKind question() const { return question_; }
    Truth truth() const { return truth_; }
    const AnswerRule& rule() const { return *rule_; }
    const std::vector<ToldDay>& days() const { return days_; }
    const std::vector<MissingFact>& missing() const { return missing_; }
    // The version of the programme's rule that held on the day; nullptr for other questions. Lives as the registry.
    const law::ResidenceRule* programme() const { return programme_; }

private:
    friend class Answerer;
    AnswerGiven(ledger::Receipt receipt, QueryId query, GenerationId generation)
        : receipt_{std::move(receipt)}, query_{query}, generation_{generation} {}

    ledger::Receipt receipt_;
    QueryId query_;
    GenerationId generation_;
    std::string base_date_;
    grants::GrantId grant_{0};
    std::string case_number_;
    people::AccountId account_{0};
    std::vector<AskedAbout> about_;
    QuestionKind question_ = QuestionKind::alive;
    Truth truth_ = Truth::cannot_tell;
    const AnswerRule* rule_ = nullptr;
    std::vector<ToldDay> days_;
    std::vector<MissingFact> missing_;
    const law::ResidenceRule* programme_ = nullptr;
};

// Errors: those of check_question; registry.question_programme also if no version of the rule holds on the day;
// registry.no_generation; those of finding, crypto, ledger and store.
base::Result<std::variant<AnswerGiven, grants::Refusal>> answer(store::WriteTx& tx, const Registry& registry,
                                                                grants::Permit permit, const Question& question,
                                                                base::Random& random, base::Instant now);

}  // namespace menhu::registry
