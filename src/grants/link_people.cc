#include "grants/link_people.h"

#include <algorithm>
#include <array>

#include "format/code_points.h"
#include "grants/basis.h"
#include "grants/link_people_rows.h"
#include "grants/link_rows.h"
#include "grants/record.h"
#include "people/account.h"
#include "people/duty.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_note = 500;

struct DutyRow {
    LinkDuty duty;
    std::string_view code;
    std::optional<people::Role> role;  // without which nobody has the duty
    enum class Holders : std::uint8_t { one, many } holders;
};
constexpr std::array duty_rows{
    DutyRow{LinkDuty::designated_person, "designated_person", people::Role::designated_person, DutyRow::Holders::many},
    DutyRow{LinkDuty::handler, "handler", std::nullopt, DutyRow::Holders::many},
    DutyRow{LinkDuty::head, "head", people::Role::unit_head, DutyRow::Holders::one},
};

const DutyRow& row_of(LinkDuty duty) {
    const auto* const found = std::ranges::find(duty_rows, duty, &DutyRow::duty);
    CHECK(found != duty_rows.end());
    return *found;
}

bool is_note(std::string_view note) { return format::is_utf8(note) && format::count_code_points(note) <= longest_note; }

Facts facts_of(const LinkPerson& person) {
    return {{"link", person.link_code},
            {"link_person", person.id.text()},
            {"about_account", person.account.text()},
            {"duty", std::string{link_duty_code(person.duty)}}};
}

base::Result<void> end_one(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const LinkPerson& person,
                           base::Instant at, std::string_view note, base::Instant now) {
    TRY(rows::update_link_person_end(tx, person.id, at));
    Facts facts = facts_of(person);
    facts.emplace_back("until", base::to_rfc3339(at));
    return record(tx, desk, by, "grants.link_person_ended", std::nullopt, std::move(facts), note, now);
}

base::Result<LinkPersonId> insert_one(store::WriteTx& tx, const Desk& desk, const people::Actor& by, LinkPerson person,
                                      base::Random& random, base::Instant now) {
    person.id = LinkPersonId::make(now, random);
    TRY(rows::insert_link_person(tx, person, by.account(), now));
    Facts facts = facts_of(person);
    facts.emplace_back("from", base::to_rfc3339(person.from));
    TRY(record(tx, desk, by, "grants.link_person_named", std::nullopt, std::move(facts), person.note, now));
    return person.id;
}

// Of two for the same duty of one link, both open at the end or not: do they meet?
bool meets(const LinkPerson& one, base::Instant from) { return !one.until || from < *one.until; }

}  // namespace

std::string_view link_duty_code(LinkDuty duty) { return row_of(duty).code; }

std::optional<LinkDuty> link_duty_from_code(std::string_view code) {
    const auto* const found = std::ranges::find(duty_rows, code, &DutyRow::code);
    if (found == duty_rows.end()) return std::nullopt;
    return found->duty;
}

base::Result<LinkPersonId> name_link_person(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                            std::string_view code, const NewLinkPerson& person, base::Random& random,
                                            base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    if (person.account == by.account()) return Error{Fault::refused, "grants.own_link_duty"};
    const auto link = TRY(rows::link(tx, code));
    if (!link) return Error{Fault::not_found, "grants.link_unknown", std::string{code}};
    if (link->state(now) == LinkState::ended) return Error{Fault::conflict, "grants.link_over"};
    if (!is_note(person.note) || person.from >= link->over_at()) {
        return Error{Fault::bad_input, "grants.link_person_ill_formed"};
    }
    const auto account = TRY(people::find_account(tx, person.account, std::max(now, person.from)));
    if (!account) return Error{Fault::not_found, "people.not_found", "account"};
    const DutyRow& duty = row_of(person.duty);
    if (account->standing == people::Standing::closed || (duty.role && !account->roles.has(*duty.role))) {
        return Error{Fault::conflict, "grants.link_person_role_missing", std::string{duty.code}};
    }
    const auto present = TRY(rows::people_of_link(tx, link->id));
    for (const LinkPerson& one : present) {
        if (one.duty != person.duty || !one.took_effect() || !meets(one, person.from)) continue;
        if (duty.holders == DutyRow::Holders::one || one.account == person.account) {
            return Error{Fault::conflict, "grants.link_person_taken", std::string{duty.code}};
        }
    }
    return insert_one(tx, desk, by,
                      {.id = LinkPersonId{0},
                       .link = link->id,
                       .link_code = link->code,
                       .link_zh = link->terms.name_zh,
                       .provider = link->terms.provider,
                       .link_unit = link->terms.unit,
                       .duty = person.duty,
                       .account = person.account,
                       .from = person.from,
                       .until = std::nullopt,
                       .note = person.note},
                      random, now);
}

