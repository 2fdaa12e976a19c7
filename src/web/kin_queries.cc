// A kinship query: decide (which checks the authorisation and who is present), answer and record in one transaction.
#include "grants/decide.h"
#include "grants/grant.h"
#include "registry/exhibit.h"
#include "registry/kin_query.h"
#include "web/card_views.h"
#include "web/handlers_question.h"
#include "web/refusals.h"
#include "web/views_question.h"

namespace menhu::web {

namespace {

using Given = std::variant<registry::KinshipDisclosure, grants::Refusal>;

std::string_view outcome_code(registry::KinshipDisclosure::Outcome outcome) {
    using Outcome = registry::KinshipDisclosure::Outcome;
    switch (outcome) {
        case Outcome::answered:
            return "answered";
        case Outcome::not_held:
            return "not_held";
        case Outcome::names_differ:
            return "names_differ";
    }
    return "not_held";
}

std::string_view state_code(registry::KinShown::State state) {
    switch (state) {
        case registry::KinShown::State::shown:
            return "shown";
        case registry::KinShown::State::not_held:
            return "not_held";
        case registry::KinShown::State::withheld:
            return "withheld";
    }
    return "withheld";
}

std::string_view sex_code(registry::KinSex sex) {
    switch (sex) {
        case registry::KinSex::male:
            return "male";
        case registry::KinSex::female:
            return "female";
        case registry::KinSex::unknown:
            return "unknown";
    }
    return "unknown";
}

std::string_view kind_code(registry::KinKind kind) {
    switch (kind) {
        case registry::KinKind::spouse:
            return "spouse";
        case registry::KinKind::blood:
            return "blood";
        case registry::KinKind::spouse_of_blood:
            return "spouse_of_blood";
        case registry::KinKind::blood_of_spouse:
            return "blood_of_spouse";
        case registry::KinKind::spouse_of_blood_of_spouse:
            return "spouse_of_blood_of_spouse";
    }
    return "blood";
}

std::string_view line_code(registry::KinLine line) {
    switch (line) {
        case registry::KinLine::none:
            return "none";
        case registry::KinLine::lineal:
            return "lineal";
        case registry::KinLine::collateral:
            return "collateral";
    }
    return "none";
}

std::string_view blood_code(registry::KinBlood blood) {
    switch (blood) {
        case registry::KinBlood::not_applicable:
            return "not_applicable";
        case registry::KinBlood::full:
            return "full";
        case registry::KinBlood::half:
            return "half";
        case registry::KinBlood::unknown:
            return "unknown";
    }
    return "unknown";
}

KinRelationView relation_view(const registry::KinRelationShown& shown, const std::vector<registry::KinShown>& people) {
    const auto& relation = shown.relation;
    KinRelationView view;
    view.to = static_cast<std::int64_t>(shown.to);
    view.zh = shown.term.zh;
    view.en = shown.term.en;
    view.kind = kind_code(relation.kind);
    view.line = line_code(relation.line);
    view.degree = relation.degree;
    view.blood = blood_code(relation.blood);
    view.verdict = registry::truth_name(relation.truth);
    view.adoptive = relation.adoptive;
    view.suspended = registry::truth_name(relation.suspended);
    view.restored = relation.restored;
    view.articles.assign(relation.articles.begin(), relation.articles.end());
    for (const auto& doubt : relation.doubts) {
        const auto words = registry::doubt_words(doubt.kind);
        view.doubts.push_back({.zh = words.zh, .en = words.en});
    }
    for (const auto& step : shown.steps) {
        const auto words = registry::step_words(step.kind, people[step.person].sex);
        view.steps.push_back({.kind = registry::step_code(step.kind),
                              .zh = words.zh,
                              .en = words.en,
                              .article = step.article,
                              .person = static_cast<std::int64_t>(step.person)});
    }
    return view;
}

Answer answered(const Rooms& rooms, base::Instant now, const Given& given) {
    if (const auto* refusal = std::get_if<grants::Refusal>(&given)) return answer_problem(problem_of(*refusal));
    const auto& kinship = std::get<registry::KinshipDisclosure>(given);
    KinAnswerView view;
    view.id = kinship.query().text();
    view.outcome = outcome_code(kinship.outcome());
    view.father = registry::name_check_code(kinship.father());
    view.mother = registry::name_check_code(kinship.mother());
    view.verdict = registry::truth_name(kinship.verdict());
    view.same_person = kinship.same_person();
    view.degrees = kinship.ceiling().blood;
    view.marriages = kinship.ceiling().affinity.has_value();
    for (const auto& person : kinship.people()) {
        auto& shown = view.people.emplace_back();
        shown.state = state_code(person.state);
        shown.sex = sex_code(person.sex);
        if (person.card) shown.card = view_of(*person.card);
    }
    for (const auto& relation : kinship.relations()) {
        view.relations.push_back(relation_view(relation, kinship.people()));
    }
    for (const auto& gap : kinship.gaps()) {
        const auto words = registry::gap_words(gap.kind);
        auto& shown = view.gaps.emplace_back();
        shown.code = registry::gap_code(gap.kind);
        shown.zh = words.zh;
        shown.en = words.en;
        if (gap.person) shown.person = static_cast<std::int64_t>(*gap.person);
        shown.least_degree = gap.least_degree;
    }
    view.base_date = kinship.base_date();
    view.generation = kinship.generation().text();
    view.grant = kinship.grant().text();
    view.case_number = kinship.case_number();
    view.receipt = view_of(kinship.receipt());
    view.exhibit = registry::seal_exhibit(rooms.registry, registry::exhibit_of(kinship), rooms.random, now);
    return answer_json(view);
}

}  // namespace

void post_kin_query(const Rooms& rooms, Call call, Reply reply) {
    KinQueryRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return reply.now(answer_problem(problem_of(unknown_word("grant"))));
    registry::KinshipAsk what;
    what.subject = base::Personal{std::move(request.subject.value)};
    if (request.other) what.other = base::Personal{std::move(request.other->value)};
    what.father_name = base::Personal{std::move(request.father_name.value)};
    what.mother_name = base::Personal{std::move(request.mother_name.value)};
    if (request.marriages) what.marriages = registry::KinshipAsk::Marriages::included;
    if (const auto good = registry::check_kinship(what); !good) return reply.now(answer_error(good.error()));
    grants::Ask ask{.grant = *grant,
                    .operation = grants::Operation::kinship,
                    .case_number = std::move(request.case_number.value),
                    .reason = std::move(request.reason.value),
                    .source = call.source,
                    .authorisation = std::move(request.authorisation.value),
                    .fields = {},
                    .person = registry::kinship_tag(rooms.registry, what),
                    .sealed = registry::kinship_json(what)};
    call.body.clear();
    const auto shape = [&rooms, now = call.now](const Given& given) { return answered(rooms, now, given); };
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), ask = std::move(ask),
         what = std::move(what)](store::WriteTx& tx) -> base::Result<Given> {
            const auto actor = TRY(enter(tx, rooms, call));
            auto asked = ask;
            // Kinship data come by a link of their own; it is the grant's, and the decision looks whether it is one.
            const auto held = TRY(grants::find_grant(tx, ask.grant, call.now));
            if (held) asked.holding = held->holding;
            auto decision = TRY(grants::decide(tx, rooms.desk, actor, asked, call.now));
            if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Given{std::move(*refusal)};
            return registry::kinship(tx, rooms.registry, std::get<grants::Permit>(std::move(decision)), what,
                                     rooms.random, call.now);
        },
        shape);
}

}  // namespace menhu::web
