// The register of attachments: read, a file opened, ended; what became of the paper.
#include <algorithm>
#include <array>
#include <limits>

#include "base/id.h"
#include "format/json.h"
#include "registry/attachment.h"
#include "registry/attachment_inside.h"
#include "registry/inside.h"
#include "registry/packing.h"

namespace menhu::registry {

namespace {

constexpr std::array<std::string_view, 2> keeps_codes{"printed", "kept"};
constexpr std::array<std::string_view, 4> paper_codes{"unsaid", "filed", "destroyed", "not_printed"};
constexpr std::array<std::string_view, 3> file_codes{"kept", "ended", "destroyed"};
constexpr std::array<std::string_view, 3> scope_codes{"own", "unit", "all"};
constexpr std::string_view corrupt = "registry.attachment_corrupt";

base::Error unknown() { return {base::Fault::not_found, "registry.attachment_unknown"}; }
base::Error gone() { return {base::Fault::not_found, "registry.attachment_gone"}; }

using Rights = Attachment::Rights;

// How far the reader's rights upon it go; nothing if it is not the reader's to see.
std::optional<Rights> rights_of(const people::Actor& by, const rows::AttachmentRow& row) {
    const bool is_of_unit = row.unit == by.unit().number();
    if (is_of_unit && row.account == by.account().number() && by.has(people::Role::case_worker)) return Rights::open;
    if (is_of_unit && by.has(people::Role::unit_head)) return Rights::answer_for;
    if (widest_scope(by) == AttachmentSearch::Scope::all) return Rights::look;
    return std::nullopt;
}

base::Result<std::string> case_number_of(const Registry& registry, const rows::AttachmentRow& row) {
    if (!row.wrapped_head_key || !row.sealed_head) return std::string{};
    const auto key = TRY(registry.inside().keyring.unwrap(head_key_name(row.id), *row.wrapped_head_key));
    const auto plain = TRY(open_once(key, row.id, *row.sealed_head));
    auto head = TRY(unpack_attachment_head(plain.view()));
    return std::move(head.case_number);
}

base::Result<Attachment> view_of(const Registry& registry, const rows::AttachmentRow& row, Rights rights,
                                 base::Instant now) {
    const auto keeps = std::ranges::find(keeps_codes, row.keeps) - keeps_codes.begin();
    const auto kind = exhibit_kind(row.kind);
    const auto paper = paper_from_code(row.paper);
    if (!kind || !paper || row.sha256.size() != sizeof(crypto::Digest))
        return base::Error{base::Fault::corrupt, corrupt};
    auto case_number = TRY(case_number_of(registry, row));
    Attachment out;
    out.id = AttachmentId{row.id};
    out.account = people::AccountId{row.account};
    out.unit = people::UnitId{row.unit};
    out.grant = grants::GrantId{row.grant};
    out.kind = *kind;
    out.shown = row.shown == "full" ? Shown::full : Shown::masked;
    out.keeps = static_cast<Keeps>(keeps);
    out.case_number = base::Personal<std::string>{std::move(case_number)};
    out.source_log = static_cast<int>(row.source_log);
    out.source_first = row.source_first;
    out.source_last = row.source_last;
    out.entry_log = static_cast<int>(row.entry_log);
    out.entry_index = row.entry_index;
    out.people = row.people;
    out.bytes = row.bytes;
    std::ranges::copy(row.sha256, out.sha256.begin());
    out.made_at = row.made_at;
    out.ends_at = row.ends_at;
    out.due_at = row.due_at;
    if (now >= row.ends_at) out.file = Attachment::File::ended;
    if (row.destroyed_at && *row.destroyed_at < row.ends_at) out.file = Attachment::File::destroyed;
    out.opened = row.opened;
    out.paper = *paper;
    out.paper_on = row.paper_on;
    out.rights = rights;
    return out;
}

struct Held {
    rows::AttachmentRow row;
    Rights rights = Rights::look;
};
base::Result<Held> held(store::ReadTx& tx, const people::Actor& by, AttachmentId id) {
    auto row = TRY(rows::attachment(tx, id.number()));
    if (!row) return unknown();
    const auto rights = rights_of(by, *row);
    if (!rights) return unknown();
    return Held{*std::move(row), *rights};
}

bool has_file(const rows::AttachmentRow& row, base::Instant now) { return row.wrapped_key && now < row.ends_at; }

ledger::Entry entry_of(std::string_view kind, const people::Actor& by, const rows::AttachmentRow& row) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.grant = row.grant;
    entry.facts = {{"attachment", base::id_text(row.id)}};
    if (row.account != by.account().number()) entry.facts.emplace_back("about_account", base::id_text(row.account));
    return entry;
}

}  // namespace

