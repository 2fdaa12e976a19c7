#include "people/identity.h"

#include <algorithm>

#include "people/account_rows.h"
#include "people/duty.h"
#include "people/identity_rows.h"
#include "people/record.h"
#include "people/sealing.h"
#include "people/session_rows.h"

namespace menhu::people {
namespace {

constexpr std::string_view sealed_what = "identity";

bool is_well_formed(const NewIdentity& identity) {
    const auto is_plain = [](std::string_view text, std::size_t most) {
        return !text.empty() && text.size() <= most &&
               std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    };
    return is_plain(identity.provider, 32) && is_plain(identity.subject, 255) && identity.subject.front() != ' ' &&
           identity.subject.back() != ' ';
}

base::Result<rows::AccountRow> account_of(store::ReadTx& tx, const Actor& by, AccountId account, base::Instant now) {
    auto row = TRY(rows::account(tx, account, now));
    if (!row) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    TRY(require_administrator_of(tx, by, row->unit, now));
    return *std::move(row);
}

// Whoever could bind an identity to the own account could put another's hand on it.
base::Result<rows::AccountRow> account_to_change(store::ReadTx& tx, const Actor& by, AccountId account,
                                                 base::Instant now) {
    TRY(require(by, Role::account_administrator));
    if (by.account() == account) return base::Error{base::Fault::refused, "people.own_account"};
    auto row = TRY(account_of(tx, by, account, now));
    if (row.validity.state == State::closed) return base::Error{base::Fault::conflict, "people.account_closed"};
    return row;
}

base::Result<std::string> opened(const Office& office, const rows::IdentityRow& row) {
    const auto subject = TRY(unseal(office, sealed_what, row.account, row.subject));
    return std::string{subject.text()};
}

}  // namespace

base::Result<IdentityId> bind_identity(store::WriteTx& tx, const Office& office, const Actor& by,
                                       const NewIdentity& identity, base::Random& random, base::Instant now) {
    TRY(account_to_change(tx, by, identity.account, now));
    if (!is_well_formed(identity)) return base::Error{base::Fault::bad_input, "people.identity_ill_formed"};
    const auto tag = identity_tag(office, identity.provider, identity.subject);
    const auto owner = TRY(rows::identity(tx, identity.provider, tag));
    const auto own = TRY(rows::identities(tx, identity.account));
    if (owner || std::ranges::find(own, identity.provider, &rows::IdentityRow::provider) != own.end()) {
        return base::Error{base::Fault::conflict, "people.identity_taken"};
    }
    const auto id = IdentityId::make(now, random);
    TRY(rows::insert_identity(
        tx,
        {.id = id.number(),
         .account = identity.account,
         .provider = identity.provider,
         .subject = seal(office, sealed_what, identity.account, base::as_bytes(identity.subject), random),
         .since = now,
         .bound_by = by.account()},
        tag));
    TRY(record(tx, office, by, "people.identity_bound",
               {{"about_account", identity.account.text()}, {"provider", identity.provider}},
               {{"subject", identity.subject}}, now));
    return id;
}

base::Result<void> unbind_identity(store::WriteTx& tx, const Office& office, const Actor& by, AccountId account,
                                   IdentityId identity, base::Instant now) {
    TRY(account_to_change(tx, by, account, now));
    const auto own = TRY(rows::identities(tx, account));
    const auto found = std::ranges::find(own, identity.number(), &rows::IdentityRow::id);
    if (found == own.end()) return base::Error{base::Fault::not_found, "people.not_found", "identity"};
    const auto subject = TRY(opened(office, *found));
    TRY(rows::delete_identity(tx, found->id));
    const auto ended = TRY(rows::end_sessions(tx, account, "identity_unbound"));
    return record(
        tx, office, by, "people.identity_unbound",
        {{"about_account", account.text()}, {"provider", found->provider}, {"sessions_ended", std::to_string(ended)}},
        {{"subject", subject}}, now);
}

base::Result<std::vector<Identity>> identities(store::ReadTx& tx, const Office& office, const Actor& by,
                                               AccountId account, base::Instant now) {
    TRY(account_of(tx, by, account, now));
    const auto own = TRY(rows::identities(tx, account));
    std::vector<Identity> list;
    for (const auto& row : own) {
        auto subject = TRY(opened(office, row));
        list.push_back({.id = IdentityId{row.id},
                        .account = row.account,
                        .provider = row.provider,
                        .subject = std::move(subject),
                        .since = row.since,
                        .bound_by = row.bound_by});
    }
    return list;
}

base::Result<std::optional<std::string>> subject_of(store::ReadTx& tx, const Office& office, AccountId account,
                                                    std::string_view provider) {
    const auto own = TRY(rows::identities(tx, account));
    const auto found = std::ranges::find(own, provider, &rows::IdentityRow::provider);
    if (found == own.end()) return std::optional<std::string>{};
    auto subject = TRY(opened(office, *found));
    return std::optional{std::move(subject)};
}

}  // namespace menhu::people
