#include "registry/kin_query.h"

#include <algorithm>

#include "format/json.h"
#include "format/name.h"
#include "format/national_id.h"
#include "grants/decide.h"
#include "registry/disclose.h"
#include "registry/handle.h"
#include "registry/kin_records.h"

namespace menhu::registry {

namespace {

using format::PersonField;

constexpr std::size_t longest_name = 800;  // bytes; records hold at most 50 code points

base::Error bad(std::string_view code) { return {base::Fault::bad_input, code}; }

std::string id_of(const base::Personal<std::string>& typed) {
    return std::string{format::read_national_id(typed.reveal()).text()};
}

std::string normal(std::string_view name) {
    std::string out;
    format::normalise_name(name, out);
    return out;
}

// A dash, or two, stands for nobody.
bool is_name(std::string_view held) { return !held.empty() && held != "－" && held != "＝"; }

NameCheck compare(std::string_view typed, std::initializer_list<std::string_view> held) {
    auto check = NameCheck::not_held;
    for (const auto name : held) {
        if (!is_name(name)) continue;
        if (normal(name) == normal(typed)) return NameCheck::equal;
        check = NameCheck::different;
    }
    return check;
}

}  // namespace

base::Result<void> check_kinship(const KinshipAsk& ask) {
    if (format::read_national_id(ask.subject.reveal()).problem() != format::IdProblem::none) {
        return bad("registry.subject_id");
    }
    if (ask.other) {
        if (format::read_national_id(ask.other->reveal()).problem() != format::IdProblem::none) {
            return bad("registry.subject_id");
        }
        if (id_of(ask.subject) == id_of(*ask.other)) return bad("registry.question_same");
    }
    for (const auto* name : {&ask.father_name, &ask.mother_name}) {
        if (name->reveal().size() > longest_name) return bad("registry.subject_name");
    }
    return {};
}

crypto::Tag kinship_tag(const Registry& registry, const KinshipAsk& ask) {
    return registry.ledger().person_tag(id_of(ask.subject));
}

std::string kinship_json(const KinshipAsk& ask) {
    format::Json::Object object{
        {"father_name", format::Json{ask.father_name.reveal()}},
        {"id", format::Json{id_of(ask.subject)}},
        {"marriages",
         format::Json{std::string{ask.marriages == KinshipAsk::Marriages::included ? "included" : "left_out"}}},
        {"mother_name", format::Json{ask.mother_name.reveal()}}};
    if (ask.other) object.emplace("other", format::Json{id_of(*ask.other)});
    return format::canonical_json(format::Json{std::move(object)});
}

class KinAnswerer {
public:
    KinAnswerer(store::WriteTx& tx, const Registry& registry, Discloser& discloser, OpenGeneration& generation,
                const KinshipAsk& ask, base::Random& random, base::Instant now)
        : tx_{tx},
          registry_{registry},
          discloser_{discloser},
          generation_{generation},
          finder_{tx, registry.inside(), generation},
          ask_{ask},
          random_{random},
          now_{now} {}

    base::Result<std::variant<KinshipDisclosure, grants::Refusal>> run() {
        using Result = std::variant<KinshipDisclosure, grants::Refusal>;
        const auto blood = static_cast<int>(registry_.profile().numbers().kinship_degree_max.value);
        ceiling_ = {.blood = blood, .affinity = std::nullopt};
        if (ask_.marriages == KinshipAsk::Marriages::included) ceiling_.affinity = blood;
        auto subject = TRY(find(id_of(ask_.subject)));
        auto refused = TRY(refuse_if_outside(subject, id_of(ask_.subject)));
        if (refused) return Result{*std::move(refused)};
        if (ask_.other) {
            const auto other = TRY(find(id_of(*ask_.other)));
            auto other_refused = TRY(refuse_if_outside(other, id_of(*ask_.other)));
            if (other_refused) return Result{*std::move(other_refused)};
            other_ = other ? other->tag : person_tag(registry_.inside().index_key, id_of(*ask_.other));
        }
        if (subject) TRY(reckon(*subject));
        const auto query = QueryId::make(now_, random_);
        auto receipt = TRY(ledger::append(tx_, registry_.ledger(), entry(query, subject), now_));
        TRY(enter_others(query));
        auto answer = TRY(disclosed(std::move(receipt), query));
        return Result{std::move(answer)};
    }

private:
    // One person of the answer, while it is made.
    struct Place {
        Tag tag{};
        KinSex sex = KinSex::unknown;
        KinShown::State state = KinShown::State::not_held;
        std::optional<Found> found{};
    };

    // Today's record of the number, or of the one who had it.
    base::Result<std::optional<Found>> find(std::string_view id) {
        auto people = TRY(finder_.by_id(id));
        if (people.empty()) return std::optional<Found>{};
        return std::optional{std::move(people.front())};
    }

