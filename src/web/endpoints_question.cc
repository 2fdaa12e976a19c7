// The rows of answers instead of data and of kinship queries.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers_question.h"
#include "web/views_question.h"

namespace menhu::web {

namespace {

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/questions", .guard = members, .answer = schema_of<QuestionChoices>,
             .clause = "S2.2", .summary_zh = "可以問的問題與設籍期間的規則", .summary_en = "The questions that can be asked, and the programmes' rules of residence", .blocking = get_question_choices},
    Endpoint{.method = Method::post, .path = "/api/v1/questions", .guard = members, .request = schema_of<QuestionRequest>, .answer = schema_of<AnswerView>,
             .clause = "S2.2", .summary_zh = "答案查詢：是、否或無法判定，不顯示資料", .summary_en = "Ask a question: yes, no or cannot tell, with the rule and the days that decide", .fast = post_question},
    Endpoint{.method = Method::post, .path = "/api/v1/kinship/queries", .guard = members, .request = schema_of<KinQueryRequest>, .answer = schema_of<KinAnswerView>,
             .clause = "F2.4", .summary_zh = "親等查詢：二人會同，憑授權碼", .summary_en = "A kinship query: by an authorisation, with its controller present", .fast = post_kin_query},
};
// clang-format on

}  // namespace

std::span<const Endpoint> question_endpoints() { return table; }

}  // namespace menhu::web