std::string_view keeps_code(Keeps keeps) { return keeps_codes[static_cast<std::size_t>(keeps)]; }
std::string_view paper_code(PaperIs paper) { return paper_codes[static_cast<std::size_t>(paper)]; }
std::string_view file_code(Attachment::File file) { return file_codes[static_cast<std::size_t>(file)]; }

std::optional<PaperIs> paper_from_code(std::string_view code) {
    const auto* found = std::ranges::find(paper_codes, code);
    if (found == paper_codes.end()) return std::nullopt;
    return static_cast<PaperIs>(found - paper_codes.begin());
}

base::Bytes pack_head(const AttachmentHead& head) {
    base::Bytes out;
    pack_text(out, head.case_number);
    pack_text(out, head.reason);
    return out;
}

base::Result<AttachmentHead> unpack_attachment_head(base::ByteView bytes) {
    Unpacker in{bytes};
    AttachmentHead head;
    head.case_number = in.text();
    head.reason = in.text();
    TRY(in.finish(corrupt));
    return head;
}

std::int64_t case_key(const crypto::Digest& commitment) { return *ledger::search_key(std::optional{commitment}); }

std::string file_key_name(std::int64_t id) { return "attachment " + base::id_text(id); }
std::string head_key_name(std::int64_t id) { return "attachment head " + base::id_text(id); }

base::Bytes seal_once(const crypto::Secret& key, std::int64_t id, base::ByteView plain) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(id));
    return crypto::Aead{key}.seal(crypto::nonce_of(0), aad, plain);
}

base::Result<crypto::Secret> open_once(const crypto::Secret& key, std::int64_t id, base::ByteView sealed) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(id));
    return crypto::Aead{key}.open(crypto::nonce_of(0), aad, sealed);
}

AttachmentSearch::Scope widest_scope(const people::Actor& by) {
    if (by.has(people::Role::checker) || by.has(people::Role::auditor)) return AttachmentSearch::Scope::all;
    if (by.has(people::Role::unit_head)) return AttachmentSearch::Scope::unit;
    return AttachmentSearch::Scope::own;
}

base::Result<AttachmentPage> search_attachments(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                                const AttachmentSearch& search, base::Instant now) {
    using Scope = AttachmentSearch::Scope;
    TRY(people::require_able(by));
    if (search.scope > widest_scope(by)) return base::Error{base::Fault::refused, "registry.attachment_scope"};
    rows::AttachmentFilter filter{.before = std::numeric_limits<std::int64_t>::max(),
                                  .account = {},
                                  .unit = {},
                                  .kind = {},
                                  .case_key = {},
                                  .sha256 = {},
                                  .state = static_cast<std::int64_t>(search.state)};
    if (search.scope == Scope::own) filter.account = by.account().number();
    if (search.scope != Scope::all) filter.unit = by.unit().number();
    if (search.kind) filter.kind = std::string{words_of(*search.kind).code};
    std::optional<crypto::Digest> commitment;
    if (search.case_number) {
        commitment = registry.ledger().case_commitment(*search.case_number);
        filter.case_key = case_key(*commitment);
    }
    if (search.sha256) filter.sha256 = base::Bytes{search.sha256->begin(), search.sha256->end()};
    if (search.scope != Scope::own) {
        ledger::Entry entry;
        entry.kind = "case.register_read";
        entry.account = by.account().number();
        entry.unit = by.unit().number();
        entry.case_commitment = commitment;
        entry.facts = {{"whose", std::string{scope_codes[static_cast<std::size_t>(search.scope)]}}};
        TRY(ledger::append(tx, registry.ledger(), entry, now));
    }
    AttachmentPage page;
    page.total = TRY(rows::count_attachments(tx, filter, now));
    if (search.before) filter.before = search.before->number();
    const auto found = TRY(rows::attachments(tx, filter, now, search.limit));
    for (const auto& row : found) {
        // What the filter found is the reader's to see: by unit and account, or all.
        auto item = TRY(view_of(registry, row, rights_of(by, row).value_or(Rights::look), now));
        page.items.push_back(std::move(item));
    }
    return page;
}

