#include "app/sign_in.h"

#include "people/session.h"
#include "people/sign_in.h"

namespace menhu::app {

base::Result<SignedInAccount> SignedInAccount::ask(House& house, const Terminal& terminal, base::Random& random,
                                                   const std::string& account, base::Instant now) {
    const auto password = TRY(terminal.ask_secret("密碼", "Password"));
    return with(house, random, account, password, now);
}

base::Result<SignedInAccount> SignedInAccount::with(House& house, base::Random& random, const std::string& account,
                                                    const crypto::Secret& password, base::Instant now) {
    const auto answer =
        TRY(people::sign_in(house.database(), house.office(), random, account, password, "console", now));
    if (const auto* refused = std::get_if<people::SignInRefused>(&answer.value())) {
        return base::Error{base::Fault::conflict, "app.sign_in_refused",
                           std::string{refused->reason_zh} + " / " + std::string{refused->reason_en}};
    }
    return SignedInAccount{house, std::get<people::SignedIn>(answer.value()).token};
}

SignedInAccount::~SignedInAccount() { crypto::wipe({reinterpret_cast<std::uint8_t*>(token_.data()), token_.size()}); }

base::Result<people::Actor> SignedInAccount::actor(base::Instant now) const {
    return house_.database().read(
        [&](store::ReadTx& tx) { return people::identify(tx, house_.office(), token_, now); });
}

base::Result<void> SignedInAccount::sign_out(base::Instant now) {
    TRY(house_.database().write([&house = house_, token = token_, now](store::WriteTx& tx) -> base::Result<int> {
        TRY(people::sign_out(tx, house.office(), token, now));
        return 0;
    }));
    return {};
}

}  // namespace menhu::app
