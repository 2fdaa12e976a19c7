#include "registry/copy_approval.h"

#include <algorithm>
#include <array>

#include "grants/grant.h"
#include "ledger/ledger.h"
#include "registry/copy_inside.h"
#include "registry/copy_rows.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_number = 100;
constexpr std::size_t longest_text = 500;
constexpr std::size_t most_recipients = 20;
constexpr std::int64_t most_copies = 1000;
constexpr std::int64_t most_people = 10'000'000;
// One that is not made after so long never will be: the process ended in between.
constexpr std::chrono::minutes making{10};

Error ill_formed(std::string_view part) {
    return {Fault::bad_input, "registry.copy_approval_ill_formed", std::string{part}};
}

base::Result<void> fill(store::ReadTx& tx, CopyApproval& one, base::Instant now) {
    one.recipients = TRY(rows::recipients_of(tx, one.id));
    one.copies_made = TRY(rows::copies_made(tx, one.id, now - making));
    return {};
}

base::Result<CopyApproval> known(store::ReadTx& tx, CopyApprovalId id, base::Instant now) {
    auto found = TRY(find_copy_approval(tx, id, now));
    if (!found) return Error{Fault::not_found, "registry.copy_approval_unknown"};
    return *std::move(found);
}

base::Result<void> check(store::ReadTx& tx, const NewCopyApproval& wish, base::Instant now) {
    const auto today = base::taipei_date(now);
    if (!is_text(wish.letter_number, longest_number)) return ill_formed("letter_number");
    if (wish.letter_on > today) return ill_formed("letter_on");
    if (wish.of.empty()) return ill_formed("of");
    for (const auto of : wish.of) {
        if (std::ranges::count(wish.of, of) > 1) return ill_formed("of");
    }
    if (!is_text(wish.scope, longest_text)) return ill_formed("scope");
    if (wish.copies_most < 1 || wish.copies_most > most_copies) return ill_formed("copies_most");
    if (wish.people_most < 1 || wish.people_most > most_people) return ill_formed("people_most");
    if (wish.until < today) return ill_formed("until");
    if (wish.destroy_by < wish.until) return ill_formed("destroy_by");
    if (wish.recipients.empty() || wish.recipients.size() > most_recipients) return ill_formed("recipients");
    for (const auto id : wish.recipients) {
        if (std::ranges::count(wish.recipients, id) > 1) return ill_formed("recipients");
        const auto recipient = TRY(rows::recipient(tx, id));
        if (!recipient) return Error{Fault::not_found, "registry.recipient_unknown"};
    }
    const auto grant = TRY(grants::find_grant(tx, wish.grant, now));
    if (!grant) return Error{Fault::not_found, "grants.not_found"};
    // An approval to copy what the grant does not let anybody copy would be of no use, and is likely of another grant.
    if (!grant->operations.has(grants::Operation::export_)) return ill_formed("grant");
    return {};
}

base::Result<void> enter(store::WriteTx& tx, const Registry& registry, const people::Actor& by, std::string_view kind,
                         const CopyApproval& approval, std::string secret, base::Instant now) {
    auto entry = copy_entry(kind, by);
    entry.grant = approval.grant.number();
    entry.facts = {{"approval", approval.id.text()},
                   {"document_number", approval.letter_number},
                   {"letter_on", base::to_iso(approval.letter_on)},
                   {"carriage", std::string{carriage_code(approval.carriage)}},
                   {"until", base::to_iso(approval.until)},
                   {"destroy_by", base::to_iso(approval.destroy_by)}};
    entry.counts = {{"copies", approval.copies_most},
                    {"people", approval.people_most},
                    {"recipients", static_cast<std::int64_t>(approval.recipients.size())}};
    if (!secret.empty()) entry.secret = base::Personal<std::string>{std::move(secret)};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

}  // namespace

std::string_view copy_of_code(CopyOf of) {
    static constexpr std::array<std::string_view, 3> codes{"match", "roster", "frame"};
    return codes[static_cast<std::size_t>(of)];
}

