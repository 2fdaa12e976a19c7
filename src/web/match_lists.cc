// Rules of matching, and lists: uploaded, looked at, checked. Nobody is asked about here.
#include "web/log_path.h"
#include "web/match_views.h"

namespace menhu::web {

namespace {

Answer no_such_list() { return answer_problem(problem_of("registry.match_list_unknown")); }

class ListUpload final : public UploadSink {
public:
    ListUpload(const Rooms& rooms, Call call, people::Actor actor)
        : rooms_{rooms}, call_{std::move(call)}, actor_{std::move(actor)} {}

    base::Result<void> write(base::ByteView piece) override {
        if (bytes_.size() + piece.size() > registry::largest_match_list) {
            return base::Error{base::Fault::bad_input, "format.sheet_limit", "file"};
        }
        bytes_.append(piece.begin(), piece.end());
        return {};
    }

    Answer finish() override {
        const auto name = call_.file_name.empty() ? call_.query_value("name") : std::string_view{call_.file_name};
        const auto taken =
            registry::take_list(rooms_.registry, actor_, name.substr(0, 200), bytes_, rooms_.random, call_.now);
        if (!taken) return answer_error(taken.error());
        auto answer =
            in_one_read(rooms_, call_, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
                const auto list = TRY(registry::read_list(tx, rooms_.registry, by, taken->id, call_.now));
                const auto view = TRY(view_of(list, taken->sheet, std::nullopt, rooms_.matches.book().rules));
                return answer_json(view);
            });
        if (answer.status == 200) answer.status = call_.endpoint->success;
        return answer;
    }

private:
    const Rooms& rooms_;
    Call call_;
    people::Actor actor_;
    std::string bytes_;
};

// A row of the sheet as it was asked for; nothing if it is left to be guessed.
std::expected<std::optional<std::uint32_t>, Invalid> header_row_of(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto number = read_index(text);
    if (!number || *number > 1000) {
        return std::unexpected{Invalid{"header_row", "應為 0 至 1000", "must be 0 to 1000"}};
    }
    return static_cast<std::uint32_t>(*number);
}

}  // namespace

Answer get_match_rules(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx&, const people::Actor&) -> base::Result<Answer> {
        MatchRuleList list;
        for (const auto& rule : rooms.matches.book().rules.all()) {
            if (rule.does != law::MatchRule::Does::frame) list.items.push_back(view_of(rule, rooms.profile()));
        }
        return answer_json(list);
    });
}

std::expected<std::unique_ptr<UploadSink>, Answer> post_match_list(const Rooms& rooms, const Call& call) {
    auto actor = rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    return std::make_unique<ListUpload>(rooms, call, *std::move(actor));
}

Answer get_match_list(const Rooms& rooms, const Call& call) {
    const auto id = registry::MatchListId::parse(call.parts.at(0));
    if (!id) return no_such_list();
    const auto header_row = header_row_of(call.query_value("header_row"));
    if (!header_row) return answer_problem(problem_of(header_row.error()));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto list = TRY(registry::read_list(tx, rooms.registry, by, *id, call.now));
        const auto view = TRY(view_of(list, call.query_value("sheet"), *header_row, rooms.matches.book().rules));
        return answer_json(view);
    });
}

Answer post_match_check(const Rooms& rooms, const Call& call) {
    MatchCheckRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = registry::MatchListId::parse(call.parts.at(0));
    if (!id) return no_such_list();
    const auto* rule = rooms.matches.book().rules.find(request.rule.value);
    if (rule == nullptr) return answer_problem(problem_of("registry.match_rule_unknown"));
    const auto columns = columns_of(request.columns);
    if (!columns) return answer_problem(problem_of("registry.match_columns"));
    if (request.header_row < 0 || request.header_row > 1000) {
        return answer_problem(problem_of(Invalid{"header_row", "應為 0 至 1000", "must be 0 to 1000"}));
    }
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto list = TRY(registry::read_list(tx, rooms.registry, by, *id, call.now));
        const auto book = TRY(format::Workbook::open(list.bytes.text()));
        const auto sheet = TRY(registry::sheet_named(book, request.sheet.value));
        const auto check =
            TRY(registry::check_list(book, sheet, static_cast<std::uint32_t>(request.header_row), *rule, *columns));
        MatchCheckView view{.rows = check.rows,
                            .usable = check.usable,
                            .duplicates = check.duplicates,
                            .people = check.people,
                            .cleaned = {},
                            .cleaned_total = check.cleaned_total,
                            .wrong = {},
                            .wrong_total = check.wrong_total,
                            .missing = check.missing};
        for (const auto& [row, cell] : check.cleaned) {
            view.cleaned.push_back({.row = row,
                                    .column = static_cast<std::int64_t>(cell.column),
                                    .before = registry::with_hidden_middle(cell.before),
                                    .after = registry::with_hidden_middle(cell.after),
                                    .what_zh = registry::changes_zh(cell.changes),
                                    .what_en = registry::changes_en(cell.changes)});
        }
        for (const auto& [row, cell] : check.wrong) {
            const auto& words = registry::words_of(cell.problem);
            view.wrong.push_back({.row = row,
                                  .column = static_cast<std::int64_t>(cell.column),
                                  .code = std::string{words.code},
                                  .zh = std::string{words.zh},
                                  .en = std::string{words.en}});
        }
        return answer_json(view);
    });
}

}  // namespace menhu::web
