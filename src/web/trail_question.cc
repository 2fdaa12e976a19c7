#include "web/trail_question.h"

#include <algorithm>
#include <chrono>

#include "format/national_id.h"
#include "ledger/ledger.h"
#include "people/account.h"
#include "web/json.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

constexpr std::int64_t longest_page_of_entries = 500;

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

template <TextField T>
std::string_view given(const std::optional<T>& text) {
    return text ? std::string_view{text->value} : std::string_view{};
}

}  // namespace

std::optional<base::Instant> read_edge(std::string_view text, DayEdge edge) {
    if (const auto instant = base::from_rfc3339(text)) return instant;
    const auto day = read_day(text);
    if (!day) return std::nullopt;
    const auto midnight = *day - std::chrono::hours{8};  // in Asia/Taipei, UTC+8 without summer time since 1979
    return base::Instant{edge == DayEdge::start ? midnight : midnight + std::chrono::days{1}};
}

std::optional<Invalid> read_range(const RangeText& range, ledger::TrailFilter& filter) {
    if (!range.from.empty()) {
        filter.from = read_edge(range.from, DayEdge::start);
        if (!filter.from) return not_a_day("from");
    }
    if (!range.to.empty()) {
        filter.to = read_edge(range.to, DayEdge::end);
        if (!filter.to) return not_a_day("to");
    }
    if (!range.cursor.empty()) filter.cursor = std::string{range.cursor};
    const auto limit = page_limit(range.limit, longest_page_of_entries);
    if (!limit) return limit.error();
    filter.limit = static_cast<int>(*limit);
    return std::nullopt;
}

base::Result<std::expected<TrailQuestion, Invalid>> read_question(store::ReadTx& tx, const Rooms& rooms,
                                                                  const TrailRequest& request, base::Instant now) {
    using Answered = std::expected<TrailQuestion, Invalid>;
    TrailQuestion question;
    auto& filter = question.filter;
    const RangeText range{
        .from = given(request.from), .to = given(request.to), .cursor = given(request.cursor), .limit = request.limit};
    if (auto wrong = read_range(range, filter)) return Answered{std::unexpect, std::move(*wrong)};
    filter.kind = std::string{given(request.kind)};
    std::string sealed;
    const auto seal = [&sealed](std::string_view name, std::string_view value) {
        sealed += sealed.empty() ? "{" : ",";
        write_text(sealed, name);
        sealed += ':';
        write_text(sealed, value);
    };
    if (const auto account = given(request.account); !account.empty()) {
        const auto named = TRY(people::find_account(tx, account, now));
        const auto id = named ? std::optional{named->id} : people::AccountId::parse(account);
        if (!id) return Answered{std::unexpect, Invalid{"account", "沒有這個帳號", "there is no such account"}};
        filter.account = id->number();
    }
    if (const auto number = given(request.case_number); !number.empty()) {
        filter.case_commitment = rooms.ledger().case_commitment(number);
        seal("case_number", number);
    }
    if (const auto person = given(request.person); !person.empty()) {
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
