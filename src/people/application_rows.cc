#include "people/application_rows.h"

#include <algorithm>
#include <array>
#include <limits>

#include "store/values.h"

namespace menhu::people::rows {
namespace {

using store::maybe_id;
using store::need;

constexpr store::Statement insert_statement{
    "people.insert_application",
    "INSERT INTO people_applications (id, number, kind, state, version, applicant_id, account_id, unit_id, claim_hash, "
    "submitted_at, lapses_at) VALUES ($1, $2, $3, 'submitted', 1, $4, $5, $6, $7, $8, $9)"};
constexpr store::Statement insert_form_statement{
    "people.insert_application_form",
    "INSERT INTO people_application_forms (application_id, version, account_name, display_name, email, "
    "employee_number, unit_id, roles, duties, temporary, from_at, until_at, pledge_version, training_hours, "
    "training_on, training_evidence, reason, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
    "$13, $14, $15, $16, $17, $18)"};
constexpr store::Statement insert_step_statement{
    "people.insert_application_step",
    "INSERT INTO people_application_steps (application_id, number, at, act, account_id, acted_as, reason, version) "
    "VALUES ($1, (SELECT COALESCE(MAX(n.number), 0) + 1 FROM people_application_steps n WHERE n.application_id = $1), "
    "$2, $3, $4, $5, $6, $7)"};
constexpr store::Statement update_statement{
    "people.update_application",
    "UPDATE people_applications SET state = $2, version = $3, unit_id = $4, lapses_at = $5 WHERE id = $1"};
constexpr store::Statement update_account_statement{"people.update_application_account",
                                                    "UPDATE people_applications SET account_id = $2 WHERE id = $1"};
constexpr store::Statement steps_statement{
    "people.application_steps",
    "SELECT s.number, s.at, s.act, s.account_id, a.name, a.display_name, s.acted_as, s.reason "
    "FROM people_application_steps s LEFT JOIN people_accounts a ON a.id = s.account_id WHERE s.application_id = $1 "
    "ORDER BY s.number"};
constexpr store::Statement claim_statement{
    "people.application_claim",
    "SELECT id, claim_hash FROM people_applications WHERE number = $1 AND claim_hash IS NOT NULL"};
constexpr store::Statement claim_hash_statement{
    "people.application_claim_hash",
    "SELECT claim_hash FROM people_applications WHERE id = $1 AND claim_hash IS NOT NULL"};
constexpr store::Statement last_number_statement{
    "people.last_application_number", "SELECT MAX(number) FROM people_applications WHERE number >= $1 AND number < $2"};
constexpr store::Statement count_unsigned_statement{
    "people.count_unsigned_applications",
    "SELECT COUNT(*) FROM people_applications WHERE state IN ('submitted', 'endorsed', 'sent_back') "
    "AND applicant_id IS NULL AND lapses_at > $1"};
constexpr store::Statement count_account_statement{
    "people.count_open_applications_of_account",
    "SELECT COUNT(*) FROM people_applications WHERE account_id = $1 "
    "AND state IN ('submitted', 'endorsed', 'sent_back') AND lapses_at > $2"};
constexpr store::Statement count_name_statement{
    "people.count_open_applications_of_name",
    "SELECT COUNT(*) FROM people_applications p JOIN people_application_forms f ON f.application_id = p.id AND "
    "f.version = p.version WHERE p.state IN ('submitted', 'endorsed', 'sent_back') AND p.lapses_at > $3 AND "
    "p.kind = 'open' AND f.account_name = $1 AND p.id <> $2"};
constexpr store::Statement by_id_statement{
    "people.application",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.id = $1"};
constexpr store::Statement open_statement{
    "people.open_applications",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.state IN "
    "('submitted', 'endorsed', 'sent_back') AND p.lapses_at > $1 "
    "ORDER BY p.id DESC"};
constexpr store::Statement lapsed_statement{
    "people.lapsed_applications",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.state IN "
    "('submitted', 'endorsed', 'sent_back') AND p.lapses_at <= $1 "
    "ORDER BY p.id LIMIT $2"};
constexpr store::Statement of_account_statement{
    "people.applications_of_account",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.applicant_id "
    "= $1 OR p.account_id = $1 ORDER BY p.id DESC"};
constexpr store::Statement of_unit_statement{
    "people.applications_of_unit",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.unit_id = $1 "
    "ORDER BY p.id DESC LIMIT 2000"};
constexpr store::Statement all_statement{
    "people.applications",
    "SELECT p.id, p.number, p.kind, p.state, p.version, p.applicant_id, p.account_id, p.unit_id, u.name_zh, "
    "p.submitted_at, p.lapses_at, f.account_name, f.display_name, f.email, f.employee_number, f.unit_id, f.roles, "
    "f.duties, f.temporary, f.from_at, f.until_at, f.pledge_version, f.training_hours, f.training_on, "
    "f.training_evidence, f.reason FROM people_applications p JOIN people_application_forms f "
    "ON f.application_id = p.id AND f.version = p.version JOIN people_units u ON u.id = p.unit_id WHERE p.id < $1 "
    "ORDER BY p.id DESC LIMIT $2"};
constexpr std::array application_table{insert_statement,         insert_form_statement,    insert_step_statement,
                                       update_statement,         update_account_statement, steps_statement,
                                       claim_statement,          claim_hash_statement,     last_number_statement,
                                       count_unsigned_statement, count_account_statement,  count_name_statement,
                                       by_id_statement,          open_statement,           lapsed_statement,
                                       of_account_statement,     of_unit_statement,        all_statement};

Application decode(const store::Row& row) {
    Application application{.id = ApplicationId{row.integer(0)},
                            .number = std::string{row.text(1)},
                            .kind = need(application_kind_from_code(row.text(2))),
                            .state = need(application_state_from_code(row.text(3))),
                            .version = row.integer(4),
                            .applicant = maybe_id<AccountTag>(row.maybe_integer(5)),
                            .account = maybe_id<AccountTag>(row.maybe_integer(6)),
                            .unit = UnitId{row.integer(7)},
                            .unit_name = std::string{row.text(8)},
                            .form = {.kind = need(application_kind_from_code(row.text(2))),
                                     .account = maybe_id<AccountTag>(row.maybe_integer(6)),
                                     .account_name = std::string{row.text(11)},
                                     .display_name = std::string{row.text(12)},
                                     .email = std::string{row.text(13)},
                                     .employee_number = std::string{row.text(14)},
                                     .duties = std::string{row.text(17)},
                                     .unit = UnitId{row.integer(15)},
                                     .roles = Roles::from_bits(row.integer(16)),
                                     .lasting = row.integer(18) != 0 ? Lasting::temporary : Lasting::permanent,
                                     .from = row.instant(19),
                                     .until = row.maybe_instant(20),
                                     .pledge_version = std::string{row.text(21)},
                                     .training = std::nullopt,
                                     .reason = std::string{row.text(25)}},
                            .submitted_at = row.instant(9),
                            .lapses_at = row.instant(10)};
    if (const auto hours = row.maybe_integer(22)) {
        application.form.training =
            ClaimedTraining{.hours = *hours,
                            .on = base::Date{std::chrono::sys_days{std::chrono::days{row.integer(23)}}},
                            .evidence = row.maybe_text(24).value_or("")};
    }
    return application;
}

ApplicationStep decode_step(const store::Row& row) {
    ApplicationStep step;
    step.number = row.integer(0);
    step.at = row.instant(1);
    step.act = need(application_act_from_code(row.text(2)));
    step.by = maybe_id<AccountTag>(row.maybe_integer(3));
    step.by_name = row.maybe_text(4).value_or("");
    step.by_display = row.maybe_text(5).value_or("");
    step.as = need(acted_as_from_code(row.text(6)));
    step.reason = row.text(7);
    return step;
}

crypto::Digest digest_of(const base::Bytes& bytes) {
    crypto::Digest digest{};
    CHECK(bytes.size() == digest.size());
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

std::int64_t first_integer(const store::Row& row) { return row.integer(0); }

}  // namespace

base::Result<void> insert_application(store::WriteTx& tx, const NewApplication& application) {
    TRY(tx.run(insert_statement, application.id, application.number, application_kind_code(application.kind),
               application.applicant, application.account, application.unit, application.claim_hash,
               application.submitted_at, application.lapses_at));
    return {};
}

base::Result<void> insert_form(store::WriteTx& tx, ApplicationId id, std::int64_t version, const ApplicationForm& form,
                               base::Instant now) {
    std::optional<std::int64_t> hours;
    std::optional<std::int64_t> on;
    std::optional<std::string> evidence;
    if (form.training) {
        hours = form.training->hours;
        on = std::chrono::sys_days{form.training->on}.time_since_epoch().count();
        evidence = form.training->evidence;
    }
    TRY(tx.run(insert_form_statement, id, version, form.account_name, form.display_name, form.email,
               form.employee_number, form.unit, form.roles.bits(), form.duties,
               form.lasting == Lasting::temporary ? 1 : 0, form.from, form.until, form.pledge_version, hours, on,
               evidence, form.reason, now));
    return {};
}

base::Result<void> insert_step(store::WriteTx& tx, ApplicationId id, const ApplicationStep& step,
                               std::int64_t version) {
    TRY(tx.run(insert_step_statement, id, step.at, application_act_code(step.act), step.by, acted_as_code(step.as),
               step.reason, version));
    return {};
}

base::Result<void> update_application(store::WriteTx& tx, ApplicationId id, ApplicationState state,
                                      std::int64_t version, UnitId unit, base::Instant lapses_at) {
    TRY(tx.run(update_statement, id, application_state_code(state), version, unit, lapses_at));
    return {};
}

base::Result<void> update_application_account(store::WriteTx& tx, ApplicationId id, AccountId account) {
    TRY(tx.run(update_account_statement, id, account));
    return {};
}

base::Result<std::optional<Application>> application(store::ReadTx& tx, ApplicationId id) {
    return tx.one(by_id_statement, decode, id);
}

base::Result<std::vector<ApplicationStep>> steps(store::ReadTx& tx, ApplicationId id) {
    return tx.all(steps_statement, decode_step, id);
}

base::Result<std::optional<ClaimRow>> claim(store::ReadTx& tx, std::string_view number) {
    return tx.one(
        claim_statement,
        [](const store::Row& row) {
            return ClaimRow{.id = ApplicationId{row.integer(0)}, .hash = digest_of(need(row.maybe_bytes(1)))};
        },
        number);
}

base::Result<std::optional<crypto::Digest>> claim_hash(store::ReadTx& tx, ApplicationId id) {
    return tx.one(claim_hash_statement, [](const store::Row& row) { return digest_of(need(row.maybe_bytes(0))); }, id);
}

base::Result<std::string> last_number(store::ReadTx& tx, std::string_view from, std::string_view below) {
    auto last = TRY(tx.one(
        last_number_statement, [](const store::Row& row) { return row.maybe_text(0).value_or(""); }, from, below));
    return std::move(last).value_or("");
}

base::Result<std::vector<Application>> open_applications(store::ReadTx& tx, base::Instant now) {
    return tx.all(open_statement, decode, now);
}

base::Result<std::int64_t> count_unsigned(store::ReadTx& tx, base::Instant now) {
    const auto count = TRY(tx.one(count_unsigned_statement, first_integer, now));
    return count.value_or(0);
}

base::Result<std::int64_t> count_open_for_account(store::ReadTx& tx, AccountId account, base::Instant now) {
    const auto count = TRY(tx.one(count_account_statement, first_integer, account, now));
    return count.value_or(0);
}

base::Result<std::int64_t> count_open_for_name(store::ReadTx& tx, std::string_view account_name, ApplicationId except,
                                               base::Instant now) {
    const auto count = TRY(tx.one(count_name_statement, first_integer, account_name, except, now));
    return count.value_or(0);
}

base::Result<std::vector<Application>> lapsed(store::ReadTx& tx, base::Instant now, std::int64_t limit) {
    return tx.all(lapsed_statement, decode, now, limit);
}

base::Result<std::vector<Application>> of_account(store::ReadTx& tx, AccountId account) {
    return tx.all(of_account_statement, decode, account);
}

base::Result<std::vector<Application>> all(store::ReadTx& tx, std::optional<ApplicationId> before, std::int64_t limit) {
    return tx.all(all_statement, decode, before ? before->number() : std::numeric_limits<std::int64_t>::max(), limit);
}

base::Result<std::vector<Application>> of_unit(store::ReadTx& tx, UnitId unit) {
    return tx.all(of_unit_statement, decode, unit);
}

std::span<const store::Statement> application_statements() { return application_table; }

}  // namespace menhu::people::rows
