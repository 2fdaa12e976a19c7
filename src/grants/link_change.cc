// What changes a link: registering, changing, renewing, ending, suspending. Each is a version and an entry.
#include <algorithm>

#include "format/code_points.h"
#include "grants/basis.h"
#include "grants/link.h"
#include "grants/link_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_text = 500;
constexpr std::size_t most_tables = 50;

Error ill_formed(std::string_view part) { return {Fault::bad_input, "grants.link_ill_formed", std::string{part}}; }

bool is_text(std::string_view text, std::size_t least, std::size_t most) {
    return format::is_utf8(text) && format::count_code_points(text) >= least && format::count_code_points(text) <= most;
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

base::Result<void> check_tables(const Desk& desk, std::vector<LinkTable>& tables) {
    if (tables.empty() || tables.size() > most_tables) return ill_formed("tables");
    for (LinkTable& table : tables) {
        sort_unique(table.fields);
        if (!is_text(table.number, 1, longest_name) || !is_text(table.name, 1, longest_name) || table.fields.empty()) {
            return ill_formed("tables");
        }
        if (std::ranges::count(tables, table.number, &LinkTable::number) != 1) return ill_formed("tables");
        for (const std::string& field : table.fields) {
            if (desk.profile.find_field(field) == nullptr) {
                return Error{Fault::bad_input, "grants.field_unknown", field};
            }
        }
    }
    return {};
}

// Kinship data may be prepared for before the ministry's letter has come; everything else begins with the letter.
base::Result<void> check_letter(const LinkTerms& terms, DataClass data_class, base::Instant now) {
    if (terms.letter.empty() != !terms.letter_on) return ill_formed("letter");
    if (terms.letter.empty() && data_class != DataClass::kinship) return ill_formed("letter");
    if (!is_text(terms.letter, 0, longest_name)) return ill_formed("letter");
    if (terms.letter_on && *terms.letter_on > base::taipei_date(now)) return ill_formed("letter_on");
    return {};
}

// In order, and everything that it names is there.
base::Result<LinkTerms> checked(store::ReadTx& tx, const Desk& desk, LinkTerms terms, DataClass data_class,
                                base::Instant now) {
    if (!is_text(terms.name_zh, 1, longest_name) || !is_text(terms.name_en, 1, longest_name)) return ill_formed("name");
    if (!is_text(terms.provider, 1, longest_name)) return ill_formed("provider");
    if (!is_text(terms.purpose, 1, longest_text)) return ill_formed("purpose");
    if (terms.until <= terms.from) return ill_formed("until");
    TRY(check_letter(terms, data_class, now));
    TRY(check_tables(desk, terms.tables));
    const auto unit = TRY(people::find_unit(tx, terms.unit));
    if (!unit) return Error{Fault::not_found, "grants.unit_unknown"};
    return terms;
}

base::Result<void> check_length(const Desk& desk, base::Instant start, base::Instant until) {
    if (until > people::after(start, desk.profile.numbers().link_validity)) {
        return Error{Fault::bad_input, "grants.link_too_long"};
    }
    return {};
}

std::vector<std::string> fields_of(const LinkTerms& terms) {
    std::vector<std::string> fields;
    for (const LinkTable& table : terms.tables) fields.insert(fields.end(), table.fields.begin(), table.fields.end());
    sort_unique(fields);
    return fields;
}

Facts facts_of(const Link& link) {
    Facts facts{{"link", link.code},
                {"version", std::to_string(link.version)},
                {"data_class", std::string{data_class_code(link.data_class)}},
                {"about_unit", link.terms.unit.text()},
                {"letter", link.terms.letter},
                {"letter_on", link.terms.letter_on ? base::to_iso(*link.terms.letter_on) : std::string{}},
                {"fields", joined(link.fields)},
                {"from", base::to_rfc3339(link.terms.from)},
                {"until", base::to_rfc3339(link.terms.until)},
                {"state", std::string{stored_link_state_code(link.stored)}}};
    if (link.ended_at) facts.emplace_back("ending_at", base::to_rfc3339(*link.ended_at));
    return facts;
}

base::Result<Link> link_to_change(store::ReadTx& tx, std::string_view code, base::Instant now) {
    auto found = TRY(rows::link(tx, code));
    if (!found) return Error{Fault::not_found, "grants.link_unknown", std::string{code}};
    if (found->state(now) == LinkState::ended) return Error{Fault::conflict, "grants.link_over"};
    return *std::move(found);
}

struct Act {
    std::string_view act;    // of the version
    std::string_view entry;  // of the ledger
    std::string_view note;
};
base::Result<void> put_next(store::WriteTx& tx, const Desk& desk, const people::Actor& by, Link link, const Act& act,
                            base::Instant now) {
    if (!is_text(act.note, 0, longest_text)) return ill_formed("note");
    ++link.version;
    TRY(rows::put_link(tx, link, rows::LinkRow::next, act.act, by.account(), act.note, now));
    return record(tx, desk, by, act.entry, std::nullopt, facts_of(link), act.note, now);
}

base::Result<void> require_stopper(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    if (by.has(people::Role::ethics_officer)) return {};
    return require_catalogue_keeper(tx, by, now);
}

}  // namespace

