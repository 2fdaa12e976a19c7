// Units with who answers for them, and contractors with their contracts (U1.1, U1.2, P2.3).
#include <map>
#include <set>

#include "people/account.h"
#include "people/unit.h"
#include "web/day.h"
#include "web/handlers_office.h"
#include "web/office_views.h"

namespace menhu::web {

namespace {

using people::DutyKind;
using people::Role;

base::Error no_such_unit() { return {base::Fault::not_found, "people.not_found", "unit"}; }

// What all views of units have in common, read once.
struct Offices {
    std::map<people::UnitId, std::map<DutyKind, people::OfficeDuty>> duties;
    std::map<DutyKind, people::OfficeDuty> agency;
    std::map<people::UnitId, std::int64_t> accounts;
    std::map<people::UnitId, people::Contract> contracts;
    people::Reach reach;
    bool reads_all = false;
};

base::Result<Offices> offices(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    Offices all;
    const auto duties = TRY(people::duties_at(tx, now));
    for (const auto& duty : duties) {
        if (duty.unit) {
            all.duties[*duty.unit].emplace(duty.kind, duty);
        } else {
            all.agency.emplace(duty.kind, duty);
        }
    }
    const auto accounts = TRY(people::accounts(tx, now));
    for (const auto& account : accounts) {
        if (account.standing != people::Standing::closed) ++all.accounts[account.unit];
    }
    const auto contracts = TRY(people::contracts(tx));
    for (const auto& version : contracts) all.contracts.emplace(version.unit, version.contract);
    auto reach = TRY(people::reach_of(tx, actor, now));
    all.reach = std::move(reach);
    all.reads_all = actor.has(Role::auditor);
    return all;
}

std::optional<AccountRef> holder(const std::map<DutyKind, people::OfficeDuty>& duties, DutyKind kind) {
    const auto found = duties.find(kind);
    if (found == duties.end()) return std::nullopt;
    return ref_of(found->second);
}

OfficeUnitView view_of_unit(const people::Unit& unit, const Offices& all) {
    OfficeUnitView view;
    view.id = unit.id.text();
    view.code = unit.code;
    view.name_zh = unit.name_zh;
    view.name_en = unit.name_en;
    view.kind = people::unit_kind_code(unit.kind);
    view.district = unit.district;
    if (unit.parent) view.parent = unit.parent->text();
    view.from = instant_text(unit.from);
    view.until = maybe_instant_text(unit.until);
    if (const auto own = all.duties.find(unit.id); own != all.duties.end()) {
        view.head = holder(own->second, DutyKind::head);
        view.deputy = holder(own->second, DutyKind::deputy);
        view.administrator = holder(own->second, DutyKind::account_administrator);
    }
    if (!view.administrator) view.administrator = holder(all.agency, DutyKind::account_administrator);
    if (const auto count = all.accounts.find(unit.id); count != all.accounts.end()) view.accounts = count->second;
    if (const auto contract = all.contracts.find(unit.id); contract != all.contracts.end()) {
        const bool is_shown = all.reads_all || all.reach.covers(unit.id);
        view.contract = view_of(contract->second, is_shown ? Contacts::shown : Contacts::hidden);
    }
    return view;
}

std::expected<people::Contract, Invalid> read_contract(ContractRequest& request, const std::string& path) {
    const auto from = read_start(request.from.value);
    const auto until = read_end(request.to.value);
    if (!from)
        return std::unexpected{Invalid{path + "from", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}};
    if (!until)
        return std::unexpected{Invalid{path + "to", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}};
    if (*until <= *from)
        return std::unexpected{Invalid{path + "to", "迄日不得早於起日", "must not be before the beginning"}};
    return people::Contract{.number = std::move(request.number.value),
                            .title = std::move(request.title.value),
                            .scope = std::move(request.scope.value),
                            .from = *from,
                            .until = *until,
                            .subcontracting = std::move(request.subcontracting.value),
                            .contact_name = std::move(request.contact_name.value),
                            .contact_phone = std::move(request.contact_phone.value),
                            .contact_email = std::move(request.contact_email.value)};
}

}  // namespace

Answer get_units(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(offices(tx, actor, call.now));
        const auto units = TRY(people::units(tx));
        OfficeUnitList list;
        for (const auto& unit : units) list.items.push_back(view_of_unit(unit, all));
        return answer_json(list);
    });
}

