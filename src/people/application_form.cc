// What is wrong with a form, all of it at once.
#include <algorithm>

#include "format/code_points.h"
#include "people/account_rows.h"
#include "people/application.h"
#include "people/unit.h"

namespace menhu::people {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_text = 500;
constexpr std::size_t longest_address = 200;
constexpr std::size_t longest_number = 40;
constexpr std::int64_t most_hours = 200;

class FormCheck {
public:
    void refuse(std::string_view field, std::string zh, std::string en) {
        problems_.push_back({field, std::move(zh), std::move(en)});
    }
    void text(std::string_view field, std::string_view value, std::size_t least, std::size_t most) {
        if (!format::is_utf8(value)) return refuse(field, "文字編碼不正確", "This is not UTF-8");
        const auto length = format::count_code_points(value);
        if (length < least) return refuse(field, "請填寫這一欄", "Fill this in");
        if (length > most) {
            refuse(field, "最多 " + std::to_string(most) + " 個字", "At most " + std::to_string(most) + " characters");
        }
    }
    std::vector<FormProblem> take() { return std::move(problems_); }

private:
    std::vector<FormProblem> problems_;
};

bool is_account_name(std::string_view name) {
    return name.size() >= 2 && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
           });
}

void check_person(FormCheck& check, const ApplicationForm& form) {
    check.text("display_name", form.display_name, 1, longest_name);
    check.text("employee_number", form.employee_number, 0, longest_number);
    check.text("email", form.email, 0, longest_address);
    if (!form.email.empty() &&
        (form.email.find('@') == std::string::npos || form.email.find(' ') != std::string::npos)) {
        check.refuse("email", "電子郵件格式不正確", "This is no e-mail address");
    }
    check.text("duties", form.duties, 1, longest_text);
}

void check_roles_of(FormCheck& check, const Office& office, Roles roles) {
    if (roles.empty()) check.refuse("roles", "請至少選擇一項職務", "Choose at least one role");
    if (roles.has(Role::operator_)) {
        check.refuse("roles", "系統維運由主控台辦理，不以帳號授予",
                     "The operator works at the console and has no account");
    }
    const law::Profile& profile = office.profile();
    for (const law::Separation& separation : profile.separations()) {
        if (!roles.has(separation.one) || !roles.has(separation.other)) continue;
        const auto& one = profile.title_of(separation.one);
        const auto& other = profile.title_of(separation.other);
        check.refuse("roles", "「" + one.title + "」與「" + other.title + "」不得由同一人兼任：" + separation.reason,
                     one.title_en + " and " + other.title_en + " may not be one person: " + separation.reason_en);
    }
}

void check_period(FormCheck& check, const ApplicationForm& form, base::Instant now) {
    if (form.until && (*form.until <= form.from || *form.until <= now)) {
        check.refuse("until", "廢止日須晚於生效日與今日", "The end must be after the beginning and after today");
    }
    if (!form.until && form.lasting == Lasting::temporary) {
        check.refuse("until", "臨時帳號須填寫廢止日", "A temporary account needs its end");
    }
}

void check_training(FormCheck& check, const ClaimedTraining& training, base::Instant now) {
    if (training.hours < 1 || training.hours > most_hours) {
        check.refuse("training_hours", "時數應為 1 至 200", "Between 1 and 200 hours");
    }
    if (!training.on.ok() || training.on > base::taipei_date(now)) {
        check.refuse("training_on", "訓練日期不得晚於今日", "The training was not later than today");
    }
    check.text("training_evidence", training.evidence, 1, longest_text);
}

base::Result<void> check_unit_of(FormCheck& check, store::ReadTx& tx, const ApplicationForm& form, base::Instant now) {
    const auto unit = TRY(find_unit(tx, form.unit));
    if (!unit) {
        check.refuse("unit", "找不到這個單位", "There is no such unit");
    } else if (unit->until && std::max(now, form.from) >= *unit->until) {
        check.refuse("unit", "這個單位（或其契約）屆時已經結束", "The unit, or its contract, has ended by then");
    }
    return {};
}

// An account that is there, and whose state the application would change.
base::Result<void> check_account(FormCheck& check, store::ReadTx& tx, const ApplicationForm& form, base::Instant now) {
    if (!form.account) {
        check.refuse("account", "請指明帳號", "Name the account");
        return {};
    }
    const auto account = TRY(find_account(tx, *form.account, now));
    if (!account) {
        check.refuse("account", "找不到這個帳號", "There is no such account");
        return {};
    }
    if (account->standing == Standing::closed) {
        check.refuse("account", "帳號已經廢止，請申請新的帳號", "The account is closed; apply for a new one");
    } else if (form.kind == ApplicationKind::suspend && account->standing == Standing::suspended) {
        check.refuse("account", "帳號已經停用", "The account is suspended already");
    } else if (form.kind == ApplicationKind::restore && account->standing == Standing::active) {
        check.refuse("account", "帳號正常使用中，不需恢復", "The account is in use; there is nothing to restore");
    }
    return {};
}

}  // namespace

base::Result<std::vector<FormProblem>> check_form(store::ReadTx& tx, const Office& office, const ApplicationForm& form,
                                                  std::optional<AccountId> applicant, base::Instant now) {
    FormCheck check;
    check.text("reason", form.reason, 1, longest_text);
    if (form.kind == ApplicationKind::open) {
        if (!is_account_name(form.account_name)) {
            check.refuse("account_name", "帳號名稱用 2 至 40 個小寫英文字母、數字或 . _ -",
                         "An account name has 2 to 40 of a-z, 0-9, . _ and -");
        }
        // Whoever is not signed in is not told which names there are (baseline 4-3-1); those who decide are warned.
        const auto exists = TRY(rows::has_account(tx, form.account_name));
        if (exists && applicant) {
            check.refuse("account_name", "這個帳號名稱已經有人使用（廢止的也算）",
                         "The name is taken; closed accounts count");
        }
    } else {
        TRY(check_account(check, tx, form, now));
    }
    if (form.kind == ApplicationKind::open || form.kind == ApplicationKind::change) {
        check_person(check, form);
        check_roles_of(check, office, form.roles);
        TRY(check_unit_of(check, tx, form, now));
        check_period(check, form, now);
        if (form.training) check_training(check, *form.training, now);
        // A pledge is one's own: a head who applies for somebody else makes none for them.
        const bool is_own = form.kind == ApplicationKind::open || form.account == applicant;
        if (is_own && form.pledge_version != office.profile().pledge().version) {
            check.refuse("pledge_version", "請閱讀並同意目前版本的保密切結", "Read and acknowledge the present pledge");
        }
    }
    if (form.kind == ApplicationKind::restore) check_period(check, form, now);
    return check.take();
}

}  // namespace menhu::people
