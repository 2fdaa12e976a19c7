#include "grants/purpose.h"

#include <algorithm>

#include "format/code_points.h"
#include "grants/case_pattern.h"
#include "grants/purpose_rows.h"
#include "grants/record.h"
#include "grants/words.h"
#include "people/duty.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_acknowledgement = 2000;
constexpr std::size_t longest_note = 500;

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_text(std::string_view text, std::size_t least, std::size_t most) {
    return format::is_utf8(text) && format::count_code_points(text) >= least && format::count_code_points(text) <= most;
}

bool is_well_formed(const NewPurpose& purpose) {
    return is_code(purpose.code) && is_text(purpose.name_zh, 1, longest_name) &&
           is_text(purpose.name_en, 1, longest_name) && !purpose.bases.empty() && !purpose.units.empty() &&
           !purpose.fields.empty() && !purpose.operations.empty() && is_case_pattern(purpose.case_pattern) &&
           is_text(purpose.case_example, 0, longest_name) &&
           is_text(purpose.acknowledgement_zh, 1, longest_acknowledgement) &&
           is_text(purpose.acknowledgement_en, 1, longest_acknowledgement);
}

// In order, and everything that it names is there.
base::Result<NewPurpose> checked(store::ReadTx& tx, const Desk& desk, NewPurpose purpose) {
    for (auto* const list : {&purpose.bases, &purpose.units, &purpose.fields, &purpose.codes}) sort_unique(*list);
    if (!is_well_formed(purpose)) return Error{Fault::bad_input, "grants.purpose_ill_formed", purpose.code};
    for (const std::string& id : purpose.bases) {
        const auto found = TRY(find_basis(tx, id));
        if (!found) return Error{Fault::not_found, "grants.basis_unknown", id};
    }
    for (const std::string& code : purpose.units) {
        const auto unit = TRY(people::find_unit(tx, code));
        if (!unit) return Error{Fault::not_found, "grants.unit_unknown", code};
    }
    for (const std::string& field : purpose.fields) {
        if (desk.profile.find_field(field) == nullptr) {
            return Error{Fault::bad_input, "grants.field_unknown", field};
        }
    }
    for (const std::string& code : purpose.codes) {
        const auto known = desk.profile.purpose_codes();
        if (std::ranges::find(known, code, &law::PersonalDataCode::code) == known.end()) {
            return Error{Fault::bad_input, "grants.code_unknown", code};
        }
    }
    return purpose;
}

Facts facts_of(const NewPurpose& purpose, std::int64_t version) {
    return {{"about_purpose", purpose.code},    {"version", std::to_string(version)},
            {"bases", joined(purpose.bases)},   {"units", joined(purpose.units)},
            {"fields", joined(purpose.fields)}, {"operations", purpose.operations.text()},
            {"codes", joined(purpose.codes)}};
}

bool rests_on_force(const std::vector<std::string>& ids, const std::vector<Basis>& known, base::Instant now) {
    return std::ranges::any_of(known, [&](const Basis& basis) {
        return std::ranges::find(ids, basis.id) != ids.end() && basis.in_force(now);
    });
}

base::Result<Purpose> purpose_to_change(store::ReadTx& tx, std::string_view code, base::Instant now) {
    auto found = TRY(rows::purpose(tx, code));
    if (!found) return Error{Fault::not_found, "grants.purpose_unknown", std::string{code}};
    if (found->ended_at && *found->ended_at <= now) return Error{Fault::conflict, "grants.purpose_over"};
    return *std::move(found);
}

struct Waiting {
    Purpose purpose;
    PurposeVersion version;
};
base::Result<Waiting> waiting_for(store::ReadTx& tx, const people::Actor& by, std::string_view code,
                                  std::optional<std::int64_t> version, base::Instant now) {
    TRY(people::require(by, people::Role::unit_head));
    const bool heads = TRY(heads_agency(tx, by, now));
    if (!heads) return Error{Fault::refused, "grants.not_agency_head"};
    auto purpose = TRY(purpose_to_change(tx, code, now));
    if (!purpose.pending) return Error{Fault::conflict, "grants.nothing_to_approve"};
    if (version && *version != *purpose.pending) return Error{Fault::conflict, "grants.purpose_moved"};
    auto pending = TRY(rows::version(tx, purpose.id, *purpose.pending));
    CHECK(pending);
    if (pending->by == by.account()) return Error{Fault::refused, "grants.own_purpose"};
    pending->what.code = purpose.what.code;
    return Waiting{.purpose = std::move(purpose), .version = *std::move(pending)};
}

base::Result<void> check_note(std::string_view note, std::size_t least) {
    if (!is_text(note, least, longest_note)) return Error{Fault::bad_input, "grants.purpose_ill_formed", "note"};
    return {};
}

}  // namespace

std::string_view purpose_state_code(PurposeState state) {
    switch (state) {
        case PurposeState::draft:
            return "draft";
        case PurposeState::approved:
            return "approved";
        case PurposeState::changed:
            return "changed";
        case PurposeState::stopped:
            return "stopped";
        case PurposeState::ended:
            return "ended";
    }
    base::throw_bug("purpose_state_code: no such state");
}

bool Purpose::usable(const std::vector<Basis>& known, base::Instant now) const {
    return stored == StoredPurposeState::approved && (!ended_at || now < *ended_at) &&
           rests_on_force(what.bases, known, now);
}

PurposeState Purpose::state(const std::vector<Basis>& known, base::Instant now) const {
    if (ended_at && *ended_at <= now) return PurposeState::ended;
    if (stored == StoredPurposeState::draft) return PurposeState::draft;
    if (!rests_on_force(what.bases, known, now)) return PurposeState::stopped;
    return pending ? PurposeState::changed : PurposeState::approved;
}