    base::Result<std::optional<grants::Refusal>> refuse_if_outside(const std::optional<Found>& found,
                                                                   std::string_view id) {
        using Refused = std::optional<grants::Refusal>;
        auto person = registry_.ledger().person_tag(id);
        std::optional<grants::Why> why;
        if (found) {
            person = ledger_tag(*found);
            why = TRY(discloser_.outside(*found));
        } else {
            why = TRY(grants::check_unheld(tx_, discloser_.permit(), person));
        }
        if (!why) return Refused{};
        auto refusal = TRY(grants::record_refusal(tx_, {.ledger = registry_.ledger(), .profile = registry_.profile()},
                                                  discloser_.permit(), *why, person, kinship_json(ask_), now_));
        return Refused{std::move(refusal)};
    }

    crypto::Tag ledger_tag(const Found& found) const {
        return registry_.ledger().person_tag(found.person.get(PersonField::person_id));
    }

    base::Result<void> reckon(const Found& subject) {
        const auto& record = subject.person;
        father_ = compare(ask_.father_name.reveal(),
                          {record.get(PersonField::father_name), record.get(PersonField::foster_father_name)});
        mother_ = compare(ask_.mother_name.reveal(),
                          {record.get(PersonField::mother_name), record.get(PersonField::foster_mother_name)});
        outcome_ = KinshipDisclosure::Outcome::names_differ;
        if (father_ == NameCheck::different || mother_ == NameCheck::different) return {};
        outcome_ = KinshipDisclosure::Outcome::answered;
        KinReader reader{finder_, registry_.inside().index_key, *base::from_iso(generation_.base_date)};
        if (other_) {
            kinship_ = TRY(reader.relation(subject.tag, *other_, ceiling_, max_kin_opened));
        } else {
            kinship_ = TRY(reader.everybody(subject.tag, ceiling_, max_kin_opened));
        }
        TRY(place(subject.tag, KinSex::unknown));
        if (other_) TRY(place(*other_, KinSex::unknown));
        for (const auto& relation : kinship_.relations) {
            places_.front().sex = relation.from_sex;
            for (const auto& step : relation.steps) TRY(place(step.to, step.sex));
        }
        for (const auto& gap : kinship_.gaps) {
            if (gap.kind != KinGap::Kind::bound) TRY(place(gap.person, KinSex::unknown));
        }
        return {};
    }

    // Takes somebody into the answer, once; of whom the permit does not speak, nothing but the place.
    base::Result<void> place(const Tag& tag, KinSex sex) {
        const auto known = std::ranges::find(places_, tag, &Place::tag);
        if (known != places_.end()) {
            if (known->sex == KinSex::unknown) known->sex = sex;
            return {};
        }
        Place made{.tag = tag, .sex = sex};
        made.found = TRY(finder_.person(tag));
        if (made.found) {
            const auto why = TRY(discloser_.outside(*made.found));
            made.state = why ? KinShown::State::withheld : KinShown::State::shown;
        }
        places_.push_back(std::move(made));
        return {};
    }
    std::size_t index_of(const Tag& tag) const {
        const auto found = std::ranges::find(places_, tag, &Place::tag);
        CHECK(found != places_.end());
        return static_cast<std::size_t>(found - places_.begin());
    }

    std::string secret() const {
        const auto& permit = discloser_.permit();
        std::string fields;
        for (const auto& field : permit.fields()) fields += (fields.empty() ? "" : " ") + field;
        format::Json::Array shown;
        for (const auto& one : places_) {
            if (one.state != KinShown::State::shown) continue;
            shown.emplace_back(std::string{one.found->person.get(PersonField::person_id)});
        }
        const auto about = format::parse_json(kinship_json(ask_));
        CHECK(about);
        return format::canonical_json(format::Json{format::Json::Object{
            {"case_number", format::Json{permit.case_number()}},
            {"father", format::Json{std::string{name_check_code(father_)}}},
            {"fields", format::Json{fields}},
            {"mother", format::Json{std::string{name_check_code(mother_)}}},
            {"reason", format::Json{permit.reason()}},
            {"shown", format::Json{std::move(shown)}},
            {"source", format::Json{permit.source()}},
            {"subject", *about},
            {"verdict", format::Json{std::string{truth_name(kinship_.verdict)}}},
        }});
    }

    ledger::Entry common(std::string_view kind, QueryId query, const crypto::Tag& person) const {
        const auto& permit = discloser_.permit();
        ledger::Entry entry;
        entry.kind = kind;
        entry.account = permit.account().number();
        entry.unit = permit.unit().number();
        entry.grant = permit.grant().number();
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.person = person;
        entry.facts = {{"query", query.text()}};
        return entry;
    }

    std::string_view outcome_code() const {
        switch (outcome_) {
            case KinshipDisclosure::Outcome::answered:
                return "found";
            case KinshipDisclosure::Outcome::not_held:
                return "none";
            case KinshipDisclosure::Outcome::names_differ:
                return "names_differ";
        }
        base::throw_bug("kinship: no such outcome");
    }

