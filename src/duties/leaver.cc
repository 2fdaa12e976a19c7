#include "duties/leaver.h"

#include <algorithm>
#include <array>

#include "duties/leaver_rows.h"
#include "duties/record_act.h"
#include "people/account.h"
#include "people/duty.h"
#include "people/term.h"

namespace menhu::duties {
namespace {

struct KindName {
    LeaverKind kind;
    std::string_view code;
};
constexpr std::array kind_names{
    KindName{LeaverKind::transfer, "transfer"},
    KindName{LeaverKind::resignation, "resignation"},
    KindName{LeaverKind::retirement, "retirement"},
    KindName{LeaverKind::leave, "leave"},
};
constexpr people::Roles readers_of_all{people::Role::auditor, people::Role::checker};

}  // namespace

std::string_view leaver_kind_code(LeaverKind kind) {
    const auto* const found = std::ranges::find(kind_names, kind, &KindName::kind);
    CHECK(found != kind_names.end());
    return found->code;
}

std::optional<LeaverKind> leaver_kind_from_code(std::string_view code) {
    const auto* const found = std::ranges::find(kind_names, code, &KindName::code);
    if (found == kind_names.end()) return std::nullopt;
    return found->kind;
}

std::string_view leaver_state_code(LeaverState state) {
    switch (state) {
        case LeaverState::planned:
            return "planned";
        case LeaverState::in_force:
            return "in_force";
        case LeaverState::over:
            return "over";
        case LeaverState::withdrawn:
            return "withdrawn";
    }
    base::throw_bug("leaver_state_code: no such state");
}

LeaverState Leaver::state(base::Instant now) const {
    if (withdrawn_at) return LeaverState::withdrawn;
    if (now < effective_at) return LeaverState::planned;
    return until_at && *until_at <= now ? LeaverState::over : LeaverState::in_force;
}

base::Result<std::vector<Leaver>> leavers(store::ReadTx& tx) { return rows::leavers(tx); }
base::Result<std::vector<LeaverId>> read_leavers(store::ReadTx& tx) { return rows::read_leavers(tx); }
base::Result<std::optional<Leaver>> find_leaver(store::ReadTx& tx, LeaverId leaver) { return rows::leaver(tx, leaver); }

base::Result<bool> may_read_accesses(store::ReadTx& tx, const people::Actor& actor, const Leaver& leaver,
                                     base::Instant now) {
    if (actor.account() == leaver.account) return false;
    if (actor.roles().has_any(readers_of_all)) return true;
    if (!actor.has(people::Role::unit_head)) return false;
    const auto who = TRY(people::answerable(tx, leaver.unit, now));
    return (who.acting && who.acting->account == actor.account()) || (who.head && who.head->account == actor.account());
}

base::Result<bool> may_read_leaver(store::ReadTx& tx, const people::Actor& actor, const Leaver& leaver,
                                   base::Instant now) {
    const bool head = TRY(may_read_accesses(tx, actor, leaver, now));
    if (head) return true;
    if (!actor.has(people::Role::account_administrator)) return false;
    return people::has_duty(tx, actor.account(), people::DutyKind::account_administrator, leaver.unit, now);
}

AccessSpan accesses_of(const law::Profile& profile, const Leaver& leaver, base::Instant now) {
    const base::Instant to = std::min(leaver.effective_at, now);
    const law::Term term = profile.numbers().leaver_accesses;
    return {.from = people::after(to, {.in = term.in, .count = -term.count}), .to = to};
}

base::Result<void> record_accesses_read(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                        const Leaver& leaver, base::Instant now) {
    TRY(rows::insert_read(tx, leaver.id, by.account(), now));
    return record_act(tx, office, by.account(), by.unit(), "duties.accesses_read",
                      {{"leaver", leaver.id.text()}, {"about_account", leaver.account.text()}}, {}, now);
}

}  // namespace menhu::duties
