#include "grants/kinship_rows.h"

#include <algorithm>
#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement insert_statement{
    "grants.insert_kinship_authorisation",
    "INSERT INTO grants_kinship_authorisations (id, code_hash, grant_id, asker_id, controller_id, person, "
    "case_commitment, valid_from, valid_until, recorded_at, entry_log, entry_index) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
constexpr store::Statement by_id_statement{
    "grants.kinship_authorisation",
    "SELECT id, code_hash, grant_id, asker_id, controller_id, person, case_commitment, valid_from, valid_until, "
    "recorded_at, entry_log, entry_index FROM grants_kinship_authorisations WHERE id = $1"};
constexpr store::Statement by_code_statement{
    "grants.kinship_authorisation_by_code",
    "SELECT id, code_hash, grant_id, asker_id, controller_id, person, case_commitment, valid_from, valid_until, "
    "recorded_at, entry_log, entry_index FROM grants_kinship_authorisations WHERE code_hash = $1"};
constexpr store::Statement all_statement{
    "grants.kinship_authorisations",
    "SELECT id, code_hash, grant_id, asker_id, controller_id, person, case_commitment, valid_from, valid_until, "
    "recorded_at, entry_log, entry_index FROM grants_kinship_authorisations ORDER BY id DESC LIMIT 1000"};
constexpr store::Statement of_asker_statement{
    "grants.kinship_authorisations_of",
    "SELECT id, code_hash, grant_id, asker_id, controller_id, person, case_commitment, valid_from, valid_until, "
    "recorded_at, entry_log, entry_index FROM grants_kinship_authorisations WHERE asker_id = $1 ORDER BY id DESC "
    "LIMIT 1000"};
constexpr store::Statement insert_act_statement{
    "grants.insert_kinship_act",
    "INSERT INTO grants_kinship_acts (authorisation_id, number, act, account_id, session_id, at, until_at, of_number) "
    "SELECT CAST($1 AS BIGINT), COALESCE(MAX(a.number), 0) + 1, CAST($2 AS TEXT), CAST($3 AS BIGINT), "
    "CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS BIGINT), CAST($7 AS BIGINT) FROM grants_kinship_acts a "
    "WHERE a.authorisation_id = $1"};
constexpr store::Statement acts_statement{
    "grants.kinship_acts",
    "SELECT number, act, account_id, session_id, at, until_at, of_number FROM grants_kinship_acts "
    "WHERE authorisation_id = $1 ORDER BY number"};
// The ministry's approval counts from the letter on (rules 8).
constexpr store::Statement links_statement{
    "grants.count_kinship_links",
    "SELECT COUNT(*) FROM grants_links l WHERE l.data_class = 'kinship' AND l.state = 'active' "
    "AND l.approval_letter <> '' AND l.valid_from <= $1 AND $1 < l.valid_until "
    "AND (l.ended_at IS NULL OR $1 < l.ended_at)"};
constexpr store::Statement link_of_statement{
    "grants.count_kinship_links_of",
    "SELECT COUNT(*) FROM grants_grants g JOIN grants_links l ON l.code = g.holding WHERE g.id = $1 "
    "AND l.data_class = 'kinship' AND l.state = 'active' AND l.approval_letter <> '' AND l.valid_from <= $2 "
    "AND $2 < l.valid_until AND (l.ended_at IS NULL OR $2 < l.ended_at)"};
constexpr store::Statement grants_statement{
    "grants.kinship_grants",
    "SELECT g.id FROM grants_grants g JOIN grants_links l ON l.code = g.holding WHERE (g.operations & $1) <> 0 "
    "AND g.state <> 'ended' AND $2 < g.valid_until AND l.data_class = 'kinship' AND l.state = 'active' "
    "AND l.approval_letter <> '' AND l.valid_from <= $2 AND $2 < l.valid_until "
    "AND (l.ended_at IS NULL OR $2 < l.ended_at) ORDER BY g.id"};
constexpr std::array kinship_table{grants_statement, insert_statement,   by_id_statement,      by_code_statement,
                                   all_statement,    of_asker_statement, insert_act_statement, acts_statement,
                                   links_statement,  link_of_statement};

constexpr std::array all_acts{KinshipAct::opened, KinshipAct::attended, KinshipAct::used, KinshipAct::withdrawn,
                              KinshipAct::wrong_code};

