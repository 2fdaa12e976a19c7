#include "registry/report.h"

#include "format/json.h"

namespace menhu::registry {

namespace {

using format::DeliveryKind;

constexpr CheckInfo checks_in_order[] = {
    {CheckKind::manifest, "manifest", "清單可辨識：資料表號、佈局、類別",
     "The manifest names a known table, layout and kind"},
    {CheckKind::not_repeated, "not_repeated", "不是重複交付", "The delivery did not come before"},
    {CheckKind::sequence, "sequence", "序號連續", "The sequence number follows the last one", DeliveryKind::full},
    {CheckKind::copy_in_use, "copy_in_use", "有使用中的資料可供異動", "There are data in use that can be changed",
     DeliveryKind::change},
    {CheckKind::previous_base_date, "previous_base_date", "異動起算日即使用中資料之基準日",
     "The changes start from the base date of the data in use", DeliveryKind::change},
    {CheckKind::change_sequence, "change_sequence", "為下一個應套用的異動檔",
     "This is the next change file of the data in use", DeliveryKind::change},
    {CheckKind::size, "size", "檔案大小相符", "The file is as long as the manifest says"},
    {CheckKind::hash, "hash", "SHA-256 相符", "The SHA-256 is the manifest's"},
    {CheckKind::header, "header", "首筆與清單相符", "The header record agrees with the manifest"},
    {CheckKind::trailer, "trailer", "尾筆存在，且筆數相符", "The trailer is there and counts what was read"},
    {CheckKind::record_count, "record_count", "人數與清單相符", "As many people as the manifest says"},
    {CheckKind::record_shape, "record_shape", "記錄長度與結構", "Records have their length and structure"},
    {CheckKind::characters, "characters", "字元可解讀", "Every byte is a character"},
    {CheckKind::user_defined, "user_defined", "造字均有對照", "Every user-defined character has a mapping"},
    {CheckKind::required_fields, "required_fields", "必填欄位", "Required fields are filled"},
    {CheckKind::id_check_digits, "id_check_digits", "統號格式與檢查碼", "Shape and check digit of ids"},
    {CheckKind::household_numbers, "household_numbers", "戶號格式", "Shape of household numbers"},
    {CheckKind::codes, "codes", "代碼在代碼檔內且有效", "Codes are in their tables and in force"},
    {CheckKind::numbers_and_flags, "numbers_and_flags", "數字、註記與長度", "Digits, flags and lengths"},
    {CheckKind::dates, "dates", "日期存在", "Dates are real"},
    {CheckKind::plausible_dates, "plausible_dates", "日期合理", "Dates are plausible"},
    {CheckKind::whole_changes, "whole_changes", "異動序號連續，前後資料齊全且統號一致",
     "Changes are numbered without a gap and have their records", DeliveryKind::change},
    {CheckKind::events, "events", "事件均屬檔內之人", "Each event belongs to a person of the file", DeliveryKind::full},
    {CheckKind::before_image, "before_image", "異動前資料與所存相符", "The record before a change is what is held",
     DeliveryKind::change},
    {CheckKind::new_people, "new_people", "新增之人尚未存在", "People who are new are not held yet",
     DeliveryKind::change},
    {CheckKind::held_people, "held_people", "被異動之人存在", "People who are changed are held", DeliveryKind::change},
    {CheckKind::new_ids, "new_ids", "變更後統號無人使用", "Nobody else holds an id that was changed to",
     DeliveryKind::change},
    {CheckKind::undone_acts, "undone_acts", "所撤銷之案號存在", "The acts that are revoked are known",
     DeliveryKind::change},
    {CheckKind::duplicate_ids, "duplicate_ids", "一人一筆", "One row for each person"},
    {CheckKind::one_head, "one_head", "每戶恰有一位戶長", "Exactly one head in each household"},
    {CheckKind::head_in_household, "head_in_household", "戶長在戶內", "The head is in the household"},
    {CheckKind::spouses, "spouses", "配偶互指", "Spouses point at each other"},
    {CheckKind::parents, "parents", "父母早於子女出生", "Parents are older than their children"},
    {CheckKind::rejected_share, "rejected_share", "拒收率在門檻內", "Rejected rows within the threshold"},
};
static_assert(std::size(checks_in_order) == check_count);
static_assert([] {
    for (std::size_t index = 0; index < check_count; ++index) {
        if (static_cast<std::size_t>(checks_in_order[index].kind) != index) return false;
    }
    return true;
}());

constexpr std::string_view outcome_codes[] = {"passed", "warning", "failed", "not_run"};

struct ReasonName {
    Reason reason;
    std::string_view code;
};
constexpr ReasonName reason_names[] = {
    {Reason::shape, "record_shape"},
    {Reason::characters, "not_characters"},
    {Reason::missing_field, "missing_field"},
    {Reason::bad_id, "bad_id"},
    {Reason::bad_household_number, "bad_household_number"},
    {Reason::bad_code, "bad_code"},
    {Reason::bad_number, "bad_number"},
    {Reason::bad_date, "bad_date"},
    {Reason::implausible_date, "implausible_date"},
    {Reason::duplicate_id, "duplicate_id"},
    {Reason::bad_change, "bad_change"},
    {Reason::event_of_nobody, "event_of_nobody"},
    {Reason::before_image, "before_image"},
    {Reason::not_held, "not_held"},
    {Reason::already_held, "already_held"},
};

base::Error corrupt(const char* what) { return {base::Fault::corrupt, "registry.report_corrupt", what}; }

base::Result<std::uint64_t> count_of(const format::Json& object, std::string_view key) {
    const auto* member = object.find(key);
    const auto* number = member == nullptr ? nullptr : member->integer();
    if (number == nullptr || *number < 0) return corrupt("a count");
    return static_cast<std::uint64_t>(*number);
}

base::Result<std::string> text_of(const format::Json& object, std::string_view key) {
    const auto* member = object.find(key);
    const auto* text = member == nullptr ? nullptr : member->text();
    if (text == nullptr) return corrupt("a text");
    return *text;
}

base::Result<void> read_check(const format::Json& row, Report& report) {
    const auto code = TRY(text_of(row, "code"));
    const auto outcome = TRY(text_of(row, "outcome"));
    const auto count = TRY(count_of(row, "count"));
    auto detail = TRY(text_of(row, "detail"));
    for (const auto& info : checks_in_order) {
        if (info.code != code) continue;
        for (std::size_t index = 0; index < std::size(outcome_codes); ++index) {
            if (outcome_codes[index] != outcome) continue;
            report.set(info.kind, static_cast<Outcome>(index), count, std::move(detail));
            return {};
        }
    }
    return corrupt("a check");
}

}  // namespace

std::string_view outcome_code(Outcome outcome) { return outcome_codes[static_cast<std::size_t>(outcome)]; }

std::span<const CheckInfo> check_list() { return checks_in_order; }

const CheckInfo& check_info(CheckKind kind) { return checks_in_order[static_cast<std::size_t>(kind)]; }

Report::Report() {
    for (const auto& info : checks_in_order) checks.push_back({.kind = info.kind, .detail = {}});
}

void Report::set(CheckKind kind, Outcome outcome, std::uint64_t count, std::string detail) {
    checks[static_cast<std::size_t>(kind)] = {kind, outcome, count, std::move(detail)};
}

std::string report_json(const Report& report) {
    format::Json::Array checks;
    for (const auto& check : report.checks) {
        checks.emplace_back(format::Json::Object{
            {"code", check_info(check.kind).code},
            {"count", static_cast<std::int64_t>(check.count)},
            {"detail", check.detail},
            {"outcome", outcome_code(check.outcome)},
        });
    }
    format::Json::Object out{
        {"accepted", static_cast<std::int64_t>(report.accepted)}, {"checks", std::move(checks)},
        {"read", static_cast<std::int64_t>(report.read)},         {"refusal", report.refusal},
        {"rejected", static_cast<std::int64_t>(report.rejected)},
    };
    if (report.events + report.rejected_events != 0) {
        out.emplace("events", static_cast<std::int64_t>(report.events));
        out.emplace("rejected_events", static_cast<std::int64_t>(report.rejected_events));
    }
    if (!report.changes.empty()) {
        format::Json::Object changes;
        for (const auto& [code, count] : report.changes) changes.emplace(code, static_cast<std::int64_t>(count));
        out.emplace("changes", std::move(changes));
    }
    if (report.comparison) out.emplace("comparison", comparison_json(*report.comparison));
    return format::canonical_json(std::move(out));
}

base::Result<Report> read_report(std::string_view json) {
    const auto value = TRY(format::parse_json(json));
    const auto* rows = value.find("checks");
    if (rows == nullptr || rows->array() == nullptr) return corrupt("no checks");
    Report report;
    for (const auto& row : *rows->array()) TRY(read_check(row, report));
    report.read = TRY(count_of(value, "read"));
    report.accepted = TRY(count_of(value, "accepted"));
    report.rejected = TRY(count_of(value, "rejected"));
    report.refusal = TRY(text_of(value, "refusal"));
    if (value.find("events") != nullptr) {
        report.events = TRY(count_of(value, "events"));
        report.rejected_events = TRY(count_of(value, "rejected_events"));
    }
    if (const auto* changes = value.find("changes")) {
        if (changes->object() == nullptr) return corrupt("changes");
        for (const auto& [code, unread] : *changes->object()) report.changes[code] = TRY(count_of(*changes, code));
    }
    if (const auto* comparison = value.find("comparison")) report.comparison = TRY(read_comparison(*comparison));
    return report;
}

std::string reason_codes(std::uint32_t reasons) {
    std::string out;
    for (const auto& row : reason_names) {
        if ((reasons & static_cast<std::uint32_t>(row.reason)) == 0) continue;
        if (!out.empty()) out += ';';
        out += row.code;
    }
    return out;
}

}  // namespace menhu::registry