    ledger::Entry entry(QueryId query, const std::optional<Found>& subject) const {
        const auto person = subject ? ledger_tag(*subject) : kinship_tag(registry_, ask_);
        auto entry = common("query.kinship", query, person);
        const auto shown = std::ranges::count(places_, KinShown::State::shown, &Place::state);
        const auto withheld = std::ranges::count(places_, KinShown::State::withheld, &Place::state);
        entry.counts = {{"records", shown}};
        if (withheld != 0) entry.counts.emplace_back("left_out", withheld);
        entry.counts.emplace_back("opened", static_cast<std::int64_t>(kinship_.opened));
        entry.facts.emplace_back("generation", base::id_text(generation_.id));
        entry.facts.emplace_back("outcome", outcome_code());
        const auto& facts = discloser_.permit().facts();
        entry.facts.insert(entry.facts.end(), facts.begin(), facts.end());
        entry.secret = base::Personal<std::string>{secret()};
        return entry;
    }

    // Each other person of the answer has an entry, so that each person's trail is whole; and the other of two, held or
    // not, shown or not.
    base::Result<void> enter_others(QueryId query) {
        bool is_other_entered = false;
        for (std::size_t at = 1; at < places_.size(); ++at) {
            const auto& one = places_[at];
            if (!one.found) continue;
            is_other_entered = is_other_entered || one.tag == other_;
            TRY(ledger::append(tx_, registry_.ledger(), common("query.shown", query, ledger_tag(*one.found)), now_));
        }
        if (!ask_.other || is_other_entered) return {};
        const auto tag = registry_.ledger().person_tag(id_of(*ask_.other));
        TRY(ledger::append(tx_, registry_.ledger(), common("query.shown", query, tag), now_));
        return {};
    }

    base::Result<KinshipDisclosure> disclosed(ledger::Receipt receipt, QueryId query) {
        KinshipDisclosure out{std::move(receipt), query, GenerationId{generation_.id}};
        out.base_date_ = generation_.base_date;
        out.grant_ = discloser_.permit().grant();
        out.case_number_ = discloser_.permit().case_number();
        out.account_ = discloser_.permit().account();
        out.ceiling_ = ceiling_;
        if (other_) out.asked_ = KinshipDisclosure::Asked::two;
        out.outcome_ = outcome_;
        out.father_ = father_;
        out.mother_ = mother_;
        out.verdict_ = kinship_.verdict;
        out.same_person_ = kinship_.same_person;
        HandleSealer handles{registry_.inside().handle_key, discloser_.permit(), query, Form::cards, now_};
        for (const auto& one : places_) {
            auto& shown = out.people_.emplace_back();
            shown.state = one.state;
            shown.sex = one.sex;
            if (one.state != KinShown::State::shown) continue;
            out.tags_.push_back(ledger_tag(*one.found));
            shown.card = TRY(discloser_.card(*one.found, generation_, {}));
            shown.card->handle = handles.seal(one.found->tag, ledger_tag(*one.found), random_);
        }
        for (auto& relation : kinship_.relations) {
            auto& told = out.relations_.emplace_back();
            told.term = kin_term(relation);
            told.to = index_of(relation.to());
            for (const auto& step : relation.steps) {
                told.steps.push_back({step.kind, index_of(step.to), kin_step_article(step.kind)});
            }
            told.relation = std::move(relation);
        }
        for (const auto& gap : kinship_.gaps) {
            auto& told = out.gaps_.emplace_back();
            told.kind = gap.kind;
            told.least_degree = gap.least_degree;
            if (gap.kind != KinGap::Kind::bound) told.person = index_of(gap.person);
        }
        return out;
    }

    store::WriteTx& tx_;
    const Registry& registry_;
    Discloser& discloser_;
    OpenGeneration& generation_;
    Finder finder_;
    const KinshipAsk& ask_;
    base::Random& random_;
    base::Instant now_;
    KinCeiling ceiling_;
    std::optional<Tag> other_;
    KinshipDisclosure::Outcome outcome_ = KinshipDisclosure::Outcome::not_held;
    NameCheck father_ = NameCheck::not_held;
    NameCheck mother_ = NameCheck::not_held;
    Kinship kinship_;
    std::vector<Place> places_;
};

base::Result<std::variant<KinshipDisclosure, grants::Refusal>> kinship(store::WriteTx& tx, const Registry& registry,
                                                                       grants::Permit permit, const KinshipAsk& ask,
                                                                       base::Random& random, base::Instant now) {
    CHECK(permit.operation() == grants::Operation::kinship);
    TRY(check_kinship(ask));
    auto& inside = registry.inside();
    auto* const generation = TRY(open_current(tx, inside));
    Discloser discloser{tx, inside, std::move(permit), random, now};
    KinAnswerer answerer{tx, registry, discloser, *generation, ask, random, now};
    return answerer.run();
}

}  // namespace menhu::registry
