// Finding the records, reckoning the answer, entering it.
#include <algorithm>

#include "format/json.h"
#include "format/national_id.h"
#include "grants/decide.h"
#include "registry/disclose.h"
#include "registry/question.h"
#include "registry/questions.h"
#include "registry/residence.h"

namespace menhu::registry {

namespace {

using format::PersonField;

// Somebody asked about, as the copy knows them.
struct Known {
    std::string id;              // as it was asked
    std::optional<Found> found;  // nothing: not held
    History history;
    KnownIds ids;
};

bool is_foreign_number(std::string_view id) {
    const auto kind = format::read_national_id(id).kind();
    return kind == format::IdKind::foreign_new || kind == format::IdKind::foreign_old;
}

Verdict not_held(const Known& person, base::Date day, bool is_of_residence) {
    if (is_of_residence && is_foreign_number(person.id)) return resident_foreigner(day);
    return Verdict::cannot_tell("person.not_held", {{DayOf::asked, DayRange::at(day)}}, {MissingFact::person_not_held});
}

// A marriage that death has ended is none any more, whatever the record of the dead still says.
std::optional<Verdict> ended_by_death(const Known& person, base::Date day) {
    if (!person.found) return std::nullopt;
    for (const auto& event : person.history.events) {
        if (event.undone || (event.kind != EventKind::died && event.kind != EventKind::declared_dead)) continue;
        if (on_or_before(event.on, day) != Truth::yes) continue;
        const auto what = event.kind == EventKind::died ? DayOf::died : DayOf::declared_dead;
        return Verdict::no("spouse.ended_by_death", {{DayOf::asked, DayRange::at(day)}, {what, event.on}});
    }
    return std::nullopt;
}

Verdict spouse_by(const Known& one, const Known& other, base::Date day) {
    return spouse_of(named_spouses(one.found->person), one.found->person.get(PersonField::marriage_code),
                     one.found->person.get(PersonField::spouse_id), one.history, other.ids, day);
}

Verdict spouses(const Known& one, const Known& other, base::Date day) {
    if (!one.found && !other.found) return not_held(one, day, false);
    auto told = one.found ? spouse_by(one, other, day) : spouse_by(other, one, day);
    // What the one's record leaves open, the other's may tell.
    if (told.truth == Truth::cannot_tell && one.found && other.found) {
        auto by_other = spouse_by(other, one, day);
        if (by_other.truth != Truth::cannot_tell) told = std::move(by_other);
    }
    if (told.truth == Truth::no) return told;
    for (const auto* person : {&one, &other}) {
        if (auto ended = ended_by_death(*person, day)) return *std::move(ended);
    }
    return told;
}

// The field to which a deciding day belongs; empty if it is nobody's.
std::string_view field_of(const DecidingDay& day, const Known& subject, const Known& other) {
    if (day.what == DayOf::asked || day.what == DayOf::base_date) return {};
    // Whatever begins with a birth tells the birth date: registered since then, or on a day of which no more is known
    // than that it came after.
    for (const auto* person : {&subject, &other}) {
        if (person->found && day.day.earliest == person->history.born.earliest) return "BirthDate";
    }
    switch (day.what) {
        case DayOf::asked:
        case DayOf::base_date:
            return {};
        case DayOf::birth:
        case DayOf::presumed_birth:
        case DayOf::age_reached:
            return "BirthDate";
        case DayOf::registered_since:
        case DayOf::period_complete:
        case DayOf::first_registered:
        case DayOf::moved_in:
            return "MovedInDate";
        case DayOf::moved_away:
        case DayOf::moved_abroad:
        case DayOf::died:
        case DayOf::declared_dead:
        case DayOf::revoked:
            return "StatusDate";
        case DayOf::adopted:
        case DayOf::adoption_ended:
            return "FosterFatherId";
        case DayOf::married:
        case DayOf::marriage_ended:
            return "MarriageCode";
    }
    return "BirthDate";
}

}  // namespace

class Answerer {
public:
    Answerer(store::WriteTx& tx, const Registry& registry, Discloser& discloser, OpenGeneration& generation,
             const Question& question, base::Instant now)
        : tx_{tx},
          registry_{registry},
          discloser_{discloser},
          generation_{generation},
          finder_{tx, registry.inside(), generation},
          question_{question},
          base_date_{*base::from_iso(generation.base_date)},
          day_{question.on.value_or(base_date_)},
          now_{now} {}

