// The result of a match: row by row on the page, whole as a file for the case file. Both are entered before anything is
// shown.
#include "registry/copy.h"
#include "web/document_answer.h"
#include "web/log_path.h"
#include "web/match_document.h"
#include "web/match_views.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

base::Result<registry::MatchResult> read(const Rooms& rooms, const Call& call, registry::MatchId id,
                                         std::int64_t from) {
    auto result = TRY(rooms.database.write([&](store::WriteTx& tx) -> base::Result<registry::MatchResult> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::read_match(tx, rooms.registry, rooms.matches.book(), by, id, registry::Taken::viewed,
                                    call.query_value("outcome"), from, usual_page, call.now);
    }));
    return std::move(result).value();
}

}  // namespace

Answer get_match_rows(const Rooms& rooms, const Call& call) {
    const auto id = registry::MatchId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.match_unknown"));
    const auto next = call.query_value("next");
    const auto from = next.empty() ? std::optional<std::int64_t>{0} : read_index(next);
    if (!from) return answer_problem(problem_of(unknown_word("next")));
    const auto result = read(rooms, call, *id, *from);
    if (!result) return answer_error(result.error());
    MatchRows rows{.headers = result->headers, .items = {}, .total = result->total, .next = {}};
    const auto* rule = rooms.matches.book().rules.find(result->match.rule);
    CHECK(rule != nullptr);
    const auto masks = masks_of(*rule, result->headers, rooms.profile());
    for (const auto& row : result->rows) rows.items.push_back(view_of(row, masks));
    if (result->next) rows.next = std::to_string(*result->next);
    return answer_json(rows);
}

Answer get_match_result(const Rooms& rooms, const Call& call) {
    const auto id = registry::MatchId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.match_unknown"));
    const auto form = paper::parse_form(call.query_value("as").empty() ? "ods" : call.query_value("as"));
    if (!form || (*form != paper::Form::ods && *form != paper::Form::csv)) {
        return answer_problem(problem_of(unknown_word("as")));
    }
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    auto taken = rooms.database.write([&](store::WriteTx& tx) -> base::Result<registry::CaseFileCopy> {
        const auto by = TRY(enter(tx, rooms, call));
        return registry::take_case_file_copy(tx, rooms.registry, rooms.matches.book(), by, *id, paper::form_name(*form),
                                             rooms.random, call.now);
    });
    if (!taken) return answer_error(taken.error());
    const auto* result = &taken->value().result;
    const auto* rule = rooms.matches.book().rules.find(result->match.rule);
    CHECK(rule != nullptr);
    const auto document = match_document(*result, *rule, rooms.profile(), actor->display_name(), call.now);
    auto bytes = paper::write(document, *form, call.now);
    if (!bytes) return answer_error(bytes.error());
    return answer_document(*form, "match-" + result->match.id.text(), *std::move(bytes));
}

}  // namespace menhu::web
