#include "people/training_rows.h"

#include <array>

namespace menhu::people::rows {
namespace {

constexpr store::Statement insert_statement{
    "people.insert_training",
    "INSERT INTO people_training (id, account_id, held_on, hours, title, provider, evidence, entered_by, entered_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement insert_act_statement{
    "people.insert_training_act",
    "INSERT INTO people_training_acts (training_id, act, by_account, at, reason) VALUES ($1, $2, $3, $4, $5)"};
#define TRAINING_COLUMNS                                                                                      \
    "t.id, t.account_id, t.held_on, t.hours, t.title, t.provider, t.evidence, t.entered_by, e.display_name, " \
    "t.entered_at, c.at, d.display_name, w.at, w.reason FROM people_training t "                              \
    "LEFT JOIN people_accounts e ON e.id = t.entered_by "                                                     \
    "LEFT JOIN people_training_acts c ON c.training_id = t.id AND c.act = 'confirmed' "                       \
    "LEFT JOIN people_accounts d ON d.id = c.by_account "                                                     \
    "LEFT JOIN people_training_acts w ON w.training_id = t.id AND w.act = 'withdrawn' "
constexpr store::Statement one_statement{"people.training", "SELECT " TRAINING_COLUMNS "WHERE t.id = $1"};
constexpr store::Statement between_statement{
    "people.training_between",
    "SELECT " TRAINING_COLUMNS "WHERE t.held_on >= $1 AND t.held_on <= $2 ORDER BY t.account_id, t.held_on, t.id"};
constexpr store::Statement of_account_statement{
    "people.training_of_account",
    "SELECT " TRAINING_COLUMNS
    "WHERE t.account_id = $1 AND t.held_on >= $2 AND t.held_on <= $3 ORDER BY t.held_on, t.id"};
#undef TRAINING_COLUMNS
// What counts: entered by somebody else or confirmed, and not withdrawn.
constexpr store::Statement hours_statement{
    "people.trained_hours",
    "SELECT t.account_id, CAST(SUM(t.hours) AS BIGINT) FROM people_training t "
    "WHERE t.held_on >= $1 AND t.held_on <= $2 "
    "AND (t.entered_by <> t.account_id OR EXISTS (SELECT 1 FROM people_training_acts c "
    "WHERE c.training_id = t.id AND c.act = 'confirmed')) "
    "AND NOT EXISTS (SELECT 1 FROM people_training_acts w WHERE w.training_id = t.id AND w.act = 'withdrawn') "
    "GROUP BY t.account_id ORDER BY t.account_id"};
constexpr store::Statement hours_of_statement{
    "people.trained_hours_of",
    "SELECT CAST(COALESCE(SUM(t.hours), 0) AS BIGINT) FROM people_training t "
    "WHERE t.account_id = $1 AND t.held_on >= $2 AND t.held_on <= $3 "
    "AND (t.entered_by <> t.account_id OR EXISTS (SELECT 1 FROM people_training_acts c "
    "WHERE c.training_id = t.id AND c.act = 'confirmed')) "
    "AND NOT EXISTS (SELECT 1 FROM people_training_acts w WHERE w.training_id = t.id AND w.act = 'withdrawn')"};
constexpr store::Statement unconfirmed_statement{
    "people.unconfirmed_training",
    "SELECT t.id, t.account_id, m.unit_id FROM people_training t "
    "JOIN people_account_terms m ON m.account_id = t.account_id AND m.number = (SELECT MAX(x.number) "
    "FROM people_account_terms x WHERE x.account_id = t.account_id AND x.from_at <= $1) "
    "WHERE t.entered_by = t.account_id AND m.state <> 'closed' "
    "AND NOT EXISTS (SELECT 1 FROM people_training_acts c WHERE c.training_id = t.id) ORDER BY t.id"};
constexpr std::array training_table{insert_statement,   insert_act_statement, one_statement,
                                    between_statement,  of_account_statement, hours_statement,
                                    hours_of_statement, unconfirmed_statement};

Training decode(const store::Row& row) {
    const auto on = base::from_iso(row.text(2));
    CHECK(on);
    Training training{.id = TrainingId{row.integer(0)},
                      .account = AccountId{row.integer(1)},
                      .on = *on,
                      .hours = row.integer(3),
                      .title = std::string{row.text(4)},
                      .provider = std::string{row.text(5)},
                      .evidence = std::string{row.text(6)},
                      .entered_by = AccountId{row.integer(7)},
                      .entered_by_name = row.maybe_text(8).value_or(""),
                      .entered_at = row.instant(9),
                      .state = TrainingState::counted,
                      .confirmed_by_name = row.maybe_text(11).value_or(""),
                      .closed_at = row.maybe_instant(12),
                      .reason = row.maybe_text(13).value_or("")};
    const auto confirmed_at = row.maybe_instant(10);
    if (training.closed_at) {
        training.state = TrainingState::withdrawn;
    } else {
        training.closed_at = confirmed_at;
        if (training.entered_by == training.account && !confirmed_at) training.state = TrainingState::claimed;
    }
    return training;
}

std::string_view act_code(TrainingAct act) { return act == TrainingAct::confirmed ? "confirmed" : "withdrawn"; }

}  // namespace

base::Result<void> insert_training(store::WriteTx& tx, TrainingId id, const NewTraining& training, AccountId by,
                                   base::Instant now) {
    TRY(tx.run(insert_statement, id, training.account, base::to_iso(training.on), training.hours, training.title,
               training.provider, training.evidence, by, now));
    return {};
}

base::Result<void> insert_training_act(store::WriteTx& tx, TrainingId id, TrainingAct act, AccountId by,
                                       std::string_view reason, base::Instant now) {
    TRY(tx.run(insert_act_statement, id, act_code(act), by, now, reason));
    return {};
}

base::Result<std::optional<Training>> training(store::ReadTx& tx, TrainingId id) {
    return tx.one(one_statement, decode, id);
}

base::Result<std::vector<Training>> training_between(store::ReadTx& tx, base::Date from, base::Date to) {
    return tx.all(between_statement, decode, base::to_iso(from), base::to_iso(to));
}

base::Result<std::vector<Training>> training_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to) {
    return tx.all(of_account_statement, decode, account, base::to_iso(from), base::to_iso(to));
}

base::Result<std::vector<TrainedHours>> hours_between(store::ReadTx& tx, base::Date from, base::Date to) {
    return tx.all(
        hours_statement,
        [](const store::Row& row) {
            return TrainedHours{.account = AccountId{row.integer(0)}, .hours = row.integer(1)};
        },
        base::to_iso(from), base::to_iso(to));
}

base::Result<std::int64_t> hours_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to) {
    const auto hours = TRY(tx.one(
        hours_of_statement, [](const store::Row& row) { return row.integer(0); }, account, base::to_iso(from),
        base::to_iso(to)));
    return hours.value_or(0);
}

base::Result<std::vector<UnconfirmedTraining>> unconfirmed(store::ReadTx& tx, base::Instant now) {
    return tx.all(
        unconfirmed_statement,
        [](const store::Row& row) {
            return UnconfirmedTraining{
                .id = TrainingId{row.integer(0)}, .account = AccountId{row.integer(1)}, .unit = UnitId{row.integer(2)}};
        },
        now);
}

std::span<const store::Statement> training_statements() { return training_table; }

}  // namespace menhu::people::rows
