#include "people/duty.h"

#include <algorithm>
#include <array>

#include "format/code_points.h"
#include "people/absence.h"
#include "people/account.h"
#include "people/duty_rows.h"
#include "people/record.h"
#include "people/unit.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

struct KindRow {
    DutyKind kind;
    std::string_view code;
    std::optional<Role> role;  // without which nobody has the duty
    enum class Holders : std::uint8_t { one, many } holders;
};
constexpr std::array kinds{
    KindRow{DutyKind::head, "head", Role::unit_head, KindRow::Holders::one},
    KindRow{DutyKind::deputy, "deputy", std::nullopt, KindRow::Holders::one},
    KindRow{DutyKind::account_administrator, "account_administrator", Role::account_administrator,
            KindRow::Holders::many},
    KindRow{DutyKind::designated_person, "designated_person", Role::designated_person, KindRow::Holders::many},
    KindRow{DutyKind::handler, "handler", std::nullopt, KindRow::Holders::many},
};

const KindRow& row_of(DutyKind kind) {
    const auto* found = std::ranges::find(kinds, kind, &KindRow::kind);
    CHECK(found != kinds.end());
    return *found;
}

constexpr std::size_t longest_note = 500;
constexpr int deepest_unit = 8;  // more parents than an agency has; a ring of parents ends here

// Who acts must answer for the unit; a duty for the whole agency is given by who has the whole agency.
base::Result<void> require_giver(store::ReadTx& tx, const Actor& by, std::optional<UnitId> unit, base::Instant now) {
    if (unit) return require_administrator_of(tx, by, *unit, now);
    return require_agency_administrator(tx, by, now);
}

bool overlap(const OfficeDuty& one, const NewDuty& other) {
    return (!other.until || one.from < *other.until) && (!one.until || other.from < *one.until);
}

base::Result<std::vector<OfficeDuty>> duties_for(store::ReadTx& tx, std::optional<UnitId> unit) {
    return unit ? rows::duties_of_unit(tx, *unit) : rows::duties_of_agency(tx);
}

const OfficeDuty* holder(std::span<const OfficeDuty> duties, DutyKind kind, base::Instant at) {
    const auto found =
        std::ranges::find_if(duties, [&](const OfficeDuty& duty) { return duty.kind == kind && duty.in_force(at); });
    return found == duties.end() ? nullptr : &*found;
}

// May the holder act at that instant: there, with the role of the duty, and not away?
base::Result<bool> is_available(store::ReadTx& tx, const OfficeDuty& duty, base::Instant at) {
    const auto account = TRY(find_account(tx, duty.account, at));
    if (!account || account->standing != Standing::active) return false;
    const auto& role = row_of(duty.kind).role;
    if (role && !account->roles.has(*role)) return false;
    const auto away = TRY(is_absent(tx, duty.account, at));
    return !away;
}

// Of one unit, or of the whole agency: who acts as head; nothing if it falls to the next above.
base::Result<std::optional<OfficeDuty>> acting_here(store::ReadTx& tx, std::optional<UnitId> unit,
                                                    std::span<const AccountId> except, base::Instant at) {
    const auto duties = TRY(duties_for(tx, unit));
    const auto is_excepted = [&](const OfficeDuty& duty) {
        return std::ranges::find(except, duty.account) != except.end();
    };
    if (const auto* head = holder(duties, DutyKind::head, at)) {
        if (is_excepted(*head)) return std::optional<OfficeDuty>{};
        const auto can = TRY(is_available(tx, *head, at));
        if (can) return std::optional{*head};
    }
    if (const auto* deputy = holder(duties, DutyKind::deputy, at); deputy != nullptr && !is_excepted(*deputy)) {
        const auto can = TRY(is_available(tx, *deputy, at));
        if (can) return std::optional{*deputy};
    }
    return std::optional<OfficeDuty>{};
}

Facts facts_of(DutyId id, std::optional<UnitId> unit, DutyKind kind, AccountId account) {
    return {{"duty", id.text()},
            {"about_unit", unit ? unit->text() : std::string{"agency"}},
            {"kind", std::string{duty_kind_code(kind)}},
            {"about_account", account.text()}};
}

}  // namespace