base::Result<LinkId> register_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const NewLink& link,
                                   base::Random& random, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    if (!is_code(link.code)) return ill_formed("code");
    auto terms = TRY(checked(tx, desk, link.terms, link.data_class, now));
    if (terms.until <= now) return ill_formed("until");
    TRY(check_length(desk, terms.from, terms.until));
    const auto existing = TRY(rows::link(tx, link.code));
    if (existing) return Error{Fault::conflict, "grants.link_exists", link.code};
    Link fresh{.id = LinkId::make(now, random),
               .code = link.code,
               .version = 1,
               .data_class = link.data_class,
               .terms = std::move(terms),
               .fields = {},
               .stored = StoredLinkState::active,
               .ended_at = std::nullopt};
    fresh.fields = fields_of(fresh.terms);
    TRY(rows::put_link(tx, fresh, rows::LinkRow::first, "registered", by.account(), {}, now));
    TRY(record(tx, desk, by, "grants.link_registered", std::nullopt, facts_of(fresh), {}, now));
    return fresh.id;
}

base::Result<void> change_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               const LinkTerms& terms, std::string_view note, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    auto next = TRY(checked(tx, desk, terms, link.data_class, now));
    if (next.until > link.terms.until) TRY(check_length(desk, next.from, next.until));
    link.terms = std::move(next);
    link.fields = fields_of(link.terms);
    return put_next(tx, desk, by, std::move(link), {"changed", "grants.link_changed", note}, now);
}

base::Result<void> renew_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                              const Renewal& renewal, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    if (link.ended_at) return Error{Fault::conflict, "grants.link_ending"};
    if (now < renewal_opens(link, desk.profile)) {
        return Error{Fault::conflict, "grants.link_renewal_early", base::to_rfc3339(renewal_opens(link, desk.profile))};
    }
    if (renewal.letter == link.terms.letter) return Error{Fault::bad_input, "grants.link_letter_same"};
    // The new term follows the old one; of a link that has run out it begins now.
    const base::Instant start = std::max(link.terms.until, now);
    if (renewal.until <= start) return ill_formed("until");
    TRY(check_length(desk, start, renewal.until));
    link.terms.letter = renewal.letter;
    link.terms.letter_on = renewal.letter_on;
    link.terms.until = renewal.until;
    if (renewal.letter.empty()) return ill_formed("letter");
    TRY(check_letter(link.terms, link.data_class, now));
    return put_next(tx, desk, by, std::move(link), {"renewed", "grants.link_renewed", renewal.note}, now);
}

base::Result<void> plan_link_ending(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                    std::string_view code, base::Instant at, std::string_view reason,
                                    base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    if (reason.empty()) return ill_formed("reason");
    if (at < earliest_ending(desk.profile, now)) return Error{Fault::conflict, "grants.link_notice_short"};
    if (at > link.terms.until) return ill_formed("at");
    link.ended_at = at;
    return put_next(tx, desk, by, std::move(link), {"ending", "grants.link_ending_planned", reason}, now);
}

base::Result<void> keep_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                             std::string_view reason, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    if (reason.empty()) return ill_formed("reason");
    if (!link.ended_at) return Error{Fault::conflict, "grants.link_not_ending"};
    link.ended_at.reset();
    return put_next(tx, desk, by, std::move(link), {"kept", "grants.link_kept", reason}, now);
}

base::Result<void> suspend_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                std::string_view reason, base::Instant now) {
    TRY(require_stopper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    if (reason.empty()) return ill_formed("reason");
    if (link.stored == StoredLinkState::suspended) return Error{Fault::conflict, "grants.link_suspended_already"};
    link.stored = StoredLinkState::suspended;
    return put_next(tx, desk, by, std::move(link), {"suspended", "grants.link_suspended", reason}, now);
}

base::Result<void> resume_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               std::string_view reason, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    auto link = TRY(link_to_change(tx, code, now));
    if (reason.empty()) return ill_formed("reason");
    if (link.stored != StoredLinkState::suspended) return Error{Fault::conflict, "grants.link_not_suspended"};
    link.stored = StoredLinkState::active;
    return put_next(tx, desk, by, std::move(link), {"resumed", "grants.link_resumed", reason}, now);
}

}  // namespace menhu::grants
