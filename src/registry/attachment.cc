// Attaching: the document is made outside the writer, of what the answer showed; then who may is decided anew, the file
// sealed and the act entered in one transaction.
#include "registry/attachment.h"

#include <algorithm>

#include "base/period.h"
#include "crypto/token.h"
#include "format/json.h"
#include "grants/decide.h"
#include "grants/grant.h"
#include "law/period.h"
#include "registry/attachment_document.h"
#include "registry/attachment_inside.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

base::Instant end_after(const law::Term& term, base::Instant now) {
    return base::taipei_end(base::last_day(base::taipei_date(now), law::period_of(term)));
}

// Who attaches, and under what the grant is for.
struct Known {
    AttachedBy by;
    std::string holding;
};
base::Result<Known> known(store::WriteTx& tx, const people::Actor& by, const Exhibit& exhibit,
                          const NewAttachment& wish, base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    if (by.account() != exhibit.account) return base::Error{base::Fault::bad_input, "registry.exhibit_invalid"};
    Known out;
    out.by = {.account = by.account_name(),
              .name = by.display_name(),
              .unit = by.unit_name(),
              .purpose = {},
              .case_number = case_of(exhibit, wish),
              .code = {}};
    // Without a grant the decision refuses, and says so.
    const auto grant = TRY(grants::find_grant(tx, exhibit.grant, now));
    if (grant) {
        out.by.purpose = grant->purpose_zh;
        out.holding = grant->holding;
    }
    return out;
}

std::string secret_text(const Exhibit& exhibit, const grants::Permit& permit) {
    return format::canonical_json(format::Json{format::Json::Object{{"answered_case", exhibit.case_number},
                                                                    {"case_number", permit.case_number()},
                                                                    {"reason", permit.reason()},
                                                                    {"source", permit.source()}}});
}

std::string entries_text(const Exhibit& exhibit) {
    auto out = std::to_string(exhibit.log) + "/" + std::to_string(exhibit.first_index);
    if (exhibit.last_index != exhibit.first_index) out += "-" + std::to_string(exhibit.last_index);
    return out;
}

// What is made before the writer is asked for.
struct Made {
    AttachmentId id{0};
    std::string document;
    crypto::Digest sha256{};
    base::Instant ends_at{};
    base::Instant due_at{};
};

// Each person of whom it speaks; nothing if the permit may be used of all.
base::Result<std::optional<grants::Refusal>> refused_of(store::WriteTx& tx, const grants::Desk& desk,
                                                        const grants::Permit& permit, const Exhibit& exhibit,
                                                        base::Instant now) {
    for (const auto& person : exhibit.people) {
        const auto why = TRY(grants::check_unheld(tx, permit, person));
        if (!why) continue;
        auto refusal = TRY(grants::record_refusal(tx, desk, permit, *why, person, secret_text(exhibit, permit), now));
        return std::optional{std::move(refusal)};
    }
    return std::optional<grants::Refusal>{};
}

ledger::Entry entry_of(const Exhibit& exhibit, const grants::Permit& permit, const Made& made, Keeps keeps) {
    ledger::Entry entry;
    entry.kind = "case.attached";
    entry.account = permit.account().number();
    entry.unit = permit.unit().number();
    entry.grant = permit.grant().number();
    entry.purpose = permit.purpose();
    entry.case_commitment = permit.case_commitment();
    if (exhibit.people.size() == 1) entry.person = exhibit.people.front();
    entry.counts = {{"bytes", static_cast<std::int64_t>(made.document.size())},
                    {"people", static_cast<std::int64_t>(exhibit.people.size())}};
    entry.facts = {{"attachment", made.id.text()},
                   {"of", std::string{words_of(exhibit.kind).code}},
                   {"shown", std::string{exhibit.shown == Shown::full ? "full" : "masked"}},
                   {"keeps", std::string{keeps_code(keeps)}},
                   {exhibit.kind == ExhibitKind::match ? "match" : "query", base::id_text(exhibit.source)},
                   {"entries", entries_text(exhibit)},
                   {"sha256", base::to_hex(made.sha256)}};
    entry.facts.insert(entry.facts.end(), permit.facts().begin(), permit.facts().end());
    entry.secret = base::Personal<std::string>{secret_text(exhibit, permit)};
    return entry;
}

// So that the trail of each is whole.
base::Result<void> enter_each(store::WriteTx& tx, const ledger::Ledger& ledger, const Exhibit& exhibit,
                              const grants::Permit& permit, AttachmentId id, base::Instant now) {
    if (exhibit.people.size() < 2) return {};
    for (const auto& person : exhibit.people) {
        ledger::Entry entry;
        entry.kind = "case.attached_person";
        entry.account = permit.account().number();
        entry.unit = permit.unit().number();
        entry.grant = permit.grant().number();
        entry.purpose = permit.purpose();
        entry.case_commitment = permit.case_commitment();
        entry.person = person;
        entry.facts = {{"attachment", id.text()}};
        TRY(ledger::append(tx, ledger, entry, now));
    }
    return {};
}

