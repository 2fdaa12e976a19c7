#include "duties/destruction.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/period.h"
#include "crypto/hash.h"
#include "duties/destruction_rows.h"
#include "duties/record_act.h"
#include "format/code_points.h"
#include "grants/held.h"
#include "law/period.h"
#include "people/contract.h"
#include "people/duty.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr std::size_t longest_text = 1000;

struct Span {
    base::Instant from{};
    base::Instant until{};
    std::int64_t grants = 1;
};

struct Term {
    std::string number;
    base::Instant from{};
    base::Instant until{};
};

// The contracts of every unit: of each number what its last version says.
base::Result<std::map<people::UnitId, std::vector<Term>>> contract_terms(store::ReadTx& tx) {
    std::map<people::UnitId, std::vector<Term>> terms;
    const auto versions = TRY(people::contract_versions(tx));
    for (const auto& version : versions) {
        auto& of_unit = terms[version.unit];
        const auto same = std::ranges::find(of_unit, version.contract.number, &Term::number);
        const Term term{
            .number = version.contract.number, .from = version.contract.from, .until = version.contract.until};
        if (same == of_unit.end()) {
            of_unit.push_back(term);
        } else {
            *same = term;
        }
    }
    return terms;
}

// What of a grant was inside a contract.
std::vector<Span> within(const Span& grant, const std::vector<Term>& terms) {
    std::vector<Span> parts;
    for (const Term& term : terms) {
        const Span part{.from = std::max(grant.from, term.from), .until = std::min(grant.until, term.until)};
        if (part.from < part.until) parts.push_back(part);
    }
    return parts;
}

// The uses: spans that touch are one, so that a renewal without a gap goes on.
std::vector<Span> joined(std::vector<Span> spans) {
    std::ranges::sort(spans, {}, &Span::from);
    std::vector<Span> uses;
    for (const Span& span : spans) {
        if (uses.empty() || uses.back().until < span.from) {
            uses.push_back(span);
        } else {
            uses.back().until = std::max(uses.back().until, span.until);
            ++uses.back().grants;
        }
    }
    return uses;
}

DestructionId id_of(people::UnitId unit, base::Instant event) {
    base::Bytes text;
    base::put_u64(text, static_cast<std::uint64_t>(unit.number()));
    base::put_u64(text, static_cast<std::uint64_t>(base::to_millis(event)));
    const auto digest = crypto::sha256({base::as_bytes("menhu destruction v1\n"), base::ByteView{text}});
    const auto number = base::get_u64(base::ByteView{digest}) & 0x7FFF'FFFF'FFFF'FFFFU;
    return DestructionId{static_cast<std::int64_t>(number)};
}

Destruction duty_of(const law::Profile& profile, const people::Unit& unit, const Span& use,
                    const std::vector<Term>& terms, base::Instant now) {
    Destruction duty{.id = id_of(unit.id, use.until),
                     .unit = unit.id,
                     .unit_name = unit.name_zh,
                     .managing_unit = unit.parent,
                     .cause = DestructionCause::grants_ended,
                     .contract_number = {},
                     .event_at = use.until,
                     .due = destruction_due(profile, use.until),
                     .state = DestructionState::due,
                     .grants = use.grants,
                     .done = std::nullopt,
                     .recorded_at = std::nullopt,
                     .recorded_by = std::nullopt,
                     .record = Destruction::Record::may_not};
    for (const Term& term : terms) {
        if (term.from < use.until && use.until <= term.until) duty.contract_number = term.number;
        if (term.until == use.until) duty.cause = DestructionCause::contract_ended;
    }
    if (now >= base::taipei_end(duty.due)) duty.state = DestructionState::overdue;
    return duty;
}

// The grants of a unit with the spans in which anybody held them.
base::Result<std::vector<Span>> spans_of(store::ReadTx& tx, people::UnitId unit, base::Instant now) {
    std::map<grants::GrantId, Span> of_grant;
    const auto held = TRY(grants::held_by_unit(tx, unit, now));
    for (const auto& grant : held) {
        if (grant.until <= grant.from) continue;  // given up before it began
        const Span span{.from = grant.from, .until = grant.until};
        const auto [known, is_new] = of_grant.emplace(grant.grant, span);
        if (is_new) continue;
        known->second.from = std::min(known->second.from, span.from);
        known->second.until = std::max(known->second.until, span.until);
    }
    std::vector<Span> spans;
    for (const auto& [grant, span] : of_grant) spans.push_back(span);
    return spans;
}

// Every use of a contractor that is over, by its deadline.
base::Result<std::vector<Destruction>> all_duties(store::ReadTx& tx, const law::Profile& profile, base::Instant now) {
    std::vector<Destruction> duties;
    const auto terms = TRY(contract_terms(tx));
    const auto units = TRY(people::units(tx));
    for (const auto& unit : units) {
        if (unit.kind != people::UnitKind::contractor) continue;
        std::vector<Term> own{{.number = {}, .from = unit.from, .until = unit.until.value_or(base::Instant::max())}};
        if (const auto found = terms.find(unit.id); found != terms.end()) own = found->second;
        std::vector<Span> inside;
        const auto spans = TRY(spans_of(tx, unit.id, now));
        for (const Span& span : spans) std::ranges::copy(within(span, own), std::back_inserter(inside));
        for (const Span& use : joined(std::move(inside))) {
            if (use.until <= now) duties.push_back(duty_of(profile, unit, use, own, now));
        }
    }
    std::ranges::sort(duties,
                      [](const auto& a, const auto& b) { return std::pair{a.due, a.id} < std::pair{b.due, b.id}; });
    return duties;
}

// What the reader is to the contractors' destructions.
class Reader {
public:
    Reader(store::ReadTx& tx, const people::Actor& by, base::Instant now) : tx_{tx}, by_{by}, now_{now} {}

