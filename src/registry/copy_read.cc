// Copies as they stand; fetched, ended.
#include <algorithm>
#include <map>

#include "crypto/hash.h"
#include "ledger/ledger.h"
#include "registry/copy.h"
#include "registry/copy_inside.h"
#include "registry/copy_rows.h"
#include "registry/inside.h"
#include "registry/match_pack.h"

namespace menhu::registry {

namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr std::size_t longest_text = 500;
constexpr std::chrono::minutes making{10};

Error unknown_copy() { return {Fault::not_found, "registry.copy_unknown"}; }

bool sees_all(const people::Actor& by) {
    return by.roles().has_any({Role::designated_person, Role::account_administrator, Role::checker, Role::auditor,
                               Role::ethics_officer, Role::civil_affairs});
}

bool sees(const people::Actor& by, const rows::CopyRow& row) {
    if (sees_all(by) || row.account == by.account().number()) return true;
    return by.has(Role::unit_head) && row.unit == by.unit().number();
}

CopyState state_of(const rows::CopyRow& row, const std::optional<rows::CopyEndRow>& end, base::Instant now) {
    if (end) return CopyState::destroyed;
    if (row.state == copy_state_code(CopyState::failed)) return CopyState::failed;
    if (row.state == copy_state_code(CopyState::making)) {
        return now - row.begun_at < making ? CopyState::making : CopyState::failed;
    }
    if (!row.fetched_at) return row.fetch_until && now < *row.fetch_until ? CopyState::ready : CopyState::unfetched;
    const auto last = base::from_iso(row.destroy_by);
    CHECK(last);
    return now < base::taipei_end(*last) ? CopyState::out : CopyState::overdue;
}

base::Result<Copy> view_of(const Registry& registry, const rows::CopyRow& row,
                           const std::optional<rows::CopyEndRow>& end, const people::Actor& by, base::Instant now) {
    Copy copy{.id = CopyId{row.id},
              .kind = row.kind == copy_kind_code(CopyKind::export_) ? CopyKind::export_ : CopyKind::case_file,
              .of = copy_of_from_code(row.copy_of).value_or(CopyOf::match),
              .outcome = row.outcome,
              .account = people::AccountId{row.account},
              .unit = people::UnitId{row.unit},
              .grant = grants::GrantId{row.grant},
              .approval = {},
              .recipient = {},
              .number = row.number,
              .form = row.form,
              .people = row.people,
              .case_number = base::Personal<std::string>{std::string{}},
              .reason = base::Personal<std::string>{std::string{}},
              .problem = row.problem,
              .bytes = row.bytes,
              .sha256 = {},
              .log = row.log,
              .index = row.index,
              .begun_at = row.begun_at,
              .fetch_until = row.fetch_until,
              .fetched_at = row.fetched_at,
              .destroy_by = base::from_iso(row.destroy_by).value(),
              .state = state_of(row, end, now),
              .end = {},
              .ended_by = {},
              .ended_at = {}};
    if (row.approval) copy.approval = CopyApprovalId{*row.approval};
    if (row.recipient) copy.recipient = RecipientId{*row.recipient};
    if (row.sha256) {
        copy.sha256.emplace();
        CHECK(row.sha256->size() == copy.sha256->size());
        std::ranges::copy(*row.sha256, copy.sha256->begin());
    }
    if (end) {
        copy.end = end->end;
        copy.ended_by = end->by;
        copy.ended_at = end->at;
    }
    if (by.account() == copy.account) {
        const auto key = TRY(registry.inside().keyring.unwrap(copy_key_name(row.id), row.wrapped_key));
        const auto plain = TRY(open_part(key, row.id, SealedKind::head, 0, row.sealed_head));
        auto head = TRY(unpack_head(plain.view()));
        copy.case_number = base::Personal<std::string>{std::move(head.case_number)};
        copy.reason = base::Personal<std::string>{std::move(head.reason)};
    }
    return copy;
}

base::Result<rows::CopyRow> known(store::ReadTx& tx, const people::Actor& by, CopyId id) {
    auto row = TRY(rows::copy(tx, id.number()));
    if (!row || !sees(by, *row)) return unknown_copy();
    return *std::move(row);
}

ledger::Entry entry_of(std::string_view kind, const rows::CopyRow& row) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.grant = row.grant;
    entry.facts = {{"copy", base::id_text(row.id)}, {"of", row.copy_of}, {"outcome", base::id_text(row.outcome)}};
    if (row.approval) entry.facts.emplace_back("approval", base::id_text(*row.approval));
    if (row.recipient) entry.facts.emplace_back("recipient", base::id_text(*row.recipient));
    entry.counts = {{"number", row.number}, {"people", row.people}};
    return entry;
}

Error ill_formed(std::string_view part) {
    return {Fault::bad_input, "registry.copy_end_ill_formed", std::string{part}};
}

}  // namespace

bool Copy::may_fetch(const people::Actor& by) const {
    return kind == CopyKind::export_ && by.account() == account && by.has(Role::case_worker) && fetch_until &&
           (state == CopyState::ready || state == CopyState::out);
}

bool Copy::may_record_end(const people::Actor& by) const {
    if (state != CopyState::out && state != CopyState::overdue) return false;
    return by.may_act() && (by.account() == account || by.has(Role::designated_person));
}

