// What is wrong with an application to use data, all of it at once.
#include <algorithm>
#include <utility>

#include "format/code_points.h"
#include "grants/grant_rows.h"
#include "grants/link.h"
#include "grants/purpose.h"
#include "grants/use_application.h"
#include "people/account.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::grants {
namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_holders = 50;
constexpr std::size_t most_networks = 20;
constexpr std::int64_t most_uses = 100'000'000;
constexpr int minutes_of_day = 24 * 60;

class FormCheck {
public:
    void refuse(std::string_view field, std::string zh, std::string en) {
        problems_.push_back({std::string{field}, std::move(zh), std::move(en)});
    }
    void text(std::string_view field, std::string_view value, std::size_t least) {
        if (!format::is_utf8(value)) return refuse(field, "文字編碼不正確", "This is not UTF-8");
        const auto length = format::count_code_points(value);
        if (length < least) {
            refuse(field, least == 1 ? "請填寫這一欄" : "請寫得更具體，至少 " + std::to_string(least) + " 個字",
                   least == 1 ? "Fill this in" : "Say more: at least " + std::to_string(least) + " characters");
        }
        if (length > longest_text) {
            refuse(field, "最多 " + std::to_string(longest_text) + " 個字",
                   "At most " + std::to_string(longest_text) + " characters");
        }
    }
    std::vector<UseProblem> take() { return std::move(problems_); }

private:
    std::vector<UseProblem> problems_;
};

void check_fields(FormCheck& check, const Desk& desk, const UseForm& form, const std::optional<Purpose>& purpose,
                  const std::optional<Link>& link) {
    if (form.fields.empty()) check.refuse("fields", "請至少選擇一個欄位", "Choose at least one field");
    bool is_any_of_use = false;
    for (const std::string& field : form.fields) {
        if (desk.profile.find_field(field) == nullptr) {
            check.refuse("fields", "沒有「" + field + "」這個欄位", "There is no field \"" + field + "\"");
        }
        is_any_of_use |= purpose && link &&
                         std::ranges::find(purpose->what.fields, field) != purpose->what.fields.end() &&
                         std::ranges::find(link->fields, field) != link->fields.end();
    }
    if (purpose && link && !form.fields.empty() && !is_any_of_use) {
        check.refuse("fields", "這些欄位都不在業務與連結作業的核准範圍內",
                     "None of these fields is approved for both the business and the link");
    }
}

void check_operations(FormCheck& check, const UseForm& form, const std::optional<Purpose>& purpose,
                      const std::optional<Link>& link) {
    if (form.operations.empty()) check.refuse("operations", "請至少選擇一種作業", "Choose at least one operation");
    if (purpose && !form.operations.is_within(purpose->what.operations)) {
        check.refuse("operations", "這項業務不得使用所選的作業", "The business may not have an operation chosen");
    }
    // Kinship data come by their own link, and by no other (the ministry's rules).
    if (link && form.operations.has(Operation::kinship) != (link->data_class == DataClass::kinship)) {
        check.refuse("operations", "親等查詢只能用於親等關聯資料的連結作業，且僅能單獨申請",
                     "Kinship is asked of the link for kinship data, and only of that");
    }
}

void check_population(FormCheck& check, const Population& population) {
    const bool of_districts = population.kind == Population::Kind::districts;
    if (of_districts == population.districts.empty() || !are_district_codes(population.districts)) {
        check.refuse("population.districts", "請選擇行政區（限特定行政區時）",
                     "Choose districts, if it is for districts and only then");
    }
}

void check_period(FormCheck& check, const Desk& desk, const UseForm& form, base::Instant now) {
    if (form.until <= form.from || form.until <= now) {
        check.refuse("until", "迄日須晚於起日與今日", "The end must be after the beginning and after today");
        return;
    }
    if (form.until > people::after(std::max(form.from, now), desk.profile.numbers().grant_period_max.value)) {
        check.refuse("until", "期間超過規定的上限", "The period is longer than the rules allow");
    }
    if (form.from > people::after(now, desk.profile.numbers().grant_period_max.value)) {
        check.refuse("from", "起日太遠，請於接近時再申請", "It begins too far ahead: apply when it is nearer");
    }
}

void check_expected(FormCheck& check, const ExpectedUse& expected) {
    for (const auto& [field, value] :
         {std::pair{"expected.day", expected.day}, std::pair{"expected.month", expected.month},
          std::pair{"expected.total", expected.total}}) {
        if (value && (*value < 1 || *value > most_uses)) {
            check.refuse(field, "應為 1 以上的整數", "Must be a whole number from 1");
        }
    }
}

void check_when_and_where(FormCheck& check, const UseForm& form) {
    if (form.hours && (form.hours->from < 0 || form.hours->from >= minutes_of_day || form.hours->to < 0 ||
                       form.hours->to > minutes_of_day || form.hours->from == form.hours->to)) {
        check.refuse("hours", "時段應為 00:00 至 24:00 之間", "Hours are between 00:00 and 24:00");
    }
    constexpr std::uint8_t all_days = 0x7F;
    if ((form.weekdays & ~all_days) != 0) check.refuse("hours.weekdays", "沒有這一天", "There is no such day");
    if (form.networks.size() > most_networks) {
        check.refuse("networks", "最多 " + std::to_string(most_networks) + " 個網段",
                     "At most " + std::to_string(most_networks) + " networks");
    }
}

