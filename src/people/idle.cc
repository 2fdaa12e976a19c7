#include "people/idle.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "people/account_rows.h"
#include "people/duty.h"
#include "people/notice.h"
#include "people/planned_terms.h"
#include "people/record.h"
#include "people/session_rows.h"
#include "people/standing.h"
#include "people/term.h"
#include "people/term_rows.h"

namespace menhu::people {
namespace {

LastUse last_use_of(const rows::AccountRow& row) {
    return {.term_from = row.term_from, .valid_from = row.validity.from, .last_signed_in = row.last_signed_in};
}

// Open and inside its period and its unit's: what an account that is only idle still is.
bool could_act(const rows::AccountRow& row, base::Instant now) {
    const Standing standing = standing_of(row.validity, now);
    return standing == Standing::active || standing == Standing::idle;
}

base::Result<void> suspend_one(store::WriteTx& tx, const Office& office, const rows::AccountRow& row,
                               base::Instant since, base::Instant now) {
    auto term = TRY(rows::term_at(tx, row.id, now));
    CHECK(term);
    term->from = now;
    term->recorded_at = now;
    term->recorded_by = operator_account;
    term->state = State::suspended;
    term->application.reset();
    const auto planned = TRY(planned_terms(tx, row.id, now));
    TRY(rows::insert_term(tx, *term));
    TRY(plan_again(tx, *term, planned, now));
    const auto ended = TRY(rows::end_sessions(tx, row.id, state_code(State::suspended)));
    return record(tx, office,
                  {.kind = "people.account_idle_suspended",
                   .by = operator_account,
                   .unit = operator_unit,
                   .facts = {{"about_account", row.id.text()},
                             {"about_unit", row.unit.text()},
                             {"idle_at", base::to_rfc3339(since)},
                             {"last_signed_in", row.last_signed_in ? base::to_rfc3339(*row.last_signed_in) : "never"},
                             {"sessions_ended", std::to_string(ended)}},
                   .sealed = {}},
                  now);
}

}  // namespace

base::Instant idle_at(const law::Numbers& numbers, const LastUse& use) {
    base::Instant since = std::max(use.term_from, use.valid_from);
    if (use.last_signed_in) since = std::max(since, *use.last_signed_in);
    return after(since, numbers.account_idle.value);
}

base::Instant idle_warned_at(const law::Numbers& numbers, const LastUse& use) {
    law::Term back = numbers.account_idle_warning.value;
    back.count = -back.count;
    return after(idle_at(numbers, use), back);
}

base::Result<std::vector<IdleAccount>> idle_soon(store::ReadTx& tx, const Office& office, base::Instant now) {
    const auto all = TRY(rows::accounts(tx, now));
    std::vector<IdleAccount> soon;
    for (const rows::AccountRow& row : all) {
        if (!could_act(row, now)) continue;
        const LastUse use = last_use_of(row);
        const base::Instant end = idle_at(office.numbers(), use);
        if (now < idle_warned_at(office.numbers(), use) || now >= end) continue;
        soon.push_back(
            {.account = row.id, .unit = row.unit, .name = row.name, .display_name = row.display_name, .idle_at = end});
    }
    std::ranges::sort(soon, {}, [](const IdleAccount& one) { return std::tie(one.idle_at, one.name); });
    return soon;
}

base::Result<std::int64_t> warn_idle(store::WriteTx& tx, const Office& office, base::Random& random,
                                     base::Instant now) {
    const auto soon = TRY(idle_soon(tx, office, now));
    std::map<UnitId, Answerable> units;
    for (const IdleAccount& one : soon) {
        auto known = units.find(one.unit);
        if (known == units.end()) {
            auto who = TRY(answerable(tx, one.unit, now));
            known = units.emplace(one.unit, std::move(who)).first;
        }
        std::vector<AccountId> told{one.account};
        for (const auto& duty : {known->second.acting, known->second.administrator}) {
            if (duty && duty->account != one.account) told.push_back(duty->account);
        }
        for (const AccountId account : told) {
            TRY(add_notice(tx,
                           {.account = account,
                            .kind = NoticeKind::account_idle_soon,
                            .about = one.account.text(),
                            .due = one.idle_at},
                           random, now));
        }
    }
    return static_cast<std::int64_t>(soon.size());
}

base::Result<std::int64_t> suspend_idle(store::WriteTx& tx, const Office& office, std::int64_t limit,
                                        base::Instant now) {
    const auto all = TRY(rows::accounts(tx, now));
    std::int64_t suspended = 0;
    for (const rows::AccountRow& row : all) {
        if (suspended == limit) break;
        if (!could_act(row, now)) continue;
        const base::Instant since = idle_at(office.numbers(), last_use_of(row));
        if (now < since) continue;
        TRY(suspend_one(tx, office, row, since, now));
        ++suspended;
    }
    return suspended;
}

}  // namespace menhu::people
