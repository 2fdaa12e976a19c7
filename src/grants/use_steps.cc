#include "grants/use_steps.h"

#include "format/code_points.h"
#include "format/json.h"
#include "grants/use_rows.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_reason = 500;

}  // namespace

base::Result<void> enter_use(store::WriteTx& tx, const Desk& desk, const Mover& by, const UseApplication& application,
                             std::string_view kind, Facts facts, const Facts& sealed, base::Instant now) {
    ledger::Entry entry;
    entry.kind = kind;
    if (by.account) {
        entry.account = by.account->number();
        entry.unit = by.unit.number();
    }
    if (application.grant) entry.grant = application.grant->number();
    entry.purpose = application.form.purpose;
    entry.facts = {{"application", application.id.text()},
                   {"number", application.number},
                   {"version", std::to_string(application.version)},
                   {"about_unit", application.unit.text()}};
    entry.facts.insert(entry.facts.end(), facts.begin(), facts.end());
    format::Json::Object words;
    for (const auto& [name, value] : sealed) {
        if (!value.empty()) words[name] = format::Json{value};
    }
    if (!words.empty()) entry.secret = base::Personal<std::string>{format::canonical_json(format::Json{words})};
    TRY(ledger::append(tx, desk.ledger, entry, now));
    return {};
}

base::Result<UseApplication> application_to_move(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                                 UseApplicationId id, std::int64_t expects, base::Instant now) {
    TRY(people::require_able(by));
    auto found = TRY(find_use_application(tx, id, now));
    if (!found) return Error{Fault::not_found, "grants.application_unknown"};
    TRY(require_use_reader(tx, desk, by, *found, now));
    if (!found->is_open() || found->version != expects) return Error{Fault::conflict, "grants.application_moved"};
    return *std::move(found);
}

base::Result<void> take_step(store::WriteTx& tx, const Desk& desk, const Mover& by, UseApplication application,
                             UseStep step, std::string_view entry, Facts facts, Facts sealed, base::Instant now) {
    const std::int64_t expects = application.version;
    ++application.version;
    if (application.is_open()) {
        application.lapses_at = people::after(now, desk.profile.numbers().application_lapse.value);
    }
    const auto changed = TRY(rows::update_use_application(tx, application, expects));
    if (changed != 1) return Error{Fault::conflict, "grants.application_moved"};
    step.at = now;
    step.by = by.account;
    step.form = application.form_number;
    TRY(rows::insert_use_step(tx, application.id, step));
    if (!step.stage.empty()) facts.emplace_back("stage", step.stage);
    if (!step.reason.empty()) sealed.emplace_back("reason", step.reason);
    return enter_use(tx, desk, by, application, entry, std::move(facts), sealed, now);
}

base::Result<void> check_step_reason(std::string_view reason, std::size_t least) {
    const bool is_good = format::is_utf8(reason) && format::count_code_points(reason) >= least &&
                         format::count_code_points(reason) <= longest_reason;
    if (!is_good) return Error{Fault::bad_input, "grants.reason_ill_formed"};
    return {};
}

}  // namespace menhu::grants
