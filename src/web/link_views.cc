#include "web/link_views.h"

#include <algorithm>

#include "duties/letter.h"
#include "duties/link_record.h"
#include "grants/basis.h"
#include "grants/link_people.h"
#include "people/role.h"
#include "web/day.h"
#include "web/field_labels.h"

namespace menhu::web {

namespace {

using grants::Link;
using people::Role;

constexpr people::Roles readers{Role::designated_person, Role::account_administrator, Role::unit_head,    Role::checker,
                                Role::auditor,           Role::ethics_officer,        Role::civil_affairs};

std::optional<std::string> day_text(const std::optional<base::Date>& day) {
    if (!day) return std::nullopt;
    return base::to_iso(*day);
}

base::Result<void> fill(LinkRow& view, store::ReadTx& tx, const Link& link, CatalogueNames& names, const Rooms& rooms,
                        base::Instant now) {
    auto standing = TRY(grants::link_standing(tx, rooms.profile(), link, now));
    auto unit = TRY(names.unit(link.terms.unit));
    view.id = link.id.text();
    view.code = link.code;
    view.name_zh = link.terms.name_zh;
    view.name_en = link.terms.name_en;
    view.provider = link.terms.provider;
    view.data_class = std::string{grants::data_class_code(link.data_class)};
    view.state = std::string{grants::link_state_code(link.state(now))};
    view.unit = std::move(unit);
    view.from = base::to_rfc3339(link.terms.from);
    view.until = base::to_rfc3339(link.terms.until);
    view.days_left = link.days_left(now);
    view.letter = link.terms.letter;
    view.review_due = base::to_iso(standing.review_due);
    view.last_used_on = day_text(standing.last_used_on);
    for (grants::LinkNotice& notice : standing.notices) {
        view.notices.push_back(
            {std::move(notice.code), std::move(notice.zh), std::move(notice.en), std::move(notice.clause)});
    }
    return {};
}

std::vector<std::string> may_of(store::ReadTx& tx, const people::Actor& actor, const Link& link, const Rooms& rooms,
                                base::Instant now) {
    std::vector<std::string> may;
    if (link.state(now) == grants::LinkState::ended) return may;
    const bool keeps = grants::require_catalogue_keeper(tx, actor, now).has_value();
    const bool suspended = link.stored == grants::StoredLinkState::suspended;
    if (keeps) {
        may = {"change", "people", "review"};
        if (!link.ended_at && now >= grants::renewal_opens(link, rooms.profile())) may.emplace_back("renew");
        if (suspended) may.emplace_back("resume");
        if (link.ended_at) may.emplace_back("keep");
        if (grants::earliest_ending(rooms.profile(), now) <= link.terms.until) may.emplace_back("end");
    }
    if (!suspended && (keeps || actor.has(Role::ethics_officer))) may.emplace_back("suspend");
    return may;
}

base::Result<void> fill_people(LinkFull& view, store::ReadTx& tx, const Link& link, CatalogueNames& names,
                               base::Instant now) {
    const auto people = TRY(grants::people_of_link(tx, link.id));
    for (const grants::LinkPerson& person : people) {
        auto account = TRY(names.account(person.account));
        view.people.push_back({.id = person.id.text(),
                               .kind = std::string{grants::link_duty_code(person.duty)},
                               .account = account.value_or(AccountRef{}),
                               .from = base::to_rfc3339(person.from),
                               .until = maybe_text(person.until),
                               .note = person.note});
    }
    const auto head = TRY(grants::link_head(tx, link, now));
    if (head) view.head = TRY(names.account(*head));
    return {};
}

base::Result<void> fill_reviews(LinkFull& view, store::ReadTx& tx, const Link& link, CatalogueNames& names) {
    const auto reviews = TRY(grants::link_reviews(tx, link.id));
    for (const grants::LinkReview& review : reviews) {
        auto by = TRY(names.account(review.by));
        const auto facts = duties::review_facts(review);
        view.reviews.push_back({.id = review.id.text(),
                                .on = base::to_iso(base::taipei_date(review.at)),
                                .by = by.value_or(AccountRef{.id = {}, .account = {}, .name = review.by_name}),
                                .needed = review.need == grants::Need::needed,
                                .note = review.note,
                                .facts = {.from = facts.from,
                                          .to = facts.to,
                                          .queries = facts.queries,
                                          .refusals = facts.refusals,
                                          .grants = facts.grants,
                                          .units = facts.units,
                                          .last_used_on = facts.last_used_on}});
    }
    return {};
}

base::Result<void> fill_versions(LinkFull& view, store::ReadTx& tx, const Link& link, CatalogueNames& names) {
    const auto versions = TRY(grants::link_versions(tx, link.id));
    for (const grants::LinkVersion& version : versions) {
        auto by = TRY(names.account(version.by));
        const Link& then = version.link;
        LinkVersionView one{.number = version.number,
                            .act = version.act,
                            .recorded_at = base::to_rfc3339(version.recorded_at),
                            .by = std::move(by),
                            .letter = then.terms.letter,
                            .letter_on = day_text(then.terms.letter_on),
                            .from = base::to_rfc3339(then.terms.from),
                            .until = base::to_rfc3339(then.terms.until),
                            .state = std::string{grants::stored_link_state_code(then.stored)},
                            .ending = std::nullopt,
                            .note = version.note};
        if (then.ended_at) one.ending = last_day_text(*then.ended_at);
        view.versions.push_back(std::move(one));
    }
    return {};
}

}  // namespace

base::Result<void> require_link_reader(store::ReadTx& tx, const people::Actor& actor, const Link& link,
                                       base::Instant now) {
    if (actor.roles().has_any(readers)) return {};
    TRY(people::require_able(actor));
    const auto duties = TRY(grants::link_people_of(tx, actor.account()));
    const bool in_charge =
        std::ranges::any_of(duties, [&](const auto& person) { return person.link == link.id && person.in_force(now); });
    if (in_charge) return {};
    return people::require_any(actor, readers);
}

base::Result<Link> link_to_read(store::ReadTx& tx, const people::Actor& actor, std::string_view code,
                                base::Instant now) {
    auto link = TRY(grants::find_link(tx, code));
    if (!link) {
        // Who may read no link at all learns nothing of which there are.
        const auto duties = TRY(grants::link_people_of(tx, actor.account()));
        if (duties.empty()) TRY(people::require_any(actor, readers));
        return base::Error{base::Fault::not_found, "grants.link_unknown"};
    }
    TRY(require_link_reader(tx, actor, *link, now));
    return *std::move(link);
}

base::Result<LinkRow> row_of(store::ReadTx& tx, const Link& link, CatalogueNames& names, const Rooms& rooms,
                             base::Instant now) {
    LinkRow row;
    TRY(fill(row, tx, link, names, rooms, now));
    return row;
}

base::Result<LinkFull> view_of(store::ReadTx& tx, const people::Actor& actor, const Link& link, const Rooms& rooms,
                               base::Instant now) {
    LinkFull view;
    CatalogueNames names{tx, now};
    TRY(fill(view, tx, link, names, rooms, now));
    view.letter_on = day_text(link.terms.letter_on);
    view.purpose = link.terms.purpose;
    if (link.ended_at) view.ending = last_day_text(*link.ended_at);
    const base::Instant earliest = grants::earliest_ending(rooms.profile(), now);
    // A day ends after the earliest instant: it is the first that may be a last one.
    if (earliest <= link.terms.until) view.earliest_end = base::to_iso(base::taipei_date(earliest));
    view.renewal_opens = base::to_iso(base::taipei_date(grants::renewal_opens(link, rooms.profile())));
    for (const grants::LinkTable& table : link.terms.tables) {
        view.tables.push_back({table.number, table.name, field_labels(table.fields, rooms.profile())});
    }
    TRY(fill_people(view, tx, link, names, now));
    TRY(fill_reviews(view, tx, link, names));
    TRY(fill_versions(view, tx, link, names));
    const auto letters = TRY(duties::letters_of_link(tx, link.id));
    for (const duties::Letter& letter : letters) {
        view.letters.push_back({letter.id.text(), letter.subject, base::to_iso(letter.due_on),
                                std::string{duties::letter_state_code(letter.state)}});
    }
    view.may = may_of(tx, actor, link, rooms, now);
    return view;
}

base::Result<LinkUsageView> view_of(const grants::LinkUsage& usage, CatalogueNames& names) {
    LinkUsageView view{.from = base::to_iso(usage.from),
                       .to = base::to_iso(usage.to),
                       .queries = usage.queries,
                       .refusals = usage.refusals,
                       .grants = {},
                       .units = usage.units,
                       .last_used_on = day_text(usage.last_used_on)};
    for (const grants::LinkGrantUse& one : usage.grants) {
        auto unit = TRY(names.unit(one.unit));
        view.grants.push_back(
            {one.grant.text(), one.purpose_code, one.purpose_zh, one.purpose_en, std::move(unit), one.queries});
    }
    return view;
}

}  // namespace menhu::web