base::Result<CopyPage> copies(store::ReadTx& tx, const Registry& registry, const people::Actor& by,
                              const CopyQuestion& question, base::Instant now) {
    TRY(people::require_able(by));
    std::optional<std::int64_t> account;
    std::optional<std::int64_t> unit;
    if (!sees_all(by)) {
        if (by.has(Role::unit_head)) {
            unit = by.unit().number();
        } else {
            account = by.account().number();
        }
    }
    const auto all = TRY(rows::copies(tx, account, unit));
    std::map<std::int64_t, rows::CopyEndRow> ends;
    const auto ended = TRY(rows::copy_ends(tx));
    for (const auto& end : ended) ends.emplace(end.copy, end);
    CopyPage page;
    for (const auto& row : all) {
        const auto found = ends.find(row.id);
        const auto end = found == ends.end() ? std::nullopt : std::optional{found->second};
        if (question.state && state_of(row, end, now) != *question.state) continue;
        ++page.total;
        if (question.before && row.id >= question.before->number()) continue;
        if (static_cast<std::int64_t>(page.items.size()) == question.limit) {
            page.next = page.items.back().id;
            continue;
        }
        auto copy = TRY(view_of(registry, row, end, by, now));
        page.items.push_back(std::move(copy));
    }
    return page;
}

base::Result<Copy> find_copy(store::ReadTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                             base::Instant now) {
    TRY(people::require_able(by));
    const auto row = TRY(known(tx, by, id));
    const auto end = TRY(rows::copy_end(tx, row.id));
    return view_of(registry, row, end, by, now);
}

base::Result<std::string> fetch_copy(store::WriteTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                                     base::Instant now) {
    TRY(people::require(by, Role::case_worker));
    auto row = TRY(rows::copy(tx, id.number()));
    // Whoever sees it in the register is not handed it.
    if (!row || row->account != by.account().number()) return unknown_copy();
    const auto end = TRY(rows::copy_end(tx, row->id));
    if (row->state != "made" || !row->fetch_until || now >= *row->fetch_until || row->gone_at || end) {
        return Error{Fault::not_found, "registry.copy_file_gone"};
    }
    const auto approval = TRY(rows::approval(tx, CopyApprovalId{row->approval.value()}));
    const auto recipient = TRY(rows::recipient(tx, RecipientId{row->recipient.value()}));
    if (!approval || approval->revoked_at) return Error{Fault::refused, "registry.copy_not_approved", "approval"};
    if (!recipient || recipient->revoked_at) return Error{Fault::refused, "registry.copy_not_approved", "recipient"};
    const auto parts = TRY(rows::copy_parts(tx, row->id));
    std::string file;
    file.reserve(static_cast<std::size_t>(row->bytes));
    for (const auto& part : parts) file.append(part.begin(), part.end());
    const auto digest = crypto::sha256(file);
    if (!row->sha256 || !std::ranges::equal(digest, *row->sha256)) {
        return Error{Fault::corrupt, "registry.copy_corrupt"};
    }
    if (!row->fetched_at) row->fetched_at = now;
    TRY(rows::update_copy(tx, *row));
    auto entry = entry_of("export.fetched", *row);
    entry.account = row->account;
    entry.unit = row->unit;
    entry.facts.emplace_back("sha256", base::to_hex(digest));
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return file;
}

base::Result<void> record_copy_end(store::WriteTx& tx, const Registry& registry, const people::Actor& by, CopyId id,
                                   const CopyEnd& end, base::Instant now) {
    TRY(people::require_able(by));
    const auto row = TRY(known(tx, by, id));
    const auto old = TRY(rows::copy_end(tx, row.id));
    const auto copy = TRY(view_of(registry, row, old, by, now));
    if (copy.state != CopyState::out && copy.state != CopyState::overdue) {
        return Error{Fault::conflict, "registry.copy_state"};
    }
    if (!copy.may_record_end(by)) return Error{Fault::refused, "registry.copy_not_yours"};
    const auto today = base::taipei_date(now);
    if (end.destroyed_on > today || end.destroyed_on < base::taipei_date(row.begun_at)) {
        return ill_formed("destroyed_on");
    }
    if (!is_text(end.method, longest_text)) return ill_formed("method");
    if (!is_text(end.witness, longest_text)) return ill_formed("witness");
    // Of what another holds, only that other can say that it is gone.
    const auto needed = copy.kind == CopyKind::export_ ? Needed::yes : Needed::no;
    if (!is_text(end.certificate, longest_text, needed)) return ill_formed("certificate");
    TRY(rows::insert_copy_end(tx, {.copy = row.id, .end = end, .by = by.account(), .at = now}));
    // A file that still waits is not needed either.
    if (row.fetch_until && !row.gone_at) {
        auto gone = row;
        gone.gone_at = now;
        TRY(rows::delete_copy_parts(tx, row.id));
        TRY(rows::update_copy(tx, gone));
    }
    auto entry = entry_of("copy.destroyed", row);
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.facts.emplace_back("kind", row.kind);
    entry.facts.emplace_back("destroyed_on", base::to_iso(end.destroyed_on));
    entry.facts.emplace_back("destroy_by", row.destroy_by);
    entry.secret = base::Personal<std::string>{
        sealed_texts({{"method", end.method}, {"witness", end.witness}, {"certificate", end.certificate}})};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

base::Result<std::int64_t> end_copy_files(store::WriteTx& tx, const ledger::Ledger& ledger, std::int64_t limit,
                                          base::Instant now) {
    const auto over = TRY(rows::copies_over(tx, now, limit));
    for (const auto id : over) {
        auto row = TRY(rows::copy(tx, id));
        CHECK(row);
        row->gone_at = now;
        TRY(rows::delete_copy_parts(tx, id));
        TRY(rows::update_copy(tx, *row));
        auto entry = entry_of("export.file_ended", *row);
        entry.facts.emplace_back("fetched", row->fetched_at ? "yes" : "no");
        TRY(ledger::append(tx, ledger, entry, now));
    }
    return static_cast<std::int64_t>(over.size());
}

}  // namespace menhu::registry