base::Result<void> check_holders(FormCheck& check, store::ReadTx& tx, const UseForm& form, people::UnitId unit,
                                 base::Instant now) {
    if (form.holders.empty()) check.refuse("holders", "請至少指定一位使用人員", "Name at least one holder");
    if (form.holders.size() > most_holders) {
        check.refuse("holders", "最多 " + std::to_string(most_holders) + " 人",
                     "At most " + std::to_string(most_holders) + " people");
    }
    for (const people::AccountId holder : form.holders) {
        const auto account = TRY(people::find_account(tx, holder, now));
        if (account && account->unit == unit && account->standing != people::Standing::closed) continue;
        check.refuse("holders", "使用人員須為申請單位的人員", "Holders are people of the applying unit");
        break;
    }
    return {};
}

base::Result<void> check_renewed(FormCheck& check, store::ReadTx& tx, const Desk& desk, const UseForm& form,
                                 people::UnitId unit, base::Instant now) {
    if ((form.kind == UseKind::renewal) != form.renews.has_value()) {
        check.refuse("renews", "展延申請須指明原核准", "A renewal names the grant that it continues");
        return {};
    }
    if (!form.renews) return {};
    const auto row = TRY(rows::grant(tx, *form.renews, now));
    if (!row || row->view.unit != unit) {
        check.refuse("renews", "找不到這項核准", "There is no such grant");
        return {};
    }
    if (row->view.purpose_code != form.purpose || row->view.holding != form.holding) {
        check.refuse("renews", "展延須為同一業務與連結作業", "A renewal is for the same business and link");
    }
    if (row->state == StoredState::ended) {
        check.refuse("renews", "原核准已終止，請重新申請", "The grant has been ended: apply anew");
    } else if (people::after(now, desk.profile.numbers().grant_renewal_opens.value) < row->view.until) {
        check.refuse("renews", "尚未開放展延", "It is too early to renew it");
    }
    return {};
}

base::Result<std::optional<Purpose>> check_purpose(FormCheck& check, store::ReadTx& tx, const UseForm& form,
                                                   people::UnitId unit_id, base::Instant now) {
    auto purpose = TRY(find_purpose(tx, form.purpose));
    if (!purpose) {
        check.refuse("purpose", "找不到這項業務", "There is no such business");
        return purpose;
    }
    const auto known = TRY(bases(tx));
    if (!purpose->usable(known, now)) {
        check.refuse("purpose", "這項業務目前沒有有效的法規依據，或尚未核定",
                     "It has no basis in force, or is not approved");
    }
    const auto unit = TRY(people::find_unit(tx, unit_id));
    if (!unit || std::ranges::find(purpose->what.units, unit->code) == purpose->what.units.end()) {
        check.refuse("purpose", "您的單位不得使用這項業務", "Your unit may not have this business");
    }
    return purpose;
}

}  // namespace

base::Result<std::vector<UseProblem>> check_use_form(store::ReadTx& tx, const Desk& desk, const UseForm& form,
                                                     const people::Actor& applicant, base::Instant now) {
    FormCheck check;
    const people::UnitId unit = applicant.unit();
    const auto purpose = TRY(check_purpose(check, tx, form, unit, now));
    const auto link = TRY(find_link(tx, form.holding));
    if (!link) {
        check.refuse("holding", "找不到這項連結作業", "There is no such link");
    } else if (!link->in_force(now)) {
        check.refuse("holding", "這項連結作業目前不能使用", "The link cannot be used now");
    }
    TRY(check_holders(check, tx, form, unit, now));
    check_fields(check, desk, form, purpose, link);
    check_operations(check, form, purpose, link);
    check_population(check, form.population);
    check_period(check, desk, form, now);
    check_expected(check, form.expected);
    check_when_and_where(check, form);
    TRY(check_renewed(check, tx, desk, form, unit, now));
    check.text("afterwards", form.afterwards, 1);
    check.text("reason", form.reason, static_cast<std::size_t>(desk.profile.numbers().reason_length_min.value));
    return check.take();
}

UseTerms terms_of(const UseForm& form, const law::Numbers& numbers) {
    const std::int64_t total = form.expected.total.value_or(numbers.quota_total_default.value);
    // Where nothing is said of a day or a month, the profile's number; never more than the whole.
    return {.holders = form.holders,
            .fields = form.fields,
            .operations = form.operations,
            .population = form.population,
            .from = form.from,
            .until = form.until,
            .quota_day = form.expected.day.value_or(std::min(numbers.quota_day_default.value, total)),
            .quota_month = form.expected.month.value_or(std::min(numbers.quota_month_default.value, total)),
            .quota_total = total};
}

}  // namespace menhu::grants
