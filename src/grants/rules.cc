#include "grants/rules.h"

#include <algorithm>
#include <array>

#include "grants/case_pattern.h"
#include "grants/verdict.h"

namespace menhu::grants {
namespace {

using Finding = std::optional<Why>;

// The trimmed reason; what counts as space is what a keyboard makes.
std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::int64_t code_points(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

constexpr std::array account_whys{Why::account_not_yet_valid, Why::account_expired, Why::account_suspended,
                                  Why::account_closed,        Why::account_idle,    Why::account_separated,
                                  Why::outside_hours,         Why::outside_network};
Finding against_account(const Situation& at) {
    using people::Standing;
    static constexpr std::array table{
        std::pair{Standing::not_yet_valid, Why::account_not_yet_valid},
        std::pair{Standing::expired, Why::account_expired},
        std::pair{Standing::suspended, Why::account_suspended},
        std::pair{Standing::closed, Why::account_closed},
        std::pair{Standing::idle, Why::account_idle},
        std::pair{Standing::separated, Why::account_separated},
        std::pair{Standing::outside_hours, Why::outside_hours},
        std::pair{Standing::outside_network, Why::outside_network},
    };
    if (at.asker.standing == Standing::active) return std::nullopt;
    for (const auto& [standing, why] : table) {
        if (at.asker.standing == standing) return why;
    }
    return Why::account_closed;  // a state that this build does not know is no licence
}

constexpr std::array sign_in_whys{Why::must_prove_second, Why::must_change_password, Why::must_enrol};
Finding against_sign_in(const Situation& at) {
    using people::Duty;
    if (at.asker.duty == Duty::none) return std::nullopt;
    if (at.asker.duty == Duty::must_change_password) return Why::must_change_password;
    if (at.asker.duty == Duty::must_enrol) return Why::must_enrol;
    return Why::must_prove_second;
}

constexpr std::array role_whys{Why::role_missing};
Finding against_role(const Situation& at) {
    if (at.asker.roles.has(name_of(at.wish.operation).role)) return std::nullopt;
    return Why::role_missing;
}

constexpr std::array grant_whys{Why::no_grant};
Finding against_no_grant(const Situation& at) {
    if (at.grant) return std::nullopt;
    return Why::no_grant;
}

constexpr std::array unit_whys{Why::wrong_unit};
Finding against_unit(const Situation& at) {
    if (at.grant->unit == at.asker.unit) return std::nullopt;
    return Why::wrong_unit;
}

constexpr std::array holder_whys{Why::not_a_holder};
Finding against_holder(const Situation& at) {
    if (at.grant->holds > 0) return std::nullopt;
    return Why::not_a_holder;
}

constexpr std::array state_whys{Why::grant_ended, Why::expired, Why::grant_suspended, Why::not_yet_valid,
                                Why::approval_lapsed};
Finding against_state(const Situation& at) {
    const StoredGrant& grant = *at.grant;
    static constexpr std::array table{
        std::pair{GrantState::ended, Why::grant_ended},
        std::pair{GrantState::expired, Why::expired},
        std::pair{GrantState::suspended, Why::grant_suspended},
        std::pair{GrantState::not_yet_valid, Why::not_yet_valid},
        std::pair{GrantState::lapsed, Why::approval_lapsed},
    };
    const GrantState state = state_of(grant.state, grant.from, grant.until, grant.lapses_at, at.now);
    const auto* found = std::ranges::find(table, state, &std::pair<GrantState, Why>::first);
    if (found == table.end()) return std::nullopt;
    return found->second;
}

constexpr std::array holding_whys{Why::outside_holding};
Finding against_holding(const Situation& at) {
    if (at.grant->holding == at.wish.holding) return std::nullopt;
    return Why::outside_holding;
}

constexpr std::array link_whys{Why::link_missing,   Why::link_not_approved, Why::link_ended,
                               Why::link_suspended, Why::link_expired,      Why::link_not_yet_valid};
Finding against_link(const Situation& at) {
    const auto& link = at.grant->link;
    if (!link) return Why::link_missing;
    if (link->letter == StoredLink::Letter::wanting) return Why::link_not_approved;
    if (link->ended_at && at.now >= *link->ended_at) return Why::link_ended;
    if (at.now >= link->until) return Why::link_expired;
    if (link->state == StoredLink::State::suspended) return Why::link_suspended;
    if (at.now < link->from) return Why::link_not_yet_valid;
    return std::nullopt;
}

constexpr std::array basis_whys{Why::basis_not_in_force};
Finding against_basis(const Situation& at) {
    if (at.grant->purpose.bases_in_force > 0) return std::nullopt;
    return Why::basis_not_in_force;
}

constexpr std::array purpose_whys{Why::purpose_not_approved, Why::purpose_ended};
Finding against_purpose(const Situation& at) {
    const StoredPurpose& purpose = at.grant->purpose;
    if (purpose.state == StoredPurpose::State::draft) return Why::purpose_not_approved;
    if (purpose.ended_at && at.now >= *purpose.ended_at) return Why::purpose_ended;
    return std::nullopt;
}

constexpr std::array operation_whys{Why::operation_not_granted};
Finding against_operation(const Situation& at) {
    if (at.grant->operations.has(at.wish.operation)) return std::nullopt;
    return Why::operation_not_granted;
}

constexpr std::array fields_whys{Why::field_outside};
Finding against_fields(const Situation& at) {
    const auto& granted = at.grant->fields;
    if (granted.empty()) return Why::field_outside;  // grant, link and purpose have none in common any more
    for (const std::string& field : at.wish.fields) {
        if (!std::ranges::binary_search(granted, field)) return Why::field_outside;
    }
    return std::nullopt;
}

constexpr std::array case_whys{Why::case_number_missing, Why::case_number_ill_formed};
Finding against_case_number(const Situation& at) {
    if (at.wish.case_number.empty()) return Why::case_number_missing;
    if (!case_number_matches(at.grant->purpose.case_pattern, at.wish.case_number)) return Why::case_number_ill_formed;
    return std::nullopt;
}

constexpr std::array listed_whys{Why::case_unknown, Why::case_closed};
Finding against_case_list(const Situation& at) {
    const auto& listed = at.grant->listed_case;
    if (!listed) return std::nullopt;  // no list is loaded for the purpose
    if (listed->listed == ListedCase::Listed::no) return Why::case_unknown;
    if (listed->askable_until && at.now >= *listed->askable_until) return Why::case_closed;
    return std::nullopt;
}

constexpr std::array reason_whys{Why::reason_missing, Why::reason_too_short};
Finding against_reason(const Situation& at) {
    const std::string_view reason = trimmed(at.wish.reason);
    if (reason.empty()) return Why::reason_missing;
    if (code_points(reason) < at.wish.reason_length_min) return Why::reason_too_short;
    return std::nullopt;
}

constexpr std::array quota_whys{Why::quota_total_used_up, Why::quota_month_used_up, Why::quota_day_used_up};
Finding against_quota(const Situation& at) {
    const StoredGrant& grant = *at.grant;
    if (name_of(at.wish.operation).counting == OperationName::Counting::uncounted) return std::nullopt;
    if (grant.used_total >= grant.quota_total) return Why::quota_total_used_up;
    if (grant.used_month >= grant.quota_month) return Why::quota_month_used_up;
    if (grant.used_today >= grant.quota_day) return Why::quota_day_used_up;
    return std::nullopt;
}

constexpr std::array hours_whys{Why::outside_grant_hours};
Finding against_hours(const Situation& at) {
    const StoredGrant& grant = *at.grant;
    constexpr std::chrono::hours taipei{8};  // without summer time since 1980
    const base::Instant local = at.now + taipei;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minute = static_cast<int>(std::chrono::floor<std::chrono::minutes>(local - day).count());
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;  // Monday: 0
    if (grant.hours && !grant.hours->holds(minute)) return Why::outside_grant_hours;
    if (grant.weekdays != 0 && (grant.weekdays & 1U << weekday) == 0) return Why::outside_grant_hours;
    return std::nullopt;
}

constexpr std::array network_whys{Why::outside_grant_network};
Finding against_network(const Situation& at) {
    const auto& networks = at.grant->networks;
    if (networks.empty()) return std::nullopt;
    // The console has no address and is in no network.
    const auto address = format::parse_network_address(at.wish.source);
    if (!address) return Why::outside_grant_network;
    for (const format::Network& network : networks) {
        if (network.contains(*address)) return std::nullopt;
    }
    return Why::outside_grant_network;
}

constexpr std::array kinship_whys{
    Why::kinship_not_approved, Why::kinship_not_authorised,   Why::kinship_withdrawn,    Why::kinship_barred,
    Why::kinship_expired,      Why::kinship_not_yet_valid,    Why::kinship_other_person, Why::kinship_other_case,
    Why::kinship_not_opened,   Why::kinship_controller_absent};
Finding against_unauthorised_kinship(const Situation& at) {
    if (at.wish.operation != Operation::kinship) return std::nullopt;
    const auto findings = against_kinship(at.kinship, at.now);
    if (findings.empty()) return std::nullopt;
    return findings.front();
}

constexpr std::array search_whys{Why::search_outside_district, Why::search_day_used_up};
Finding against_search(const Situation& at) {
    if (at.wish.operation != Operation::name_search) return std::nullopt;
    if (!at.search) return Why::search_outside_district;  // in no district is in none of the grant
    const Population& population = at.grant->population;
    if (population.kind == Population::Kind::districts &&
        !std::ranges::binary_search(population.districts, at.search->district)) {
        return Why::search_outside_district;
    }
    if (at.search->used_today >= at.search->most_a_day) return Why::search_day_used_up;
    return std::nullopt;
}

constexpr std::array conflict_whys{Why::conflict_declared};
Finding against_conflict(const Situation& at) {
    if (at.person && at.person->conflicts > 0) return Why::conflict_declared;
    return std::nullopt;
}

constexpr std::array population_whys{Why::outside_population};
Finding against_population(const Situation& at) {
    if (!at.person || at.person->found == PersonFacts::Found::not_yet) return std::nullopt;
    const Population& population = *at.population;
    if (population.kind == Population::Kind::districts &&
        !std::ranges::binary_search(population.districts, at.person->district)) {
        return Why::outside_population;
    }
    if (population.kind == Population::Kind::case_list && at.person->listed == 0) return Why::outside_population;
    return std::nullopt;
}

constexpr std::array found_whys{Why::search_too_many};
Finding against_many_found(const Situation& at) {
    if (at.search && at.search->found > at.search->most) return Why::search_too_many;
    return std::nullopt;
}

using Of = Rule::Of;
constexpr std::array table{
    Rule{"account", "F2.2", "帳號有效，且在職務的使用時段與網路內",
         "The account is valid, within the hours and networks of its roles", Of::ask, account_whys, against_account},
    Rule{"sign_in", "F2.2", "已完成登入應有的驗證", "The sign-in is complete", Of::ask, sign_in_whys, against_sign_in},
    Rule{"role", "S1.1", "職務包含這項作業", "The duties include the operation", Of::ask, role_whys, against_role},
    Rule{"grant", "S2.2", "有這項核准", "There is such a grant", Of::ask, grant_whys, against_no_grant},
    Rule{"unit", "P2.3", "核准屬於查詢者目前的單位", "The grant is of the asker's present unit", Of::ask, unit_whys,
         against_unit},
    Rule{"holder", "S1.1", "查詢者是核准的持有人", "The asker is among its holders", Of::ask, holder_whys,
         against_holder},
    Rule{"grant_state", "S2.2", "核准在使用期限內，未停用、終止或失效",
         "The grant is in its period, neither suspended, ended nor lapsed", Of::ask, state_whys, against_state},
    Rule{"holding", "S2.2", "核准適用於這份資料", "The grant is for these data", Of::ask, holding_whys,
         against_holding},
    Rule{"link", "X1", "資料的連結作業經核准且有效", "The link by which the data come is approved and in force",
         Of::ask, link_whys, against_link},
    Rule{"basis", "P2.1", "用途至少有一項法規依據有效", "The purpose has a legal basis in force", Of::ask, basis_whys,
         against_basis},
    Rule{"purpose", "P2.2", "用途經核定且未終止", "The purpose is approved and has not ended", Of::ask, purpose_whys,
         against_purpose},
    Rule{"operation", "S2.2", "核准、用途都包含這種作業", "Grant and purpose include the operation", Of::ask,
         operation_whys, against_operation},
    Rule{"fields", "S2.2", "資料項目都在核准、連結作業與用途之內",
         "Every field is of the grant, the link and the purpose", Of::ask, fields_whys, against_fields},
    Rule{"case_number", "F2.4", "填寫案號，格式符合用途的規定", "There is a case number of the purpose's form", Of::ask,
         case_whys, against_case_number},
    Rule{"case_list", "F2.4", "案號在案件清單上，且未結案過久", "The case is on the list, and not closed for too long",
         Of::ask, listed_whys, against_case_list},
    Rule{"reason", "F2.4", "填寫查詢事由，字數足夠", "There is a reason of enough length", Of::ask, reason_whys,
         against_reason},
    Rule{"quota", "S2.2", "查詢額度（日、月、總數）未用完", "The uses of the day, the month and in all are not used up",
         Of::ask, quota_whys, against_quota},
    Rule{"grant_hours", "S2.2", "在核准的使用時段內", "It is within the hours of the grant", Of::ask, hours_whys,
         against_hours},
    Rule{"grant_network", "S2.2", "來自核准的網路位置", "It comes from a network of the grant", Of::ask, network_whys,
         against_network},
    Rule{"kinship", "X1", "親等查詢有授權，且授權人在場", "A kinship query is authorised and its controller is present",
         Of::ask, kinship_whys, against_unauthorised_kinship},
    Rule{"search", "S1.1", "姓名查詢限核准的行政區，且當日次數未用完",
         "A search by name is in a district of the grant, and the searches of the day are not used up", Of::ask,
         search_whys, against_search},
    Rule{"conflict", "S1.1", "查詢者未聲明與對象有利害關係",
         "The asker has not declared a conflict of interest with the person", Of::person, conflict_whys,
         against_conflict},
    Rule{"population", "S2.2", "查詢對象在核准的對象範圍內", "The person is one of whom the grant speaks", Of::person,
         population_whys, against_population},
    Rule{"search_found", "S1.1", "同名的人不多於可列出的人數", "No more people have the name than may be listed",
         Of::person, found_whys, against_many_found},
};

}  // namespace

std::span<const Rule> rules() { return table; }

}  // namespace menhu::grants
