// The register of all grants, single grants with every state they were in, and what is done with them (S2.2).
#include <algorithm>
#include <array>
#include <compare>
#include <limits>

#include "format/csv.h"
#include "grants/grant.h"
#include "web/day.h"
#include "web/handlers_use.h"
#include "web/page_limit.h"
#include "web/use_views.h"

namespace menhu::web {

namespace {

base::Error no_such_grant() { return {base::Fault::not_found, "grants.not_found"}; }

std::expected<grants::GrantQuestion, Invalid> question_of(const Call& call) {
    grants::GrantQuestion question;
    if (const auto text = call.query_value("state"); !text.empty()) {
        question.state = grants::grant_state_from_code(text);
        if (!question.state) return std::unexpected{Invalid{"state", "沒有這種狀態", "there is no such state"}};
    }
    if (const auto text = call.query_value("unit"); !text.empty()) {
        question.unit = people::UnitId::parse(text);
        if (!question.unit) return std::unexpected{Invalid{"unit", "找不到這個單位", "there is no such unit"}};
    }
    if (const auto text = call.query_value("holder"); !text.empty()) {
        question.holder = people::AccountId::parse(text);
        if (!question.holder) return std::unexpected{Invalid{"holder", "找不到這個帳號", "there is no such account"}};
    }
    question.purpose = call.query_value("purpose");
    question.text = call.query_value("q");
    if (const auto text = call.query_value("cursor"); !text.empty()) {
        const auto skip = read_index(text);
        if (!skip) return std::unexpected{Invalid{"cursor", "請重新整理清單", "load the list anew"}};
        question.skip = *skip;
    }
    const auto limit = page_limit(asked_limit(call));
    if (!limit) return std::unexpected{limit.error()};
    question.limit = *limit;
    return question;
}

// Absent days come last, upwards.
std::strong_ordering order_of(const grants::GrantView& one, const grants::GrantView& other, std::string_view by) {
    constexpr base::Date never{std::chrono::year{9999}, std::chrono::month{12}, std::chrono::day{31}};
    if (by == "purpose") return one.purpose_zh <=> other.purpose_zh;
    if (by == "unit") return one.unit_name <=> other.unit_name;
    if (by == "from") return one.from <=> other.from;
    if (by == "until") return one.until <=> other.until;
    if (by == "used") return one.used_total <=> other.used_total;
    if (by == "last_used") return one.last_used_on.value_or(never) <=> other.last_used_on.value_or(never);
    return std::strong_ordering::equal;
}

// By a field, downwards with "-" before it; without one as the room has them.
void sort(std::vector<grants::GrantView>& all, std::string_view by) {
    if (by.empty()) return;
    const bool downwards = by.starts_with('-');
    if (downwards) by.remove_prefix(1);
    std::ranges::sort(all, [&](const grants::GrantView& one, const grants::GrantView& other) {
        const auto order = order_of(one, other, by);
        if (order == 0) return one.id < other.id;
        return downwards ? order > 0 : order < 0;
    });
}

// Every grant that fits, in the order asked for: a page is cut from it afterwards.
base::Result<std::vector<grants::GrantView>> sorted_register(store::ReadTx& tx, const people::Actor& actor,
                                                             grants::GrantQuestion question, std::string_view by,
                                                             base::Instant now) {
    question.skip = 0;
    question.limit = std::numeric_limits<std::int32_t>::max();
    auto page = TRY(grants::grant_register(tx, actor, question, now));
    sort(page.items, by);
    return std::move(page.items);
}

std::string operations_text(grants::Operations operations) {
    std::string text;
    for (const auto operation : operations.list()) {
        if (!text.empty()) text += "、";
        text += grants::name_of(operation).zh;
    }
    return text;
}

std::string holders_text(const std::vector<AccountRef>& holders) {
    std::string text;
    for (const auto& holder : holders) {
        if (!text.empty()) text += "、";
        text += holder.name;
    }
    return text;
}

std::string fields_text(const std::vector<std::string>& fields, const law::Profile& profile) {
    std::string text;
    for (const auto& label : field_labels(fields, profile)) {
        if (!text.empty()) text += "、";
        text += label.label_zh;
    }
    return text;
}

base::Result<std::string> csv_of(store::ReadTx& tx, const Rooms& rooms, const std::vector<grants::GrantView>& grants,
                                 base::Instant now) {
    std::string out{format::utf8_mark};
    constexpr std::array<std::string_view, 14> head{"核准", "申請編號", "用途",     "單位",    "使用人員",
                                                    "欄位", "作業",     "連結作業", "狀態",    "起日",
                                                    "迄日", "已用次數", "總額度",   "最近使用"};
    format::append_csv_row(head, out);
    Names names{tx, now};
    for (const auto& grant : grants) {
        const auto holders = TRY(account_refs(names, grant.holders));
        const std::string id = grant.id.text();
        const std::string who = holders_text(holders);
        const std::string fields = fields_text(grant.fields, rooms.profile());
        const std::string operations = operations_text(grant.operations);
        const std::string from = base::to_iso(base::taipei_date(grant.from));
        const std::string until = last_day_text(grant.until);
        const std::string used = std::to_string(grant.used_total);
        const std::string quota = std::to_string(grant.quota_total);
        const std::string last = grant.last_used_on ? base::to_iso(*grant.last_used_on) : std::string{};
        const std::array<std::string_view, 14> cells{id,
                                                     grant.application,
                                                     grant.purpose_zh,
                                                     grant.unit_name,
                                                     who,
                                                     fields,
                                                     operations,
                                                     grant.holding,
                                                     grants::grant_state_code(grant.state),
                                                     from,
                                                     until,
                                                     used,
                                                     quota,
                                                     last};
        format::append_csv_row(cells, out);
    }
    return out;
}

using Act = base::Result<void> (*)(store::WriteTx&, const grants::Desk&, const people::Actor&, grants::GrantId,
                                   std::string_view, base::Instant);

void change(const Rooms& rooms, Call call, const Reply& reply, Act act) {
    ReasonRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    const auto id = grants::GrantId::parse(call.parts.at(0));
    if (!id) return reply.now(answer_error(no_such_grant()));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), act, id = *id,
         reason = request.reason.value](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(act(tx, rooms.desk, actor, id, reason, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace

Answer get_grant_register(const Rooms& rooms, const Call& call) {
    const auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(sorted_register(tx, actor, *question, call.query_value("sort"), call.now));
        Names names{tx, call.now};
        GrantRegister view;
        view.total = static_cast<std::int64_t>(all.size());
        const auto first = std::min(view.total, question->skip);
        const auto end = std::min(view.total, first + question->limit);
        for (auto i = first; i < end; ++i) {
            auto row = TRY(row_of(names, rooms, all[static_cast<std::size_t>(i)]));
            view.items.push_back(std::move(row));
        }
        if (end < view.total) view.next = std::to_string(end);
        return answer_json(view);
    });
}

// As it is filtered, all pages; that it was taken is recorded, as it leaves the system.
Answer get_grant_register_csv(const Rooms& rooms, const Call& call) {
    auto question = question_of(call);
    if (!question) return answer_problem(problem_of(Invalid{question.error()}));
    const auto text =
        rooms.database.write([&rooms, call, question = *question](store::WriteTx& tx) -> base::Result<std::string> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto all = TRY(sorted_register(tx, actor, question, call.query_value("sort"), call.now));
            auto out = TRY(csv_of(tx, rooms, all, call.now));
            const auto total = static_cast<std::int64_t>(all.size());
            TRY(grants::record_register_taken(tx, rooms.desk, actor, total, call.now));
            return out;
        });
    if (!text) return answer_error(text.error());
    auto answer = answer_text("text/csv; charset=utf-8", text->value());
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"grants.csv\"");
    return answer;
}

