// Copies made: exports, and what is taken into a case file.
#include "registry/copy.h"

#include <algorithm>
#include <array>

#include "crypto/aead.h"
#include "crypto/age.h"
#include "grants/decide.h"
#include "ledger/ledger.h"
#include "registry/copy_inside.h"
#include "registry/copy_rows.h"
#include "registry/inside.h"
#include "registry/match_pack.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;

constexpr std::size_t part_size = std::size_t{512} * 1024;

Error not_approved(std::string_view part) { return {Fault::refused, "registry.copy_not_approved", std::string{part}}; }

// Does the approval, as it stands, let this go to this recipient?
base::Result<void> check_approval(const CopyApproval& approval, const Recipient& recipient, const CopySource& source,
                                  base::Instant now) {
    if (approval.state(now) == CopyApprovalState::used_up) return not_approved("copies");
    if (approval.state(now) != CopyApprovalState::in_force) return not_approved("approval");
    if (approval.grant != source.grant) return not_approved("grant");
    if (!approval.covers(source.of)) return not_approved("outcome");
    if (!approval.names(recipient.id)) return not_approved("recipient");
    if (recipient.state(now) != RecipientState::in_force) {
        return Error{Fault::refused, "registry.recipient_not_confirmed"};
    }
    return {};
}

ledger::Entry export_entry(std::string_view kind, const rows::CopyRow& row) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = row.account;
    entry.unit = row.unit;
    entry.grant = row.grant;
    entry.facts = {{"copy", base::id_text(row.id)},
                   {"of", row.copy_of},
                   {"outcome", base::id_text(row.outcome)},
                   {"approval", base::id_text(row.approval.value_or(0))},
                   {"recipient", base::id_text(row.recipient.value_or(0))}};
    entry.counts = {{"number", row.number}, {"people", row.people}};
    return entry;
}

// The first closure's.
struct Begun {
    rows::CopyRow row;
    std::string key;
    CopyMark mark;
    CopyContent content;
};

base::Result<std::variant<Begun, grants::Refusal>> begin(store::WriteTx& tx, const Registry& registry,
                                                         const people::Actor& by, const CopySource& source,
                                                         const NewExport& wish, base::Random& random,
                                                         base::Instant now) {
    using Answer = std::variant<Begun, grants::Refusal>;
    auto& inside = registry.inside();
    const grants::Desk desk{inside.ledger, inside.profile};
    const grants::Ask ask{.grant = source.grant,
                          .operation = grants::Operation::export_,
                          .case_number = wish.case_number,
                          .reason = wish.reason,
                          .source = wish.source,
                          .fields = {},
                          .person = std::nullopt};
    auto decision = TRY(grants::decide(tx, desk, by, ask, now));
    if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Answer{std::move(*refusal)};
    const auto& permit = std::get<grants::Permit>(decision);

    const auto approval = TRY(find_copy_approval(tx, wish.approval, now));
    if (!approval) return Error{Fault::not_found, "registry.copy_approval_unknown"};
    const auto recipient = TRY(rows::recipient(tx, wish.recipient));
    if (!recipient) return Error{Fault::not_found, "registry.recipient_unknown"};
    TRY(check_approval(*approval, *recipient, source, now));
    auto content = TRY(source.read(tx, by, now));
    if (content.people > approval->people_most) return not_approved("people");

    Begun begun;
    const auto id = CopyId::make(now, random);
    auto head = seal_copy_head(registry, id.number(), permit.case_number(), permit.reason(), random);
    const auto last = TRY(rows::last_copy_number(tx, approval->id));
    begun.row = {.id = id.number(),
                 .kind = std::string{copy_kind_code(CopyKind::export_)},
                 .copy_of = std::string{copy_of_code(source.of)},
                 .outcome = source.outcome,
                 .account = by.account().number(),
                 .unit = by.unit().number(),
                 .grant = source.grant.number(),
                 .approval = approval->id.number(),
                 .recipient = recipient->id.number(),
                 .number = last + 1,
                 .form = source.form,
                 .people = content.people,
                 .wrapped_key = std::move(head.wrapped_key),
                 .sealed_head = std::move(head.head),
                 .state = std::string{copy_state_code(CopyState::making)},
                 .problem = {},
                 .bytes = 0,
                 .sha256 = {},
                 .log = 0,
                 .index = 0,
                 .begun_at = now,
                 .fetch_until = {},
                 .fetched_at = {},
                 .gone_at = {},
                 .destroy_by = base::to_iso(approval->destroy_by)};
    auto entry = export_entry("export.begun", begun.row);
    entry.purpose = permit.purpose();
    entry.case_commitment = permit.case_commitment();
    entry.facts.emplace_back("document_number", approval->letter_number);
    entry.facts.emplace_back("carriage", carriage_code(approval->carriage));
    entry.secret = base::Personal<std::string>{sealed_texts(
        {{"case_number", permit.case_number()}, {"reason", permit.reason()}, {"source", permit.source()}})};
    const auto receipt = TRY(ledger::append(tx, inside.ledger, entry, now));
    begun.row.log = receipt.log;
    begun.row.index = receipt.index;
    TRY(rows::insert_copy(tx, begun.row));
    begun.key = recipient->key;
    begun.mark = {.id = id,
                  .number = begun.row.number,
                  .of = approval->copies_most,
                  .letter_number = approval->letter_number,
                  .recipient = recipient->organisation + " " + recipient->name,
                  .case_number = permit.case_number(),
                  .destroy_by = approval->destroy_by,
                  .log = receipt.log,
                  .index = receipt.index};
    begun.content = std::move(content);
    return Answer{std::move(begun)};
}