std::string_view duty_kind_code(DutyKind kind) { return row_of(kind).code; }

std::optional<DutyKind> duty_kind_from_code(std::string_view code) {
    const auto* found = std::ranges::find(kinds, code, &KindRow::code);
    if (found == kinds.end()) return std::nullopt;
    return found->kind;
}

base::Result<DutyId> assign_duty(store::WriteTx& tx, const Office& office, const Actor& by, const NewDuty& duty,
                                 base::Random& random, base::Instant now) {
    TRY(require_giver(tx, by, duty.unit, now));
    if (by.account() == duty.account) return Error{Fault::refused, "people.own_account"};
    if ((duty.until && (*duty.until <= duty.from || *duty.until <= now)) || !format::is_utf8(duty.note) ||
        format::count_code_points(duty.note) > longest_note) {
        return Error{Fault::bad_input, "people.duty_ill_formed"};
    }
    if (duty.unit) {
        const auto unit = TRY(find_unit(tx, *duty.unit));
        if (!unit) return Error{Fault::not_found, "people.not_found", "unit"};
    }
    const auto account = TRY(find_account(tx, duty.account, std::max(now, duty.from)));
    if (!account) return Error{Fault::not_found, "people.not_found", "account"};
    const auto& kind = row_of(duty.kind);
    if (account->standing == Standing::closed || (kind.role && !account->roles.has(*kind.role))) {
        return Error{Fault::conflict, "people.duty_role_missing", std::string{kind.code}};
    }
    const auto present = TRY(duties_for(tx, duty.unit));
    for (const OfficeDuty& one : present) {
        if (one.kind != duty.kind || !overlap(one, duty)) continue;
        if (kind.holders == KindRow::Holders::one || one.account == duty.account) {
            return Error{Fault::conflict, "people.duty_taken", std::string{kind.code}};
        }
    }
    const DutyId id = DutyId::make(now, random);
    TRY(rows::insert_duty(tx, id, duty, by.account(), now));
    Facts facts = facts_of(id, duty.unit, duty.kind, duty.account);
    facts.emplace_back("from", base::to_rfc3339(duty.from));
    facts.emplace_back("until", duty.until ? base::to_rfc3339(*duty.until) : std::string{"open"});
    Facts sealed;
    if (!duty.note.empty()) sealed.emplace_back("note", duty.note);
    TRY(record(tx, office, by, "people.duty_assigned", std::move(facts), std::move(sealed), now));
    return id;
}

base::Result<void> end_duty(store::WriteTx& tx, const Office& office, const Actor& by, DutyId duty, base::Instant at,
                            std::string_view note, base::Instant now) {
    const auto found = TRY(rows::duty(tx, duty));
    if (!found) {
        TRY(require(by, Role::account_administrator));
        return Error{Fault::not_found, "people.not_found", "duty"};
    }
    TRY(require_giver(tx, by, found->unit, now));
    if (by.account() == found->account) return Error{Fault::refused, "people.own_account"};
    if (at < now || at < found->from || (found->until && at > *found->until) || !format::is_utf8(note) ||
        format::count_code_points(note) > longest_note) {
        return Error{Fault::bad_input, "people.duty_ill_formed"};
    }
    TRY(rows::update_duty_end(tx, duty, at));
    Facts facts = facts_of(duty, found->unit, found->kind, found->account);
    facts.emplace_back("until", base::to_rfc3339(at));
    Facts sealed;
    if (!note.empty()) sealed.emplace_back("note", std::string{note});
    return record(tx, office, by, "people.duty_ended", std::move(facts), std::move(sealed), now);
}

