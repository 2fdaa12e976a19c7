// What may be applied for, and reading an application: from the wire to the room's form (S2.2).
#include <algorithm>

#include "grants/attachment.h"
#include "grants/link.h"
#include "grants/purpose.h"
#include "people/account.h"
#include "people/term.h"
#include "people/unit.h"
#include "web/catalogue_views.h"
#include "web/day.h"
#include "web/handlers_use.h"
#include "web/log_path.h"
#include "web/use_views.h"

namespace menhu::web {

namespace {

constexpr int minutes_of_hour = 60;
constexpr int minutes_of_day = 24 * minutes_of_hour;

class Reading {
public:
    void refuse(std::string path, std::string zh, std::string en) {
        wrong_.push_back({std::move(path), std::move(zh), std::move(en)});
    }
    std::vector<Invalid>& wrong() { return wrong_; }

    template <class Id>
    std::vector<Id> ids(const std::vector<IdText>& texts, const std::string& path) {
        std::vector<Id> list;
        for (const auto& text : texts) {
            if (const auto id = Id::parse(text.value)) {
                list.push_back(*id);
            } else {
                refuse(path, "找不到這個帳號", "there is no such account");
            }
        }
        return list;
    }
    template <class Texts>
    grants::Operations operations(const Texts& codes, const std::string& path) {
        grants::Operations operations;
        for (const auto& code : codes) {
            if (const auto operation = grants::operation_from_code(code.value)) {
                operations.add(*operation);
            } else {
                refuse(path, "沒有這種作業", "there is no such operation");
            }
        }
        return operations;
    }

private:
    std::vector<Invalid> wrong_;
};

template <class Texts>
std::vector<std::string> values_of(const Texts& texts) {
    std::vector<std::string> values;
    for (const auto& text : texts) values.push_back(text.value);
    return values;
}

// "08:30"; up to "24:00".
std::optional<int> read_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = read_index(text.substr(0, 2));
    const auto minute = read_index(text.substr(3));
    if (!hour || !minute || *minute >= minutes_of_hour) return std::nullopt;
    const auto whole = static_cast<int>(*hour * minutes_of_hour + *minute);
    if (whole > minutes_of_day) return std::nullopt;
    return whole;
}

void read_hours(Reading& reading, const HoursForm& hours, grants::UseForm& form) {
    const auto from = read_clock(hours.from.value);
    const auto to = read_clock(hours.to.value);
    if (!from) reading.refuse("hours.from", "時間應為 08:00 的形式", "must be a time, 08:00");
    if (!to) reading.refuse("hours.to", "時間應為 17:30 的形式", "must be a time, 17:30");
    if (from && to) form.hours = law::Hours{.from = *from, .to = *to};
    constexpr std::int64_t sunday = 7;
    for (const auto day : hours.weekdays) {
        if (day < 1 || day > sunday) {
            reading.refuse("hours.weekdays", "星期應為 1 至 7", "days are 1 to 7");
            continue;
        }
        form.weekdays = static_cast<std::uint8_t>(form.weekdays | (1U << static_cast<unsigned>(day - 1)));
    }
}

bool is_for(const grants::Purpose& purpose, const std::vector<grants::Basis>& bases, const std::string& unit,
            base::Instant now) {
    const auto& units = purpose.what.units;
    return purpose.usable(bases, now) && std::ranges::find(units, unit) != units.end();
}

FormPurpose form_purpose(const grants::Purpose& purpose, const std::vector<grants::Basis>& bases,
                         const law::Profile& profile, base::Instant now) {
    FormPurpose view{.code = purpose.what.code,
                     .name_zh = purpose.what.name_zh,
                     .name_en = purpose.what.name_en,
                     .bases = {},
                     .fields = field_labels(purpose.what.fields, profile),
                     .operations = operation_codes(purpose.what.operations),
                     .acknowledgement_zh = purpose.what.acknowledgement_zh,
                     .acknowledgement_en = purpose.what.acknowledgement_en,
                     .case_example = purpose.what.case_example};
    for (const auto& basis : bases) {
        const auto& wanted = purpose.what.bases;
        if (basis.in_force(now) && std::ranges::find(wanted, basis.id) != wanted.end()) {
            view.bases.push_back({basis.id, basis.title});
        }
    }
    return view;
}

FormLimits limits_of(const law::Profile& profile, base::Instant now) {
    const auto& numbers = profile.numbers();
    const auto longest = people::after(now, numbers.grant_period_max.value);
    return {.period_max_days = std::chrono::floor<std::chrono::days>(longest - now).count(),
            .quota_day = numbers.quota_day_default.value,
            .quota_month = numbers.quota_month_default.value,
            .quota_total = numbers.quota_total_default.value,
            .attachment_bytes = static_cast<std::int64_t>(grants::longest_attachment),
            .attachments = static_cast<std::int64_t>(grants::most_attachments)};
}

}  // namespace

