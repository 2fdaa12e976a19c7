// Grants as their holders and those who oversee them see them, and the register of all.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "grants/grant.h"
#include "grants/grant_rows.h"
#include "grants/link.h"
#include "grants/purpose.h"
#include "grants/use_rows.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

using people::Role;

constexpr people::Roles overseers{Role::account_administrator, Role::designated_person, Role::checker, Role::auditor,
                                  Role::ethics_officer,        Role::civil_affairs};
constexpr std::array all_states{GrantState::in_force,  GrantState::not_yet_valid, GrantState::expired,
                                GrantState::suspended, GrantState::ended,         GrantState::lapsed};
// From so many on, the holders of all are read at once.
constexpr std::size_t many = 20;

// What is over for 90 days is of no use to its holder any more.
void leave_out_old(std::vector<rows::GrantRow>& found, base::Instant now) {
    std::erase_if(found, [&](const rows::GrantRow& row) {
        return std::min(row.ended_at.value_or(row.view.until), row.view.until) + std::chrono::days{90} <= now;
    });
}

base::Result<void> add_holders(store::ReadTx& tx, std::vector<rows::GrantRow>& found, base::Instant now) {
    if (found.size() < many) {
        for (rows::GrantRow& row : found) {
            auto holders = TRY(rows::holders(tx, row.view.id, now));
            row.view.holders = std::move(holders);
        }
        return {};
    }
    std::map<GrantId, std::vector<people::AccountId>> of;
    const auto all = TRY(rows::all_holders(tx, now));
    for (const rows::HolderOf& one : all) of[one.grant].push_back(one.account);
    for (rows::GrantRow& row : found) row.view.holders = std::move(of[row.view.id]);
    return {};
}

// The purposes that may be used now, and every link.
struct Usable {
    std::set<PurposeId> purposes;
    std::map<std::string, Link, std::less<>> links;

    static base::Result<Usable> at(store::ReadTx& tx, base::Instant now) {
        Usable usable;
        const auto known = TRY(bases(tx));
        const auto all = TRY(grants::purposes(tx));
        for (const Purpose& purpose : all) {
            if (purpose.usable(known, now)) usable.purposes.insert(purpose.id);
        }
        auto of_provider = TRY(grants::links(tx));
        for (Link& link : of_provider) usable.links.emplace(link.code, std::move(link));
        return usable;
    }
    void judge(GrantView& grant, base::Instant now) const {
        const auto link = links.find(grant.holding);
        if (link != links.end()) grant.link_until = link->second.over_at();
        if (!purposes.contains(grant.purpose)) {
            grant.halt = Halt::purpose;
        } else if (link == links.end() || !link->second.in_force(now)) {
            grant.halt = Halt::link;
        }
    }
};

base::Result<std::vector<GrantView>> completed(store::ReadTx& tx, std::vector<rows::GrantRow> found,
                                               base::Instant now) {
    std::map<std::int64_t, std::string> unit_names;
    const auto units = TRY(people::units(tx));
    for (const people::Unit& unit : units) unit_names.emplace(unit.id.number(), unit.name_zh);
    std::map<PurposeId, std::vector<GrantView::BasisName>> bases;
    TRY(add_holders(tx, found, now));
    const auto usable = TRY(Usable::at(tx, now));
    std::vector<GrantView> list;
    list.reserve(found.size());
    for (rows::GrantRow& row : found) {
        GrantView view = std::move(row.view);
        if (!bases.contains(view.purpose)) {
            auto names = TRY(rows::basis_names(tx, view.purpose));
            bases.emplace(view.purpose, std::move(names));
        }
        view.bases = bases[view.purpose];
        view.unit_name = unit_names[view.unit.number()];
        view.state = state_of(row.state, view.from, view.until, view.lapses_at, now);
        usable.judge(view, now);
        view.days_left = view.state == GrantState::ended ? 0 : days_left(view.until, now);
        list.push_back(std::move(view));
    }
    std::ranges::sort(list, {}, [](const GrantView& view) {
        return std::tuple{view.state != GrantState::in_force, view.until, view.id};
    });
    return list;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool fits(const GrantView& grant, const GrantQuestion& question) {
    if (question.state && grant.state != *question.state) return false;
    if (question.unit && grant.unit != *question.unit) return false;
    if (!question.purpose.empty() && grant.purpose_code != question.purpose) return false;
    if (question.holder && std::ranges::find(grant.holders, *question.holder) == grant.holders.end()) return false;
    return question.text.empty() || contains(grant.purpose_zh, question.text) ||
           contains(grant.purpose_en, question.text) || contains(grant.purpose_code, question.text) ||
           contains(grant.unit_name, question.text) || contains(grant.application, question.text);
}

}  // namespace

