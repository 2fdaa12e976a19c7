// Purposes (P2.1, P2.2): read, made, changed, approved by the head of the agency, ended.
#include <algorithm>

#include "grants/cases.h"
#include "grants/purpose.h"
#include "people/duty.h"
#include "people/unit.h"
#include "web/catalogue_views.h"
#include "web/day.h"
#include "web/handlers_catalogue.h"

namespace menhu::web {

namespace {

using grants::NewPurpose;
using grants::Purpose;

base::Error no_such_purpose() { return {base::Fault::not_found, "grants.purpose_unknown"}; }

std::vector<std::string> operation_codes(grants::Operations operations) {
    std::vector<std::string> codes;
    for (const auto operation : operations.list()) codes.emplace_back(grants::name_of(operation).code);
    return codes;
}

base::Result<std::vector<UnitView>> units_of(CatalogueNames& names, const std::vector<std::string>& codes) {
    std::vector<UnitView> units;
    for (const std::string& code : codes) {
        auto unit = TRY(names.unit(code));
        units.push_back(std::move(unit));
    }
    return units;
}

// PurposeText and PurposeFull say the same of what a purpose is.
template <class View>
base::Result<void> fill(View& view, const NewPurpose& what, CatalogueNames& names,
                        const std::vector<grants::Basis>& known, const Rooms& rooms, base::Instant now) {
    view.name_zh = what.name_zh;
    view.name_en = what.name_en;
    view.bases = bases_of(what.bases, known, now);
    view.units = TRY(units_of(names, what.units));
    view.fields = categories_of(what.fields, rooms.profile());
    view.operations = operation_codes(what.operations);
    view.case_pattern = what.case_pattern;
    view.case_example = what.case_example;
    view.acknowledgement_zh = what.acknowledgement_zh;
    view.acknowledgement_en = what.acknowledgement_en;
    view.codes = what.codes;
    return {};
}

base::Result<std::vector<std::string>> may_of(store::ReadTx& tx, const people::Actor& actor, const Purpose& purpose,
                                              base::Instant now) {
    std::vector<std::string> may;
    if (purpose.ended_at && *purpose.ended_at <= now) return may;
    const bool approves = TRY(grants::may_approve_purpose(tx, actor, purpose, now));
    if (approves) may = {"approve", "refuse"};
    const bool keeps = grants::require_catalogue_keeper(tx, actor, now).has_value();
    if (keeps) may.emplace_back("change");
    const bool heads = TRY(grants::heads_agency(tx, actor, now));
    if (keeps || heads) may.emplace_back("end");
    return may;
}

std::vector<std::string> values_of(auto& list) {
    std::vector<std::string> values;
    for (auto& one : list) values.push_back(std::move(one.value));
    return values;
}

std::expected<NewPurpose, Invalid> purpose_of(PurposeRequest& request) {
    NewPurpose purpose{.code = std::move(request.code.value),
                       .name_zh = std::move(request.name_zh.value),
                       .name_en = std::move(request.name_en.value),
                       .bases = values_of(request.bases),
                       .units = values_of(request.units),
                       .fields = values_of(request.fields),
                       .operations = {},
                       .case_pattern = std::move(request.case_pattern.value),
                       .case_example = std::move(request.case_example.value),
                       .acknowledgement_zh = std::move(request.acknowledgement_zh.value),
                       .acknowledgement_en = std::move(request.acknowledgement_en.value),
                       .codes = values_of(request.codes)};
    for (const auto& name : request.operations) {
        const auto operation = grants::operation_from_code(name.value);
        if (!operation) return std::unexpected{Invalid{"operations", "沒有這種操作", "there is no such operation"}};
        purpose.operations.add(*operation);
    }
    return purpose;
}

// A unit is named by its code, or by its id as the lists of the interface do.
base::Result<void> resolve_units(store::ReadTx& tx, NewPurpose& purpose) {
    for (std::string& name : purpose.units) {
        const auto id = people::UnitId::parse(name);
        if (!id) continue;
        const auto unit = TRY(people::find_unit(tx, *id));
        if (unit) name = unit->code;
    }
    return {};
}

using Decision = base::Result<void> (*)(store::WriteTx&, const grants::Desk&, const people::Actor&, std::string_view,
                                        std::optional<std::int64_t>, std::string_view, base::Instant);
Answer decide(const Rooms& rooms, const Call& call, Decision decision) {
    PurposeDecisionRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto done = rooms.database.write([&rooms, call, decision, version = request.version,
                                            note = request.note.value](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return decision(tx, rooms.desk, actor, call.parts.at(0), version, note, call.now);
    });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace

Answer get_purposes(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto known = TRY(grants::bases(tx));
        const auto all = TRY(grants::purposes(tx));
        CatalogueNames names{tx, call.now};
        PurposeList list;
        for (const Purpose& purpose : all) {
            auto units = TRY(units_of(names, purpose.what.units));
            const auto in_force = TRY(grants::grants_in_force(tx, purpose.id, call.now));
            list.items.push_back({.id = purpose.id.text(),
                                  .code = purpose.what.code,
                                  .name_zh = purpose.what.name_zh,
                                  .name_en = purpose.what.name_en,
                                  .bases = bases_of(purpose.what.bases, known, call.now),
                                  .units = std::move(units),
                                  .operations = operation_codes(purpose.what.operations),
                                  .state = std::string{grants::purpose_state_code(purpose.state(known, call.now))},
                                  .grants_in_force = in_force});
        }
        return answer_json(list);
    });
}

Answer get_purpose(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto purpose = TRY(grants::find_purpose(tx, call.parts.at(0)));
        if (!purpose) return no_such_purpose();
        const auto known = TRY(grants::bases(tx));
        CatalogueNames names{tx, call.now};
        PurposeFull view;
        view.id = purpose->id.text();
        view.code = purpose->what.code;
        TRY(fill(view, purpose->what, names, known, rooms, call.now));
        view.state = std::string{grants::purpose_state_code(purpose->state(known, call.now))};
        view.grants_in_force = TRY(grants::grants_in_force(tx, purpose->id, call.now));
        view.ended_at = maybe_text(purpose->ended_at);
        const auto cases = TRY(grants::loaded_cases(tx, purpose->id));
        if (cases) view.cases = PurposeCases{.count = cases->count, .loaded_at = instant_text(cases->loaded_at)};
        const auto versions = TRY(grants::purpose_versions(tx, purpose->id));
        for (const auto& version : versions) {
            auto by = TRY(names.account(version.by));
            view.versions.push_back({.number = version.number,
                                     .act = version.act,
                                     .of_number = version.of_number,
                                     .recorded_at = maybe_text(version.recorded_at),
                                     .by = std::move(by),
                                     .note = version.note});
            if (purpose->pending == version.number) {
                PurposeText pending;
                TRY(fill(pending, version.what, names, known, rooms, call.now));
                view.pending = std::move(pending);
                view.pending_version = version.number;
            }
        }
        view.may = TRY(may_of(tx, actor, *purpose, call.now));
        return answer_json(view);
    });
}