std::optional<CopyOf> copy_of_from_code(std::string_view code) {
    for (const auto of : all_copy_of) {
        if (copy_of_code(of) == code) return of;
    }
    return std::nullopt;
}

std::string_view carriage_code(Carriage carriage) { return carriage == Carriage::network ? "network" : "media"; }

std::optional<Carriage> carriage_from_code(std::string_view code) {
    for (const auto carriage : {Carriage::network, Carriage::media}) {
        if (carriage_code(carriage) == code) return carriage;
    }
    return std::nullopt;
}

std::string_view copy_approval_state_code(CopyApprovalState state) {
    static constexpr std::array<std::string_view, 5> codes{"waiting", "in_force", "used_up", "expired", "revoked"};
    return codes[static_cast<std::size_t>(state)];
}

CopyApprovalState CopyApproval::state(base::Instant now) const {
    if (revoked_at) return CopyApprovalState::revoked;
    if (now >= base::taipei_end(until)) return CopyApprovalState::expired;
    if (!confirmed_at) return CopyApprovalState::waiting;
    return copies_made >= copies_most ? CopyApprovalState::used_up : CopyApprovalState::in_force;
}

bool CopyApproval::may_confirm(const people::Actor& by) const {
    return !confirmed_at && !revoked_at && by.roles().has_any(copy_keepers) && by.account() != registered_by;
}

bool CopyApproval::may_revoke(const people::Actor& by) const { return !revoked_at && by.roles().has_any(copy_keepers); }

bool CopyApproval::covers(CopyOf one) const { return std::ranges::find(of, one) != of.end(); }

bool CopyApproval::names(RecipientId recipient) const {
    return std::ranges::find(recipients, recipient) != recipients.end();
}

base::Result<CopyApprovalId> register_copy_approval(store::WriteTx& tx, const Registry& registry,
                                                    const people::Actor& by, const NewCopyApproval& wish,
                                                    base::Random& random, base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    TRY(check(tx, wish, now));
    CopyApproval approval;
    static_cast<NewCopyApproval&>(approval) = wish;
    approval.id = CopyApprovalId::make(now, random);
    approval.registered_by = by.account();
    approval.registered_at = now;
    TRY(rows::insert_approval(tx, approval));
    TRY(enter(tx, registry, by, "copy.approval_registered", approval, sealed_texts({{"scope", wish.scope}}), now));
    return approval.id;
}

base::Result<void> confirm_copy_approval(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                         CopyApprovalId id, base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    const auto approval = TRY(known(tx, id, now));
    if (approval.state(now) != CopyApprovalState::waiting) {
        return Error{Fault::conflict, "registry.copy_approval_state"};
    }
    if (by.account() == approval.registered_by) return Error{Fault::refused, "registry.copy_second_person"};
    TRY(rows::confirm_approval(tx, id, by.account(), now));
    return enter(tx, registry, by, "copy.approval_confirmed", approval, {}, now);
}

base::Result<void> revoke_copy_approval(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                        CopyApprovalId id, std::string_view reason, base::Instant now) {
    TRY(people::require_any(by, copy_keepers));
    const auto approval = TRY(known(tx, id, now));
    if (approval.revoked_at) return Error{Fault::conflict, "registry.copy_approval_state"};
    if (!is_text(reason, longest_text)) return ill_formed("reason");
    TRY(rows::revoke_approval(tx, id, by.account(), reason, now));
    return enter(tx, registry, by, "copy.approval_revoked", approval, sealed_texts({{"reason", reason}}), now);
}

base::Result<std::vector<CopyApproval>> copy_approvals(store::ReadTx& tx, base::Instant now) {
    auto all = TRY(rows::approvals(tx));
    for (auto& one : all) TRY(fill(tx, one, now));
    return all;
}

base::Result<std::optional<CopyApproval>> find_copy_approval(store::ReadTx& tx, CopyApprovalId id, base::Instant now) {
    auto found = TRY(rows::approval(tx, id));
    if (found) TRY(fill(tx, *found, now));
    return found;
}

}  // namespace menhu::registry
