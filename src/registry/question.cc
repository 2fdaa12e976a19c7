// Which questions there are, what each rests on, and whether one is well formed.
#include "registry/question.h"

#include <algorithm>
#include <array>

#include "format/json.h"
#include "format/national_id.h"

namespace menhu::registry {

namespace {

using Other = QuestionForm::Other;
using Period = QuestionForm::Period;

constexpr std::array<std::string_view, 3> residence_fields{"MovedInDate", "Status", "StatusDate"};
constexpr std::array<std::string_view, 2> life_fields{"Status", "StatusDate"};
constexpr std::array<std::string_view, 1> age_fields{"BirthDate"};
constexpr std::array<std::string_view, 2> household_fields{"HouseholdNumber", "Status"};
constexpr std::array<std::string_view, 4> parent_fields{"FatherId", "FosterFatherId", "FosterMotherId", "MotherId"};
constexpr std::array<std::string_view, 2> spouse_fields{"MarriageCode", "SpouseId"};

constexpr std::array forms{
    QuestionForm{QuestionKind::resident_since, "resident_since", "設籍是否連續滿一定期間",
                 "Registered in the city without a break for a period?", Other::none, Period::rule_or_term,
                 residence_fields},
    QuestionForm{QuestionKind::resident_on, "resident_on", "某日是否設籍本市", "Registered in the city on a day?",
                 Other::none, Period::none, life_fields},
    QuestionForm{QuestionKind::alive, "alive", "某日是否生存", "Alive on a day?", Other::none, Period::none,
                 life_fields},
    QuestionForm{QuestionKind::age, "age", "是否年滿若干歲", "At least of an age?", Other::none, Period::years,
                 age_fields},
    QuestionForm{QuestionKind::same_household, "same_household", "二人是否同戶", "Are the two of one household?",
                 Other::needed, Period::none, household_fields},
    QuestionForm{QuestionKind::parent_of, "parent_of", "是否為另一人之父母（含養父母）",
                 "A parent of the other, by birth or adoption?", Other::needed, Period::none, parent_fields},
    QuestionForm{QuestionKind::spouse_of, "spouse_of", "二人是否互為配偶", "Are the two married?", Other::needed,
                 Period::none, spouse_fields},
};

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

bool is_id(const base::Personal<std::string>& typed) {
    return format::read_national_id(typed.reveal()).problem() == format::IdProblem::none;
}

std::string id_of(const base::Personal<std::string>& typed) {
    return std::string{format::read_national_id(typed.reveal()).text()};
}

// More than anybody lives, in each unit.
int most_of(law::Term::In in) {
    switch (in) {
        case law::Term::In::days:
            return 60'000;
        case law::Term::In::months:
            return 1'800;
        case law::Term::In::years:
            return 150;
    }
    return 0;
}

bool is_sound(const law::Term& term) { return term.count >= 1 && term.count <= most_of(term.in); }

base::Result<void> check_period(const Registry& registry, const Question& question) {
    const auto wants = form_of(question.kind).period;
    const bool has_programme = !question.programme.empty();
    switch (wants) {
        case Period::none:
            if (has_programme || question.period) return bad("registry.question_period");
            return {};
        case Period::years:
            if (has_programme || !question.period || question.period->in != law::Term::In::years ||
                !is_sound(*question.period)) {
                return bad("registry.question_period");
            }
            return {};
        case Period::rule_or_term:
            break;
    }
    if (has_programme == question.period.has_value()) return bad("registry.question_period");
    if (question.period) return is_sound(*question.period) ? base::Result<void>{} : bad("registry.question_period");
    const auto all = registry.residence_rules().all();
    const bool is_known =
        std::ranges::any_of(all, [&](const law::ResidenceRule& rule) { return rule.name == question.programme; });
    if (!is_known) return bad("registry.question_programme");
    return {};
}

}  // namespace

std::span<const QuestionForm> question_forms() { return forms; }

const QuestionForm& form_of(QuestionKind kind) { return forms[static_cast<std::size_t>(kind)]; }

std::optional<QuestionKind> question_from_code(std::string_view code) {
    const auto* found = std::ranges::find(forms, code, &QuestionForm::code);
    if (found == forms.end()) return std::nullopt;
    return found->kind;
}

base::Result<void> check_question(const Registry& registry, const Question& question) {
    if (!is_id(question.subject)) return bad("registry.subject_id");
    const bool needs_other = form_of(question.kind).other == Other::needed;
    if (needs_other != question.other.has_value()) return bad("registry.question_other");
    if (question.other) {
        if (!is_id(*question.other)) return bad("registry.subject_id");
        if (id_of(question.subject) == id_of(*question.other)) return bad("registry.question_same");
    }
    return check_period(registry, question);
}

crypto::Tag question_tag(const Registry& registry, const Question& question) {
    return registry.ledger().person_tag(id_of(question.subject));
}

std::vector<std::string> question_fields(QuestionKind kind) {
    const auto fields = form_of(kind).fields;
    return {fields.begin(), fields.end()};
}

std::string question_json(const Question& question) {
    format::Json::Object object{{"id", format::Json{id_of(question.subject)}}};
    if (question.on) object.emplace("on", format::Json{base::to_iso(*question.on)});
    if (question.other) object.emplace("other", format::Json{id_of(*question.other)});
    if (question.period) {
        object.emplace("period", format::Json{std::to_string(question.period->count) + " " +
                                              std::string{law::term_unit_name(question.period->in)}});
    }
    if (!question.programme.empty()) object.emplace("programme", format::Json{question.programme});
    object.emplace("question", format::Json{std::string{form_of(question.kind).code}});
    return format::canonical_json(format::Json{std::move(object)});
}

}  // namespace menhu::registry
