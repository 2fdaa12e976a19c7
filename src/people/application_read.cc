// Reading applications: whose turn it is, who may see them, what whoever decides should know.
#include <algorithm>

#include "people/account_rows.h"
#include "people/application.h"
#include "people/application_rows.h"
#include "people/application_step.h"
#include "people/duty.h"
#include "people/newest_first.h"
#include "people/term.h"
#include "people/training.h"
#include "people/unit.h"

namespace menhu::people {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t many_roles = 3;  // more is worth a second look

// Is the next step the actor's? That it is not is no error here.
base::Result<bool> is_turn_of(store::ReadTx& tx, const Actor& by, const Application& application, base::Instant now) {
    const auto turn = require_turn(tx, by, application, now);
    if (turn) return true;
    if (turn.error().fault() == Fault::refused || turn.error().fault() == Fault::conflict) return false;
    return turn.error();
}

bool fits(const Application& application, const ApplicationQuestion& question) {
    return (!question.state || application.state == *question.state) &&
           (!question.kind || application.kind == *question.kind);
}

ApplicationPage those_asked_for(std::vector<Application> all, const ApplicationQuestion& question) {
    std::erase_if(all, [&](const Application& application) { return !fits(application, question); });
    return page_of<ApplicationPage>(std::move(all), question);
}

void see_lapses(std::vector<Application>& all, base::Instant now) {
    for (Application& application : all) {
        if (is_open(application.state) && now >= application.lapses_at) application.state = ApplicationState::lapsed;
    }
}

class Warnings {
public:
    void add(std::string_view code, std::string zh, std::string en, std::string clause) {
        list_.push_back({code, std::move(zh), std::move(en), std::move(clause)});
    }
    std::vector<ApplicationWarning> take() { return std::move(list_); }

private:
    std::vector<ApplicationWarning> list_;
};

void warn_of_roles(Warnings& warnings, const Office& office, Roles roles) {
    for (const law::Separation& separation : office.profile().separations()) {
        if (!roles.has(separation.one) || !roles.has(separation.other)) continue;
        warnings.add("roles_separated", separation.reason, separation.reason_en, separation.clause);
    }
    const auto count = roles.list().size();
    if (count > many_roles) {
        warnings.add("many_roles", "同時申請 " + std::to_string(count) + " 項職務，請確認均為業務所需（最小權限）",
                     std::to_string(count) + " roles at once: make sure that the work needs each of them", "F2.2");
    }
}

base::Result<void> warn_of_training(Warnings& warnings, store::ReadTx& tx, const Office& office,
                                    const Application& application, base::Instant now) {
    const auto required = training_hours_required(office.profile(), application.form.roles);
    if (required == 0) return {};
    std::int64_t hours = application.form.training ? application.form.training->hours : 0;
    if (application.account) {
        const auto year = base::taipei_date(now).year();
        const auto records = TRY(training_of_year(tx, static_cast<int>(year), application.account));
        for (const Training& training : records) {
            if (training.state == TrainingState::counted) hours += training.hours;
        }
    }
    if (hours >= required) return {};
    warnings.add(
        "no_training",
        "資安訓練時數不足：應有 " + std::to_string(required) + " 小時，目前 " + std::to_string(hours) + " 小時",
        "Too little security training: " + std::to_string(hours) + " of " + std::to_string(required) + " hours a year",
        "F2.7");
    return {};
}

base::Result<void> warn_of_period(Warnings& warnings, store::ReadTx& tx, const Office& office,
                                  const Application& application, base::Instant now) {
    const ApplicationForm& form = application.form;
    const auto unit = TRY(find_unit(tx, form.unit));
    CHECK(unit);
    if (unit->until && (!form.until || *unit->until < *form.until)) {
        warnings.add("contract_ends_before",
                     "單位（契約）於 " +
                         base::to_roc_text(base::taipei_date(*unit->until - std::chrono::milliseconds{1})) +
                         "屆滿，帳號屆時一併失效",
                     "The unit, or its contract, ends on " +
                         base::to_iso(base::taipei_date(*unit->until - std::chrono::milliseconds{1})) +
                         "; the account ends with it",
                     "U1.2");
    }
    const base::Instant from = std::max(form.from, now);
    const base::Instant longest = after(from, office.numbers().account_term_warning.value);
    if (form.lasting == Lasting::temporary && form.until && *form.until > longest) {
        warnings.add("long_term", "臨時帳號的期間過長，請確認確有必要",
                     "A temporary account for a long time: make sure it is needed", "F2.2");
    }
    return {};
}

// Another account of the same person: by the employee number, or by the name within the unit.
base::Result<void> warn_of_person(Warnings& warnings, store::ReadTx& tx, const Application& application,
                                  base::Instant now) {
    const auto accounts = TRY(rows::accounts(tx, now));
    for (const rows::AccountRow& row : accounts) {
        if (application.account == row.id || row.validity.state == State::closed) continue;
        const bool same_number = !application.form.employee_number.empty() &&
                                 row.details.employee_number == application.form.employee_number;
        const bool same_name = row.unit == application.form.unit && row.display_name == application.form.display_name;
        if (!same_number && !same_name) continue;
        warnings.add("same_person", "此人可能已有帳號「" + row.name + "」，請確認是否重複",
                     "This person may have the account \"" + row.name + "\" already: make sure that it is no duplicate",
                     "F2.2");
    }
    return {};
}

base::Result<void> warn_of_head(Warnings& warnings, store::ReadTx& tx, const Application& application,
                                base::Instant now) {
    if (application.state != ApplicationState::submitted) return {};
    const auto concerned = TRY(concerned_in(tx, application));
    const auto acting = TRY(acting_head(tx, application.unit, concerned, now));
    if (!acting) {
        warnings.add("no_head", "目前沒有可核定的主管，請先設定單位主管或代理人",
                     "Nobody may endorse it now: enter a head or a deputy first", "U1.1");
    } else if (acting->kind == DutyKind::deputy) {
        warnings.add("head_absent", "單位主管不在，由代理人核定", "The head is away: the deputy acts", "U1.1");
    } else if (acting->unit != application.unit) {
        warnings.add("higher_head", "由上級主管核定：單位主管為申請人本人或目前無法核定",
                     "The next head above endorses: the unit's own may not, or cannot now", "U1.1");
    }
    return {};
}

}  // namespace

