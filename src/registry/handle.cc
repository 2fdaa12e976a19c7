#include "registry/handle.h"

#include <algorithm>

#include "registry/inside.h"

namespace menhu::registry {

namespace {

// plain: grant(8) ‖ expiry(8) ‖ record(16) ‖ person(16) ‖ form(1) ‖ case number; associated data: account(8) ‖
// query(8).
constexpr std::size_t form_at = 8 + 8 + 16 + 16;
constexpr std::size_t fixed_size = form_at + 1;

base::Bytes aad_of(people::AccountId account, QueryId query) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(account.number()));
    base::put_u64(aad, static_cast<std::uint64_t>(query.number()));
    return aad;
}

base::Error invalid() { return {base::Fault::bad_input, "registry.handle_invalid"}; }

}  // namespace

HandleSealer::HandleSealer(const crypto::Secret& key, const grants::Permit& permit, QueryId query, Form form,
                           base::Instant now)
    : aead_{key}, aad_{aad_of(permit.account(), query)} {
    base::put_u64(plain_, static_cast<std::uint64_t>(permit.grant().number()));
    base::put_u64(plain_, static_cast<std::uint64_t>(base::to_millis(now + handle_life)));
    plain_.resize(fixed_size);
    plain_[form_at] = static_cast<std::uint8_t>(form);
    const auto number = base::as_bytes(permit.case_number());
    plain_.insert(plain_.end(), number.begin(), number.end());
}

std::string HandleSealer::seal(const crypto::Tag& record, const crypto::Tag& person, base::Random& random) {
    std::ranges::copy(record, plain_.begin() + 16);
    std::ranges::copy(person, plain_.begin() + 32);
    // Chance is enough here: a key of its own, far fewer than 2^32 handles, and none is good for longer than a quarter
    // of an hour.
    const auto nonce = crypto::random_nonce(random);
    base::Bytes out(nonce.begin(), nonce.end());
    const auto sealed = aead_.seal(nonce, aad_, plain_);
    out.insert(out.end(), sealed.begin(), sealed.end());
    return base::to_base64url(out);
}

base::Result<Handle> open_handle(const Registry& registry, const people::Actor& actor, QueryId query,
                                 std::string_view handle, base::Instant now) {
    const auto bytes = base::from_base64url(handle);
    if (!bytes || bytes->size() < sizeof(crypto::Nonce) + crypto::Aead::overhead + fixed_size) return invalid();
    crypto::Nonce nonce;
    std::copy_n(bytes->begin(), nonce.size(), nonce.begin());
    crypto::Aead aead{registry.inside().handle_key};
    const auto plain = aead.open(nonce, aad_of(actor.account(), query), base::ByteView{*bytes}.subspan(nonce.size()));
    if (!plain) return invalid();
    const auto view = plain->view();
    Handle out;
    out.grant_ = grants::GrantId{static_cast<std::int64_t>(base::get_u64(view))};
    const auto expiry = base::from_millis(static_cast<std::int64_t>(base::get_u64(view.subspan(8))));
    if (now >= expiry) return base::Error{base::Fault::conflict, "registry.handle_expired"};
    std::copy_n(view.begin() + 16, out.record_.size(), out.record_.begin());
    std::copy_n(view.begin() + 32, out.person_.size(), out.person_.begin());
    out.of_ = view[form_at] == static_cast<std::uint8_t>(Form::list) ? Form::list : Form::cards;
    out.case_number_ = base::as_text(view.subspan(fixed_size));
    out.query_ = query;
    return out;
}

}  // namespace menhu::registry
