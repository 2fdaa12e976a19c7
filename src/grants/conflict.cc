#include "grants/conflict.h"

#include <algorithm>
#include <array>
#include <map>

#include "format/code_points.h"
#include "format/json.h"
#include "grants/conflict_rows.h"
#include "grants/grant.h"
#include "grants/grant_rows.h"
#include "grants/record.h"
#include "people/account.h"
#include "people/duty.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;
using people::Role;

constexpr std::size_t longest_text = 500;
constexpr std::array all_relations{Relation::self,      Relation::spouse,       Relation::relative, Relation::in_law,
                                   Relation::household, Relation::acquaintance, Relation::other};

bool is_text(std::string_view text) { return format::is_utf8(text) && format::count_code_points(text) <= longest_text; }
bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Who acts as head where this account's affairs are judged: never the account itself (F2.1).
class Heads {
public:
    explicit Heads(store::ReadTx& tx, base::Instant now) : tx_{tx}, now_{now} {}

    base::Result<bool> is(const people::Actor& by, const Conflict& conflict) {
        if (!by.has(Role::unit_head) || by.account() == conflict.account) return false;
        const auto key = std::pair{conflict.unit, conflict.account};
        if (const auto known = known_.find(key); known != known_.end()) return known->second == by.account();
        const std::array except{conflict.account};
        const auto acting = TRY(people::acting_head(tx_, conflict.unit, except, now_));
        std::optional<people::AccountId> head;
        if (acting) head = acting->account;
        known_[key] = head;
        return head == by.account();
    }

private:
    store::ReadTx& tx_;
    base::Instant now_;
    std::map<std::pair<people::UnitId, people::AccountId>, std::optional<people::AccountId>> known_;
};

// What the reader is to this conflict.
struct Part {
    bool heads = false;
    bool may_take = false;
    bool handles() const { return heads || may_take; }
};

base::Result<bool> holds(store::ReadTx& tx, GrantId grant, people::AccountId account, base::Instant now) {
    const auto holders = TRY(rows::holders(tx, grant, now));
    return std::ranges::find(holders, account) != holders.end();
}

base::Result<Part> part_of(store::ReadTx& tx, const people::Actor& by, const Conflict& conflict, Heads& heads,
                           base::Instant now) {
    Part part;
    part.heads = TRY(heads.is(by, conflict));
    if (conflict.taken_at || conflict.withdrawn_at || by.account() == conflict.account) return part;
    bool handed_over = false;
    // Whoever left the grant since cannot take it over any more.
    if (conflict.hand_to) handed_over = TRY(holds(tx, conflict.grant, *conflict.hand_to, now));
    if (handed_over) {
        part.may_take = *conflict.hand_to == by.account();
    } else {
        const bool holder = TRY(holds(tx, conflict.grant, by.account(), now));
        part.may_take = part.heads || holder;
    }
    if (!part.may_take) return part;
    const auto person = TRY(rows::conflict_person(tx, conflict.id));
    CHECK(person);
    const auto own = TRY(rows::count_conflicts(tx, by.account(), *person));
    part.may_take = own == 0;
    return part;
}

base::Result<Conflict> find(store::ReadTx& tx, ConflictId id) {
    auto conflict = TRY(rows::conflict(tx, id));
    if (!conflict) return Error{Fault::not_found, "grants.conflict_not_found"};
    return *std::move(conflict);
}

base::Result<ledger::Receipt> enter(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                    std::string_view kind, const Conflict& conflict, const crypto::Tag& person,
                                    std::string_view case_number, Facts facts, format::Json::Object secret,
                                    base::Instant now) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.grant = conflict.grant.number();
    entry.person = person;
    if (!case_number.empty()) entry.case_commitment = desk.ledger.case_commitment(case_number);
    entry.facts = std::move(facts);
    if (!secret.empty()) {
        entry.secret = base::Personal<std::string>{format::canonical_json(format::Json{std::move(secret)})};
    }
    return ledger::append(tx, desk.ledger, entry, now);
}

