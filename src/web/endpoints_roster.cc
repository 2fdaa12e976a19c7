// The rows of training and of the roster.
#include <array>

#include "web/endpoint_tables.h"
#include "web/handlers.h"
#include "web/views_roster.h"

namespace menhu::web {

namespace {

using people::Role;

constexpr auto roster_readers =
    roles({Role::account_administrator, Role::auditor, Role::civil_affairs, Role::unit_head});

// clang-format off
const std::array table{
    Endpoint{.method = Method::get, .path = "/api/v1/training", .guard = members, .answer = schema_of<TrainingList>, .query = "year unit short",
             .clause = "F2.7", .summary_zh = "一年的訓練紀錄與時數；一般人員只見自己的", .summary_en = "Training of a year, and who falls short; oneself alone for who answers for nobody", .blocking = get_training},
    Endpoint{.method = Method::post, .path = "/api/v1/training", .guard = members, .request = schema_of<TrainingRequest>, .answer = schema_of<TrainingCreated>, .success = 201,
             .clause = "F2.7", .summary_zh = "登錄訓練；自己登錄的須經確認才採計", .summary_en = "Enter a training; one's own counts once it is confirmed", .blocking = post_training},
    Endpoint{.method = Method::post, .path = "/api/v1/training/{id}/confirm", .guard = members, .success = 204,
             .clause = "F2.7", .summary_zh = "確認所屬人員自行登錄的訓練", .summary_en = "Confirm what a person entered about themselves", .blocking = post_training_confirm},
    Endpoint{.method = Method::post, .path = "/api/v1/training/{id}/withdraw", .guard = members, .request = schema_of<TrainingWithdrawal>, .success = 204,
             .clause = "F2.7", .summary_zh = "撤銷訓練紀錄（不刪除）", .summary_en = "Withdraw a record; it is not deleted", .blocking = post_training_withdraw},
    Endpoint{.method = Method::get, .path = "/api/v1/training.csv", .guard = members, .media = "text/csv", .query = "year unit short",
             .clause = "F2.7", .summary_zh = "訓練紀錄，試算表；下載會留下紀錄", .summary_en = "Training of a year for a spreadsheet; taking it is recorded", .blocking = get_training_csv},
    Endpoint{.method = Method::get, .path = "/api/v1/training.ods", .guard = members, .media = "application/vnd.oasis.opendocument.spreadsheet", .query = "year unit short",
             .clause = "F2.7", .summary_zh = "訓練紀錄（ODS）；下載會留下紀錄", .summary_en = "Training of a year as ODS; taking it is recorded", .blocking = get_training_ods},

    Endpoint{.method = Method::get, .path = "/api/v1/roster", .guard = roster_readers, .answer = schema_of<RosterView>, .query = "on unit contractor",
             .clause = "F2.1", .summary_zh = "某日的使用者清冊；開啟會留下紀錄", .summary_en = "Everybody who could reach the data on a day; opening it is recorded", .blocking = get_roster},
    Endpoint{.method = Method::get, .path = "/api/v1/roster.ods", .guard = roster_readers, .media = "application/vnd.oasis.opendocument.spreadsheet", .query = "on unit contractor",
             .clause = "A5", .summary_zh = "使用者清冊（ODS）；下載會留下紀錄與雜湊值", .summary_en = "The roster as ODS; recorded with the file's digest", .blocking = get_roster_ods},
    Endpoint{.method = Method::get, .path = "/api/v1/roster.pdf", .guard = roster_readers, .media = "application/pdf", .query = "on unit contractor",
             .clause = "A5", .summary_zh = "使用者清冊（PDF，A4 正楷）；下載會留下紀錄與雜湊值", .summary_en = "The roster as PDF; recorded with the file's digest", .blocking = get_roster_pdf},
    Endpoint{.method = Method::get, .path = "/api/v1/roster.csv", .guard = roster_readers, .media = "text/csv", .query = "on unit contractor",
             .clause = "A5", .summary_zh = "使用者清冊，試算表；下載會留下紀錄與雜湊值", .summary_en = "The roster for a spreadsheet; recorded with the file's digest", .blocking = get_roster_csv},
};
// clang-format on

}  // namespace

std::span<const Endpoint> roster_endpoints() { return table; }

}  // namespace menhu::web
