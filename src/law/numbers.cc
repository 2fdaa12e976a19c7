#include "law/numbers.h"

#include <array>

#include "base/result.h"

namespace menhu::law {
namespace {

constexpr std::int64_t day = 1;
constexpr std::int64_t month = 30;
constexpr std::int64_t year = 365;
constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3600;

constexpr std::array rules{
    NumberRule{"log_retention", &Numbers::log_retention, 180 * day, 30 * year},  // baseline 2-1-1: six months at least
    NumberRule{"check_retention", &Numbers::check_retention, 1 * year, 30 * year},
    NumberRule{"audit_retention", &Numbers::audit_retention, 1 * year, 30 * year},
    NumberRule{"vendor_audit_retention", &Numbers::vendor_audit_retention, 1 * year, 30 * year},
    NumberRule{"query_report_period", &Numbers::query_report_period, 1 * day, 1 * year},
    NumberRule{"query_sample_period", &Numbers::query_sample_period, 1 * day, 1 * year},
    NumberRule{"query_sample_share", &Numbers::query_sample_share, 1, 10000},
    NumberRule{"query_check_all_below", &Numbers::query_check_all_below, 0, 100000},
    NumberRule{"kinship_sample_period", &Numbers::kinship_sample_period, 1 * day, 1 * month},
    NumberRule{"kinship_sample_share", &Numbers::kinship_sample_share, 7000, 10000},  // the ministry's rules 9-3-8
    NumberRule{"account_review_period", &Numbers::account_review_period, 1 * day, 1 * year},
    NumberRule{"account_review_due", &Numbers::account_review_due, 1 * day, 180 * day},
    NumberRule{"link_review_period", &Numbers::link_review_period, 1 * day, 1 * year},
    NumberRule{"audit_period", &Numbers::audit_period, 1 * day, 1 * year},
    NumberRule{"internal_audit_period", &Numbers::internal_audit_period, 1 * day, 6 * month},  // rules 9-3-7
    NumberRule{"external_audit_period", &Numbers::external_audit_period, 1 * day, 1 * year},
    NumberRule{"vendor_audit_period", &Numbers::vendor_audit_period, 1 * day, 1 * year},
    NumberRule{"audit_plans_supplied", &Numbers::audit_plans_supplied, 1 * year, 30 * year},
    NumberRule{"training_hours", &Numbers::training_hours, 0, 1000},
    NumberRule{"training_period", &Numbers::training_period, 1 * month, 5 * year},
    NumberRule{"staff_change_notice", &Numbers::staff_change_notice, 1 * day, 7 * day},  // rules 15-1
    NumberRule{"contractor_destruction", &Numbers::contractor_destruction, 1 * day, 1 * year},
    NumberRule{"link_end_notice", &Numbers::link_end_notice, 1 * day, 1 * year},
    NumberRule{"delivery_fetch", &Numbers::delivery_fetch, 1 * day, 5 * day},      // rules 12
    NumberRule{"data_doubt_query", &Numbers::data_doubt_query, 1 * day, 7 * day},  // rules 11-3
    NumberRule{"link_validity", &Numbers::link_validity, 1 * day, 5 * year},       // rules 8
    NumberRule{"link_renewal_opens", &Numbers::link_renewal_opens, 1 * day, 1 * year},
    NumberRule{"link_unused_warning", &Numbers::link_unused_warning, 1 * day, 1 * year},
    NumberRule{"link_unused_stop", &Numbers::link_unused_stop, 1 * day, 1 * year},
    NumberRule{"session_idle", &Numbers::session_idle, 1 * minute, 2 * hour},
    NumberRule{"session_absolute", &Numbers::session_absolute, 5 * minute, 24 * hour},
    NumberRule{"session_warning", &Numbers::session_warning, 20, 1 * hour},  // WCAG 2.2.1: twenty seconds at least
    NumberRule{"session_extensions", &Numbers::session_extensions, 0, 100},
    NumberRule{"sign_in_failures", &Numbers::sign_in_failures, 1, 5},            // baseline 4-2-3
    NumberRule{"sign_in_lock", &Numbers::sign_in_lock, 15 * minute, 24 * hour},  // baseline 4-2-3
    NumberRule{"sign_in_pending", &Numbers::sign_in_pending, 1 * minute, 15 * minute},
    NumberRule{"step_up", &Numbers::step_up, 1 * minute, 8 * hour},
    NumberRule{"recovery_token", &Numbers::recovery_token, 5 * minute, 24 * hour},
    NumberRule{"password_length_min", &Numbers::password_length_min, 8, 64},
    NumberRule{"password_classes_min", &Numbers::password_classes_min, 1, 4},
    NumberRule{"password_age_min", &Numbers::password_age_min, 0, 30 * day},
    NumberRule{"password_age_max", &Numbers::password_age_max, 1 * day, 1 * year},
    NumberRule{"password_history", &Numbers::password_history, 3, 100},  // baseline 4-2-5
    NumberRule{"account_idle", &Numbers::account_idle, 1 * day, 1 * year},
    NumberRule{"account_idle_warning", &Numbers::account_idle_warning, 1 * day, 180 * day},
    NumberRule{"application_lapse", &Numbers::application_lapse, 1 * day, 1 * year},
    NumberRule{"claim_code_validity", &Numbers::claim_code_validity, 1 * day, 90 * day},
    NumberRule{"account_term_warning", &Numbers::account_term_warning, 1 * day, 10 * year},
    NumberRule{"applications_open_max", &Numbers::applications_open_max, 1, 100000},
    NumberRule{"break_glass_hours", &Numbers::break_glass_hours, 5 * minute, 72 * hour},
    NumberRule{"leaver_accesses", &Numbers::leaver_accesses, 1 * day, 3 * year},
    NumberRule{"grant_period_max", &Numbers::grant_period_max, 1 * day, 5 * year},
    NumberRule{"grant_renewal_opens", &Numbers::grant_renewal_opens, 1 * day, 1 * year},
    NumberRule{"approval_lapse", &Numbers::approval_lapse, 1 * day, 1 * year},
    NumberRule{"quota_day_default", &Numbers::quota_day_default, 1, 1000000},
    NumberRule{"quota_month_default", &Numbers::quota_month_default, 1, 10000000},
    NumberRule{"quota_total_default", &Numbers::quota_total_default, 1, 100000000},
    NumberRule{"case_closed_grace", &Numbers::case_closed_grace, 1 * day, 1 * year},
    NumberRule{"basis_end_warning", &Numbers::basis_end_warning, 1 * day, 1 * year},
    NumberRule{"reason_length_min", &Numbers::reason_length_min, 1, 200},
    NumberRule{"name_search_most", &Numbers::name_search_most, 1, 100},
    NumberRule{"name_search_day", &Numbers::name_search_day, 1, 10000},
    NumberRule{"kinship_degree_max", &Numbers::kinship_degree_max, 1, 8},
    NumberRule{"kinship_authorisation_max", &Numbers::kinship_authorisation_max, 1 * day, 1 * year},
    NumberRule{"kinship_presence", &Numbers::kinship_presence, 1 * minute, 1 * hour},
    NumberRule{"import_reject_share", &Numbers::import_reject_share, 0, 10000},
    NumberRule{"release_threshold", &Numbers::release_threshold, 0, 10000},
    NumberRule{"match_result_days", &Numbers::match_result_days, 1 * day, 1 * year},
    NumberRule{"match_list_hours", &Numbers::match_list_hours, 1 * hour, 72 * hour},
    NumberRule{"frame_smallest_stratum", &Numbers::frame_smallest_stratum, 2, 1000},
    NumberRule{"frame_wait_days", &Numbers::frame_wait_days, 1 * day, 180 * day},
    NumberRule{"export_file_hours", &Numbers::export_file_hours, 1 * hour, 168 * hour},
    NumberRule{"watch_people_most", &Numbers::watch_people_most, 1, 2000},
    NumberRule{"watch_kept_days", &Numbers::watch_kept_days, 1 * day, 1 * year},
    NumberRule{"attachment_days", &Numbers::attachment_days, 1 * day, 1 * year},
    NumberRule{"attachment_fetch", &Numbers::attachment_fetch, 1 * minute, 24 * hour},
    NumberRule{"attachment_rows_most", &Numbers::attachment_rows_most, 1, 200},
    NumberRule{"witness_silence_warning", &Numbers::witness_silence_warning, 1 * minute, 240 * hour},
    NumberRule{"witness_silence_stop", &Numbers::witness_silence_stop, 1 * minute, 2400 * hour},
};

std::string term_zh(const Term& term) {
    const std::string count = std::to_string(term.count);
    switch (term.in) {
        case Term::In::days:
            return count + " 日";
        case Term::In::months:
            return count + " 個月";
        case Term::In::years:
            return count + " 年";
    }
    base::throw_bug("term_zh: no such unit");
}

std::string plural(std::int64_t count, std::string_view noun) {
    std::string text = std::to_string(count) + " " + std::string{noun};
    if (count != 1) text += "s";
    return text;
}

std::string term_en(const Term& term) {
    switch (term.in) {
        case Term::In::days:
            return plural(term.count, "day");
        case Term::In::months:
            return plural(term.count, "month");
        case Term::In::years:
            return plural(term.count, "year");
    }
    base::throw_bug("term_en: no such unit");
}

std::string share_text(const Share& share) {
    std::string text = std::to_string(share.basis_points / 100);
    const std::int64_t rest = share.basis_points % 100;
    if (rest != 0) {
        text += rest < 10 ? ".0" : ".";
        text += std::to_string(rest % 10 == 0 ? rest / 10 : rest);
    }
    return text + "%";
}

struct Length {
    std::int64_t count;
    std::string_view zh;
    std::string_view en;
};

Length length_of(base::Duration duration) {
    const std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (seconds % hour == 0) return {seconds / hour, " 小時", "hour"};
    if (seconds % minute == 0) return {seconds / minute, " 分鐘", "minute"};
    return {seconds, " 秒", "second"};
}

}  // namespace

std::span<const NumberRule> number_rules() { return rules; }

std::string_view origin_name(Origin origin) {
    switch (origin) {
        case Origin::regulation:
            return "regulation";
        case Origin::statute:
            return "statute";
        case Origin::baseline:
            return "baseline";
        case Origin::choice:
            return "choice";
    }
    base::throw_bug("origin_name: no such origin");
}

std::string_view term_unit_name(Term::In in) {
    switch (in) {
        case Term::In::days:
            return "days";
        case Term::In::months:
            return "months";
        case Term::In::years:
            return "years";
    }
    base::throw_bug("term_unit_name: no such unit");
}

std::string figure_text_zh(const Numbers& numbers, const NumberRule& rule) {
    if (const auto* term = std::get_if<Figure<Term> Numbers::*>(&rule.member)) return term_zh((numbers.**term).value);
    if (const auto* share = std::get_if<Figure<Share> Numbers::*>(&rule.member)) {
        return share_text((numbers.**share).value);
    }
    if (const auto* count = std::get_if<Figure<std::int64_t> Numbers::*>(&rule.member)) {
        return std::to_string((numbers.**count).value);
    }
    const Length length = length_of((numbers.*std::get<Figure<base::Duration> Numbers::*>(rule.member)).value);
    return std::to_string(length.count) + std::string{length.zh};
}

std::string figure_text_en(const Numbers& numbers, const NumberRule& rule) {
    if (const auto* term = std::get_if<Figure<Term> Numbers::*>(&rule.member)) return term_en((numbers.**term).value);
    if (const auto* share = std::get_if<Figure<Share> Numbers::*>(&rule.member)) {
        return share_text((numbers.**share).value);
    }
    if (const auto* count = std::get_if<Figure<std::int64_t> Numbers::*>(&rule.member)) {
        return std::to_string((numbers.**count).value);
    }
    const Length length = length_of((numbers.*std::get<Figure<base::Duration> Numbers::*>(rule.member)).value);
    return plural(length.count, length.en);
}

const Source& figure_source(const Numbers& numbers, const NumberRule& rule) {
    return std::visit([&](auto member) -> const Source& { return (numbers.*member).source; }, rule.member);
}

}  // namespace menhu::law