base::Result<Attachment> find_attachment(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                                         AttachmentId id, base::Instant now) {
    const auto found = TRY(held(tx, by, id));
    return view_of(registry, found.row, found.rights, now);
}

base::Result<PaperDue> paper_due(store::ReadTx& tx, const people::Actor& by, base::Instant until) {
    const auto unsaid = TRY(rows::unsaid_attachments(tx, by.account().number(), until));
    return PaperDue{.count = unsaid.count, .first = unsaid.first.value_or(base::Instant{})};
}

base::Result<std::string> open_attachment(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                          AttachmentId id, base::Instant now) {
    const auto found = TRY(held(tx, by, id));
    if (found.rights != Rights::open) return unknown();
    if (!has_file(found.row, now)) return gone();
    const auto sealed = TRY(rows::attachment_file(tx, id.number()));
    if (!sealed) return gone();
    const auto key = TRY(registry.inside().keyring.unwrap(file_key_name(id.number()), *found.row.wrapped_key));
    const auto file = TRY(open_once(key, id.number(), *sealed));
    const auto digest = crypto::sha256(file.view());
    if (!std::ranges::equal(digest, found.row.sha256)) return base::Error{base::Fault::corrupt, corrupt};
    TRY(rows::count_opened(tx, id.number()));
    auto entry = entry_of("case.attachment_opened", by, found.row);
    entry.counts = {{"opened", found.row.opened + 1}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return std::string{file.text()};
}

base::Result<void> destroy_attachment(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                      AttachmentId id, base::Instant now) {
    const auto found = TRY(held(tx, by, id));
    if (found.rights == Rights::look) return unknown();
    if (!has_file(found.row, now)) return gone();
    TRY(rows::forget_attachment(tx, id.number(), now));
    auto entry = entry_of("case.attachment_destroyed", by, found.row);
    entry.facts.emplace_back("why", "asked");
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<void> say_paper(store::WriteTx& tx, const Registry& registry, const people::Actor& by, AttachmentId id,
                             const PaperSaid& said, base::Instant now) {
    CHECK(said.paper != PaperIs::unsaid);
    const auto found = TRY(held(tx, by, id));
    if (found.rights == Rights::look) return unknown();
    if (found.row.paper != paper_code(PaperIs::unsaid)) {
        return base::Error{base::Fault::conflict, "registry.attachment_said", found.row.paper};
    }
    if (said.on < base::taipei_date(found.row.made_at) || said.on > base::taipei_date(now)) {
        return base::Error{base::Fault::bad_input, "registry.attachment_day"};
    }
    const auto on = base::to_iso(said.on);
    TRY(rows::put_paper(tx, id.number(), paper_code(said.paper), on, by.account().number(), now));
    auto entry = entry_of("case.paper_said", by, found.row);
    entry.facts.emplace_back("paper", paper_code(said.paper));
    entry.facts.emplace_back("on", on);
    if (!said.note.empty()) {
        entry.secret = base::Personal<std::string>{
            format::canonical_json(format::Json{format::Json::Object{{"note", said.note}}})};
    }
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::int64_t> end_attachments(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                           base::Instant now) {
    const auto ended = TRY(rows::ended_attachments(tx, now, limit));
    for (const auto id : ended) {
        const auto row = TRY(rows::attachment(tx, id));
        CHECK(row);
        TRY(rows::forget_attachment(tx, id, now));
        ledger::Entry entry;
        entry.kind = "case.attachment_destroyed";
        entry.account = row->account;
        entry.unit = row->unit;
        entry.grant = row->grant;
        entry.facts = {{"attachment", base::id_text(id)}, {"why", "term"}};
        TRY(ledger::append(tx, ledger, entry, now));
    }
    const auto forgotten = TRY(rows::forget_heads(tx, now, limit));
    return static_cast<std::int64_t>(ended.size()) + forgotten;
}

}  // namespace menhu::registry
