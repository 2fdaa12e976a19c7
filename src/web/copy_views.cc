#include "web/copy_views.h"

#include "base/calendar.h"

namespace menhu::web {

namespace {

std::optional<std::string> maybe_instant(const std::optional<base::Instant>& instant) {
    return instant ? std::optional{instant_text(*instant)} : std::nullopt;
}

base::Result<CopyRecipientRef> ref_of(store::ReadTx& tx, registry::RecipientId id, base::Instant now) {
    const auto found = TRY(registry::find_recipient(tx, id));
    CHECK(found);
    return CopyRecipientRef{.id = id.text(),
                            .name = found->name,
                            .organisation = found->organisation,
                            .state = std::string{registry::recipient_state_code(found->state(now))}};
}

std::vector<std::string> acts(const auto& what, const people::Actor& by) {
    std::vector<std::string> may;
    if (what.may_confirm(by)) may.emplace_back("confirm");
    if (what.may_revoke(by)) may.emplace_back("revoke");
    return may;
}

}  // namespace

base::Result<RecipientRow> view_of(Names& names, const registry::Recipient& recipient, const people::Actor& by,
                                   base::Instant now) {
    const bool is_shown = recipient.confirmed_at || recipient.registered_by == by.account();
    RecipientRow row;
    row.id = recipient.id.text();
    row.name = recipient.name;
    row.organisation = recipient.organisation;
    row.contact = recipient.contact;
    if (is_shown) {
        row.key = recipient.key;
        row.fingerprint = registry::key_fingerprint(recipient.key);
    }
    row.from_ = base::to_iso(recipient.from);
    row.until = base::to_iso(recipient.until);
    row.state = registry::recipient_state_code(recipient.state(now));
    row.registered_by = TRY(names.account(recipient.registered_by));
    row.registered_at = instant_text(recipient.registered_at);
    row.confirmed_by = TRY(names.account(recipient.confirmed_by));
    row.confirmed_at = maybe_instant(recipient.confirmed_at);
    row.channel = recipient.channel;
    row.revoked_by = TRY(names.account(recipient.revoked_by));
    row.revoked_at = maybe_instant(recipient.revoked_at);
    row.revoked_why = recipient.revoked_why;
    row.may = acts(recipient, by);
    return row;
}

base::Result<CopyApprovalRow> view_of(store::ReadTx& tx, Names& names, const registry::CopyApproval& approval,
                                      const people::Actor& by, base::Instant now) {
    CopyApprovalRow row;
    row.id = approval.id.text();
    row.letter_number = approval.letter_number;
    row.letter_on = base::to_iso(approval.letter_on);
    row.grant = approval.grant.text();
    const auto* const grant = TRY(names.grant(approval.grant));
    if (grant != nullptr) {
        row.purpose_zh = grant->purpose_zh;
        row.purpose_en = grant->purpose_en;
        row.unit = grant->unit_name;
    }
    for (const auto of : approval.of) row.of.emplace_back(registry::copy_of_code(of));
    row.scope = approval.scope;
    for (const auto recipient : approval.recipients) {
        auto ref = TRY(ref_of(tx, recipient, now));
        row.recipients.push_back(std::move(ref));
    }
    row.carriage = registry::carriage_code(approval.carriage);
    row.copies_most = approval.copies_most;
    row.copies_made = approval.copies_made;
    row.people_most = approval.people_most;
    row.until = base::to_iso(approval.until);
    row.destroy_by = base::to_iso(approval.destroy_by);
    row.state = registry::copy_approval_state_code(approval.state(now));
    row.registered_by = TRY(names.account(approval.registered_by));
    row.registered_at = instant_text(approval.registered_at);
    row.confirmed_by = TRY(names.account(approval.confirmed_by));
    row.confirmed_at = maybe_instant(approval.confirmed_at);
    row.revoked_by = TRY(names.account(approval.revoked_by));
    row.revoked_at = maybe_instant(approval.revoked_at);
    row.revoked_why = approval.revoked_why;
    row.may = acts(approval, by);
    return row;
}

base::Result<CopyRow> view_of(store::ReadTx& tx, Names& names, const registry::Copy& copy, const people::Actor& by,
                              base::Instant now) {
    CopyRow row;
    row.id = copy.id.text();
    row.kind = registry::copy_kind_code(copy.kind);
    row.of = registry::copy_of_code(copy.of);
    row.outcome = base::id_text(copy.outcome);
    row.made_by = TRY(names.account(copy.account));
    row.unit = TRY(names.unit(copy.unit));
    row.grant = copy.grant.text();
    const auto* const grant = TRY(names.grant(copy.grant));
    if (grant != nullptr) {
        row.purpose_zh = grant->purpose_zh;
        row.purpose_en = grant->purpose_en;
    }
    row.case_number = copy.case_number.reveal();
    row.reason = copy.reason.reveal();
    if (copy.approval) {
        row.approval = copy.approval->text();
        const auto approval = TRY(registry::find_copy_approval(tx, *copy.approval, now));
        CHECK(approval);
        row.letter_number = approval->letter_number;
        row.number_of = approval->copies_most;
    }
    if (copy.recipient) row.recipient = TRY(ref_of(tx, *copy.recipient, now));
    row.number = copy.number;
    row.form = copy.form;
    row.people = copy.people;
    row.bytes = copy.bytes;
    if (copy.sha256) row.sha256 = base::to_hex(*copy.sha256);
    row.log = std::to_string(copy.log);
    row.index = copy.index;
    row.made_at = instant_text(copy.begun_at);
    row.fetch_until = maybe_instant(copy.fetch_until);
    row.fetched_at = maybe_instant(copy.fetched_at);
    row.destroy_by = base::to_iso(copy.destroy_by);
    row.state = registry::copy_state_code(copy.state);
    if (copy.end) {
        CopyEndView end{.destroyed_on = base::to_iso(copy.end->destroyed_on),
                        .method = copy.end->method,
                        .witness = copy.end->witness,
                        .certificate = copy.end->certificate,
                        .by = {},
                        .at = instant_text(copy.ended_at.value())};
        end.by = TRY(names.account(copy.ended_by.value()));
        row.end = std::move(end);
    }
    if (copy.may_fetch(by) && now < copy.fetch_until.value()) row.may.emplace_back("fetch");
    if (copy.may_record_end(by)) row.may.emplace_back("end");
    return row;
}

}  // namespace menhu::web
