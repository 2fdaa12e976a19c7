#include "duties/leaver_rows.h"

#include <array>

#include "format/json.h"

namespace menhu::duties::rows {
namespace {

using format::Json;

#define LEAVER_COLUMNS                                                                                              \
    "l.id, l.account_id, l.account_name, l.display_name, l.unit_id, l.unit_name, l.kind, l.on_day, "                \
    "l.effective_at, l.until_day, l.until_at, l.to_unit_id, l.to_unit_name, l.to_roles, l.hand_over_to, l.reason, " \
    "l.effects, l.recorded_by, l.recorded_by_name, l.recorded_at, w.withdrawn_at, w.reason FROM duties_leavers l "  \
    "LEFT JOIN duties_leaver_withdrawals w ON w.leaver_id = l.id "
constexpr store::Statement all_statement{"duties.leavers",
                                         "SELECT " LEAVER_COLUMNS "ORDER BY l.recorded_at DESC, l.id DESC"};
constexpr store::Statement one_statement{"duties.leaver", "SELECT " LEAVER_COLUMNS "WHERE l.id = $1"};
#undef LEAVER_COLUMNS
constexpr store::Statement insert_statement{
    "duties.insert_leaver",
    "INSERT INTO duties_leavers (id, account_id, account_name, display_name, unit_id, unit_name, kind, on_day, "
    "effective_at, until_day, until_at, to_unit_id, to_unit_name, to_roles, hand_over_to, reason, effects, "
    "recorded_by, recorded_by_name, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
    "$15, $16, $17, $18, $19, $20)"};
constexpr store::Statement withdrawal_statement{
    "duties.insert_leaver_withdrawal",
    "INSERT INTO duties_leaver_withdrawals (leaver_id, reason, withdrawn_by, withdrawn_at) VALUES ($1, $2, $3, $4)"};
constexpr store::Statement insert_read_statement{
    "duties.insert_leaver_read",
    "INSERT INTO duties_leaver_reads (leaver_id, account_id, first_read_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (leaver_id, account_id) DO NOTHING"};
constexpr store::Statement reads_statement{"duties.read_leavers",
                                           "SELECT DISTINCT leaver_id FROM duties_leaver_reads ORDER BY leaver_id"};
constexpr std::array leaver_table{all_statement,        one_statement,         insert_statement,
                                  withdrawal_statement, insert_read_statement, reads_statement};

base::Date day(std::string_view text) {
    const auto date = base::from_iso(text);
    CHECK(date);
    return *date;
}

std::string text_of(const std::vector<Effect>& effects) {
    Json::Array list;
    for (const Effect& effect : effects) {
        list.emplace_back(
            Json::Object{{"clause", effect.clause}, {"code", effect.code}, {"en", effect.en}, {"zh", effect.zh}});
    }
    return format::canonical_json(std::move(list));
}

std::vector<Effect> effects_of(std::string_view text) {
    const auto json = format::parse_json(text);
    CHECK(json && json->array() != nullptr);  // written by text_of
    std::vector<Effect> effects;
    for (const Json& one : *json->array()) {
        const auto member = [&](std::string_view name) {
            const Json* const value = one.find(name);
            CHECK(value != nullptr && value->text() != nullptr);
            return *value->text();
        };
        effects.push_back({member("code"), member("zh"), member("en"), member("clause")});
    }
    return effects;
}

Leaver decode(const store::Row& row) {
    const auto kind = leaver_kind_from_code(row.text(6));
    CHECK(kind);
    Leaver leaver{.id = LeaverId{row.integer(0)},
                  .account = people::AccountId{row.integer(1)},
                  .account_name = std::string{row.text(2)},
                  .display_name = std::string{row.text(3)},
                  .unit = people::UnitId{row.integer(4)},
                  .unit_name = std::string{row.text(5)},
                  .kind = *kind,
                  .on = day(row.text(7)),
                  .effective_at = row.instant(8),
                  .until = std::nullopt,
                  .until_at = row.maybe_instant(10),
                  .to_unit = std::nullopt,
                  .to_unit_name = row.maybe_text(12).value_or(""),
                  .to_roles = std::nullopt,
                  .hand_over_to = std::nullopt,
                  .reason = std::string{row.text(15)},
                  .effects = effects_of(row.text(16)),
                  .recorded_by = people::AccountId{row.integer(17)},
                  .recorded_by_name = std::string{row.text(18)},
                  .recorded_at = row.instant(19),
                  .withdrawn_at = row.maybe_instant(20),
                  .withdrawn_reason = row.maybe_text(21).value_or("")};
    if (const auto until = row.maybe_text(9)) leaver.until = day(*until);
    if (const auto unit = row.maybe_integer(11)) leaver.to_unit = people::UnitId{*unit};
    if (const auto roles = row.maybe_integer(13)) leaver.to_roles = people::Roles::from_bits(*roles);
    if (const auto to = row.maybe_integer(14)) leaver.hand_over_to = people::AccountId{*to};
    return leaver;
}

}  // namespace

base::Result<void> insert_leaver(store::WriteTx& tx, const Leaver& leaver) {
    std::optional<std::string> until;
    if (leaver.until) until = base::to_iso(*leaver.until);
    std::optional<std::int64_t> roles;
    if (leaver.to_roles) roles = leaver.to_roles->bits();
    TRY(tx.run(insert_statement, leaver.id, leaver.account, leaver.account_name, leaver.display_name, leaver.unit,
               leaver.unit_name, leaver_kind_code(leaver.kind), base::to_iso(leaver.on), leaver.effective_at, until,
               leaver.until_at, leaver.to_unit, leaver.to_unit_name, roles, leaver.hand_over_to, leaver.reason,
               text_of(leaver.effects), leaver.recorded_by, leaver.recorded_by_name, leaver.recorded_at));
    return {};
}

base::Result<void> insert_withdrawal(store::WriteTx& tx, LeaverId leaver, std::string_view reason, people::AccountId by,
                                     base::Instant now) {
    TRY(tx.run(withdrawal_statement, leaver, reason, by, now));
    return {};
}

base::Result<void> insert_read(store::WriteTx& tx, LeaverId leaver, people::AccountId by, base::Instant now) {
    TRY(tx.run(insert_read_statement, leaver, by, now));
    return {};
}

base::Result<std::vector<LeaverId>> read_leavers(store::ReadTx& tx) {
    return tx.all(reads_statement, [](const store::Row& row) { return LeaverId{row.integer(0)}; });
}

base::Result<std::vector<Leaver>> leavers(store::ReadTx& tx) { return tx.all(all_statement, decode); }

base::Result<std::optional<Leaver>> leaver(store::ReadTx& tx, LeaverId id) { return tx.one(one_statement, decode, id); }

std::span<const store::Statement> leaver_statements() { return leaver_table; }

}  // namespace menhu::duties::rows
