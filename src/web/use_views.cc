#include "web/use_views.h"

#include <algorithm>

#include "grants/link.h"
#include "grants/purpose.h"
#include "law/approval.h"
#include "web/call.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

constexpr int minutes_of_hour = 60;

std::string clock_text(int minute) {
    return fmt::format("{:02}:{:02}", minute / minutes_of_hour, minute % minutes_of_hour);
}

std::vector<std::string> words_of(const std::vector<grants::UseAct>& acts) {
    std::vector<std::string> words;
    for (const auto act : acts) words.emplace_back(grants::use_act_code(act));
    return words;
}

std::optional<std::string> waiting_for(const grants::UseApplication& application) {
    if (application.state == grants::UseState::sent_back) return "applicant";
    const auto stage = application.next_stage();
    if (!stage) return std::nullopt;
    return std::string{*stage};
}

base::Result<std::vector<std::string>> may(store::ReadTx& tx, const Rooms& rooms, const people::Actor& actor,
                                           const grants::UseApplication& application, base::Instant now) {
    const auto acts = TRY(grants::use_acts_open_to(tx, rooms.desk, actor, application, now));
    auto words = words_of(acts);
    // Files go where the form may still be corrected.
    if (std::ranges::find(acts, grants::UseAct::resubmit) != acts.end()) words.emplace_back("attach");
    return words;
}

NarrowedView view_of(const grants::Narrowing& narrowing) {
    NarrowedView view;
    view.fields = narrowing.fields;
    if (narrowing.operations) view.operations = operation_codes(*narrowing.operations);
    view.districts = narrowing.districts;
    if (narrowing.until) view.until = instant_text(*narrowing.until);
    view.quota_day = narrowing.quota_day;
    view.quota_month = narrowing.quota_month;
    view.quota_total = narrowing.quota_total;
    if (narrowing.holders) {
        view.holders.emplace();
        for (const auto holder : *narrowing.holders) view.holders->push_back(holder.text());
    }
    return view;
}

base::Result<AskedForm> asked_form(Names& names, const Rooms& rooms, const grants::UseForm& form) {
    AskedForm view;
    if (form.renews) view.renews = form.renews->text();
    view.purpose = form.purpose;
    view.holding = form.holding;
    view.holders = TRY(account_refs(names, form.holders));
    view.fields = field_labels(form.fields, rooms.profile());
    view.operations = operation_codes(form.operations);
    view.population = population_view(form.population, rooms);
    view.from = instant_text(form.from);
    view.until = instant_text(form.until);
    view.expected = {.day = form.expected.day, .month = form.expected.month, .total = form.expected.total};
    view.hours = hours_view(form.hours, form.weekdays);
    view.networks = network_texts(form.networks);
    view.afterwards = form.afterwards;
    view.reason = form.reason;
    return view;
}