    bool sees_all() const {
        return by_.roles().has_any(
            {Role::designated_person, Role::account_administrator, Role::checker, Role::auditor, Role::civil_affairs});
    }
    base::Result<bool> sees(const Destruction& duty) {
        if (sees_all() || by_.unit() == duty.unit) return true;
        return heads(duty);
    }
    // The agency's side: the contractor hands in evidence and a letter, and does not judge them.
    base::Result<bool> may_record(const Destruction& duty) {
        if (duty.state == DestructionState::done || by_.unit() == duty.unit) return false;
        if (by_.has(Role::designated_person)) return true;
        return heads(duty);
    }

private:
    base::Result<bool> heads(const Destruction& duty) {
        if (!by_.has(Role::unit_head) || !duty.managing_unit) return false;
        const auto known = known_.find(*duty.managing_unit);
        if (known != known_.end()) return known->second;
        const auto acting = TRY(people::acting_head(tx_, *duty.managing_unit, {}, now_));
        const bool mine = acting && acting->account == by_.account();
        known_[*duty.managing_unit] = mine;
        return mine;
    }

    store::ReadTx& tx_;
    const people::Actor& by_;
    base::Instant now_;
    std::map<people::UnitId, bool> known_;
};

base::Result<void> check(const DestructionDone& done, base::Instant now) {
    const auto ill_formed = [](std::string_view part) {
        return Error{Fault::bad_input, "duties.destruction_ill_formed", std::string{part}};
    };
    const std::array<std::pair<std::string_view, std::string_view>, 6> texts{{{"method", done.method},
                                                                              {"scope", done.scope},
                                                                              {"backups", done.backups},
                                                                              {"witness", done.witness},
                                                                              {"evidence", done.evidence},
                                                                              {"letter_number", done.letter_number}}};
    for (const auto& [name, text] : texts) {
        const bool good = format::is_utf8(text) && text.find_first_not_of(" \t\r\n") != std::string_view::npos &&
                          format::count_code_points(text) <= longest_text;
        if (!good) return ill_formed(name);
    }
    const base::Date today = base::taipei_date(now);
    if (done.destroyed_on > today) return ill_formed("destroyed_on");
    if (done.letter_on > today || done.letter_on < done.destroyed_on) return ill_formed("letter_on");
    return {};
}

}  // namespace

std::string_view destruction_cause_code(DestructionCause cause) {
    return cause == DestructionCause::contract_ended ? "contract_ended" : "grants_ended";
}

std::string_view destruction_state_code(DestructionState state) {
    switch (state) {
        case DestructionState::due:
            return "due";
        case DestructionState::overdue:
            return "overdue";
        case DestructionState::done:
            return "done";
    }
    base::throw_bug("destruction_state_code: no such state");
}

base::Date destruction_due(const law::Profile& profile, base::Instant event) {
    // The day of the event is the last one of use: that day is not counted (民法 120).
    const auto last_of_use = base::taipei_date(event - std::chrono::milliseconds{1});
    const base::Period period = law::period_of(profile.numbers().contractor_destruction.value);
    const auto due = base::due_day(last_of_use, period, profile.work_days());
    // A year that the calendar does not cover: the day is not moved, so that it is never too late.
    return due ? *due : base::last_day(last_of_use, period);
}

base::Result<std::vector<Destruction>> destructions(store::ReadTx& tx, const people::Office& office,
                                                    const people::Actor& by, base::Instant now) {
    TRY(people::require_able(by));
    Reader reader{tx, by, now};
    auto done = TRY(rows::destructions_done(tx));
    auto all = TRY(all_duties(tx, office.profile(), now));
    std::erase_if(
        all, [&](const Destruction& duty) { return std::ranges::find(done, duty.id, &Destruction::id) != done.end(); });
    for (Destruction& one : done) {
        const auto unit = TRY(people::find_unit(tx, one.unit));
        if (unit) one.managing_unit = unit->parent;
        all.push_back(std::move(one));
    }
    std::vector<Destruction> seen;
    for (Destruction& duty : all) {
        const bool sees = TRY(reader.sees(duty));
        if (!sees) continue;
        const bool may = TRY(reader.may_record(duty));
        if (may) duty.record = Destruction::Record::may;
        seen.push_back(std::move(duty));
    }
    return seen;
}

base::Result<void> record_destruction(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                      DestructionId id, const DestructionDone& what, base::Instant now) {
    const auto all = TRY(destructions(tx, office, by, now));
    const auto found = std::ranges::find(all, id, &Destruction::id);
    if (found == all.end()) return Error{Fault::not_found, "duties.destruction_not_found"};
    if (found->state == DestructionState::done) return Error{Fault::conflict, "duties.destruction_done"};
    if (found->record == Destruction::Record::may_not) return Error{Fault::refused, "duties.destruction_not_yours"};
    TRY(check(what, now));
    TRY(rows::insert_destruction(tx, *found, what, by.account(), now));
    return record_act(tx, office, by.account(), by.unit(), "duties.destruction_done",
                      {{"destruction", id.text()},
                       {"about_unit", found->unit.text()},
                       {"cause", std::string{destruction_cause_code(found->cause)}},
                       {"contract", found->contract_number},
                       {"over_at", base::to_rfc3339(found->event_at)},
                       {"due", base::to_iso(found->due)},
                       {"destroyed_on", base::to_iso(what.destroyed_on)},
                       {"document_number", what.letter_number},
                       {"letter_on", base::to_iso(what.letter_on)}},
                      {{"method", what.method},
                       {"scope", what.scope},
                       {"backups", what.backups},
                       {"witness", what.witness},
                       {"evidence", what.evidence}},
                      now);
}

}  // namespace menhu::duties
