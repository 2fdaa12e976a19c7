#pragma once
// Every number that the law, the baseline or the agency sets, by name. Nothing of this kind is written in code
// anywhere else: a sister agency changes its profile, not the product. Each member is one row of `number_rules()`,
// which says its unit and the range outside which a profile is refused. Thread rule: values; immutable once loaded.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"
#include "law/figures.h"

namespace menhu::law {

struct Numbers {
    // How long records are kept (四(二)5, 五(二)-(四)).
    Figure<Term> log_retention;
    Figure<Term> check_retention;
    Figure<Term> audit_retention;
    Figure<Term> vendor_audit_retention;

    // Sampling of queries (五(一), 附件二 4).
    Figure<Term> query_report_period;
    Figure<Term> query_sample_period;
    Figure<Share> query_sample_share;
    Figure<std::int64_t> query_check_all_below;  // fewer queries than this in a period: every one is checked
    Figure<Term> kinship_sample_period;
    Figure<Share> kinship_sample_share;

    // What comes round (三(二), 四(四), 五(三)(四), 附件二 6-8).
    Figure<Term> account_review_period;
    Figure<Term> account_review_due;  // after its opening a review is to be signed
    Figure<Term> link_review_period;
    Figure<Term> audit_period;
    Figure<Term> internal_audit_period;
    Figure<Term> external_audit_period;
    Figure<Term> vendor_audit_period;
    Figure<Term> audit_plans_supplied;  // plans of the last so many years
    Figure<std::int64_t> training_hours;
    Figure<Term> training_period;

    // Notices and deadlines (三(一)3, 三(三), the ministry's rules 8, 11, 12, 15).
    Figure<Term> staff_change_notice;
    Figure<Term> contractor_destruction;
    Figure<Term> link_end_notice;
    Figure<Term> delivery_fetch;
    Figure<Term> data_doubt_query;
    Figure<Term> link_validity;
    Figure<Term> link_renewal_opens;  // before the end of the validity
    Figure<Term> link_unused_warning;
    Figure<Term> link_unused_stop;  // after the warning

    // Sessions (四(一)3).
    Figure<base::Duration> session_idle;
    Figure<base::Duration> session_absolute;
    Figure<base::Duration> session_warning;   // so long before the idle limit the holder is warned
    Figure<std::int64_t> session_extensions;  // how many times the holder may extend

    // Sign-in and passwords (附件二 2; baseline 4-2-3 to 4-2-5).
    Figure<std::int64_t> sign_in_failures;  // this many in a row lock the account
    Figure<base::Duration> sign_in_lock;
    Figure<base::Duration> sign_in_pending;     // so long a second factor is waited for, and a challenge is good
    Figure<base::Duration> step_up;             // so long a proof of who one is counts as fresh
    Figure<base::Duration> recovery_token;      // how long the token of a recovery is good
    Figure<std::int64_t> password_length_min;   // code points
    Figure<std::int64_t> password_classes_min;  // of four: upper case, lower case, digits, others
    Figure<Term> password_age_min;
    Figure<Term> password_age_max;
    Figure<std::int64_t> password_history;       // the last so many may not be used again
    Figure<Term> account_idle;                   // unused for so long: suspended
    Figure<Term> account_idle_warning;           // so long before that, holder, head and administrator are told
    Figure<Term> application_lapse;              // nobody acted on an application for so long: it lapses
    Figure<Term> claim_code_validity;            // so long after an account was made its holder may begin
    Figure<Term> account_term_warning;           // a longer period is pointed out to those who approve
    Figure<std::int64_t> applications_open_max;  // of people without an account, at one time
    Figure<base::Duration> break_glass_hours;    // how long an emergency account is valid
    Figure<Term> leaver_accesses;                // of a leaver the head sees what was looked up in so long

    // Grants and queries (四(二)2, 附件二 4(1)).
    Figure<Term> grant_period_max;
    Figure<Term> grant_renewal_opens;  // before the end of the period
    Figure<Term> approval_lapse;       // begun and unused for so long: the approval lapses
    Figure<std::int64_t> quota_day_default;
    Figure<std::int64_t> quota_month_default;
    Figure<std::int64_t> quota_total_default;
    Figure<Term> case_closed_grace;          // so long after its closing a case on the list may still be asked for
    Figure<Term> basis_end_warning;          // before a legal basis ends, those whose grants stop with it are told
    Figure<std::int64_t> reason_length_min;  // code points
    Figure<std::int64_t> name_search_most;   // more of one name in a district are not listed
    Figure<std::int64_t> name_search_day;    // searches by name of an account in a day
    Figure<std::int64_t> kinship_degree_max;
    Figure<Term> kinship_authorisation_max;   // the longest period of an authorisation
    Figure<base::Duration> kinship_presence;  // so long a controller counts as present after signing in beside

    // Deliveries (四(二)1).
    Figure<Share> import_reject_share;  // more rejected rows than this: the whole delivery is refused
    Figure<Share> release_threshold;    // differs by more from the data in use: a second person releases it

    // Matches of lists (二(二), 四(二)2).
    Figure<Term> match_result_days;           // so long a result is kept
    Figure<base::Duration> match_list_hours;  // so long an uploaded list waits to be used

    // Samples for studies (二(二), 四(一)1).
    Figure<std::int64_t> frame_smallest_stratum;  // a smaller stratum is merged or left out, and its size not told
    Figure<Term> frame_wait_days;                 // ordered and not drawn for so long: it lapses

    // Copies (四(二)4).
    Figure<base::Duration> export_file_hours;  // so long an encrypted file waits to be fetched

    // Watches of cases (二(二), 四(三)1).
    Figure<std::int64_t> watch_people_most;  // in one watch
    Figure<Term> watch_kept_days;            // so long after its end a watch can still be read; then it is destroyed

    // What is attached to case files (四(一)2, 四(三)1).
    Figure<Term> attachment_days;               // so long an electronic copy is kept, and is what became of paper asked
    Figure<base::Duration> attachment_fetch;    // of one that is only printed: so long it can be fetched
    Figure<std::int64_t> attachment_rows_most;  // of a match's result, in one attachment

    // The ledger's witnesses (四(二)5, 附件二 4(3)).
    Figure<base::Duration> witness_silence_warning;
    Figure<base::Duration> witness_silence_stop;
};

// One rule of the list that loading, the documentation and the tests share.
struct NumberRule {
    using Member = std::variant<Figure<Term> Numbers::*, Figure<Share> Numbers::*, Figure<std::int64_t> Numbers::*,
                                Figure<base::Duration> Numbers::*>;
    std::string_view name;  // the key in the profile
    Member member;
    // The range, in the rule's smallest unit: days (a month counts 30, a year 365), basis points, ones, seconds.
    std::int64_t least = 0;
    std::int64_t most = 0;
};

std::span<const NumberRule> number_rules();

// "3 年", "15 分鐘", "3%", "10" — and in English — for pages and documents.
std::string figure_text_zh(const Numbers& numbers, const NumberRule& rule);
std::string figure_text_en(const Numbers& numbers, const NumberRule& rule);
const Source& figure_source(const Numbers& numbers, const NumberRule& rule);

}  // namespace menhu::law