Answer get_unit(const Rooms& rooms, const Call& call) {
    const auto id = people::UnitId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_unit());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto unit = TRY(people::find_unit(tx, *id));
        if (!unit) return no_such_unit();
        const auto all = TRY(offices(tx, actor, call.now));
        OfficeUnitDetail view{view_of_unit(*unit, all), {}, {}, {}, {}};
        const auto duties = TRY(people::duties_of_unit(tx, *id));
        std::set<people::AccountId> holders;
        for (const auto& duty : duties) {
            view.duties.push_back(view_of(duty));
            if (duty.in_force(call.now)) holders.insert(duty.account);
        }
        const auto absences = TRY(people::absences(tx, call.now));
        for (const auto& absence : absences) {
            if (holders.contains(absence.account)) view.absences.push_back(view_of(absence));
        }
        const auto acting = TRY(people::acting_head(tx, *id, {}, call.now));
        view.acting = ref_of(acting);
        const auto answers = TRY(people::has_duty(tx, actor.account(), DutyKind::account_administrator, *id, call.now));
        const bool administers = answers && actor.has(Role::account_administrator);
        if (administers) view.may.emplace_back("assign_duty");
        if (administers && unit->kind == people::UnitKind::contractor) view.may.emplace_back("set_contract");
        return answer_json(view);
    });
}

Answer get_answerable(const Rooms& rooms, const Call& call) {
    const auto id = people::UnitId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_unit());
    base::Instant at = call.now;
    if (const auto text = call.query_value("on"); !text.empty()) {
        // Of a day, how it stood at its end; of today, now.
        const auto on = read_end(text);
        if (!on)
            return answer_problem(
                problem_of(Invalid{"on", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}));
        const auto last = *on - std::chrono::milliseconds{1};
        at = base::taipei_date(last) == base::taipei_date(call.now) ? call.now : last;
    }
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto unit = TRY(people::find_unit(tx, *id));
        if (!unit) return no_such_unit();
        const auto found = TRY(people::answerable(tx, *id, at));
        return answer_json(AnswerableView{.head = ref_of(found.head),
                                          .deputy = ref_of(found.deputy),
                                          .administrator = ref_of(found.administrator),
                                          .acting = ref_of(found.acting)});
    });
}

void post_unit(const Rooms& rooms, Call call, Reply reply) {
    ContractorRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    auto contract = read_contract(request.contract, "contract.");
    if (!contract) return reply.now(answer_problem(problem_of(std::move(contract.error()))));
    people::NewContractor contractor{.code = std::move(request.code.value),
                                     .name_zh = std::move(request.name_zh.value),
                                     .name_en = std::move(request.name_en.value),
                                     .parent = std::nullopt,
                                     .contract = std::move(*contract)};
    if (request.parent) {
        contractor.parent = people::UnitId::parse(request.parent->value);
        if (!contractor.parent) return reply.now(answer_error(no_such_unit()));
    }
    in_one_write(
        rooms, reply,
        [&rooms, call, contractor = std::move(contractor)](store::WriteTx& tx) -> base::Result<people::UnitId> {
            const auto actor = TRY(enter(tx, rooms, call));
            return people::create_contractor(tx, rooms.office, actor, contractor, rooms.random, call.now);
        },
        [](people::UnitId unit) {
            auto answer = answer_json(OfficeCreated{.id = unit.text()});
            answer.status = 201;
            return answer;
        });
}

void put_contract(const Rooms& rooms, Call call, Reply reply) {
    const auto unit = people::UnitId::parse(call.parts.at(0));
    if (!unit) return reply.now(answer_error(no_such_unit()));
    ContractRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    auto contract = read_contract(request, "");
    if (!contract) return reply.now(answer_problem(problem_of(std::move(contract.error()))));
    in_one_write(
        rooms, reply,
        [&rooms, call, unit = *unit, contract = std::move(*contract)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(people::set_contract(tx, rooms.office, actor, unit, contract, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
