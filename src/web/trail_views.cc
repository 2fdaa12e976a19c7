#include "web/trail_views.h"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "base/id.h"
#include "grants/purpose.h"
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "ledger/trail.h"
#include "people/account.h"
#include "people/unit.h"
#include "registry/person.h"

namespace menhu::web {

namespace {

std::string text_of(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(boost::json::string_view{name.data(), name.size()});
    if (value == nullptr || !value->is_string()) return {};
    return {value->get_string().data(), value->get_string().size()};
}

// Of whom: the masked id, household number, or name, with the district that was searched in.
std::string subject_of(const boost::json::object& sealed) {
    const boost::json::object* about = &sealed;
    for (const std::string_view part : {"subject", "asked"}) {
        const auto* inner = sealed.if_contains(boost::json::string_view{part.data(), part.size()});
        if (inner != nullptr && inner->is_object()) about = &inner->get_object();
    }
    if (const auto id = text_of(*about, "id"); !id.empty()) return registry::masked(law::Mask::id, id);
    if (const auto number = text_of(*about, "household_number"); !number.empty()) {
        return registry::masked(law::Mask::id, number);
    }
    if (const auto name = text_of(*about, "name"); !name.empty()) {
        const auto district = text_of(*about, "district");
        return registry::masked(law::Mask::name, name) + (district.empty() ? "" : " " + district);
    }
    return {};
}

std::string fact(const ledger::EntryView& entry, std::string_view name) {
    for (const auto& [key, value] : entry.facts) {
        if (key == name) return value;
    }
    return {};
}

void tell_outcome(const ledger::EntryView& entry, AccessView& view) {
    view.outcome = "answered";
    const auto code = fact(entry, "refusal");
    if (!code.empty()) {
        view.outcome = "refused";
        const auto rows = grants::refusals();
        const auto row = std::ranges::find(rows, code, &grants::Refused::code);
        if (row != rows.end()) {
            view.refusal_zh = row->reason_zh;
            view.refusal_en = row->reason_en;
        }
        return;
    }
    const auto found = std::ranges::find(entry.counts, "records", &std::pair<std::string, std::int64_t>::first);
    if (found != entry.counts.end() && found->second == 0) view.outcome = "none_found";
}

std::string_view fact_of(const ledger::EntryView& entry, std::string_view name) {
    const auto found = std::ranges::find(entry.facts, name, &std::pair<std::string, std::string>::first);
    return found == entry.facts.end() ? std::string_view{} : std::string_view{found->second};
}

// The sealed part of an entry as an object; empty once the month's key is destroyed (S2.5): the entry stays, the detail
// is gone.
base::Result<boost::json::object> sealed_part(store::ReadTx& tx, const Rooms& rooms, const ledger::EntryView& entry) {
    if (entry.sealed.empty()) return boost::json::object{};
    const auto secret = ledger::open_secret(tx, rooms.ledger(), entry.log, entry.index);
    if (!secret) {
        if (secret.error().code() == "ledger.month_key_destroyed") return boost::json::object{};
        return secret.error();
    }
    boost::json::error_code error;
    const auto text = secret->text();
    auto sealed = boost::json::parse({text.data(), text.size()}, error);
    if (error || !sealed.is_object()) return base::Error{base::Fault::corrupt, "web.entry_unreadable"};
    return std::move(sealed.get_object());
}

// One of several whom an answer showed has no sealed part of their own: the case is the ask's, whose entry stands a few
// before it (the same write made them all).
base::Result<std::string> case_of_ask(store::ReadTx& tx, const Rooms& rooms, const ledger::EntryView& shown) {
    constexpr std::int64_t farthest = 100;
    const auto query = fact_of(shown, "query");
    for (auto index = shown.index - 1; index >= 0 && shown.index - index <= farthest; --index) {
        const auto entry = TRY(ledger::entry_at(tx, shown.log, index));
        if (fact_of(entry, "query") != query) break;
        if (entry.kind == shown.kind) continue;
        const auto sealed = TRY(sealed_part(tx, rooms, entry));
        return text_of(sealed, "case_number");
    }
    return std::string{};
}

}  // namespace

base::Result<PurposeNames::Names> PurposeNames::of(store::ReadTx& tx, const std::string& code) {
    if (code.empty()) return Names{};
    if (const auto known = known_.find(code); known != known_.end()) return known->second;
    const auto purpose = TRY(grants::find_purpose(tx, code));
    auto& names = known_[code];
    if (purpose) names = {.zh = purpose->what.name_zh, .en = purpose->what.name_en};
    return names;
}

base::Result<AccessView> access_view(store::ReadTx& tx, const Rooms& rooms, PurposeNames& purposes,
                                     const ledger::EntryView& entry) {
    auto purpose = TRY(purposes.of(tx, entry.purpose));
    AccessView view{
        .log = std::to_string(entry.log),
        .index = entry.index,
        .at = base::to_rfc3339(entry.at),
        .kind = entry.kind,
        .grant = entry.grant && *entry.grant != 0 ? base::id_text(*entry.grant) : std::string{},
        .purpose = entry.purpose,
        .purpose_zh = std::move(purpose.zh),
        .purpose_en = std::move(purpose.en),
        .case_number = {},
        .subject_masked = {},
        .outcome = {},
        .refusal_zh = {},
        .refusal_en = {},
    };
    tell_outcome(entry, view);
    if (entry.kind == "query.shown") {
        view.case_number = TRY(case_of_ask(tx, rooms, entry));
        return view;
    }
    const auto sealed = TRY(sealed_part(tx, rooms, entry));
    if (sealed.empty()) return view;
    view.case_number = text_of(sealed, "case_number");
    // Who is asked about; a name sealed for another reason (of an account, of a passkey) is nobody asked about.
    if (entry.kind.starts_with("query.") || entry.kind.starts_with("trail.")) {
        view.subject_masked = subject_of(sealed);
    }
    return view;
}

base::Result<TrailWriter::Names> TrailWriter::names_of(std::int64_t account) {
    if (const auto known = accounts_.find(account); known != accounts_.end()) return known->second;
    Names names;
    if (people::AccountId{account} == people::operator_account) {
        names.name = "系統維運人員 Operator";
    } else {
        const auto found = TRY(people::find_account(tx_, people::AccountId{account}, now_));
        if (found) names = {.account = found->name, .name = found->display_name};
    }
    accounts_[account] = names;
    return names;
}

base::Result<std::string> TrailWriter::unit_name(std::int64_t unit) {
    if (const auto known = units_.find(unit); known != units_.end()) return known->second;
    const auto found = TRY(people::find_unit(tx_, people::UnitId{unit}));
    auto& name = units_[unit];
    if (found) name = found->name_zh;
    return name;
}

base::Result<TrailView> TrailWriter::view(const ledger::EntryView& entry) {
    const auto access = TRY(access_view(tx_, rooms_, purposes_, entry));
    TrailView view{
        .log = access.log,
        .index = access.index,
        .at = access.at,
        .kind = access.kind,
        .account = {},
        .name = {},
        .unit = {},
        .grant = access.grant,
        .purpose = access.purpose,
        .purpose_zh = access.purpose_zh,
        .purpose_en = access.purpose_en,
        .case_number = access.case_number,
        .subject_masked = access.subject_masked,
        .outcome = access.outcome,
        .refusal_zh = access.refusal_zh,
        .refusal_en = access.refusal_en,
    };
    if (entry.account) {
        const auto names = TRY(names_of(*entry.account));
        view.account = names.account;
        view.name = names.name;
    }
    if (entry.unit) {
        auto name = TRY(unit_name(*entry.unit));
        view.unit = std::move(name);
    }
    return view;
}

}  // namespace menhu::web