template <class Bytes>
Bytes bytes_of(const store::Row& row, int column) {
    const auto stored = row.bytes(column);
    Bytes out{};
    CHECK(stored.size() == out.size());
    std::ranges::copy(stored, out.begin());
    return out;
}

AuthorisationRow decode(const store::Row& row) {
    return {.id = AuthorisationId{row.integer(0)},
            .code_hash = bytes_of<crypto::Digest>(row, 1),
            .grant = GrantId{row.integer(2)},
            .asker = people::AccountId{row.integer(3)},
            .controller = people::AccountId{row.integer(4)},
            .person = bytes_of<crypto::Tag>(row, 5),
            .case_commitment = bytes_of<crypto::Digest>(row, 6),
            .from = row.instant(7),
            .until = row.instant(8),
            .recorded_at = row.instant(9),
            .entry_log = static_cast<int>(row.integer(10)),
            .entry_index = row.integer(11)};
}

ActRow decode_act(const store::Row& row) {
    const std::string_view code = row.text(1);
    const auto* const found = std::ranges::find(all_acts, code, kinship_act_code);
    CHECK(found != all_acts.end());
    return {.number = row.integer(0),
            .act = *found,
            .account = people::AccountId{row.integer(2)},
            .session = people::SessionId{row.integer(3)},
            .at = row.instant(4),
            .until = row.maybe_instant(5),
            .of = row.maybe_integer(6)};
}

std::int64_t count(const std::optional<std::int64_t>& found) { return found.value_or(0); }
std::int64_t decode_count(const store::Row& row) { return row.integer(0); }

}  // namespace

std::string_view kinship_act_code(KinshipAct act) {
    switch (act) {
        case KinshipAct::opened:
            return "opened";
        case KinshipAct::attended:
            return "attended";
        case KinshipAct::used:
            return "used";
        case KinshipAct::withdrawn:
            return "withdrawn";
        case KinshipAct::wrong_code:
            return "wrong_code";
    }
    base::throw_bug("kinship_act_code: no such act");
}

base::Result<void> insert_authorisation(store::WriteTx& tx, const AuthorisationRow& row) {
    TRY(tx.run(insert_statement, row.id, row.code_hash, row.grant, row.asker, row.controller, row.person,
               row.case_commitment, row.from, row.until, row.recorded_at, std::int64_t{row.entry_log},
               row.entry_index));
    return {};
}

base::Result<std::optional<AuthorisationRow>> authorisation(store::ReadTx& tx, AuthorisationId id) {
    return tx.one(by_id_statement, decode, id);
}

base::Result<std::optional<AuthorisationRow>> authorisation_by_code(store::ReadTx& tx,
                                                                    const crypto::Digest& code_hash) {
    return tx.one(by_code_statement, decode, code_hash);
}

base::Result<std::vector<AuthorisationRow>> authorisations(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::vector<AuthorisationRow>> authorisations_of(store::ReadTx& tx, people::AccountId asker) {
    return tx.all(of_asker_statement, decode, asker);
}

base::Result<void> insert_act(store::WriteTx& tx, AuthorisationId id, const ActRow& row) {
    TRY(tx.run(insert_act_statement, id, kinship_act_code(row.act), row.account, row.session, row.at, row.until,
               row.of));
    return {};
}

base::Result<std::vector<ActRow>> acts(store::ReadTx& tx, AuthorisationId id) {
    return tx.all(acts_statement, decode_act, id);
}

base::Result<std::int64_t> count_kinship_links(store::ReadTx& tx, base::Instant now) {
    const auto found = TRY(tx.one(links_statement, decode_count, now));
    return count(found);
}

base::Result<std::int64_t> count_kinship_links_of(store::ReadTx& tx, GrantId grant, base::Instant now) {
    const auto found = TRY(tx.one(link_of_statement, decode_count, grant, now));
    return count(found);
}

base::Result<std::vector<GrantId>> kinship_grants(store::ReadTx& tx, std::int64_t operations, base::Instant now) {
    return tx.all(grants_statement, [](const store::Row& row) { return GrantId{row.integer(0)}; }, operations, now);
}

std::span<const store::Statement> kinship_statements() { return kinship_table; }

}  // namespace menhu::grants::rows
