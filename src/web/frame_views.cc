#include "web/frame_views.h"

#include <algorithm>

#include "base/period.h"
#include "grants/grant.h"
#include "law/numbers.h"
#include "law/period.h"
#include "web/day.h"
#include "web/refusals.h"

namespace menhu::web {

namespace {

using registry::FramePlan;

FrameSourceView view_of(const registry::FrameSource& source) {
    return {.code = std::string{source.code},
            .zh = std::string{source.zh},
            .en = std::string{source.en},
            .form_zh = std::string{source.form_zh},
            .form_en = std::string{source.form_en},
            .example = std::string{source.example}};
}

FrameField field_of(std::string_view name) {
    const auto field = format::person_field_named(name);
    if (!field) return {std::string{name}, std::string{name}, std::string{name}};
    const auto& words = format::person_field_name(*field);
    return {std::string{words.name}, std::string{words.label_zh}, std::string{words.label_en}};
}

FramePlanView view_of(const FramePlan& plan, const law::Districts* districts) {
    FramePlanView view{.districts = {},
                       .sex = plan.sex,
                       .age_from = plan.age_from,
                       .age_to = plan.age_to,
                       .age_cuts = {plan.age_cuts.begin(), plan.age_cuts.end()},
                       .by = {},
                       .size_how = std::string{registry::frame_size_code(plan.size.how)},
                       .size_count = plan.size.count,
                       .small = plan.small == FramePlan::Small::merge ? "merge" : "leave_out",
                       .per_household = plan.per_household == FramePlan::PerHousehold::one ? "one" : "everybody",
                       .fields = {}};
    for (const auto& code : plan.districts) {
        const auto* district = districts == nullptr ? nullptr : districts->find(code);
        view.districts.push_back({code, district == nullptr ? code : district->name});
    }
    for (const auto by : plan.by) view.by.emplace_back(registry::frame_by_code(by));
    for (const auto& name : plan.fields) view.fields.push_back(field_of(name));
    return view;
}

std::optional<int> age_of(const std::optional<std::int64_t>& age) {
    // What is out of range stays out of range.
    return age ? std::optional{static_cast<int>(std::clamp<std::int64_t>(*age, -1, 1000))} : std::nullopt;
}

}  // namespace

FrameForm frame_form(const law::Profile& profile, const law::Districts* districts, base::Instant now) {
    const auto& numbers = profile.numbers();
    const auto today = base::taipei_date(now);
    FrameForm form{.sources = {},
                   .districts = {},
                   .fields = {},
                   .smallest = numbers.frame_smallest_stratum.value,
                   .wait_zh = {},
                   .wait_en = {},
                   .last_day = base::to_iso(base::last_day(today, law::period_of(numbers.frame_wait_days.value))),
                   .today = base::to_iso(today)};
    for (const auto& rule : law::number_rules()) {
        if (rule.name != "frame_wait_days") continue;
        form.wait_zh = law::figure_text_zh(numbers, rule);
        form.wait_en = law::figure_text_en(numbers, rule);
    }
    for (const auto& source : registry::frame_sources()) form.sources.push_back(view_of(source));
    if (districts != nullptr) {
        for (const auto& district : districts->all()) form.districts.push_back({district.code, district.name});
    }
    for (const auto& field : profile.fields()) {
        if (!format::is_made_of_events(field.field)) form.fields.push_back(field_of(field.name()));
    }
    return form;
}

base::Result<FrameView> view_of(Names& names, const registry::Frame& frame, const law::Districts* districts) {
    FrameView view;
    view.id = frame.id.text();
    view.title = frame.title.reveal();
    view.state = registry::frame_state_code(frame.state);
    view.ordered_by = TRY(names.account(frame.account));
    view.grant = frame.grant.text();
    const auto* const grant = TRY(names.grant(frame.grant));
    if (grant != nullptr) view.purpose_zh = grant->purpose_zh;
    view.case_number = frame.case_number.reveal();
    view.base_date = frame.base_date;
    view.ordered_at = instant_text(frame.ordered_at);
    if (frame.drawn_at) view.drawn_at = instant_text(*frame.drawn_at);
    view.last_day = last_day_text(frame.lapses_at);
    if (frame.plan) view.plan = view_of(*frame.plan, districts);
    for (const auto& stratum : frame.strata) {
        view.strata.push_back({stratum.name.zh, stratum.name.en, stratum.people, stratum.size, stratum.drawn});
    }
    view.merged = frame.merged;
    view.left_out = frame.left_out;
    view.excluded = frame.excluded;
    view.people = frame.people;
    view.drawn = frame.drawn;
    if (const auto* source = registry::find_frame_source(frame.source)) view.source = view_of(*source);
    view.draw_on = frame.draw_on;
    view.proof = {.log = std::to_string(frame.log),
                  .entry = frame.entry,
                  .population = frame.population_root,
                  .key = frame.key_commitment,
                  .checkpoint_size = frame.checkpoint_size,
                  .checkpoint = frame.checkpoint_root,
                  .number = frame.number,
                  .seed = frame.seed,
                  .sample = frame.sample_root};
    if (frame.match) view.match = frame.match->text();
    view.kept = frame.kept == registry::Frame::Kept::yes;
    view.may = {.draw = frame.may_draw(), .cancel = frame.may_cancel(), .redraw = frame.may_redraw()};
    return view;
}

std::variant<registry::NewFrame, Invalid> read_frame(const FrameRequest& request, std::string_view source) {
    registry::NewFrame out;
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return unknown_word("grant");
    out.title = request.title.value;
    out.grant = *grant;
    out.case_number = request.case_number.value;
    out.reason = request.reason.value;
    out.source = source;
    auto& plan = out.plan;
    for (const auto& district : request.districts) plan.districts.push_back(district.value);
    plan.sex = request.sex.value;
    plan.age_from = age_of(request.age_from);
    plan.age_to = age_of(request.age_to);
    for (const auto cut : request.age_cuts) plan.age_cuts.push_back(*age_of(cut));
    for (const auto& code : request.by) {
        const auto by = registry::frame_by_named(code.value);
        if (!by) return unknown_word("by");
        plan.by.push_back(*by);
    }
    const auto how = registry::frame_size_named(request.size.how.value);
    if (!how) return unknown_word("size.how");
    plan.size = {.how = *how, .count = request.size.count};
    const auto& small = request.small.value;
    if (small != "merge" && small != "leave_out") return unknown_word("small");
    plan.small = small == "merge" ? FramePlan::Small::merge : FramePlan::Small::leave_out;
    const auto& per_household = request.per_household.value;
    if (per_household != "one" && per_household != "everybody") return unknown_word("per_household");
    using PerHousehold = FramePlan::PerHousehold;
    plan.per_household = per_household == "one" ? PerHousehold::one : PerHousehold::everybody;
    for (const auto& field : request.fields) plan.fields.push_back(field.value);
    plan.source = request.source.value;
    plan.draw_on = request.draw_on.value;
    if (request.without) {
        const auto list = registry::MatchListId::parse(request.without->list.value);
        if (!list) return unknown_word("without.list");
        const auto header_row = request.without->header_row;
        const auto column = request.without->column;
        if (header_row < 0 || header_row > 1000)
            return Invalid{"without.header_row", "應為 0 至 1000", "must be 0 to 1000"};
        if (column < 0 || column > 255) return Invalid{"without.column", "應為 0 至 255", "must be 0 to 255"};
        out.without = registry::FrameExclusion{.list = *list,
                                               .sheet = request.without->sheet.value,
                                               .header_row = static_cast<std::uint32_t>(header_row),
                                               .column = static_cast<std::size_t>(column)};
    }
    for (const auto& text : request.without_frames) {
        const auto id = registry::FrameId::parse(text.value);
        if (!id) return unknown_word("without_frames");
        out.without_frames.push_back(*id);
    }
    return out;
}

}  // namespace menhu::web