base::Result<std::int64_t> end_duties_of(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                         std::optional<UnitId> unit, base::Instant at, base::Instant now) {
    CHECK(at >= now);
    const auto duties = TRY(rows::duties_of_account(tx, account));
    std::int64_t ended = 0;
    for (const OfficeDuty& duty : duties) {
        if ((unit && duty.unit != unit) || (duty.until && *duty.until <= at)) continue;
        const base::Instant end = std::max(at, duty.from);  // one that has not begun by then never does
        TRY(rows::update_duty_end(tx, duty.id, end));
        Facts facts = facts_of(duty.id, duty.unit, duty.kind, duty.account);
        facts.emplace_back("until", base::to_rfc3339(end));
        TRY(record(tx, office, by, "people.duty_ended", std::move(facts), {}, now));
        ++ended;
    }
    return ended;
}

base::Result<std::vector<OfficeDuty>> duties_of_unit(store::ReadTx& tx, UnitId unit) {
    return rows::duties_of_unit(tx, unit);
}

base::Result<std::vector<OfficeDuty>> duties_of_account(store::ReadTx& tx, AccountId account) {
    return rows::duties_of_account(tx, account);
}

base::Result<std::vector<OfficeDuty>> duties_at(store::ReadTx& tx, base::Instant at) { return rows::duties_at(tx, at); }

base::Result<std::optional<OfficeDuty>> find_duty(store::ReadTx& tx, DutyId duty) { return rows::duty(tx, duty); }

base::Result<Answerable> answerable(store::ReadTx& tx, UnitId unit, base::Instant at) {
    const auto own = TRY(rows::duties_of_unit(tx, unit));
    const auto agency = TRY(rows::duties_of_agency(tx));
    Answerable answer;
    const auto take = [&](std::span<const OfficeDuty> duties, DutyKind kind, std::optional<OfficeDuty>& into) {
        if (const auto* found = holder(duties, kind, at); found != nullptr && !into) into = *found;
    };
    take(own, DutyKind::head, answer.head);
    take(own, DutyKind::deputy, answer.deputy);
    take(own, DutyKind::account_administrator, answer.administrator);
    take(agency, DutyKind::account_administrator, answer.administrator);
    auto acting = TRY(acting_head(tx, unit, {}, at));
    answer.acting = std::move(acting);
    return answer;
}

base::Result<std::optional<OfficeDuty>> acting_head(store::ReadTx& tx, UnitId unit, std::span<const AccountId> except,
                                                    base::Instant at) {
    std::optional<UnitId> here = unit;
    for (int depth = 0; here && depth < deepest_unit; ++depth) {
        auto acting = TRY(acting_here(tx, here, except, at));
        if (acting) return acting;
        const auto found = TRY(find_unit(tx, *here));
        here = found ? found->parent : std::nullopt;
    }
    return acting_here(tx, std::nullopt, except, at);
}

base::Result<void> require_administrator_of(store::ReadTx& tx, const Actor& by, UnitId unit, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    const auto answers = TRY(has_duty(tx, by.account(), DutyKind::account_administrator, unit, now));
    if (!answers) return Error{Fault::refused, "people.not_your_unit"};
    return {};
}

base::Result<void> require_agency_administrator(store::ReadTx& tx, const Actor& by, base::Instant now) {
    TRY(require(by, Role::account_administrator));
    const auto answers = TRY(has_duty(tx, by.account(), DutyKind::account_administrator, std::nullopt, now));
    if (!answers) return Error{Fault::refused, "people.not_your_unit"};
    return {};
}

base::Result<Reach> reach_of(store::ReadTx& tx, const Actor& by, base::Instant now) {
    const auto duties = TRY(duties_of_account(tx, by.account()));
    Reach reach;
    for (const OfficeDuty& duty : duties) {
        const bool counts = duty.in_force(now) &&
                            (duty.kind == DutyKind::head || duty.kind == DutyKind::deputy ||
                             (duty.kind == DutyKind::account_administrator && by.has(Role::account_administrator)));
        if (!counts) continue;
        if (duty.unit) {
            reach.units.insert(*duty.unit);
        } else {
            reach.agency = Reach::Agency::yes;
        }
    }
    return reach;
}

base::Result<bool> has_duty(store::ReadTx& tx, AccountId account, DutyKind kind, std::optional<UnitId> unit,
                            base::Instant at) {
    const auto count = TRY(rows::count_duties(tx, account, kind, unit, at));
    return count > 0;
}

}  // namespace menhu::people