std::string text_of(const format::Json& json, std::string_view name) {
    const auto* const member = json.find(name);
    const auto* const text = member != nullptr ? member->text() : nullptr;
    return text != nullptr ? *text : std::string{};
}

base::Result<void> open_sealed(store::ReadTx& tx, const Desk& desk, Conflict& conflict) {
    const auto secret = ledger::open_secret(tx, desk.ledger, conflict.entry_log, conflict.entry_index);
    if (!secret) {
        // After its retention the month's key is destroyed: that there was a conflict stays, the detail is gone (S2.5).
        if (secret.error().code() == "ledger.month_key_destroyed") return {};
        return secret.error();
    }
    const auto json = TRY(format::parse_json(secret->text()));
    conflict.case_number = text_of(json, "case_number");
    conflict.note = text_of(json, "note");
    return {};
}

base::Result<void> check_hand_to(store::ReadTx& tx, const people::Actor& by, const NewConflict& what,
                                 base::Instant now) {
    if (!what.hand_to) return {};
    const Error wrong{Fault::conflict, "grants.conflict_hand_to"};
    if (*what.hand_to == by.account()) return wrong;
    const bool holder = TRY(holds(tx, what.grant, *what.hand_to, now));
    if (!holder) return wrong;
    const auto account = TRY(people::find_account(tx, *what.hand_to, now));
    if (!account || account->standing != people::Standing::active) return wrong;
    const auto own = TRY(rows::count_conflicts(tx, *what.hand_to, what.person));
    if (own > 0) return wrong;
    return {};
}

}  // namespace

std::string_view relation_code(Relation relation) {
    switch (relation) {
        case Relation::self:
            return "self";
        case Relation::spouse:
            return "spouse";
        case Relation::relative:
            return "relative";
        case Relation::in_law:
            return "in_law";
        case Relation::household:
            return "household";
        case Relation::acquaintance:
            return "acquaintance";
        case Relation::other:
            return "other";
    }
    base::throw_bug("relation_code: no such relation");
}

std::optional<Relation> relation_from_code(std::string_view code) {
    for (const Relation relation : all_relations) {
        if (relation_code(relation) == code) return relation;
    }
    return std::nullopt;
}

base::Result<ConflictId> declare_conflict(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                          const NewConflict& what, base::Random& random, base::Instant now) {
    TRY(people::require_able(by));
    if (!is_text(what.note) || !is_text(what.case_number)) return Error{Fault::bad_input, "grants.conflict_text"};
    const auto grant = TRY(find_grant(tx, what.grant, now));
    if (!grant) return Error{Fault::not_found, "grants.not_found"};
    const auto declared = TRY(rows::count_conflicts(tx, by.account(), what.person));
    if (declared > 0) return Error{Fault::conflict, "grants.conflict_declared_already"};
    TRY(check_hand_to(tx, by, what, now));

    Conflict conflict;
    conflict.id = ConflictId::make(now, random);
    conflict.account = by.account();
    conflict.unit = by.unit();
    conflict.grant = what.grant;
    conflict.relation = what.relation;
    conflict.hand_to = what.hand_to;
    conflict.declared_at = now;
    const auto receipt =
        TRY(enter(tx, desk, by, "grants.conflict_declared", conflict, what.person, what.case_number,
                  {{"conflict", conflict.id.text()},
                   {"relation", std::string{relation_code(what.relation)}},
                   {"hand_to", what.hand_to ? what.hand_to->text() : "head"}},
                  {{"case_number", format::Json{what.case_number}}, {"note", format::Json{what.note}}}, now));
    conflict.entry_log = receipt.log;
    conflict.entry_index = receipt.index;
    TRY(rows::insert_conflict(tx, conflict, what.person));
    return conflict.id;
}