base::Result<PurposeId> make_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                     const NewPurpose& purpose, base::Random& random, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto fresh = TRY(checked(tx, desk, purpose));
    const auto existing = TRY(rows::purpose(tx, fresh.code));
    if (existing) return Error{Fault::conflict, "grants.purpose_exists", fresh.code};
    const PurposeId id = PurposeId::make(now, random);
    TRY(rows::insert_purpose(tx, id, fresh));
    const auto version = TRY(rows::insert_version(tx, id, fresh, {.act = "made", .by = by.account()}, now));
    CHECK(version == 1);  // as the row says is pending
    TRY(record(tx, desk, by, "grants.purpose_made", std::nullopt, facts_of(fresh, version), {}, now));
    return id;
}

base::Result<std::int64_t> change_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                          std::string_view code, const NewPurpose& purpose, base::Instant now) {
    TRY(require_catalogue_keeper(tx, by, now));
    const auto old = TRY(purpose_to_change(tx, code, now));
    NewPurpose wanted = purpose;
    wanted.code = old.what.code;
    const auto fresh = TRY(checked(tx, desk, std::move(wanted)));
    const auto number = TRY(rows::insert_version(tx, old.id, fresh, {.act = "changed", .by = by.account()}, now));
    // Nothing of a draft counts yet: what is shown of it is its newest form.
    if (old.stored == StoredPurposeState::draft) TRY(rows::update_purpose(tx, old.id, fresh, 0));
    TRY(rows::update_pending(tx, old.id, number));
    TRY(record(tx, desk, by, "grants.purpose_changed", std::nullopt, facts_of(fresh, number), {}, now));
    return number;
}

base::Result<void> approve_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                   std::optional<std::int64_t> version, std::string_view note, base::Instant now) {
    const auto waiting = TRY(waiting_for(tx, by, code, version, now));
    TRY(check_note(note, 0));
    const auto known = TRY(bases(tx));
    const NewPurpose& what = waiting.version.what;
    if (!rests_on_force(what.bases, known, now)) {
        return Error{Fault::conflict, "grants.purpose_basis_not_in_force", joined(what.bases)};
    }
    const PurposeId id = waiting.purpose.id;
    TRY(rows::update_purpose(tx, id, what, waiting.version.number));
    TRY(rows::update_pending(tx, id, std::nullopt));
    TRY(rows::insert_version(tx, id, what,
                             {.act = "approved",
                              .of_number = waiting.version.number,
                              .by = by.account(),
                              .ended_at = waiting.purpose.ended_at,
                              .note = note},
                             now));
    return record(tx, desk, by, "grants.purpose_approved", std::nullopt, facts_of(what, waiting.version.number), note,
                  now);
}

base::Result<void> refuse_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                  std::optional<std::int64_t> version, std::string_view reason, base::Instant now) {
    const auto waiting = TRY(waiting_for(tx, by, code, version, now));
    TRY(check_note(reason, 1));
    TRY(rows::update_pending(tx, waiting.purpose.id, std::nullopt));
    TRY(rows::insert_version(tx, waiting.purpose.id, waiting.version.what,
                             {.act = "refused",
                              .of_number = waiting.version.number,
                              .by = by.account(),
                              .ended_at = waiting.purpose.ended_at,
                              .note = reason},
                             now));
    return record(tx, desk, by, "grants.purpose_refused", std::nullopt,
                  facts_of(waiting.version.what, waiting.version.number), reason, now);
}

base::Result<void> end_purpose(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               base::Instant at, std::string_view reason, base::Instant now) {
    const bool heads = TRY(heads_agency(tx, by, now));
    if (!heads) TRY(require_catalogue_keeper(tx, by, now));
    const auto purpose = TRY(purpose_to_change(tx, code, now));
    TRY(check_note(reason, 1));
    if (at < now) return Error{Fault::bad_input, "grants.purpose_ill_formed", "at"};
    TRY(rows::update_purpose_end(tx, purpose.id, at));
    TRY(rows::insert_version(tx, purpose.id, purpose.what,
                             {.act = "ending", .by = by.account(), .ended_at = at, .note = reason}, now));
    return record(tx, desk, by, "grants.purpose_ended", std::nullopt,
                  {{"about_purpose", purpose.what.code}, {"at", base::to_rfc3339(at)}}, reason, now);
}

// Who acts as head of the whole agency: no unit has the operator's number, so the search ends at the agency.
base::Result<bool> heads_agency(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    if (!by.has(people::Role::unit_head)) return false;
    const auto acting = TRY(people::acting_head(tx, people::operator_unit, {}, now));
    return acting && acting->account == by.account();
}

base::Result<bool> may_approve_purpose(store::ReadTx& tx, const people::Actor& by, const Purpose& purpose,
                                       base::Instant now) {
    if (!purpose.pending || (purpose.ended_at && *purpose.ended_at <= now)) return false;
    const bool heads = TRY(heads_agency(tx, by, now));
    if (!heads) return false;
    const auto pending = TRY(rows::version(tx, purpose.id, *purpose.pending));
    return pending && pending->by != by.account();
}

base::Result<std::vector<Purpose>> purposes(store::ReadTx& tx) { return rows::purposes(tx); }

base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, std::string_view code) {
    return rows::purpose(tx, code);
}

base::Result<std::optional<Purpose>> find_purpose(store::ReadTx& tx, PurposeId id) { return rows::purpose(tx, id); }

base::Result<std::vector<PurposeVersion>> purpose_versions(store::ReadTx& tx, PurposeId purpose) {
    return rows::versions(tx, purpose);
}

base::Result<std::int64_t> grants_in_force(store::ReadTx& tx, PurposeId purpose, base::Instant now) {
    return rows::grants_in_force(tx, purpose, now);
}

}  // namespace menhu::grants
