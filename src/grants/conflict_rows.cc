#include "grants/conflict_rows.h"

#include <algorithm>
#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement count_statement{
    "grants.count_conflicts",
    "SELECT COUNT(*) FROM grants_conflicts c WHERE c.account_id = $1 AND c.person = $2 AND NOT EXISTS "
    "(SELECT 1 FROM grants_conflict_acts a WHERE a.conflict_id = c.id AND a.act = 'withdrawn')"};
constexpr store::Statement insert_statement{
    "grants.insert_conflict",
    "INSERT INTO grants_conflicts (id, account_id, unit_id, person, grant_id, relation, hand_to, declared_at, "
    "entry_log, entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
constexpr store::Statement insert_act_statement{
    "grants.insert_conflict_act",
    "INSERT INTO grants_conflict_acts (conflict_id, act, account_id, at) VALUES ($1, $2, $3, $4)"};
constexpr store::Statement one_statement{
    "grants.conflict",
    "SELECT c.id, c.account_id, c.unit_id, c.grant_id, c.relation, c.hand_to, c.declared_at, c.entry_log, "
    "c.entry_index, t.at, t.account_id, w.at, w.account_id FROM grants_conflicts c "
    "LEFT JOIN grants_conflict_acts t ON t.conflict_id = c.id AND t.act = 'taken' "
    "LEFT JOIN grants_conflict_acts w ON w.conflict_id = c.id AND w.act = 'withdrawn' WHERE c.id = $1"};
constexpr store::Statement all_statement{
    "grants.conflicts",
    "SELECT c.id, c.account_id, c.unit_id, c.grant_id, c.relation, c.hand_to, c.declared_at, c.entry_log, "
    "c.entry_index, t.at, t.account_id, w.at, w.account_id FROM grants_conflicts c "
    "LEFT JOIN grants_conflict_acts t ON t.conflict_id = c.id AND t.act = 'taken' "
    "LEFT JOIN grants_conflict_acts w ON w.conflict_id = c.id AND w.act = 'withdrawn' ORDER BY c.id DESC LIMIT 1000"};
constexpr store::Statement open_statement{
    "grants.open_conflicts",
    "SELECT c.id, c.account_id, c.unit_id, c.grant_id, c.relation, c.hand_to, c.declared_at, c.entry_log, "
    "c.entry_index, NULL, NULL, NULL, NULL FROM grants_conflicts c WHERE NOT EXISTS "
    "(SELECT 1 FROM grants_conflict_acts a WHERE a.conflict_id = c.id) ORDER BY c.id LIMIT 1000"};
constexpr store::Statement person_statement{"grants.conflict_person",
                                            "SELECT person FROM grants_conflicts WHERE id = $1"};
constexpr std::array conflict_table{count_statement, insert_statement, insert_act_statement, one_statement,
                                    all_statement,   open_statement,   person_statement};

Conflict decode(const store::Row& row) {
    const auto relation = relation_from_code(row.text(4));
    CHECK(relation);
    Conflict conflict{.id = ConflictId{row.integer(0)},
                      .account = people::AccountId{row.integer(1)},
                      .unit = people::UnitId{row.integer(2)},
                      .grant = GrantId{row.integer(3)},
                      .relation = *relation,
                      .hand_to = std::nullopt,
                      .declared_at = row.instant(6),
                      .taken_at = row.maybe_instant(9),
                      .taken_by = std::nullopt,
                      .withdrawn_at = row.maybe_instant(11),
                      .withdrawn_by = std::nullopt,
                      .entry_log = static_cast<int>(row.integer(7)),
                      .entry_index = row.integer(8),
                      .may = {},
                      .case_number = std::nullopt,
                      .note = std::nullopt};
    if (const auto account = row.maybe_integer(5)) conflict.hand_to = people::AccountId{*account};
    if (const auto account = row.maybe_integer(10)) conflict.taken_by = people::AccountId{*account};
    if (const auto account = row.maybe_integer(12)) conflict.withdrawn_by = people::AccountId{*account};
    return conflict;
}

}  // namespace

base::Result<std::int64_t> count_conflicts(store::ReadTx& tx, people::AccountId account, const crypto::Tag& person) {
    const auto found =
        TRY(tx.one(count_statement, [](const store::Row& row) { return row.integer(0); }, account, person));
    return found.value_or(0);
}

base::Result<void> insert_conflict(store::WriteTx& tx, const Conflict& conflict, const crypto::Tag& person) {
    TRY(tx.run(insert_statement, conflict.id, conflict.account, conflict.unit, person, conflict.grant,
               relation_code(conflict.relation), conflict.hand_to, conflict.declared_at,
               std::int64_t{conflict.entry_log}, conflict.entry_index));
    return {};
}

base::Result<void> insert_conflict_act(store::WriteTx& tx, ConflictId id, ConflictAct act, people::AccountId by,
                                       base::Instant now) {
    const std::string_view code = act == ConflictAct::take ? "taken" : "withdrawn";
    TRY(tx.run(insert_act_statement, id, code, by, now));
    return {};
}

base::Result<std::optional<Conflict>> conflict(store::ReadTx& tx, ConflictId id) {
    return tx.one(one_statement, decode, id);
}

base::Result<std::optional<crypto::Tag>> conflict_person(store::ReadTx& tx, ConflictId id) {
    return tx.one(
        person_statement,
        [](const store::Row& row) {
            const auto stored = row.bytes(0);
            crypto::Tag tag{};
            CHECK(stored.size() == tag.size());
            std::ranges::copy(stored, tag.begin());
            return tag;
        },
        id);
}

base::Result<std::vector<Conflict>> conflicts(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::vector<Conflict>> open_conflicts(store::ReadTx& tx) { return tx.all(open_statement, decode); }

std::span<const store::Statement> conflict_statements() { return conflict_table; }

}  // namespace menhu::grants::rows