    base::Result<std::variant<AnswerGiven, grants::Refusal>> run(base::Random& random) {
        using Result = std::variant<AnswerGiven, grants::Refusal>;
        subject_ = TRY(find(question_.subject));
        if (question_.other) other_ = TRY(find(*question_.other));
        for (const auto* person : {&subject_, &other_}) {
            if (person->id.empty()) continue;
            auto refused = TRY(refuse_if_outside(*person));
            if (refused) return Result{*std::move(refused)};
        }
        const auto verdict = TRY(reckon());
        const auto query = QueryId::make(now_, random);
        auto receipt = TRY(ledger::append(tx_, registry_.ledger(), entry(query, verdict), now_));
        if (!other_.id.empty()) TRY(ledger::append(tx_, registry_.ledger(), entry_of_other(query), now_));
        return Result{given(std::move(receipt), query, verdict)};
    }

private:
    base::Result<Known> find(const base::Personal<std::string>& typed) {
        const auto reading = format::read_national_id(typed.reveal());
        Known known;
        known.id = reading.text();
        auto people = TRY(finder_.by_id(known.id));
        // Whoever has the number now; where nobody has, whoever had it, if that is one.
        const bool is_clear =
            !people.empty() && (people.size() == 1 || people.front().person.get(PersonField::person_id) == known.id);
        known.ids = {.id = known.id, .earlier = {}};
        if (!is_clear) return known;
        known.found = std::move(people.front());
        const auto& record = known.found->person;
        known.history = history_of(record, base_date_, registry_.residence_rules());
        known.ids.id = record.get(PersonField::person_id);
        if (known.ids.id != known.id) known.ids.earlier.push_back(known.id);
        for (auto rest = record.get(PersonField::earlier_ids); !rest.empty();) {
            const auto end = std::min(rest.find(';'), rest.size());
            if (end != 0) known.ids.earlier.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return known;
    }

    base::Result<std::optional<grants::Refusal>> refuse_if_outside(const Known& person) {
        using Refused = std::optional<grants::Refusal>;
        std::optional<grants::Why> why;
        if (person.found) {
            why = TRY(discloser_.outside(*person.found));
        } else {
            why = TRY(grants::check_unheld(tx_, discloser_.permit(), registry_.ledger().person_tag(person.id)));
        }
        if (!why) return Refused{};
        auto refusal =
            TRY(grants::record_refusal(tx_, {.ledger = registry_.ledger(), .profile = registry_.profile()},
                                       discloser_.permit(), *why, tag_of(person), question_json(question_), now_));
        return Refused{std::move(refusal)};
    }

    crypto::Tag tag_of(const Known& person) const { return registry_.ledger().person_tag(person.ids.id); }

    base::Result<Verdict> reckon() {
        const bool is_of_residence =
            question_.kind == QuestionKind::resident_since || question_.kind == QuestionKind::resident_on;
        const bool needs_subject =
            question_.kind != QuestionKind::parent_of && question_.kind != QuestionKind::spouse_of;
        if (question_.kind == QuestionKind::resident_since) TRY(find_programme());
        if (needs_subject && !subject_.found) return not_held(subject_, day_, is_of_residence);
        const auto& rules = registry_.residence_rules();
        switch (question_.kind) {
            case QuestionKind::resident_since:
                return resident_for(subject_.history, programme_ != nullptr ? *programme_ : term_rule(), day_);
            case QuestionKind::resident_on:
                return resident_on(subject_.history, day_);
            case QuestionKind::alive:
                return alive_on(subject_.history, rules, day_);
            case QuestionKind::age:
                return at_least_years_old(subject_.history.born, question_.period->count, day_);
            case QuestionKind::same_household:
                if (!other_.found) return not_held(other_, day_, false);
                return same_household_on(subject_.history, other_.history, day_);
            case QuestionKind::parent_of:
                if (!other_.found) return not_held(other_, day_, false);
                return parent_of(named_parents(other_.found->person), other_.history, subject_.ids, day_);
            case QuestionKind::spouse_of:
                return spouses(subject_, other_, day_);
        }
        base::throw_bug("answer: no such question");
    }

    base::Result<void> find_programme() {
        if (question_.programme.empty()) return {};
        programme_ = registry_.residence_rules().find(question_.programme, day_);
        if (programme_ == nullptr) return base::Error{base::Fault::bad_input, "registry.question_programme"};
        return {};
    }

    // A plain period: both its ends count, and away and back on a day begins anew, as in the programmes' words.
    law::ResidenceRule term_rule() const {
        law::ResidenceRule rule;
        rule.period = *question_.period;
        return rule;
    }

    std::string secret(const Verdict& verdict) const {
        const auto& permit = discloser_.permit();
        std::string fields;
        for (const auto& field : permit.fields()) fields += (fields.empty() ? "" : " ") + field;
        const auto about = format::parse_json(question_json(question_));
        CHECK(about);
        return format::canonical_json(format::Json{format::Json::Object{
            {"case_number", format::Json{permit.case_number()}},
            {"fields", format::Json{fields}},
            {"reason", format::Json{permit.reason()}},
            {"rule", format::Json{std::string{verdict.rule}}},
            {"source", format::Json{permit.source()}},
            {"subject", *about},
            {"verdict", format::Json{std::string{truth_name(verdict.truth)}}},
        }});
    }

    ledger::Entry common(std::string_view kind, QueryId query, const Known& person) const {
        const auto& permit = discloser_.permit();
        ledger::Entry entry;
        entry.kind = kind;
        entry.account = permit.account().number();
        entry.unit = permit.unit().number();
        entry.grant = permit.grant().number();
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.person = tag_of(person);
        entry.facts = {{"query", query.text()}};
        return entry;
    }

    ledger::Entry entry(QueryId query, const Verdict& verdict) const {
        auto entry = common("query.answer", query, subject_);
        const std::int64_t held = (subject_.found ? 1 : 0) + (other_.found ? 1 : 0);
        entry.counts = {{"records", held}};
        entry.facts.emplace_back("generation", base::id_text(generation_.id));
        entry.facts.emplace_back("outcome", held == 0 ? "none" : "found");
        entry.facts.emplace_back("question", form_of(question_.kind).code);
        const auto& facts = discloser_.permit().facts();
        entry.facts.insert(entry.facts.end(), facts.begin(), facts.end());
        entry.secret = base::Personal<std::string>{secret(verdict)};
        return entry;
    }

    ledger::Entry entry_of_other(QueryId query) const { return common("query.shown", query, other_); }

    // The end of a period tells its beginning.
    static const DecidingDay& told_by(const DecidingDay& day, const Verdict& verdict) {
        if (day.what != DayOf::period_complete) return day;
        const auto since = std::ranges::find(verdict.days, DayOf::registered_since, &DecidingDay::what);
        return since == verdict.days.end() ? day : *since;
    }

    ToldDay told(const DecidingDay& day, const Verdict& verdict) const {
        ToldDay out{.what = day.what};
        const auto name = field_of(told_by(day, verdict), subject_, other_);
        if (!name.empty() && !discloser_.permit().allows(name)) {
            out.shown = ToldDay::Shown::withheld;
            return out;
        }
        if (day.day == DayRange{}) return out;
        out.from = base::to_iso(day.day.earliest);
        if (!day.day.exact()) out.until = base::to_iso(day.day.latest);
        // The mask of the bond's id is none of its day.
        const bool is_birth = name == "BirthDate";
        const auto* field = is_birth ? registry_.profile().find_field(name) : nullptr;
        if (field != nullptr && field->mask != law::Mask::none) {
            out.shown = ToldDay::Shown::masked;
            out.from = masked(field->mask, out.from);
            out.until = masked(field->mask, out.until);
            if (out.from == out.until) out.until.clear();
        }
        return out;
    }

    AnswerGiven given(ledger::Receipt receipt, QueryId query, const Verdict& verdict) const {
        AnswerGiven out{std::move(receipt), query, GenerationId{generation_.id}};
        out.base_date_ = generation_.base_date;
        out.grant_ = discloser_.permit().grant();
        out.case_number_ = discloser_.permit().case_number();
        out.account_ = discloser_.permit().account();
        out.about_.push_back({tag_of(subject_), masked(law::Mask::id, subject_.id)});
        if (question_.other) out.about_.push_back({tag_of(other_), masked(law::Mask::id, other_.id)});
        out.question_ = question_.kind;
        out.truth_ = verdict.truth;
        out.rule_ = &rule_named(verdict.rule);
        for (const auto& day : verdict.days) out.days_.push_back(told(day, verdict));
        out.missing_ = verdict.missing;
        out.programme_ = programme_;
        return out;
    }

    store::WriteTx& tx_;
    const Registry& registry_;
    Discloser& discloser_;
    OpenGeneration& generation_;
    Finder finder_;
    const Question& question_;
    base::Date base_date_;
    base::Date day_;
    base::Instant now_;
    Known subject_;
    Known other_;
    const law::ResidenceRule* programme_ = nullptr;
};

base::Result<std::variant<AnswerGiven, grants::Refusal>> answer(store::WriteTx& tx, const Registry& registry,
                                                                grants::Permit permit, const Question& question,
                                                                base::Random& random, base::Instant now) {
    CHECK(permit.operation() == grants::Operation::answer);
    TRY(check_question(registry, question));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Discloser discloser{tx, inside, std::move(permit), random, now};
    Answerer answerer{tx, registry, discloser, *generation, question, now};
    return answerer.run(random);
}

}  // namespace menhu::registry
