// Applications to use data: lists, single ones, and what whoever decides sees first.
#include "grants/use_preview.h"
#include "registry/people_in.h"
#include "web/handlers_use.h"
#include "web/page_limit.h"
#include "web/use_views.h"

namespace menhu::web {

namespace {

base::Error no_such_application() { return {base::Fault::not_found, "grants.application_unknown"}; }

std::expected<grants::UseQuestion, Invalid> question_of(const Call& call) {
    grants::UseQuestion question;
    const auto box = call.query_value("box");
    if (box == "inbox") {
        question.box = grants::UseBox::inbox;
    } else if (box == "unit") {
        question.box = grants::UseBox::unit;
    } else if (box == "all") {
        question.box = grants::UseBox::all;
    } else if (!box.empty() && box != "mine") {
        return std::unexpected{Invalid{"box", "應為 mine、inbox、unit 或 all", "must be mine, inbox, unit or all"}};
    }
    if (const auto text = call.query_value("state"); !text.empty()) {
        question.state = grants::use_state_from_code(text);
        if (!question.state) return std::unexpected{Invalid{"state", "沒有這種狀態", "there is no such state"}};
    }
    question.purpose = call.query_value("purpose");
    if (const auto text = call.query_value("cursor"); !text.empty()) {
        question.before = grants::UseApplicationId::parse(text);
        if (!question.before) return std::unexpected{Invalid{"cursor", "請重新整理清單", "load the list anew"}};
    }
    const auto limit = page_limit(asked_limit(call));
    if (!limit) return std::unexpected{limit.error()};
    question.limit = *limit;
    return question;
}

base::Result<grants::UseApplication> application_to_read(store::ReadTx& tx, const Rooms& rooms,
                                                         const people::Actor& actor, const Call& call) {
    const auto id = grants::UseApplicationId::parse(call.parts.at(0));
    if (!id) return no_such_application();
    auto application = TRY(grants::find_use_application(tx, *id, call.now));
    if (!application) return no_such_application();
    TRY(grants::require_use_reader(tx, rooms.desk, actor, *application, call.now));
    return *std::move(application);
}

std::string category_title(const law::Profile& profile, std::string_view code) {
    for (const auto& category : profile.data_categories()) {
        if (category.code == code) return category.title;
    }
    return {};
}

void add_fields(DataPreview& view, const law::Profile& profile, const std::vector<std::string>& asked,
                const std::vector<std::string>& granted) {
    for (const auto& name : asked) {
        const auto* field = profile.find_field(name);
        PreviewField shown{.name = name,
                           .label_zh = name,
                           .label_en = name,
                           .category = {},
                           .category_zh = {},
                           .granted = std::ranges::find(granted, name) != granted.end()};
        if (field != nullptr) {
            shown.label_zh = field->label();
            shown.label_en = field->label_en();
            shown.category = field->category;
            shown.category_zh = category_title(profile, field->category);
        }
        view.fields.push_back(std::move(shown));
    }
}

SimilarGrant view_of(const grants::SimilarUse& use) {
    const auto& grant = use.grant;
    SimilarGrant view{.id = grant.id.text(),
                      .state = std::string{grants::grant_state_code(grant.state)},
                      .from = instant_text(grant.from),
                      .until = instant_text(grant.until),
                      .fields = static_cast<std::int64_t>(grant.fields.size()),
                      .operations = operation_codes(grant.operations),
                      .holders = static_cast<std::int64_t>(grant.holders.size()),
                      .quota_total = grant.quota_total,
                      .queries = grant.used_total,
                      .refusals = use.refusals,
                      .never_revealed_percent = use.never_revealed_percent,
                      .last_used_on = std::nullopt};
    if (grant.last_used_on) view.last_used_on = base::to_iso(*grant.last_used_on);
    return view;
}

// How many people a grant could reach; a list of people is not counted before it is there.
base::Result<std::optional<std::int64_t>> reach_of(store::ReadTx& tx, const grants::UseApplication& application,
                                                   const grants::Population& population) {
    using Reach = std::optional<std::int64_t>;
    if (population.kind == grants::Population::Kind::case_list) return Reach{};
    return registry::people_in(tx, application.form.holding, population.districts);
}

}  // namespace

Answer get_data_applications(const Rooms& rooms, const Call& call) {
    const auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto page = TRY(grants::use_applications(tx, rooms.desk, actor, *question, call.now));
        Names names{tx, call.now};
        DataApplicationList list;
        list.total = page.total;
        for (const auto& application : page.items) {
            auto row = TRY(row_of(tx, names, rooms, actor, application, call.now));
            list.items.push_back(std::move(row));
        }
        if (page.has_more) list.next = page.items.back().id.text();
        return answer_json(list);
    });
}

Answer get_data_application(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto application = TRY(application_to_read(tx, rooms, actor, call));
        Names names{tx, call.now};
        const auto view = TRY(view_of(tx, names, rooms, actor, application, call.now));
        return answer_json(view);
    });
}

Answer get_data_preview(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto application = TRY(application_to_read(tx, rooms, actor, call));
        const auto preview = TRY(grants::preview_use(tx, rooms.desk, application, call.now));
        Names names{tx, call.now};
        DataPreview view;
        add_fields(view, rooms.profile(), application.form.fields, preview.would_grant.fields);
        view.reach = TRY(reach_of(tx, application, preview.would_grant.population));
        for (const auto& basis : preview.bases) {
            PreviewBasis shown{.id = basis.id,
                               .title = basis.title,
                               .title_en = basis.title_en,
                               .from = std::nullopt,
                               .until = std::nullopt,
                               .in_force = basis.in_force(call.now)};
            if (basis.from) shown.from = instant_text(*basis.from);
            if (basis.until) shown.until = instant_text(*basis.until);
            view.bases.push_back(std::move(shown));
        }
        if (preview.link) {
            const auto over = preview.link->over_at();
            const auto left = over > call.now ? std::chrono::ceil<std::chrono::days>(over - call.now).count() : 0;
            view.link = PreviewLink{.code = preview.link->code,
                                    .name_zh = preview.link->terms.name_zh,
                                    .name_en = preview.link->terms.name_en,
                                    .state = std::string{grants::link_state_code(preview.link->state(call.now))},
                                    .until = instant_text(over),
                                    .days_left = left};
        }
        for (const auto& use : preview.similar) view.similar.push_back(view_of(use));
        for (const auto& warning : preview.warnings) {
            view.warnings.push_back({std::string{warning.code}, warning.zh, warning.en, std::string{warning.clause}});
        }
        view.would_grant = TRY(terms_view(names, rooms, preview.would_grant));
        return answer_json(view);
    });
}

}  // namespace menhu::web