base::Result<void> require_reader(store::ReadTx& tx, const Actor& by, const Application& application,
                                  base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    if (application.applicant == by.account() || application.account == by.account() || by.has(Role::auditor))
        return {};
    const auto reach = TRY(reach_of(tx, by, now));
    if (reach.covers(application.unit)) return {};
    const auto steps = TRY(rows::steps(tx, application.id));
    if (std::ranges::any_of(steps, [&](const ApplicationStep& step) { return step.by == by.account(); })) return {};
    const auto mine = TRY(is_turn_of(tx, by, application, now));
    if (mine) return {};
    return Error{Fault::refused, "people.application_not_yours"};
}

base::Result<std::vector<ApplicationAct>> acts_open_to(store::ReadTx& tx, const Actor& by,
                                                       const Application& application, base::Instant now) {
    std::vector<ApplicationAct> acts;
    if (!is_open(application.state) || !by.may_act()) return acts;
    if (application.applicant == by.account()) acts = acts_open_to_applicant(application);
    if (application.state == ApplicationState::sent_back) return acts;
    const auto mine = TRY(is_turn_of(tx, by, application, now));
    if (!mine) return acts;
    acts.push_back(application.state == ApplicationState::submitted ? ApplicationAct::endorse
                                                                    : ApplicationAct::carry_out);
    acts.push_back(ApplicationAct::send_back);
    acts.push_back(ApplicationAct::refuse);
    return acts;
}