std::string_view halt_code(Halt halt) {
    switch (halt) {
        case Halt::none:
            return "";
        case Halt::purpose:
            return "purpose";
        case Halt::link:
            return "link";
    }
    base::throw_bug("halt_code: no such halt");
}

std::string_view grant_state_code(GrantState state) {
    switch (state) {
        case GrantState::in_force:
            return "in_force";
        case GrantState::not_yet_valid:
            return "not_yet_valid";
        case GrantState::expired:
            return "expired";
        case GrantState::suspended:
            return "suspended";
        case GrantState::ended:
            return "ended";
        case GrantState::lapsed:
            return "lapsed";
    }
    base::throw_bug("grant_state_code: no such state");
}

std::optional<GrantState> grant_state_from_code(std::string_view code) {
    const auto found = std::ranges::find(all_states, code, grant_state_code);
    if (found == all_states.end()) return std::nullopt;
    return *found;
}

base::Result<std::vector<GrantId>> renewable(store::ReadTx& tx, const law::Profile& profile,
                                             const std::vector<GrantView>& grants, base::Instant now) {
    const base::Instant horizon = people::after(now, profile.numbers().grant_renewal_opens.value);
    std::vector<GrantId> due;
    for (const GrantView& grant : grants) {
        if (grant.state != GrantState::ended && grant.until <= horizon) due.push_back(grant.id);
    }
    if (due.empty()) return due;
    const auto under_way = TRY(rows::grants_being_renewed(tx, now));
    std::erase_if(due, [&](GrantId id) { return std::ranges::binary_search(under_way, id); });
    return due;
}

base::Result<std::vector<GrantView>> grants_of(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    auto found = TRY(rows::grants_held(tx, actor.account(), now));
    leave_out_old(found, now);
    return completed(tx, std::move(found), now);
}

base::Result<std::vector<GrantView>> visible_grants(store::ReadTx& tx, const people::Actor& actor, base::Instant now) {
    if (actor.roles().has_any(overseers)) {
        auto all = TRY(rows::grants(tx, now));
        return completed(tx, std::move(all), now);
    }
    if (actor.has(Role::unit_head)) {
        auto of_unit = TRY(rows::grants_of_unit(tx, actor.unit(), now));
        return completed(tx, std::move(of_unit), now);
    }
    return grants_of(tx, actor, now);
}

base::Result<std::optional<GrantView>> find_grant(store::ReadTx& tx, GrantId grant, base::Instant now) {
    auto row = TRY(rows::grant(tx, grant, now));
    if (!row) return std::optional<GrantView>{};
    std::vector<rows::GrantRow> one;
    one.push_back(*std::move(row));
    auto list = TRY(completed(tx, std::move(one), now));
    return std::optional{std::move(list.front())};
}

base::Result<std::optional<GrantView>> find_visible_grant(store::ReadTx& tx, const people::Actor& actor, GrantId grant,
                                                          base::Instant now) {
    auto found = TRY(find_grant(tx, grant, now));
    if (!found || actor.roles().has_any(overseers)) return found;
    const bool is_head = actor.has(Role::unit_head) && actor.unit() == found->unit;
    const bool holds = std::ranges::find(found->holders, actor.account()) != found->holders.end();
    if (!is_head && !holds) found.reset();
    return found;
}

base::Result<GrantPage> grant_register(store::ReadTx& tx, const people::Actor& actor, const GrantQuestion& question,
                                       base::Instant now) {
    auto all = TRY(visible_grants(tx, actor, now));
    std::erase_if(all, [&](const GrantView& grant) { return !fits(grant, question); });
    GrantPage page;
    page.total = static_cast<std::int64_t>(all.size());
    const auto first = std::min(page.total, question.skip);
    const auto last = std::min(page.total, first + question.limit);
    for (auto i = first; i < last; ++i) page.items.push_back(std::move(all[static_cast<std::size_t>(i)]));
    return page;
}

}  // namespace menhu::grants