std::expected<grants::UseForm, Problem> read_use_form(const DataApplicationForm& form) {
    Reading reading;
    grants::UseForm read;
    const auto kind = grants::use_kind_from_code(form.kind.value);
    if (!kind) reading.refuse("kind", "沒有這種申請", "there is no such application");
    read.kind = kind.value_or(grants::UseKind::fresh);
    if (form.renews) {
        read.renews = grants::GrantId::parse(form.renews->value);
        if (!read.renews) reading.refuse("renews", "找不到這項核准", "there is no such grant");
    }
    read.purpose = form.purpose.value;
    read.holding = form.holding.value;
    read.holders = reading.ids<people::AccountId>(form.holders, "holders");
    read.fields = values_of(form.fields);
    read.operations = reading.operations(form.operations, "operations");
    const auto population = grants::population_kind_from_code(form.population.kind.value);
    if (!population) reading.refuse("population.kind", "沒有這種查詢對象", "there is no such population");
    read.population = {.kind = population.value_or(grants::Population::Kind::all),
                       .districts = values_of(form.population.districts)};
    const auto from = read_start(form.from.value);
    if (!from) reading.refuse("from", "請填寫起日", "Give the first day");
    const auto until = read_end(form.until.value);
    if (!until) reading.refuse("until", "請填寫迄日", "Give the last day");
    read.from = from.value_or(base::Instant{});
    read.until = until.value_or(base::Instant{});
    read.expected = {.day = form.expected.day, .month = form.expected.month, .total = form.expected.total};
    if (form.hours) read_hours(reading, *form.hours, read);
    for (const auto& text : form.networks) {
        if (const auto network = format::Network::parse(text.value)) {
            read.networks.push_back(*network);
        } else {
            reading.refuse("networks", "網段應為 10.20.0.0/16 的形式", "must be a network, 10.20.0.0/16");
        }
    }
    read.afterwards = form.afterwards.value;
    read.reason = form.reason.value;
    if (reading.wrong().empty()) return read;
    auto problem = problem_of("grants.application_ill_formed");
    problem.fields = std::move(reading.wrong());
    return std::unexpected{std::move(problem)};
}

std::expected<grants::Narrowing, Problem> read_narrowing(const Narrowed& narrow) {
    Reading reading;
    grants::Narrowing read;
    if (narrow.fields) read.fields = values_of(*narrow.fields);
    if (narrow.operations) read.operations = reading.operations(*narrow.operations, "narrow.operations");
    if (narrow.districts) read.districts = values_of(*narrow.districts);
    if (narrow.until) {
        read.until = read_end(narrow.until->value);
        if (!read.until) reading.refuse("narrow.until", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23");
    }
    read.quota_day = narrow.quota_day;
    read.quota_month = narrow.quota_month;
    read.quota_total = narrow.quota_total;
    if (narrow.holders) read.holders = reading.ids<people::AccountId>(*narrow.holders, "narrow.holders");
    if (reading.wrong().empty()) return read;
    auto problem = problem_of("web.request_invalid");
    problem.fields = std::move(reading.wrong());
    return std::unexpected{std::move(problem)};
}

Problem problem_of_use_form(const std::vector<grants::UseProblem>& wrong, std::string_view prefix) {
    auto problem = problem_of("grants.application_ill_formed");
    for (const auto& one : wrong) problem.fields.push_back({std::string{prefix} + one.field, one.zh, one.en});
    return problem;
}

Answer get_data_form(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        DataForm view;
        view.limits = limits_of(rooms.profile(), call.now);
        view.unit = {actor.unit().text(), actor.unit_name()};
        const auto unit = TRY(people::find_unit(tx, actor.unit()));
        CHECK(unit);
        const auto bases = TRY(grants::bases(tx));
        const auto purposes = TRY(grants::purposes(tx));
        for (const auto& purpose : purposes) {
            if (!is_for(purpose, bases, unit->code, call.now)) continue;
            view.purposes.push_back(form_purpose(purpose, bases, rooms.profile(), call.now));
        }
        const auto links = TRY(grants::links(tx));
        for (const auto& link : links) {
            if (!link.in_force(call.now)) continue;
            view.links.push_back({.code = link.code,
                                  .name_zh = link.terms.name_zh,
                                  .name_en = link.terms.name_en,
                                  .data_class = std::string{grants::data_class_code(link.data_class)},
                                  .until = instant_text(link.over_at()),
                                  .fields = link.fields});
        }
        const auto accounts = TRY(people::accounts(tx, call.now));
        for (const auto& account : accounts) {
            if (account.unit != actor.unit() || account.standing == people::Standing::closed) continue;
            view.holders.push_back({account.id.text(), account.name, account.display_name});
        }
        if (const auto* districts = rooms.registry.settings().districts) {
            for (const auto& one : districts->all()) view.districts.push_back({one.code, one.name, one.name_en});
        }
        for (const auto& stage : rooms.profile().approval_stages()) {
            view.stages.push_back({stage.name, stage.title, stage.title_en, stage.only_for});
        }
        return answer_json(view);
    });
}

}  // namespace menhu::web