base::Result<std::vector<StageView>> stage_views(store::ReadTx& tx, Names& names, const Rooms& rooms,
                                                 const grants::UseApplication& application,
                                                 const std::vector<grants::UseStep>& steps, base::Instant now) {
    std::vector<StageView> views;
    const auto next = application.next_stage();
    for (const auto& name : application.stages) {
        StageView view{.name = name,
                       .title_zh = name,
                       .title_en = name,
                       .clause = "S2.2",
                       .state = next == name ? "next" : "waiting",
                       .by = std::nullopt,
                       .at = std::nullopt};
        for (const auto& stage : rooms.profile().approval_stages()) {
            if (stage.name != name) continue;
            view.title_zh = stage.title;
            view.title_en = stage.title_en;
            view.clause = stage.source.clause;
        }
        for (const auto& step : steps) {
            if (step.form != application.form_number || step.stage != name) continue;
            if (step.act == grants::UseAct::approve) view.state = "done";
            view.by = TRY(names.account(step.by));
            view.at = instant_text(step.at);
        }
        if (next == name) {
            const auto turn = TRY(grants::use_waits_for(tx, rooms.desk, application, now));
            view.may_act = TRY(account_refs(names, turn));
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace

std::vector<std::string> operation_codes(grants::Operations operations) {
    std::vector<std::string> codes;
    for (const auto operation : operations.list()) codes.emplace_back(grants::name_of(operation).code);
    return codes;
}

PopulationView population_view(const grants::Population& population, const Rooms& rooms) {
    PopulationView view{.kind = std::string{grants::population_kind_code(population.kind)}, .districts = {}};
    const auto* districts = rooms.registry.settings().districts;
    for (const auto& code : population.districts) {
        const auto* district = districts != nullptr ? districts->find(code) : nullptr;
        view.districts.push_back(
            {code, district != nullptr ? district->name : code, district != nullptr ? district->name_en : code});
    }
    return view;
}

std::optional<Hours> hours_view(const std::optional<law::Hours>& hours, std::uint8_t weekdays) {
    if (!hours && weekdays == 0) return std::nullopt;
    const law::Hours told = hours.value_or(law::Hours{});
    Hours view{.from = clock_text(told.from), .to = clock_text(told.to), .weekdays = {}};
    constexpr int days = 7;
    for (int day = 0; day < days; ++day) {
        if ((weekdays & (1U << static_cast<unsigned>(day))) != 0) view.weekdays.push_back(day + 1);
    }
    return view;
}

std::vector<std::string> network_texts(const std::vector<format::Network>& networks) {
    std::vector<std::string> texts;
    for (const auto& network : networks) texts.push_back(network.text());
    return texts;
}

base::Result<std::vector<AccountRef>> account_refs(Names& names, const std::vector<people::AccountId>& accounts) {
    std::vector<AccountRef> refs;
    for (const auto account : accounts) {
        auto ref = TRY(names.account(account));
        refs.push_back(std::move(ref));
    }
    return refs;
}

base::Result<ApprovedTerms> terms_view(Names& names, const Rooms& rooms, const grants::UseTerms& terms) {
    ApprovedTerms view;
    view.fields = field_labels(terms.fields, rooms.profile());
    view.operations = operation_codes(terms.operations);
    view.population = population_view(terms.population, rooms);
    view.from = instant_text(terms.from);
    view.until = instant_text(terms.until);
    view.quotas = {.day = terms.quota_day, .month = terms.quota_month, .total = terms.quota_total};
    view.holders = TRY(account_refs(names, terms.holders));
    return view;
}

base::Result<PurposeTitle> purpose_title(store::ReadTx& tx, const std::string& code) {
    const auto purpose = TRY(grants::find_purpose(tx, code));
    if (!purpose) return PurposeTitle{code, code};
    return PurposeTitle{purpose->what.name_zh, purpose->what.name_en};
}

base::Result<DataApplicationRow> row_of(store::ReadTx& tx, Names& names, const Rooms& rooms, const people::Actor& actor,
                                        const grants::UseApplication& application, base::Instant now) {
    const auto title = TRY(purpose_title(tx, application.form.purpose));
    DataApplicationRow row;
    row.id = application.id.text();
    row.number = application.number;
    row.kind = grants::use_kind_code(application.kind);
    row.state = grants::use_state_code(application.state);
    row.purpose_code = application.form.purpose;
    row.purpose_zh = title.zh;
    row.purpose_en = title.en;
    row.unit = TRY(names.unit(application.unit));
    row.applicant = TRY(names.account(application.applicant));
    row.operations = operation_codes(application.form.operations);
    row.fields = static_cast<std::int64_t>(application.form.fields.size());
    row.from = instant_text(application.form.from);
    row.until = instant_text(application.form.until);
    row.submitted_at = instant_text(application.submitted_at);
    row.lapses_at = instant_text(application.lapses_at);
    row.waiting_for = waiting_for(application);
    row.may = TRY(may(tx, rooms, actor, application, now));
    row.version = application.version;
    return row;
}

base::Result<DataApplicationView> view_of(store::ReadTx& tx, Names& names, const Rooms& rooms,
                                          const people::Actor& actor, const grants::UseApplication& application,
                                          base::Instant now) {
    DataApplicationView view;
    static_cast<DataApplicationRow&>(view) = TRY(row_of(tx, names, rooms, actor, application, now));
    view.form = TRY(asked_form(names, rooms, application.form));
    const auto steps = TRY(grants::use_steps(tx, application.id));
    if (application.approved_stages > 0) {
        const auto left = grants::terms_left(application, steps, rooms.profile().numbers());
        view.approved = TRY(terms_view(names, rooms, left));
    }
    if (application.grant) {
        const auto grant = TRY(grants::find_grant(tx, *application.grant, now));
        CHECK(grant);
        // What was granted in the end, which purpose and link may have narrowed too.
        view.approved->fields = field_labels(grant->fields, rooms.profile());
        view.approved->operations = operation_codes(grant->operations);
        view.approved->from = instant_text(grant->from);
        view.approved->until = instant_text(grant->until);
        view.grant = grant->id.text();
    }
    view.stages = TRY(stage_views(tx, names, rooms, application, steps, now));
    for (const auto& step : steps) {
        UseStepView shown{.number = step.number,
                          .at = instant_text(step.at),
                          .act = std::string{grants::use_act_code(step.act)},
                          .stage = std::nullopt,
                          .by = std::nullopt,
                          .reason = step.reason,
                          .narrowed = std::nullopt};
        if (!step.stage.empty()) shown.stage = step.stage;
        shown.by = TRY(names.account(step.by));
        if (step.narrowed) shown.narrowed = view_of(*step.narrowed);
        view.steps.push_back(std::move(shown));
    }
    const auto files = TRY(grants::attachments_of(tx, application.id));
    for (const auto& file : files) {
        auto by = TRY(names.account(file.by));
        view.attachments.push_back({.id = file.id.text(),
                                    .name = file.name,
                                    .media = file.media,
                                    .bytes = file.bytes,
                                    .sha256 = base::to_hex(file.sha256),
                                    .by = std::move(by),
                                    .at = instant_text(file.at)});
    }
    return view;
}

base::Result<GrantRow> row_of(Names& names, const Rooms& rooms, const grants::GrantView& grant) {
    GrantRow row;
    row.id = grant.id.text();
    row.purpose_code = grant.purpose_code;
    row.purpose_zh = grant.purpose_zh;
    row.purpose_en = grant.purpose_en;
    for (const auto& basis : grant.bases) row.bases.push_back({basis.id, basis.title});
    row.unit = {grant.unit.text(), grant.unit_name};
    row.fields = field_labels(grant.fields, rooms.profile());
    row.operations = operation_codes(grant.operations);
    row.population = population_view(grant.population, rooms);
    row.holding = grant.holding;
    row.state = grants::grant_state_code(grant.state);
    row.halted_by = grants::halt_code(grant.halt);
    row.from = instant_text(grant.from);
    row.to = instant_text(grant.until);
    row.days_left = grant.days_left;
    row.quota_day = grant.quota_day;
    row.quota_month = grant.quota_month;
    row.quota_total = grant.quota_total;
    row.used_today = grant.used_today;
    row.used_month = grant.used_month;
    row.used_total = grant.used_total;
    row.hours = hours_view(grant.hours, grant.weekdays);
    row.networks = network_texts(grant.networks);
    row.holders = TRY(account_refs(names, grant.holders));
    row.application = grant.application;
    if (grant.application_id) row.application_id = grant.application_id->text();
    if (grant.renews) row.renews = grant.renews->text();
    if (grant.link_until) row.link_until = instant_text(*grant.link_until);
    if (grant.last_used_on) row.last_used_on = base::to_iso(*grant.last_used_on);
    if (grant.lapses_at) row.lapses_on = base::to_iso(base::taipei_date(*grant.lapses_at));
    return row;
}

}  // namespace menhu::web