base::Result<AttachmentId> keep(store::WriteTx& tx, const Registry& registry, const Exhibit& exhibit,
                                const NewAttachment& wish, const grants::Permit& permit, const Made& made,
                                base::Random& random, base::Instant now) {
    const auto& inside = registry.inside();
    auto receipt = TRY(ledger::append(tx, inside.ledger, entry_of(exhibit, permit, made, wish.keeps), now));
    TRY(enter_each(tx, inside.ledger, exhibit, permit, made.id, now));
    const auto id = made.id.number();
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    const auto head_key = crypto::Secret::random(crypto::Aead::key_size, random);
    const AttachmentHead head{.case_number = permit.case_number(), .reason = permit.reason()};
    const rows::AttachmentRow row{.id = id,
                                  .account = permit.account().number(),
                                  .unit = permit.unit().number(),
                                  .grant = permit.grant().number(),
                                  .kind = std::string{words_of(exhibit.kind).code},
                                  .shown = exhibit.shown == Shown::full ? "full" : "masked",
                                  .keeps = std::string{keeps_code(wish.keeps)},
                                  .source = exhibit.source,
                                  .source_log = exhibit.log,
                                  .source_first = exhibit.first_index,
                                  .source_last = exhibit.last_index,
                                  .entry_log = receipt.log,
                                  .entry_index = receipt.index,
                                  .case_key = case_key(permit.case_commitment()),
                                  .people = static_cast<std::int64_t>(exhibit.people.size()),
                                  .bytes = static_cast<std::int64_t>(made.document.size()),
                                  .sha256 = {made.sha256.begin(), made.sha256.end()},
                                  .wrapped_head_key = inside.keyring.wrap(head_key_name(id), head_key, random),
                                  .sealed_head = seal_once(head_key, id, pack_head(head)),
                                  .wrapped_key = inside.keyring.wrap(file_key_name(id), key, random),
                                  .made_at = now,
                                  .ends_at = made.ends_at,
                                  .due_at = made.due_at,
                                  .destroyed_at = {},
                                  .opened = 0,
                                  .paper = std::string{paper_code(PaperIs::unsaid)},
                                  .paper_on = {},
                                  .register_until = end_after(inside.profile.numbers().log_retention.value, now)};
    TRY(rows::insert_attachment(tx, row, seal_once(key, id, base::as_bytes(made.document))));
    return made.id;
}

}  // namespace

std::string case_of(const Exhibit& exhibit, const NewAttachment& wish) {
    return exhibit.kind == ExhibitKind::match && !wish.case_number.empty() ? wish.case_number : exhibit.case_number;
}

base::Result<Attached> attach(const Registry& registry, const ActorOf& actor_of, const Exhibit& exhibit,
                              const NewAttachment& wish, base::Random& random, base::Instant now) {
    auto& inside = registry.inside();
    auto asked = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Known> {
        const auto by = TRY(actor_of(tx, now));
        return known(tx, by, exhibit, wish, now);
    }));
    auto who = std::move(asked).value();
    who.by.code = crypto::random_password(random);
    const auto& numbers = inside.profile.numbers();
    Made made;
    made.id = AttachmentId::make(now, random);
    made.due_at = end_after(numbers.attachment_days.value, now);
    made.ends_at = wish.keeps == Keeps::kept ? made.due_at : now + numbers.attachment_fetch.value;
    made.document = TRY(paper::to_pdf(
        attachment_document(exhibit, who.by, inside.profile, made.id, wish.keeps, made.ends_at, now), now));
    made.sha256 = crypto::sha256(made.document);
    auto done = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Attached> {
        const auto by = TRY(actor_of(tx, now));
        const grants::Desk desk{inside.ledger, inside.profile};
        grants::Ask ask{.grant = exhibit.grant,
                        .operation = grants::Operation::attach,
                        .case_number = case_of(exhibit, wish),
                        .reason = wish.reason,
                        .source = wish.source,
                        .fields = {},
                        .person = std::nullopt};
        if (!who.holding.empty()) ask.holding = who.holding;
        if (exhibit.people.size() == 1) ask.person = exhibit.people.front();
        auto decision = TRY(grants::decide(tx, desk, by, ask, now));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return Attached{std::move(*refusal)};
        const auto& permit = std::get<grants::Permit>(decision);
        auto refused = TRY(refused_of(tx, desk, permit, exhibit, now));
        if (refused) return Attached{*std::move(refused)};
        const auto id = TRY(keep(tx, registry, exhibit, wish, permit, made, random, now));
        return Attached{id};
    }));
    return std::move(done).value();
}

}  // namespace menhu::registry