std::vector<ApplicationAct> acts_open_to_applicant(const Application& application) {
    std::vector<ApplicationAct> acts;
    if (!is_open(application.state)) return acts;
    if (application.state != ApplicationState::endorsed) acts.push_back(ApplicationAct::resubmit);
    acts.push_back(ApplicationAct::withdraw);
    return acts;
}

base::Result<std::optional<ActedAs>> waits_for(store::ReadTx& tx, const Application& application, base::Instant now) {
    switch (application.state) {
        case ApplicationState::submitted: {
            const auto concerned = TRY(concerned_in(tx, application));
            const auto acting = TRY(acting_head(tx, application.unit, concerned, now));
            return std::optional{acting && acting->kind == DutyKind::deputy ? ActedAs::deputy : ActedAs::head};
        }
        case ApplicationState::endorsed:
            return std::optional{ActedAs::administrator};
        case ApplicationState::sent_back:
            return std::optional{ActedAs::applicant};
        default:
            return std::optional<ActedAs>{};
    }
}

base::Result<std::vector<ApplicationWarning>> application_warnings(store::ReadTx& tx, const Office& office,
                                                                   const Application& application, base::Instant now) {
    Warnings warnings;
    if (!is_open(application.state)) return warnings.take();
    if (application.kind == ApplicationKind::open) {
        const auto taken = TRY(rows::has_account(tx, application.form.account_name));
        if (taken) {
            warnings.add("name_taken", "帳號名稱已有人使用，請退回申請人更換",
                         "The account name is taken: send it back to have another one chosen", "F2.2");
        }
    }
    const bool gives = application.kind == ApplicationKind::open || application.kind == ApplicationKind::change ||
                       application.kind == ApplicationKind::restore;
    if (gives) {
        warn_of_roles(warnings, office, application.form.roles);
        TRY(warn_of_training(warnings, tx, office, application, now));
        TRY(warn_of_period(warnings, tx, office, application, now));
        TRY(warn_of_person(warnings, tx, application, now));
    }
    if (application.account) {
        const auto planned = TRY(planned_term(tx, *application.account, now));
        if (planned) {
            warnings.add(
                "change_planned", "此帳號已排定於 " + base::to_roc_text(base::taipei_date(planned->from)) + "異動",
                "Another change of the account is planned for " + base::to_iso(base::taipei_date(planned->from)),
                "F2.2");
        }
    }
    TRY(warn_of_head(warnings, tx, application, now));
    return warnings.take();
}

base::Result<ApplicationPage> applications(store::ReadTx& tx, const Actor& by, const ApplicationQuestion& question,
                                           base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    std::vector<Application> all;
    switch (question.box) {
        case Box::mine: {
            auto mine = TRY(rows::of_account(tx, by.account()));
            all = std::move(mine);
            break;
        }
        case Box::inbox: {
            auto open = TRY(rows::open_applications(tx, now));
            for (Application& application : open) {
                const auto mine = TRY(is_turn_of(tx, by, application, now));
                if (mine) all.push_back(std::move(application));
            }
            break;
        }
        case Box::unit: {
            const auto reach = TRY(reach_of(tx, by, now));
            if (reach.agency == Reach::Agency::yes) {
                auto every = TRY(rows::all(tx, std::nullopt, 10'000));
                all = std::move(every);
                break;
            }
            for (const UnitId unit : reach.units) {
                auto some = TRY(rows::of_unit(tx, unit));
                std::ranges::move(some, std::back_inserter(all));
            }
            std::ranges::sort(all, std::ranges::greater{}, &Application::id);
            break;
        }
        case Box::all: {
            if (!by.has(Role::auditor)) TRY(require_agency_administrator(tx, by, now));
            auto every = TRY(rows::all(tx, std::nullopt, 10'000));
            all = std::move(every);
            break;
        }
    }
    see_lapses(all, now);
    return those_asked_for(std::move(all), question);
}

}  // namespace menhu::people