base::Result<void> take_case(store::WriteTx& tx, const Desk& desk, const people::Actor& by, ConflictId id,
                             base::Instant now) {
    TRY(people::require_able(by));
    const auto conflict = TRY(find(tx, id));
    if (conflict.taken_at || conflict.withdrawn_at) return Error{Fault::conflict, "grants.conflict_taken"};
    Heads heads{tx, now};
    const auto part = TRY(part_of(tx, by, conflict, heads, now));
    if (!part.may_take) return Error{Fault::refused, "grants.conflict_not_yours"};
    const auto person = TRY(rows::conflict_person(tx, id));
    CHECK(person);
    TRY(rows::insert_conflict_act(tx, id, ConflictAct::take, by.account(), now));
    TRY(enter(tx, desk, by, "grants.conflict_taken", conflict, *person, {},
              {{"conflict", id.text()}, {"about_account", conflict.account.text()}}, {}, now));
    return {};
}

base::Result<void> withdraw_conflict(store::WriteTx& tx, const Desk& desk, const people::Actor& by, ConflictId id,
                                     std::string_view reason, base::Instant now) {
    TRY(people::require(by, Role::unit_head));
    const auto conflict = TRY(find(tx, id));
    Heads heads{tx, now};
    const bool head = TRY(heads.is(by, conflict));
    if (!head) return Error{Fault::refused, "grants.conflict_not_yours"};
    if (conflict.withdrawn_at) return Error{Fault::conflict, "grants.conflict_withdrawn"};
    if (is_blank(reason) || !is_text(reason)) return Error{Fault::bad_input, "grants.conflict_text"};
    const auto person = TRY(rows::conflict_person(tx, id));
    CHECK(person);
    TRY(rows::insert_conflict_act(tx, id, ConflictAct::withdraw, by.account(), now));
    TRY(enter(tx, desk, by, "grants.conflict_withdrawn", conflict, *person, {},
              {{"conflict", id.text()}, {"about_account", conflict.account.text()}},
              {{"reason", format::Json{std::string{reason}}}}, now));
    return {};
}

base::Result<std::vector<Conflict>> conflicts(store::ReadTx& tx, const Desk& desk, const people::Actor& by,
                                              base::Instant now) {
    TRY(people::require_able(by));
    const bool oversees = by.roles().has_any({Role::checker, Role::auditor, Role::ethics_officer});
    Heads heads{tx, now};
    std::vector<Conflict> seen;
    auto all = TRY(rows::conflicts(tx));
    for (Conflict& conflict : all) {
        const auto part = TRY(part_of(tx, by, conflict, heads, now));
        const bool handles = part.handles() || conflict.account == by.account() || conflict.taken_by == by.account();
        if (!handles && !oversees) continue;
        if (part.may_take) conflict.may.push_back(ConflictAct::take);
        if (part.heads && !conflict.withdrawn_at) conflict.may.push_back(ConflictAct::withdraw);
        if (handles) TRY(open_sealed(tx, desk, conflict));
        seen.push_back(std::move(conflict));
    }
    return seen;
}

base::Result<std::vector<Conflict>> cases_to_take(store::ReadTx& tx, const people::Actor& by, base::Instant now) {
    std::vector<Conflict> mine;
    if (!by.roles().has_any({Role::case_worker, Role::unit_head})) return mine;
    Heads heads{tx, now};
    auto all = TRY(rows::open_conflicts(tx));
    for (Conflict& conflict : all) {
        // Nobody else's to-do, before anything more is read.
        if (!by.has(Role::unit_head) && conflict.hand_to != by.account()) continue;
        const auto part = TRY(part_of(tx, by, conflict, heads, now));
        const bool for_me = part.may_take && (part.heads || conflict.hand_to == by.account());
        if (for_me) mine.push_back(std::move(conflict));
    }
    return mine;
}

base::Result<std::vector<people::AccountId>> colleagues(store::ReadTx& tx, const people::Actor& by, GrantId grant,
                                                        base::Instant now) {
    auto holders = TRY(rows::holders(tx, grant, now));
    const bool own = std::erase(holders, by.account()) > 0;
    if (!own) return Error{Fault::not_found, "grants.not_found"};
    return holders;
}

}  // namespace menhu::grants
