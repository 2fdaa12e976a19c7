#include "people/break_glass.h"

#include <algorithm>

#include "format/code_points.h"
#include "people/account_rows.h"
#include "people/break_glass_rows.h"
#include "people/duty_rows.h"
#include "people/one_time_token.h"
#include "people/record.h"
#include "people/session_rows.h"
#include "people/term_rows.h"
#include "people/unit.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_text = 500;

base::Result<void> check_text(std::string_view text) {
    const bool is_good = format::is_utf8(text) && text.find_first_not_of(' ') != std::string_view::npos &&
                         format::count_code_points(text) <= longest_text;
    if (!is_good) return Error{Fault::bad_input, "people.reason_missing"};
    return {};
}

// The emergency account, made if it is not there yet, with a new term for these hours.
base::Result<AccountId> open_account(store::WriteTx& tx, const Actor& by, UnitId unit, base::Instant until,
                                     base::Random& random, base::Instant now) {
    const auto found = TRY(rows::account(tx, break_glass_account, now));
    AccountId account = AccountId::make(now, random);
    if (found) {
        account = found->id;
        unit = found->unit;
    } else {
        NewAccount made;
        made.name = break_glass_account;
        made.display_name = "緊急帳號";
        made.lasting = Lasting::temporary;
        TRY(rows::insert_account(tx, account, made, base::Instant{}));
    }
    TRY(rows::insert_term(tx, {.account = account,
                               .number = 1,
                               .from = now,
                               .unit = unit,
                               .roles = Roles{Role::account_administrator},
                               .state = State::open,
                               .valid_from = now,
                               .valid_until = until,
                               .recorded_at = now,
                               .recorded_by = by.account(),
                               .application = std::nullopt}));
    return account;
}

}  // namespace

base::Result<BrokenGlass> break_glass(store::WriteTx& tx, const Office& office, const Actor& by, UnitId unit,
                                      std::string_view reason, base::Random& random, base::Instant now) {
    TRY(require(by, Role::operator_));
    TRY(check_text(reason));
    const auto found = TRY(find_unit(tx, unit));
    if (!found) return Error{Fault::not_found, "people.not_found", "unit"};
    const base::Instant until = now + office.numbers().break_glass_hours.value;
    const AccountId account = TRY(open_account(tx, by, unit, until, random, now));
    TRY(rows::end_sessions(tx, account, "break_glass"));
    const auto duties = TRY(rows::duties_of_account(tx, account));
    for (const OfficeDuty& duty : duties) {
        if (duty.in_force(now)) TRY(rows::update_duty_end(tx, duty.id, std::max(now, duty.from)));
    }
    TRY(rows::insert_duty(tx, DutyId::make(now, random),
                          {.unit = std::nullopt,
                           .kind = DutyKind::account_administrator,
                           .account = account,
                           .from = now,
                           .until = until,
                           .note = {}},
                          by.account(), now));
    BrokenGlass broken{.id = BreakGlassId::make(now, random),
                       .account_name = std::string{break_glass_account},
                       .token = new_one_time_token(random),
                       .until = until};
    TRY(add_one_time_token(tx, office, account, TokenUse::recovery, one_time_token_hash(broken.token), until, now));
    BreakGlassRow row;
    row.id = broken.id;
    row.account = account;
    row.reason = reason;
    row.from = now;
    row.until = until;
    TRY(rows::insert_break_glass(tx, row));
    TRY(record(tx, office, by, "people.break_glass",
               {{"break_glass", broken.id.text()},
                {"about_account", account.text()},
                {"roles", Roles{Role::account_administrator}.text()},
                {"until", base::to_rfc3339(until)}},
               {{"reason", std::string{reason}}}, now));
    return broken;
}

base::Result<std::vector<BreakGlassRow>> break_glasses(store::ReadTx& tx) { return rows::break_glasses(tx); }

base::Result<std::vector<BreakGlassRow>> unacknowledged_break_glasses(store::ReadTx& tx) {
    return rows::unacknowledged(tx);
}

base::Result<void> acknowledge_break_glass(store::WriteTx& tx, const Office& office, const Actor& by, BreakGlassId id,
                                           std::string_view note, base::Instant now) {
    TRY(require_any(by, break_glass_readers));
    const auto row = TRY(rows::break_glass(tx, id));
    if (!row) return Error{Fault::not_found, "people.not_found", "break-glass"};
    if (row->account == by.account()) return Error{Fault::refused, "people.own_account"};
    if (row->acknowledged_at) return Error{Fault::conflict, "people.break_glass_acknowledged"};
    TRY(check_text(note));
    TRY(rows::update_break_glass(tx, id, by.account(), note, now));
    return record(tx, office, by, "people.break_glass_acknowledged",
                  {{"break_glass", id.text()}, {"about_account", row->account.text()}}, {{"note", std::string{note}}},
                  now);
}

}  // namespace menhu::people