Answer get_grant(const Rooms& rooms, const Call& call) {
    const auto id = grants::GrantId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_grant());
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto grant = TRY(grants::find_visible_grant(tx, actor, *id, call.now));
        if (!grant) return no_such_grant();
        Names names{tx, call.now};
        GrantFull view;
        view.grant = TRY(row_of(names, rooms, *grant));
        const auto steps = TRY(grants::grant_steps(tx, *id));
        for (const auto& step : steps) {
            auto by = TRY(names.account(step.by));
            view.states.push_back({step.act, instant_text(step.at), std::move(by), step.reason});
        }
        for (const auto act : grants::grant_acts_open_to(actor, *grant)) {
            view.may.emplace_back(grants::grant_act_code(act));
        }
        const bool is_of_unit =
            actor.unit() == grant->unit && actor.roles().has_any({people::Role::case_worker, people::Role::unit_head});
        const auto renewable = TRY(grants::renewable(tx, rooms.profile(), {*grant}, call.now));
        if (is_of_unit && !renewable.empty()) view.may.emplace_back("renew");
        return answer_json(view);
    });
}

void post_grant_suspend(const Rooms& rooms, Call call, Reply reply) {
    change(rooms, std::move(call), reply, grants::suspend_grant);
}

void post_grant_resume(const Rooms& rooms, Call call, Reply reply) {
    change(rooms, std::move(call), reply, grants::resume_grant);
}

void post_grant_end(const Rooms& rooms, Call call, Reply reply) {
    change(rooms, std::move(call), reply, grants::end_grant);
}

}  // namespace menhu::web