base::Result<void> keep(const Registry& registry, const ActorOf& actor_of, rows::CopyRow row, const base::Bytes& sealed,
                        base::Instant now) {
    auto& inside = registry.inside();
    TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        // A session that ended meanwhile takes no file.
        const auto by = TRY(actor_of(tx, now));
        TRY(people::require(by, people::Role::case_worker));
        const auto digest = crypto::sha256(base::ByteView{sealed});
        row.state = "made";
        row.bytes = static_cast<std::int64_t>(sealed.size());
        row.sha256 = base::Bytes{digest.begin(), digest.end()};
        row.fetch_until = now + inside.profile.numbers().export_file_hours.value;
        TRY(rows::update_copy(tx, row));
        const base::ByteView all{sealed};
        for (std::size_t at = 0; at < all.size(); at += part_size) {
            TRY(rows::insert_copy_part(tx, row.id, static_cast<std::int64_t>(at / part_size),
                                       all.subspan(at, std::min(part_size, all.size() - at))));
        }
        auto entry = export_entry("export.made", row);
        entry.facts.emplace_back("sha256", base::to_hex(digest));
        entry.facts.emplace_back("destroy_by", row.destroy_by);
        entry.counts.emplace_back("bytes", row.bytes);
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return {};
    }));
    return {};
}

void give_up(const Registry& registry, rows::CopyRow row, const Error& why, base::Instant now) {
    auto& inside = registry.inside();
    // What went wrong is told in any case; a copy that stays "making" counts as failed after a while.
    (void)inside.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        row.state = copy_state_code(CopyState::failed);
        row.problem = why.code();
        TRY(rows::update_copy(tx, row));
        auto entry = export_entry("export.failed", row);
        entry.facts.emplace_back("why", std::string{why.code()});
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return {};
    });
}

}  // namespace

std::string copy_key_name(std::int64_t copy) { return "registry copy " + base::id_text(copy); }

SealedCopyHead seal_copy_head(const Registry& registry, std::int64_t copy, std::string_view case_number,
                              std::string_view reason, base::Random& random) {
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    const MatchHead head{.file = {},
                         .case_number = std::string{case_number},
                         .reason = std::string{reason},
                         .headers = {},
                         .fields = {}};
    return {.wrapped_key = registry.inside().keyring.wrap(copy_key_name(copy), key, random),
            .head = seal_part(key, copy, SealedKind::head, 0, pack_head(head))};
}

std::string_view copy_kind_code(CopyKind kind) { return kind == CopyKind::export_ ? "export" : "case_file"; }

std::string_view copy_state_code(CopyState state) {
    static constexpr std::array<std::string_view, 7> codes{"making", "failed",  "ready",    "unfetched",
                                                           "out",    "overdue", "destroyed"};
    return codes[static_cast<std::size_t>(state)];
}

std::optional<CopyState> copy_state_from_code(std::string_view code) {
    for (const auto state : {CopyState::making, CopyState::failed, CopyState::ready, CopyState::unfetched,
                             CopyState::out, CopyState::overdue, CopyState::destroyed}) {
        if (copy_state_code(state) == code) return state;
    }
    return std::nullopt;
}

base::Result<Exported> export_copy(const Registry& registry, const ActorOf& actor_of, const CopySource& source,
                                   const NewExport& wish, base::Random& random, base::Instant now) {
    // Without the tool nothing is begun.
    TRY(crypto::check_age());
    auto first = TRY(
        registry.inside().database.write([&](store::WriteTx& tx) -> base::Result<std::variant<Begun, grants::Refusal>> {
            const auto by = TRY(actor_of(tx, now));
            return begin(tx, registry, by, source, wish, random, now);
        }));
    auto answer = std::move(first).value();
    if (auto* refusal = std::get_if<grants::Refusal>(&answer)) return Exported{std::move(*refusal)};
    auto& begun = std::get<Begun>(answer);
    const auto make = [&]() -> base::Result<void> {
        auto plain = TRY(begun.content.write(begun.mark));
        const auto sealed = crypto::age_encrypt(begun.key, base::as_bytes(plain));
        crypto::wipe({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
        if (!sealed) return sealed.error();
        return keep(registry, actor_of, begun.row, *sealed, now);
    };
    const auto made = make();
    if (!made) {
        give_up(registry, begun.row, made.error(), now);
        return made.error();
    }
    return Exported{begun.mark.id};
}

}  // namespace menhu::registry
