#include "web/trail_question.h"

#include <algorithm>
#include <chrono>

#include "format/national_id.h"
#include "ledger/ledger.h"
#include "people/account.h"
#include "web/json.h"
#include "web/log_path.h"

namespace menhu::web {

namespace {

constexpr int usual_limit = 50;
constexpr int most = 500;

std::optional<std::chrono::sys_days> read_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = read_index(text.substr(0, 4));
    const auto month = read_index(text.substr(5, 2));
    const auto day = read_index(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

Invalid not_a_day(const std::string& path) { return {path, "日期應為 YYYY-MM-DD", "a date is written YYYY-MM-DD"}; }

}  // namespace

std::optional<base::Instant> read_edge(std::string_view text, DayEdge edge) {
    if (const auto instant = base::from_rfc3339(text)) return instant;
    const auto day = read_day(text);
    if (!day) return std::nullopt;
    const auto midnight = *day - std::chrono::hours{8};  // in Asia/Taipei, UTC+8 without summer time since 1979
    return base::Instant{edge == DayEdge::start ? midnight : midnight + std::chrono::days{1}};
}

std::optional<Invalid> read_range(const Call& call, ledger::TrailFilter& filter) {
    if (const auto text = call.query_value("from"); !text.empty()) {
        filter.from = read_edge(text, DayEdge::start);
        if (!filter.from) return not_a_day("from");
    }
    if (const auto text = call.query_value("to"); !text.empty()) {
        filter.to = read_edge(text, DayEdge::end);
        if (!filter.to) return not_a_day("to");
    }
    if (const auto text = call.query_value("cursor"); !text.empty()) filter.cursor = std::string{text};
    filter.limit = usual_limit;
    if (const auto text = call.query_value("limit"); !text.empty()) {
        const auto limit = read_index(text);
        if (!limit || *limit < 1 || *limit > most) return Invalid{"limit", "應為 1 至 500", "must be 1 to 500"};
        filter.limit = static_cast<int>(*limit);
    }
    return std::nullopt;
}

base::Result<std::expected<TrailQuestion, Invalid>> read_question(store::ReadTx& tx, const Rooms& rooms,
                                                                  const Call& call) {
    using Answered = std::expected<TrailQuestion, Invalid>;
    TrailQuestion question;
    auto& filter = question.filter;
    if (auto wrong = read_range(call, filter)) return Answered{std::unexpect, std::move(*wrong)};
    filter.kind = std::string{call.query_value("kind")};
    std::string sealed;
    const auto seal = [&sealed](std::string_view name, std::string_view value) {
        sealed += sealed.empty() ? "{" : ",";
        write_text(sealed, name);
        sealed += ':';
        write_text(sealed, value);
    };
    if (const auto account = call.query_value("account"); !account.empty()) {
        const auto named = TRY(people::find_account(tx, account, call.now));
        const auto id = named ? std::optional{named->id} : people::AccountId::parse(account);
        if (!id) return Answered{std::unexpect, Invalid{"account", "沒有這個帳號", "there is no such account"}};
        filter.account = id->number();
    }
    if (const auto number = call.query_value("case_number"); !number.empty()) {
        filter.case_commitment = rooms.ledger().case_commitment(number);
        seal("case_number", number);
    }
    if (const auto person = call.query_value("person"); !person.empty()) {
        const auto reading = format::read_national_id(person);
        if (reading.problem() != format::IdProblem::none) {
            return Answered{std::unexpect, Invalid{"person", "不是正確的統一編號", "is not a well-formed national id"}};
        }
        filter.person = rooms.ledger().person_tag(reading.text());
        seal("id", reading.text());
    }
    if (!sealed.empty()) sealed += '}';
    question.sealed = std::move(sealed);
    return Answered{std::move(question)};
}

}  // namespace menhu::web