Answer post_purpose(const Rooms& rooms, const Call& call) {
    PurposeRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    auto purpose = purpose_of(request);
    if (!purpose) return answer_problem(problem_of(std::move(purpose.error())));
    const auto made =
        rooms.database.write([&rooms, call, what = *purpose](store::WriteTx& tx) -> base::Result<grants::PurposeId> {
            const auto actor = TRY(enter(tx, rooms, call));
            NewPurpose fresh = what;
            TRY(resolve_units(tx, fresh));
            return grants::make_purpose(tx, rooms.desk, actor, fresh, rooms.random, call.now);
        });
    if (!made) return answer_error(made.error());
    auto answer = answer_json(CatalogueCreated{.id = made->value().text()});
    answer.status = call.endpoint->success;
    return answer;
}

Answer put_purpose(const Rooms& rooms, const Call& call) {
    PurposeRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    auto purpose = purpose_of(request);
    if (!purpose) return answer_problem(problem_of(std::move(purpose.error())));
    const auto made =
        rooms.database.write([&rooms, call, what = *purpose](store::WriteTx& tx) -> base::Result<std::int64_t> {
            const auto actor = TRY(enter(tx, rooms, call));
            NewPurpose fresh = what;
            TRY(resolve_units(tx, fresh));
            return grants::change_purpose(tx, rooms.desk, actor, call.parts.at(0), fresh, call.now);
        });
    if (!made) return answer_error(made.error());
    return answer_json(PurposeVersionMade{.version = made->value()});
}

Answer post_purpose_approve(const Rooms& rooms, const Call& call) {
    return decide(rooms, call, grants::approve_purpose);
}

Answer post_purpose_refuse(const Rooms& rooms, const Call& call) { return decide(rooms, call, grants::refuse_purpose); }

Answer post_purpose_end(const Rooms& rooms, const Call& call) {
    EndingRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto at = read_end(request.at.value);
    if (!at) return answer_problem(problem_of(bad_catalogue_day("at")));
    const auto done = rooms.database.write(
        [&rooms, call, at = *at, reason = request.reason.value](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::end_purpose(tx, rooms.desk, actor, call.parts.at(0), at, reason, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
