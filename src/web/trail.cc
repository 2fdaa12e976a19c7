// The trail for those who check (F2.4, A1): who looked up whom, for which case, when. Reading it is itself recorded,
// before anything is shown.
#include "ledger/trail.h"

#include <array>

#include "format/csv.h"
#include "ledger/ledger.h"
#include "web/handlers.h"
#include "web/trail_question.h"
#include "web/trail_views.h"

namespace menhu::web {

namespace {

using Asked = std::expected<TrailQuestion, Invalid>;

// Enters that the trail is read, by whom and about whom.
base::Result<store::Committed<Asked>> record_reading(const Rooms& rooms, const Call& call, const TrailRequest& request,
                                                     std::string_view kind) {
    return rooms.database.write([&rooms, call, request, kind](store::WriteTx& tx) -> base::Result<Asked> {
        const auto actor = TRY(enter(tx, rooms, call));
        auto asked = TRY(read_question(tx, rooms, request, call.now));
        if (!asked) return asked;
        ledger::Entry entry;
        entry.kind = kind;
        entry.account = actor.account().number();
        entry.unit = actor.unit().number();
        entry.case_commitment = asked->filter.case_commitment;
        entry.person = asked->filter.person;
        if (!asked->filter.kind.empty()) entry.facts.emplace_back("about_kind", asked->filter.kind);
        if (asked->filter.account) entry.facts.emplace_back("about_account", base::id_text(*asked->filter.account));
        entry.secret = base::Personal{asked->sealed};
        TRY(ledger::append(tx, rooms.ledger(), entry, call.now));
        return asked;
    });
}

base::Result<TrailList> page_of(store::ReadTx& tx, const Rooms& rooms, const ledger::TrailFilter& filter,
                                base::Instant now) {
    const auto found = TRY(ledger::trail(tx, filter));
    TrailWriter writer{tx, rooms, now};
    TrailList list;
    for (const auto& entry : found.items) {
        auto view = TRY(writer.view(entry));
        list.items.push_back(std::move(view));
    }
    list.next = found.next;
    return list;
}

std::string row_of(const TrailView& view) {
    const auto index = std::to_string(view.index);
    const std::string_view purpose = view.purpose_zh.empty() ? view.purpose : view.purpose_zh;
    const std::array<std::string_view, 12> cells{
        view.log,  index,   view.at,          view.kind,           view.account, view.name,
        view.unit, purpose, view.case_number, view.subject_masked, view.outcome, view.refusal_zh};
    std::string row;
    format::append_csv_row(cells, row);
    return row;
}

constexpr std::string_view csv_head =
    "\xEF\xBB\xBF紀錄年度,序號,時間(UTC),種類,帳號,姓名,單位,用途,案號,對象（遮蔽）,結果,拒絕理由\r\n";

}  // namespace

Answer post_trail(const Rooms& rooms, const Call& call) {
    TrailRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto asked = record_reading(rooms, call, request, "trail.read");
    if (!asked) return answer_error(asked.error());
    if (!asked->value()) return answer_problem(problem_of(asked->value().error()));
    const auto& filter = asked->value()->filter;
    const auto list = rooms.database.read([&](store::ReadTx& tx) -> base::Result<TrailList> {
        auto page = TRY(page_of(tx, rooms, filter, call.now));
        const auto total = TRY(ledger::count_trail(tx, filter));
        page.total = total;
        return page;
    });
    return list ? answer_json(*list) : answer_error(list.error());
}

Answer post_trail_csv(const Rooms& rooms, const Call& call) {
    TrailExportRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const TrailRequest whole{.account = std::move(request.account),
                             .person = std::move(request.person),
                             .case_number = std::move(request.case_number),
                             .kind = std::move(request.kind),
                             .from = std::move(request.from),
                             .to = std::move(request.to),
                             .cursor = {},
                             .limit = {}};
    const auto asked = record_reading(rooms, call, whole, "trail.export");
    if (!asked) return answer_error(asked.error());
    if (!asked->value()) return answer_problem(problem_of(asked->value().error()));
    auto answer = answer_text("text/csv; charset=utf-8", std::string{csv_head});
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"trail.csv\"");
    enum class Rest : std::uint8_t { more, none };
    answer.more = [&rooms, filter = asked->value()->filter, now = call.now,
                   rest = Rest::more]() mutable -> base::Result<std::string> {
        if (rest == Rest::none) return std::string{};
        filter.limit = 500;
        const auto page = TRY(rooms.database.read([&](store::ReadTx& tx) { return page_of(tx, rooms, filter, now); }));
        std::string piece;
        for (const auto& view : page.items) piece += row_of(view);
        filter.cursor = page.next;
        if (!page.next) rest = Rest::none;
        return piece;
    };
    return answer;
}

}  // namespace menhu::web
