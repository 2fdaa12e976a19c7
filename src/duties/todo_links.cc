// What links, purposes and legal bases ask of somebody (F2.3, P2.1, X1).
#include <algorithm>
#include <set>

#include "duties/todo_parts.h"
#include "grants/basis.h"
#include "grants/held.h"
#include "grants/link_people.h"
#include "grants/link_review.h"
#include "grants/purpose.h"
#include "people/duty.h"
#include "people/term.h"

namespace menhu::duties {
namespace {

using people::Role;

base::Result<void> add_link(const TodoFrame& frame, const grants::Link& link) {
    const auto standing = TRY(grants::link_standing(frame.tx, frame.office.profile(), link, frame.now));
    for (const grants::LinkNotice& notice : standing.notices) {
        frame.todos.push_back({.code = notice.code,
                               .zh = fmt::format("{}：{}", link.terms.name_zh, notice.zh),
                               .en = fmt::format("{}: {}", link.terms.name_en, notice.en),
                               .clause = notice.clause,
                               .due = notice.due,
                               .link = "/links/" + link.code});
    }
    return {};
}

// Which of the purposes on the basis stop with it: those that rest on no other basis then.
std::vector<const grants::Purpose*> stopping(const std::vector<grants::Purpose>& purposes,
                                             const std::vector<grants::Basis>& bases, const grants::Basis& basis,
                                             base::Instant now) {
    std::vector<const grants::Purpose*> list;
    for (const grants::Purpose& purpose : purposes) {
        const auto& ids = purpose.what.bases;
        if (std::ranges::find(ids, basis.id) == ids.end() || !purpose.usable(bases, now)) continue;
        if (!purpose.usable(bases, *basis.until)) list.push_back(&purpose);
    }
    return list;
}

// The purposes under which somebody of mine holds a grant: I myself, or people of units that I answer for as head.
base::Result<std::set<std::string>> purposes_of_mine(const TodoFrame& frame) {
    const auto held = TRY(grants::held_between(frame.tx, frame.now, frame.now + std::chrono::milliseconds{1}));
    people::Reach reach;
    if (frame.actor.has(Role::unit_head)) reach = TRY(people::reach_of(frame.tx, frame.actor, frame.now));
    std::set<std::string> purposes;
    for (const grants::HeldGrant& grant : held) {
        if (grant.account == frame.actor.account() || reach.covers(grant.unit)) purposes.insert(grant.purpose_code);
    }
    return purposes;
}

}  // namespace

base::Result<void> add_links(const TodoFrame& frame) {
    const auto mine = TRY(grants::link_people_of(frame.tx, frame.actor.account()));
    const bool in_charge =
        std::ranges::any_of(mine, [&](const grants::LinkPerson& person) { return person.in_force(frame.now); });
    const bool keeps = frame.actor.roles().has_any({Role::designated_person, Role::account_administrator}) &&
                       grants::require_catalogue_keeper(frame.tx, frame.actor, frame.now).has_value();
    if (!in_charge && !keeps && !frame.actor.has(Role::unit_head)) return {};
    const auto all = TRY(grants::links(frame.tx));
    for (const grants::Link& link : all) {
        bool concerns = keeps || std::ranges::any_of(mine, [&](const grants::LinkPerson& person) {
                            return person.link == link.id && person.in_force(frame.now);
                        });
        if (!concerns) {
            const auto head = TRY(grants::link_head(frame.tx, link, frame.now));
            concerns = head == frame.actor.account();
        }
        if (concerns) TRY(add_link(frame, link));
    }
    return {};
}

base::Result<void> add_purposes(const TodoFrame& frame) {
    if (!frame.actor.has(Role::unit_head)) return {};
    const bool heads = TRY(grants::heads_agency(frame.tx, frame.actor, frame.now));
    if (!heads) return {};
    const auto all = TRY(grants::purposes(frame.tx));
    for (const grants::Purpose& purpose : all) {
        const bool may = TRY(grants::may_approve_purpose(frame.tx, frame.actor, purpose, frame.now));
        if (!may) continue;
        frame.todos.push_back({.code = "purpose_waits",
                               .zh = fmt::format("用途「{}」待您核可", purpose.what.name_zh),
                               .en = fmt::format("The purpose \"{}\" waits for your approval", purpose.what.name_en),
                               .clause = "P2.1",
                               .due = std::nullopt,
                               .link = "/purposes/" + purpose.what.code});
    }
    return {};
}

base::Result<void> add_ending_bases(const TodoFrame& frame) {
    const auto bases = TRY(grants::bases(frame.tx));
    const base::Instant horizon = people::after(frame.now, frame.office.profile().numbers().basis_end_warning);
    const bool none =
        std::ranges::none_of(bases, [&](const auto& basis) { return basis.ends_between(frame.now, horizon); });
    if (none) return {};
    const bool keeps = frame.actor.roles().has_any({Role::designated_person, Role::account_administrator}) &&
                       grants::require_catalogue_keeper(frame.tx, frame.actor, frame.now).has_value();
    const auto purposes = TRY(grants::purposes(frame.tx));
    const auto mine = TRY(purposes_of_mine(frame));
    for (const grants::Basis& basis : bases) {
        if (!basis.ends_between(frame.now, horizon)) continue;
        for (const grants::Purpose* purpose : stopping(purposes, bases, basis, frame.now)) {
            if (!keeps && !mine.contains(purpose->what.code)) continue;
            frame.todos.push_back({.code = "basis_ends",
                                   .zh = fmt::format("法規依據 {}「{}」即將失效，用途「{}」的核准屆時停止", basis.id,
                                                     basis.title, purpose->what.name_zh),
                                   .en = fmt::format("The basis {} ends, and grants for \"{}\" stop with it", basis.id,
                                                     purpose->what.name_en),
                                   .clause = "P2.1",
                                   .due = basis.until,
                                   .link = "/purposes/" + purpose->what.code});
        }
    }
    return {};
}

}  // namespace menhu::duties
