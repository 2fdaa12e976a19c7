#include "grants/use_rows.h"

#include <array>

#include "grants/words.h"
#include "store/values.h"

namespace menhu::grants::rows {
namespace {

using store::maybe_id;
using store::need;

constexpr store::Statement insert_statement{
    "grants.insert_use_application",
    "INSERT INTO grants_applications (id, number, kind, state, version, form, stages, stage, "
    "applicant_id, unit_id, purpose_id, renews, grant_id, submitted_at, lapses_at) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, $13, $14)"};
constexpr store::Statement insert_form_statement{
    "grants.insert_use_form",
    "INSERT INTO grants_application_forms (application_id, number, submitted_at, holding, holders, "
    "fields, operations, population, districts, from_at, until_at, expected_day, expected_month, "
    "expected_total, hours_from, hours_to, weekdays, networks, afterwards, reason) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"};
constexpr store::Statement insert_step_statement{
    "grants.insert_use_step",
    "INSERT INTO grants_application_steps (application_id, number, at, act, form, stage, account_id, "
    "reason, narrowed) VALUES ($1, (SELECT COALESCE(MAX(n.number), 0) + 1 FROM grants_application_steps n "
    "WHERE n.application_id = $1), $2, $3, $4, $5, $6, $7, $8)"};
constexpr store::Statement update_statement{
    "grants.update_use_application",
    "UPDATE grants_applications SET state = $2, version = $3, form = $4, stages = $5, stage = $6, "
    "purpose_id = $7, grant_id = $8, lapses_at = $9 WHERE id = $1 AND version = $10"};
constexpr store::Statement by_id_statement{
    "grants.use_application",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.id = $1"};
constexpr store::Statement by_number_statement{
    "grants.use_application_by_number",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.number = $1"};
constexpr store::Statement steps_statement{
    "grants.use_steps",
    "SELECT number, at, act, form, stage, account_id, reason, narrowed FROM grants_application_steps "
    "WHERE application_id = $1 ORDER BY number"};
constexpr store::Statement count_statement{
    "grants.count_use_applications",
    "SELECT COUNT(*) FROM grants_applications WHERE submitted_at >= $1 AND submitted_at < $2"};
constexpr store::Statement count_renewals_statement{
    "grants.count_open_renewals",
    "SELECT COUNT(*) FROM grants_applications WHERE renews = $1 AND id <> $2 AND state IN ('submitted', "
    "'sent_back') AND lapses_at > $3"};
constexpr store::Statement renewed_statement{
    "grants.grants_being_renewed",
    "SELECT DISTINCT renews FROM grants_applications WHERE renews IS NOT NULL AND (state = 'approved' OR "
    "(state IN ('submitted', 'sent_back') AND lapses_at > $1)) ORDER BY renews"};
constexpr store::Statement waiting_statement{
    "grants.waiting_use_applications",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.state = 'submitted' AND "
    "a.lapses_at > $1 ORDER BY a.id DESC"};
constexpr store::Statement of_account_statement{
    "grants.use_applications_of",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.applicant_id = $1 OR (' ' || "
    "f.holders || ' ') LIKE $2 ORDER BY a.id DESC LIMIT 2000"};
constexpr store::Statement of_unit_statement{
    "grants.use_applications_of_unit",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.unit_id = $1 ORDER BY a.id "
    "DESC LIMIT 2000"};
constexpr store::Statement all_statement{
    "grants.use_applications",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id ORDER BY a.id DESC LIMIT $1"};
constexpr store::Statement lapsed_statement{
    "grants.lapsed_use_applications",
    "SELECT a.id, a.number, a.kind, a.state, a.version, a.form, a.stages, a.stage, a.applicant_id, "
    "a.unit_id, a.purpose_id, p.code, a.renews, a.grant_id, a.submitted_at, a.lapses_at, f.holding, "
    "f.holders, f.fields, f.operations, f.population, f.districts, f.from_at, f.until_at, f.expected_day, "
    "f.expected_month, f.expected_total, f.hours_from, f.hours_to, f.weekdays, f.networks, f.afterwards, "
    "f.reason FROM grants_applications a JOIN grants_application_forms f ON f.application_id = a.id AND "
    "f.number = a.form JOIN grants_purposes p ON p.id = a.purpose_id WHERE a.state IN ('submitted', "
    "'sent_back') AND a.lapses_at <= $1 ORDER BY a.id LIMIT $2"};
constexpr std::array use_table{insert_statement,  insert_form_statement, insert_step_statement,
                               update_statement,  by_id_statement,       by_number_statement,
                               steps_statement,   count_statement,       count_renewals_statement,
                               renewed_statement, waiting_statement,     of_account_statement,
                               of_unit_statement, all_statement,         lapsed_statement};

std::string ids_text(const std::vector<people::AccountId>& ids) {
    std::vector<std::string> words;
    words.reserve(ids.size());
    for (const people::AccountId id : ids) words.push_back(id.text());
    return joined(words);
}

std::vector<people::AccountId> ids_of(std::string_view text) {
    std::vector<people::AccountId> ids;
    for (const std::string& word : split(text)) ids.push_back(need(people::AccountId::parse(word)));
    return ids;
}

UseForm decode_form(const store::Row& row) {
    UseForm form{
        .kind = need(use_kind_from_code(row.text(2))),
        .renews = maybe_id<GrantTag>(row.maybe_integer(12)),
        .purpose = std::string{row.text(11)},
        .holding = std::string{row.text(16)},
        .holders = ids_of(row.text(17)),
        .fields = split(row.text(18)),
        .operations = Operations::from_bits(row.integer(19)),
        .population = {.kind = need(population_kind_from_code(row.text(20))), .districts = split(row.text(21))},
        .from = row.instant(22),
        .until = row.instant(23),
        .expected = {.day = row.maybe_integer(24), .month = row.maybe_integer(25), .total = row.maybe_integer(26)},
        .hours = std::nullopt,
        .weekdays = static_cast<std::uint8_t>(row.integer(29)),
        .networks = {},
        .afterwards = std::string{row.text(31)},
        .reason = std::string{row.text(32)}};
    if (const auto from = row.maybe_integer(27)) {
        form.hours = law::Hours{.from = static_cast<int>(*from), .to = static_cast<int>(row.integer(28))};
    }
    form.networks = networks_from(row.text(30));
    return form;
}

UseApplication decode(const store::Row& row) {
    return {.id = UseApplicationId{row.integer(0)},
            .number = std::string{row.text(1)},
            .kind = need(use_kind_from_code(row.text(2))),
            .state = need(use_state_from_code(row.text(3))),
            .version = row.integer(4),
            .form_number = row.integer(5),
            .stages = split(row.text(6)),
            .approved_stages = row.integer(7),
            .applicant = people::AccountId{row.integer(8)},
            .unit = people::UnitId{row.integer(9)},
            .purpose = PurposeId{row.integer(10)},
            .grant = maybe_id<GrantTag>(row.maybe_integer(13)),
            .submitted_at = row.instant(14),
            .lapses_at = row.instant(15),
            .form = decode_form(row)};
}

struct RawStep {
    UseStep step;
    std::optional<std::string> narrowed;
};

RawStep decode_step(const store::Row& row) {
    return {.step = {.number = row.integer(0),
                     .at = row.instant(1),
                     .act = need(use_act_from_code(row.text(2))),
                     .form = row.integer(3),
                     .stage = std::string{row.text(4)},
                     .by = maybe_id<people::AccountTag>(row.maybe_integer(5)),
                     .reason = std::string{row.text(6)},
                     .narrowed = std::nullopt},
            .narrowed = row.maybe_text(7)};
}

std::int64_t first_integer(const store::Row& row) { return row.integer(0); }

}  // namespace

base::Result<void> insert_use_application(store::WriteTx& tx, const UseApplication& application) {
    TRY(tx.run(insert_statement, application.id, application.number, use_kind_code(application.kind),
               use_state_code(application.state), application.version, application.form_number,
               joined(application.stages), application.approved_stages, application.applicant, application.unit,
               application.purpose, application.form.renews, application.submitted_at, application.lapses_at));
    return {};
}

base::Result<void> insert_use_form(store::WriteTx& tx, UseApplicationId id, std::int64_t number, const UseForm& form,
                                   base::Instant now) {
    std::optional<std::int64_t> hours_from;
    std::optional<std::int64_t> hours_to;
    if (form.hours) {
        hours_from = form.hours->from;
        hours_to = form.hours->to;
    }
    TRY(tx.run(insert_form_statement, id, number, now, form.holding, ids_text(form.holders), joined(form.fields),
               form.operations.bits(), population_kind_code(form.population.kind), joined(form.population.districts),
               form.from, form.until, form.expected.day, form.expected.month, form.expected.total, hours_from, hours_to,
               static_cast<std::int64_t>(form.weekdays), networks_text(form.networks), form.afterwards, form.reason));
    return {};
}

base::Result<void> insert_use_step(store::WriteTx& tx, UseApplicationId id, const UseStep& step) {
    std::optional<std::string> narrowed;
    if (step.narrowed && !step.narrowed->empty()) narrowed = narrowing_text(*step.narrowed);
    TRY(tx.run(insert_step_statement, id, step.at, use_act_code(step.act), step.form, step.stage, step.by, step.reason,
               narrowed));
    return {};
}

base::Result<std::int64_t> update_use_application(store::WriteTx& tx, const UseApplication& application,
                                                  std::int64_t expects) {
    return tx.run(update_statement, application.id, use_state_code(application.state), application.version,
                  application.form_number, joined(application.stages), application.approved_stages, application.purpose,
                  application.grant, application.lapses_at, expects);
}

base::Result<std::optional<UseApplication>> use_application(store::ReadTx& tx, UseApplicationId id) {
    return tx.one(by_id_statement, decode, id);
}

base::Result<std::optional<UseApplication>> use_application(store::ReadTx& tx, std::string_view number) {
    return tx.one(by_number_statement, decode, number);
}

base::Result<std::vector<UseStep>> use_steps(store::ReadTx& tx, UseApplicationId id) {
    auto raw = TRY(tx.all(steps_statement, decode_step, id));
    std::vector<UseStep> steps;
    steps.reserve(raw.size());
    for (RawStep& one : raw) {
        if (one.narrowed) {
            auto narrowing = TRY(narrowing_from_text(*one.narrowed));
            one.step.narrowed = std::move(narrowing);
        }
        steps.push_back(std::move(one.step));
    }
    return steps;
}

base::Result<std::int64_t> count_submitted(store::ReadTx& tx, base::Instant from, base::Instant until) {
    const auto count = TRY(tx.one(count_statement, first_integer, from, until));
    return count.value_or(0);
}

base::Result<std::int64_t> count_open_renewals(store::ReadTx& tx, GrantId grant, UseApplicationId except,
                                               base::Instant now) {
    const auto count = TRY(tx.one(count_renewals_statement, first_integer, grant, except, now));
    return count.value_or(0);
}

base::Result<std::vector<GrantId>> grants_being_renewed(store::ReadTx& tx, base::Instant now) {
    return tx.all(renewed_statement, [](const store::Row& row) { return GrantId{row.integer(0)}; }, now);
}

base::Result<std::vector<UseApplication>> waiting_use_applications(store::ReadTx& tx, base::Instant now) {
    return tx.all(waiting_statement, decode, now);
}

base::Result<std::vector<UseApplication>> use_applications_of(store::ReadTx& tx, people::AccountId account) {
    return tx.all(of_account_statement, decode, account, "% " + account.text() + " %");
}

base::Result<std::vector<UseApplication>> use_applications_of_unit(store::ReadTx& tx, people::UnitId unit) {
    return tx.all(of_unit_statement, decode, unit);
}

base::Result<std::vector<UseApplication>> all_use_applications(store::ReadTx& tx, std::int64_t limit) {
    return tx.all(all_statement, decode, limit);
}

base::Result<std::vector<UseApplication>> lapsed_use_applications(store::ReadTx& tx, base::Instant now,
                                                                  std::int64_t limit) {
    return tx.all(lapsed_statement, decode, now, limit);
}

std::span<const store::Statement> use_statements() { return use_table; }

}  // namespace menhu::grants::rows
