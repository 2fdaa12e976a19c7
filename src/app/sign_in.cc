#include "app/sign_in.h"

#include "people/credential.h"
#include "people/external_sign_in.h"
#include "people/prove.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "web/problem.h"

namespace menhu::app {

using base::Error;
using base::Fault;

namespace {

Error refusal_of(const people::SignInRefused& refused) {
    std::string words = std::string{refused.reason_zh} + " / " + std::string{refused.reason_en};
    if (refused.reason_zh.empty()) {
        const auto* message = web::find_message(refused.code);
        CHECK(message != nullptr);
        words = std::string{message->detail_zh} + " / " + std::string{message->detail_en};
    }
    return Error{Fault::conflict, "app.sign_in_refused", words};
}

// The session of an answer, or why there is none.
base::Result<people::SignedIn> session_of(const people::SignInAnswer& answer) {
    if (const auto* refused = std::get_if<people::SignInRefused>(&answer)) return refusal_of(*refused);
    return std::get<people::SignedIn>(answer);
}

}  // namespace

base::Result<SignedInAccount> SignedInAccount::ask(House& house, const Terminal& terminal, base::Random& random,
                                                   const std::string& account, base::Instant now) {
    const auto password = TRY(terminal.ask_secret("密碼", "Password"));
    auto first = TRY(with(house, random, account, password, now));
    const auto actor = TRY(first.actor(now));
    if (actor.duty() == people::Duty::must_enrol) return Error{Fault::conflict, "app.sign_in_enrol_first"};
    if (actor.duty() != people::Duty::must_prove_second) return first;
    const auto awaited =
        TRY(house.database().read([&](store::ReadTx& tx) { return people::second_factors_of(tx, actor.account()); }));
    if (awaited.empty() || awaited.front() != "totp") return Error{Fault::conflict, "app.sign_in_needs_page"};
    const auto code = TRY(terminal.ask_secret("驗證碼（六位數字）", "Code (six digits)"));
    const auto proved =
        TRY(people::prove_by_code(house.database(), house.office(), random,
                                  {.token = first.token(), .from = people::from_console}, code.text(), now));
    auto whole = TRY(session_of(proved.value()));
    return SignedInAccount{house, std::move(whole.token)};
}

base::Result<SignedInAccount> SignedInAccount::with(House& house, base::Random& random, const std::string& account,
                                                    const crypto::Secret& password, base::Instant now) {
    const auto by_directory =
        TRY(people::sign_in_by_directory(house.database(), house.office(), random, house.directory_sign_in(), account,
                                         password, people::from_console, now));
    if (by_directory) {
        auto session = TRY(session_of(by_directory->value()));
        return SignedInAccount{house, std::move(session.token)};
    }
    const auto answer =
        TRY(people::sign_in(house.database(), house.office(), random, account, password, people::from_console, now));
    auto session = TRY(session_of(answer.value()));
    return SignedInAccount{house, std::move(session.token)};
}

SignedInAccount::~SignedInAccount() { crypto::wipe({reinterpret_cast<std::uint8_t*>(token_.data()), token_.size()}); }

base::Result<people::Actor> SignedInAccount::actor(base::Instant now) const {
    return house_.database().read([&](store::ReadTx& tx) {
        return people::identify(tx, house_.office(), {.token = token_, .from = people::from_console}, now);
    });
}

base::Result<void> SignedInAccount::sign_out(base::Instant now) {
    TRY(house_.database().write([&house = house_, token = token_, now](store::WriteTx& tx) -> base::Result<int> {
        TRY(people::sign_out(tx, house.office(), token, now));
        return 0;
    }));
    return {};
}

}  // namespace menhu::app
