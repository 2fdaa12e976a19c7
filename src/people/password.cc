#include "people/password.h"

#include <algorithm>

#include "crypto/password.h"
#include "people/account_rows.h"
#include "people/attempts.h"
#include "people/credential_rows.h"
#include "people/enrolment.h"
#include "people/open_session.h"
#include "people/record.h"
#include "people/set_password.h"
#include "people/term.h"

namespace menhu::people {
namespace {

PasswordProblem wrong_password() {
    return {.code = "people.password_wrong", .zh = "目前的密碼不正確", .en = "The present password is wrong"};
}

PasswordProblem locked_now() {
    return {.code = "people.sign_in_locked",
            .zh = "密碼錯誤次數過多，帳號暫時鎖定，請稍後再試",
            .en = "Too many wrong passwords: the account is locked for a while; try again later"};
}

// What is known before the writer is asked.
struct Before {
    OpenSession session;
    rows::AccountRow account;
    std::vector<rows::PasswordRow> passwords;  // the newest first; what stands for none is not among them

    // A session that a one-time token began sets its password without knowing another.
    bool is_by_token() const { return session.proof.factors == Factors::token; }
    std::string hash() const { return passwords.empty() ? std::string{} : passwords.front().hash; }
};

base::Result<Before> read_before(store::ReadTx& tx, const Office& office, const Presented& presented,
                                 base::Instant now) {
    auto session = TRY(open_session(tx, office, presented, now));
    auto account = TRY(rows::account(tx, session.parts.account, now));
    CHECK(account);
    const auto history = std::max<std::int64_t>(1, office.numbers().password_history.value);
    auto passwords = TRY(rows::passwords(tx, account->id, history + 1));
    std::erase_if(passwords, [](const auto& row) { return row.hash == unusable_password; });
    if (std::ssize(passwords) > history) passwords.resize(static_cast<std::size_t>(history));
    return Before{.session = std::move(session), .account = *std::move(account), .passwords = std::move(passwords)};
}

std::vector<PasswordProblem> problems_with(const Before& before, const Office& office, const crypto::Secret& next,
                                           base::Instant now) {
    const law::Numbers& numbers = office.numbers();
    auto problems = check_password(numbers, before.account.name, before.account.display_name, next.text());
    const bool is_young = !before.passwords.empty() && before.passwords.front().set_by == rows::SetBy::owner &&
                          now < after(before.passwords.front().set_at, numbers.password_age_min.value);
    if (is_young && before.session.parts.duty != Duty::must_change_password && !before.is_by_token()) {
        problems.push_back({.code = "people.password_too_young",
                            .zh = "密碼剛變更過，要過一段時間才能再變更；如疑似外洩，請帳號管理者重設",
                            .en = "It was changed only just now; if it may have leaked, ask the account administrator "
                                  "to reset it"});
    }
    if (std::ranges::any_of(before.passwords,
                            [&](const auto& old) { return crypto::verify_password(next, old.hash); })) {
        const std::string count = std::to_string(numbers.password_history.value);
        problems.push_back({.code = "people.password_reused",
                            .zh = "不得與前 " + count + " 次使用過的密碼相同",
                            .en = "Choose one that is not among your last " + count});
    }
    return problems;
}

// Whoever has proved one factor of two changes nothing.
base::Result<void> require_may_change(const Before& before) {
    const auto& parts = before.session.parts;
    if (parts.standing == Standing::active && parts.duty != Duty::must_prove_second) return {};
    return require_able(ActorMaker::make(parts));
}

// What the closure carries to the writer.
struct Change {
    std::string token;
    std::string from;
    std::string old_hash;
    std::string new_hash;  // empty: not to be set
    enum class Current : std::uint8_t { right, wrong } current = Current::wrong;
    std::vector<PasswordProblem> problems;
};

base::Result<PasswordAnswer> settle(store::WriteTx& tx, const Office& office, const Change& change, base::Instant now) {
    const auto before = TRY(read_before(tx, office, {.token = change.token, .from = change.from}, now));
    TRY(require_may_change(before));
    if (before.hash() != change.old_hash) {
        return base::Error{base::Fault::conflict, "people.password_changed_meanwhile"};
    }
    const Attempt attempt{.name = office.name_tag(before.account.name),
                          .account = before.account.id,
                          .unit = before.account.unit,
                          .from = change.from};
    const auto locked_until = TRY(lock_of(tx, attempt.name, now));
    if (locked_until) {
        TRY(record_locked_attempt(tx, office, attempt, now));
        return PasswordAnswer{PasswordRefused{.problems = {locked_now()}}};
    }
    if (change.current == Change::Current::wrong) {
        const auto locked = TRY(count_failure(tx, office, attempt, "wrong_at_change", now));
        return PasswordAnswer{PasswordRefused{.problems = {locked ? locked_now() : wrong_password()}}};
    }
    if (!change.problems.empty()) return PasswordAnswer{PasswordRefused{.problems = change.problems}};
    TRY(set_password(tx, office, before.account.id,
                     {.hash = change.new_hash, .set_by = rows::SetBy::owner, .set_at = now}, PasswordDuty::none));
    TRY(rest_session_on(tx, before.session, Enrolled::password, now));
    TRY(clear_failures(tx, attempt.name));
    const auto ended = TRY(rows::delete_other_sessions(tx, before.account.id, before.session.id));
    TRY(record(
        tx, office,
        {.kind = "people.password_changed",
         .by = before.account.id,
         .unit = before.account.unit,
         .facts = {{"sessions_ended", std::to_string(ended)}, {"by", before.is_by_token() ? "token" : "password"}},
         .sealed = {}},
        now));
    return PasswordAnswer{PasswordChanged{}};
}

}  // namespace

base::Result<void> set_password(store::WriteTx& tx, const Office& office, AccountId account,
                                const rows::PasswordRow& password, PasswordDuty duty) {
    const law::Numbers& numbers = office.numbers();
    TRY(rows::delete_unusable_passwords(tx, account));
    TRY(rows::insert_password(tx, account, password));
    TRY(rows::trim_passwords(tx, account, std::max<std::int64_t>(1, numbers.password_history.value)));
    return rows::update_password_due(
        tx, account,
        duty == PasswordDuty::must_change ? base::Instant{} : after(password.set_at, numbers.password_age_max.value));
}

base::Result<store::Committed<PasswordAnswer>> change_password(store::Database& database, const Office& office,
                                                               base::Random& random, const Presented& presented,
                                                               const crypto::Secret& current,
                                                               const crypto::Secret& next, base::Instant now) {
    const auto before = TRY(database.read([&](store::ReadTx& tx) { return read_before(tx, office, presented, now); }));
    Change change;
    change.token = presented.token;
    change.from = presented.from;
    change.old_hash = before.hash();
    TRY(require_may_change(before));
    if (!before.is_by_token() && current.empty()) {
        return base::Error{base::Fault::bad_input, "people.password_needs_current"};
    }
    if (before.is_by_token() || crypto::verify_password(current, change.old_hash)) {
        change.current = Change::Current::right;
        change.problems = problems_with(before, office, next, now);
        if (change.problems.empty()) {
            auto hash = TRY(crypto::hash_password(next, office.password_cost(), random));
            change.new_hash = std::move(hash);
        }
    }
    return database.write([change, &office, now](store::WriteTx& tx) { return settle(tx, office, change, now); });
}

base::Result<void> require_strong(const Office& office, std::string_view account_name, std::string_view display_name,
                                  const crypto::Secret& password) {
    const auto problems = check_password(office.numbers(), account_name, display_name, password.text());
    if (problems.empty()) return {};
    std::string codes;
    for (const PasswordProblem& problem : problems) {
        if (!codes.empty()) codes += ' ';
        codes += problem.code;
    }
    return base::Error{base::Fault::bad_input, "people.password_weak", codes};
}

}  // namespace menhu::people