base::Result<void> end_link_person(store::WriteTx& tx, const Desk& desk, const people::Actor& by, LinkPersonId person,
                                   base::Instant at, std::string_view note, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto found = TRY(rows::link_person(tx, person));
    if (!found) return Error{Fault::not_found, "grants.link_person_unknown"};
    if (found->account == by.account()) return Error{Fault::refused, "grants.own_link_duty"};
    if (at < now || at < found->from || (found->until && at > *found->until) || !is_note(note)) {
        return Error{Fault::bad_input, "grants.link_person_ill_formed"};
    }
    return end_one(tx, desk, by, *found, at, note, now);
}

base::Result<std::int64_t> end_link_people_of(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                              people::AccountId account, base::Instant at, base::Instant now) {
    CHECK(at >= now);
    const auto all = TRY(rows::link_people_of(tx, account));
    std::int64_t ended = 0;
    for (const LinkPerson& person : all) {
        if (person.until && *person.until <= at) continue;
        TRY(end_one(tx, desk, by, person, std::max(at, person.from), {}, now));  // one ahead never begins
        ++ended;
    }
    return ended;
}

base::Result<std::int64_t> restore_link_people_of(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                  people::AccountId account, base::Instant at, base::Random& random,
                                                  base::Instant now) {
    const auto all = TRY(rows::link_people_of(tx, account));
    std::int64_t restored = 0;
    for (const LinkPerson& person : all) {
        if (person.until != at || !person.took_effect()) continue;
        const auto present = TRY(rows::people_of_link(tx, person.link));
        const bool taken = std::ranges::any_of(present, [&](const LinkPerson& other) {
            return other.id != person.id && other.duty == person.duty && other.took_effect() && meets(other, at) &&
                   (other.account == account || row_of(other.duty).holders == DutyRow::Holders::one);
        });
        if (taken) continue;  // somebody else has it from then on: that stays
        LinkPerson again = person;
        again.from = at;
        again.until.reset();
        TRY(insert_one(tx, desk, by, again, random, now));
        ++restored;
    }
    return restored;
}

base::Result<std::vector<LinkPerson>> people_of_link(store::ReadTx& tx, LinkId link) {
    return rows::people_of_link(tx, link);
}

base::Result<std::vector<LinkPerson>> people_of_links(store::ReadTx& tx) { return rows::people_of_links(tx); }

base::Result<std::vector<LinkPerson>> link_people_of(store::ReadTx& tx, people::AccountId account) {
    return rows::link_people_of(tx, account);
}

base::Result<std::optional<people::AccountId>> link_head(store::ReadTx& tx, const Link& link, base::Instant at) {
    const auto all = TRY(rows::people_of_link(tx, link.id));
    const auto named = std::ranges::find_if(
        all, [&](const LinkPerson& person) { return person.duty == LinkDuty::head && person.in_force(at); });
    if (named != all.end()) return std::optional{named->account};
    const auto acting = TRY(people::acting_head(tx, link.terms.unit, {}, at));
    if (!acting) return std::optional<people::AccountId>{};
    return std::optional{acting->account};
}

base::Result<std::vector<people::AccountId>> link_designated_persons(store::ReadTx& tx, const Link& link,
                                                                     base::Instant at) {
    const auto all = TRY(rows::people_of_link(tx, link.id));
    std::vector<people::AccountId> accounts;
    for (const LinkPerson& person : all) {
        if (person.duty != LinkDuty::designated_person || !person.in_force(at)) continue;
        const auto account = TRY(people::find_account(tx, person.account, at));
        if (!account || account->standing != people::Standing::active) continue;
        if (account->roles.has(people::Role::designated_person)) accounts.push_back(person.account);
    }
    return accounts;
}

}  // namespace menhu::grants
