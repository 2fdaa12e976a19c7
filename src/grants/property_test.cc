// A million random situations, decided by the table of rules and by a clerk who knows only the text of the regulation:
// not one permit outside period, scope, population, quota or purpose, and always the same first reason. The clerk
// shares no code with the table; what a situation is made of is drawn as plain facts, and given to each in its own
// form.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "grants/verdict.h"

namespace menhu::grants {
namespace {

using people::Duty;
using people::Role;
using people::Standing;

// Sanitizers make it ten times slower, and what measures coverage too; they see the same kinds of situation in fewer.
#if defined(MENHU_SITUATIONS)
constexpr int situations = MENHU_SITUATIONS;
#elif __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr int situations = 100'000;
#else
constexpr int situations = 1'000'000;
#endif

// Milliseconds since 1970 of Monday 2026-11-23 12:00:00.000 in Taipei; the world's "now" lies around it.
constexpr std::int64_t noon = 1'795'406'400'000;
constexpr std::int64_t day = 86'400'000;

// The facts, as a clerk would read them off the files. Times are milliseconds since 1970.
struct World {
    std::int64_t now = noon;
    // Who.
    Standing standing = Standing::active;
    Duty duty = Duty::none;
    bool case_worker = true;
    bool designated_person = true;
    int asker_unit = 1;
    // Over which grant.
    bool there_is_a_grant = true;
    int grant_unit = 1;
    bool holder = true;
    char grant_state = 'o';  // open, suspended, ended
    std::int64_t grant_from = 0, grant_until = 0, grant_lapses = 0;
    std::string grant_fields, link_fields, purpose_fields;
    int grant_operations = 0, purpose_operations = 0;  // bits
    std::string grant_holding = "household", asked_holding = "household";
    std::int64_t quota_day = 0, quota_month = 0, quota_total = 0, used_day = 0, used_month = 0, used_total = 0;
    int hours_from = -1, hours_to = -1;  // minutes; -1: none
    int weekdays = 0;
    std::string network;  // "10.1.0.0/16" or "10.1.2.3" or none
    // Link.
    bool there_is_a_link = true, letter = true, link_suspended = false;
    std::int64_t link_from = 0, link_until = 0, link_ended = 0;  // 0: no end is set
    // Purpose.
    bool purpose_draft = false;
    std::int64_t purpose_ended = 0;
    int bases_in_force = 1;
    bool pattern = true;  // "A-##"
    // Case list.
    bool list_loaded = false, on_the_list = false;
    std::int64_t askable_until = 0;  // 0: the case is open
    // Kinship.
    bool authorisation = false, own = true, approved = true, of_person = true, of_case = true, withdrawn = false,
         barred = false, opened = true;
    std::int64_t authorised_from = 0, authorised_until = 0, present_until = 0;
    // Search by name.
    std::string search_district;
    int searched = 0, found_of_name = 0;
    // For what.
    Operation operation = Operation::lookup;
    std::vector<std::string> fields;
    std::string case_number, reason, source;
    // About whom.
    bool tag_known = true, found = false;
    int conflicts = 0;
    char population = 'a';  // all, districts, list
    std::string district;
    bool on_list_of_people = false;
};

// ---------------------------------------------------------------------------------------------------------------------
// The clerk.

std::set<std::string> words(const std::string& text) {
    std::set<std::string> found;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            found.insert(word);
            word.clear();
        }
    }
    return found;
}

std::set<std::string> in_common(const World& world) {
    std::set<std::string> common;
    const auto link = words(world.link_fields);
    const auto purpose = words(world.purpose_fields);
    for (const auto& field : words(world.grant_fields)) {
        if (link.contains(field) && purpose.contains(field)) common.insert(field);
    }
    return common;
}

bool granted(int bits, Operation operation) {
    const auto bit = [&](Operation of) { return (bits >> static_cast<int>(of) & 1) == 1; };
    // To show in full what a look-up or a household showed masked is part of these.
    if (operation == Operation::reveal) return bit(Operation::lookup) || bit(Operation::household);
    // An answer instead of data is less than a look-up.
    if (operation == Operation::answer) return bit(Operation::lookup) || bit(Operation::answer);
    // What was answered may be put into the case's file.
    if (operation == Operation::attach) {
        return bit(Operation::lookup) || bit(Operation::household) || bit(Operation::kinship) ||
               bit(Operation::match) || bit(Operation::extract) || bit(Operation::answer);
    }
    return bit(operation);
}

// One reason, or nothing. In the order of the contract of the room: who, grant, link, basis and purpose, operation,
// fields, case, quota, hours and networks, kinship, conflict, population.
std::optional<Why> clerk(const World& w) {
    // F2.2: who may not act at all.
    if (w.standing == Standing::closed) return Why::account_closed;
    if (w.standing == Standing::suspended) return Why::account_suspended;
    if (w.standing == Standing::expired) return Why::account_expired;
    if (w.standing == Standing::not_yet_valid) return Why::account_not_yet_valid;
    if (w.standing == Standing::idle) return Why::account_idle;
    if (w.standing == Standing::separated) return Why::account_separated;
    if (w.standing == Standing::outside_hours) return Why::outside_hours;
    if (w.standing == Standing::outside_network) return Why::outside_network;
    if (w.duty == Duty::must_prove_second) return Why::must_prove_second;
    if (w.duty == Duty::must_change_password) return Why::must_change_password;
    if (w.duty == Duty::must_enrol) return Why::must_enrol;
    // S1.1: asking is case work, an export like the rest; a designated person as such may not.
    if (!w.case_worker) return Why::role_missing;
    // S2.2: use only after an approved application, within its period and its scope.
    if (!w.there_is_a_grant) return Why::no_grant;
    if (w.grant_unit != w.asker_unit) return Why::wrong_unit;
    if (!w.holder) return Why::not_a_holder;
    if (w.grant_state == 'e') return Why::grant_ended;
    if (w.now >= w.grant_until) return Why::expired;
    if (w.grant_state == 's') return Why::grant_suspended;
    if (w.now < w.grant_from) return Why::not_yet_valid;
    if (w.used_total == 0 && w.now >= w.grant_lapses) return Why::approval_lapsed;
    if (w.asked_holding != w.grant_holding) return Why::outside_holding;
    // The ministry's rules 8, S4: the link.
    if (!w.there_is_a_link) return Why::link_missing;
    if (!w.letter) return Why::link_not_approved;
    if (w.link_ended != 0 && w.now >= w.link_ended) return Why::link_ended;
    if (w.now >= w.link_until) return Why::link_expired;
    if (w.link_suspended) return Why::link_suspended;
    if (w.now < w.link_from) return Why::link_not_yet_valid;
    // P2.1, P2.2.
    if (w.bases_in_force == 0) return Why::basis_not_in_force;
    if (w.purpose_draft) return Why::purpose_not_approved;
    if (w.purpose_ended != 0 && w.now >= w.purpose_ended) return Why::purpose_ended;
    // Scope: what grant and purpose both have; of the fields what the link has too.
    const auto by_both = [&](Operation of) {
        return of == Operation::answer ? granted(w.grant_operations, of) && granted(w.purpose_operations, of)
                                       : granted(w.grant_operations & w.purpose_operations, of);
    };
    const bool both = by_both(w.operation) || (w.operation == Operation::attach && by_both(Operation::answer));
    if (!both) return Why::operation_not_granted;
    const auto allowed = in_common(w);
    if (allowed.empty()) return Why::field_outside;
    for (const auto& field : w.fields) {
        if (!allowed.contains(field)) return Why::field_outside;
    }
    // F2.4.
    if (w.case_number.empty()) return Why::case_number_missing;
    const auto digit = [&](std::size_t at) { return w.case_number[at] >= '0' && w.case_number[at] <= '9'; };
    const bool shaped = w.case_number.size() == 4 && w.case_number.starts_with("A-") && digit(2) && digit(3);
    if (w.pattern && !shaped) return Why::case_number_ill_formed;
    if (w.list_loaded) {
        if (!w.on_the_list) return Why::case_unknown;
        if (w.askable_until != 0 && w.now >= w.askable_until) return Why::case_closed;
    }
    int letters = 0;
    int pending = 0;  // spaces count only between letters
    for (const char c : w.reason) {
        if (c == ' ') {
            ++pending;
        } else {
            letters += letters == 0 ? 1 : 1 + pending;
            pending = 0;
        }
    }
    if (letters == 0) return Why::reason_missing;
    if (letters < 4) return Why::reason_too_short;
    // Quota: the second act of a counted one is not counted.
    if (w.operation != Operation::reveal && w.operation != Operation::attach && w.operation != Operation::export_) {
        if (w.used_total + 1 > w.quota_total) return Why::quota_total_used_up;
        if (w.used_month + 1 > w.quota_month) return Why::quota_month_used_up;
        if (w.used_day + 1 > w.quota_day) return Why::quota_day_used_up;
    }
    // Hours and weekdays in Taipei (UTC+8), the day 2026-11-23 being a Monday.
    const std::int64_t local = w.now + 8 * 3'600'000;
    const std::int64_t minute = local % day / 60'000;
    const std::int64_t monday = noon + 8 * 3'600'000 - 12 * 3'600'000;
    const std::int64_t days = (local - monday + 70 * day) / day % 7;
    if (w.hours_from >= 0) {
        std::int64_t at = w.hours_from;  // walk from minute to minute around the clock
        bool inside = false;
        for (; at != w.hours_to; at = (at + 1) % 1440) inside = inside || at == minute;
        if (!inside) return Why::outside_grant_hours;
    }
    if (w.weekdays != 0 && (w.weekdays >> days & 1) == 0) return Why::outside_grant_hours;
    if (w.network == "10.1.0.0/16" && !w.source.starts_with("10.1.")) return Why::outside_grant_network;
    if (w.network == "10.1.2.3" && w.source != "10.1.2.3") return Why::outside_grant_network;
    // Kinship (the ministry's rules 10): two people, both there.
    if (w.operation == Operation::kinship) {
        if (!w.authorisation || !w.own) return Why::kinship_not_authorised;
        if (!w.approved) return Why::kinship_not_approved;
        if (w.withdrawn) return Why::kinship_withdrawn;
        if (w.barred) return Why::kinship_barred;
        if (w.now < w.authorised_from) return Why::kinship_not_yet_valid;
        if (w.now >= w.authorised_until) return Why::kinship_expired;
        if (!w.of_case) return Why::kinship_other_case;
        if (!w.of_person) return Why::kinship_other_person;
        if (!w.opened) return Why::kinship_not_opened;
        if (w.now >= w.present_until) return Why::kinship_controller_absent;
    }
    // S1.1: a search by name stays in the districts of the grant and is no browsing: four a day, and two people of a
    // name.
    if (w.operation == Operation::name_search) {
        if (w.population == 'd' && w.search_district != "68000010" && w.search_district != "68000020") {
            return Why::search_outside_district;
        }
        if (w.searched > 3) return Why::search_day_used_up;
    }
    // About whom.
    if (w.tag_known && w.conflicts > 0) return Why::conflict_declared;
    if (w.tag_known && w.found) {
        if (w.population == 'd' && w.district != "68000010" && w.district != "68000020") return Why::outside_population;
        if (w.population == 'l' && !w.on_list_of_people) return Why::outside_population;
    }
    if (w.operation == Operation::name_search && w.found_of_name > 2) return Why::search_too_many;
    return std::nullopt;
}

// ---------------------------------------------------------------------------------------------------------------------
// The same facts as the decision has them.

base::Instant at(std::int64_t millis) { return base::from_millis(millis); }
std::optional<base::Instant> maybe(std::int64_t millis) {
    if (millis == 0) return std::nullopt;
    return at(millis);
}

// Views of it point into the world.
Situation situation_of(const World& w, const std::array<std::optional<format::Network>, 3>& networks) {
    Situation out;
    out.now = at(w.now);
    out.asker = {.standing = w.standing, .duty = w.duty, .roles = {}, .unit = w.asker_unit};
    if (w.case_worker) out.asker.roles.add(Role::case_worker);
    if (w.designated_person) out.asker.roles.add(Role::designated_person);
    out.wish = {.operation = w.operation,
                .case_number = w.case_number,
                .reason = w.reason,
                .holding = w.asked_holding,
                .source = w.source,
                .fields = w.fields,
                .reason_length_min = 4};
    if (w.there_is_a_grant) {
        StoredGrant& grant = out.grant.emplace();
        grant.unit = w.grant_unit;
        grant.state = w.grant_state == 'o'   ? StoredState::open
                      : w.grant_state == 's' ? StoredState::suspended
                                             : StoredState::ended;
        grant.from = at(w.grant_from);
        grant.until = at(w.grant_until);
        if (w.used_total == 0) grant.lapses_at = at(w.grant_lapses);
        grant.operations =
            Operations::from_bits(w.grant_operations).common(Operations::from_bits(w.purpose_operations));
        grant.fields = effective_fields(w.grant_fields, w.link_fields, w.purpose_fields);
        grant.population.kind = w.population == 'a'   ? Population::Kind::all
                                : w.population == 'd' ? Population::Kind::districts
                                                      : Population::Kind::case_list;
        if (w.population == 'd') grant.population.districts = {"68000010", "68000020"};
        grant.holding = w.grant_holding;
        grant.quota_day = w.quota_day;
        grant.quota_month = w.quota_month;
        grant.quota_total = w.quota_total;
        grant.used_today = w.used_day;
        grant.used_month = w.used_month;
        grant.used_total = w.used_total;
        if (w.hours_from >= 0) grant.hours = law::Hours{.from = w.hours_from, .to = w.hours_to};
        grant.weekdays = static_cast<std::uint8_t>(w.weekdays);
        if (w.network == "10.1.0.0/16") grant.networks = {*networks[0], *networks[2]};
        if (w.network == "10.1.2.3") grant.networks = {*networks[1]};
        grant.holds = w.holder ? 1 : 0;
        grant.purpose.code = "p";
        grant.purpose.state = w.purpose_draft ? StoredPurpose::State::draft : StoredPurpose::State::approved;
        grant.purpose.ended_at = maybe(w.purpose_ended);
        grant.purpose.case_pattern = w.pattern ? "A-##" : "";
        grant.purpose.bases_in_force = w.bases_in_force;
        if (w.there_is_a_link) {
            grant.link =
                StoredLink{.state = w.link_suspended ? StoredLink::State::suspended : StoredLink::State::active,
                           .from = at(w.link_from),
                           .until = at(w.link_until),
                           .ended_at = maybe(w.link_ended),
                           .data_class = "household",
                           .letter = w.letter ? StoredLink::Letter::there : StoredLink::Letter::wanting};
        }
        if (w.list_loaded) {
            grant.listed_case = ListedCase{.listed = w.on_the_list ? ListedCase::Listed::yes : ListedCase::Listed::no,
                                           .askable_until = maybe(w.askable_until)};
        }
    }
    const auto is = [](bool yes) { return yes ? KinshipFacts::Is::yes : KinshipFacts::Is::no; };
    if (w.authorisation) {
        out.kinship = KinshipFacts{.link_approved = is(w.approved),
                                   .own = is(w.own),
                                   .of_person = is(w.of_person),
                                   .of_case = is(w.of_case),
                                   .withdrawn = is(w.withdrawn),
                                   .barred = is(w.barred),
                                   .from = at(w.authorised_from),
                                   .until = at(w.authorised_until),
                                   .opened = is(w.opened),
                                   .present_until = at(w.present_until)};
    }
    if (w.operation == Operation::name_search) {
        out.search = SearchFacts{.district = w.search_district,
                                 .used_today = w.searched,
                                 .most_a_day = 4,
                                 .found = w.found_of_name,
                                 .most = 2};
    }
    if (w.tag_known) {
        out.person = PersonFacts{.found = w.found ? PersonFacts::Found::found : PersonFacts::Found::not_yet,
                                 .district = w.district,
                                 .listed = w.on_list_of_people ? 1 : 0,
                                 .conflicts = w.conflicts};
    }
    if (out.grant) out.population = &out.grant->population;
    return out;
}

// ---------------------------------------------------------------------------------------------------------------------
// Chance.

class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_{seed} {}

    std::int64_t below(std::uint64_t bound) { return static_cast<std::int64_t>(random_.below(bound)); }
    // One in so many.
    bool seldom(std::uint64_t in) { return random_.below(in) == 0; }
    template <class T, std::size_t N>
    const T& of(const std::array<T, N>& from) {
        return from[random_.below(N)];
    }
    // Mostly the first, so that many situations get far.
    template <class T, std::size_t N>
    const T& lean(const std::array<T, N>& from) {
        return seldom(24) ? of(from) : from.front();
    }
    // Around `now`: mostly `usual` away, else at the very millisecond, before or after it, or anywhere near.
    std::int64_t moment(std::int64_t now, std::int64_t usual) {
        if (!seldom(24)) return now + usual;
        static constexpr std::array<std::int64_t, 5> edges{-1, 0, 1, -day, day};
        return now + of(edges);
    }
    std::string some_of(const std::array<std::string_view, 5>& all, std::uint64_t leave_out) {
        std::string text;
        for (const auto word : all) {
            if (seldom(leave_out)) continue;
            if (!text.empty()) text += ' ';
            text += word;
        }
        return text;
    }

private:
    base::SeededRandom random_;
};

World drawn(Draw& draw) {
    static constexpr std::array standings{Standing::active,    Standing::not_yet_valid, Standing::expired,
                                          Standing::suspended, Standing::closed,        Standing::idle,
                                          Standing::separated, Standing::outside_hours, Standing::outside_network};
    static constexpr std::array duties{Duty::none, Duty::must_prove_second, Duty::must_change_password,
                                       Duty::must_enrol};
    static constexpr std::array operations{Operation::lookup,  Operation::reveal,      Operation::household,
                                           Operation::kinship, Operation::match,       Operation::extract,
                                           Operation::export_, Operation::name_search, Operation::answer,
                                           Operation::watch,   Operation::attach};
    static constexpr std::array<std::string_view, 5> fields{"Ab", "Abc", "B", "Ca", "Cab"};
    static constexpr std::array<std::string_view, 7> case_numbers{"A-12", "", "A-1", "A-123", "B-12", "A-1x", "12"};
    static constexpr std::array<std::string_view, 7> reasons{"benefit review", "",     "   ", "abc",
                                                             "abcd",           " ab ", "a  b"};
    static constexpr std::array<std::string_view, 6> sources{"10.1.2.3",  "10.1.2.4", "10.2.0.1",
                                                             "192.0.2.7", "",         "nowhere"};
    static constexpr std::array<std::string_view, 4> districts{"68000010", "68000020", "68000030", ""};
    static constexpr std::array grant_states{'o', 's', 'e'};
    static constexpr std::array<int, 3> bases{1, 0, 2};

    World w;
    w.now = noon + draw.below(14 * 1440) * 60'000 - 7 * day + draw.below(3) - 1;
    w.standing = draw.lean(standings);
    w.duty = draw.lean(duties);
    w.case_worker = !draw.seldom(24);
    w.designated_person = !draw.seldom(8);
    w.asker_unit = draw.seldom(24) ? 2 : 1;
    w.there_is_a_grant = !draw.seldom(24);
    w.holder = !draw.seldom(24);
    w.grant_state = draw.lean(grant_states);
    w.grant_from = draw.moment(w.now, -3 * day);
    w.grant_until = draw.moment(w.now, 3 * day);
    w.grant_lapses = draw.moment(w.now, 2 * day);
    w.grant_fields = draw.some_of(fields, 3);
    w.link_fields = draw.some_of(fields, 12);
    w.purpose_fields = draw.some_of(fields, 12);
    w.grant_operations = static_cast<int>(draw.seldom(2) ? 511 : draw.below(512));
    w.purpose_operations = static_cast<int>(draw.seldom(8) ? draw.below(512) : 511);
    if (draw.seldom(24)) w.asked_holding = "kinship";
    w.quota_day = 1 + draw.below(4);
    w.quota_month = w.quota_day + draw.below(3);
    w.quota_total = w.quota_month + draw.below(3);
    w.used_day = draw.below(3);
    w.used_month = w.used_day + draw.below(2);
    w.used_total = w.used_month + draw.below(2);
    if (draw.seldom(6)) {
        w.hours_from = static_cast<int>(draw.below(1440));
        w.hours_to = static_cast<int>((w.hours_from + 1 + draw.below(1439)) % 1440);
        // At the very edge, often.
        if (draw.seldom(2)) w.now = (w.now - w.now % day) - 8 * 3'600'000 + w.hours_to * 60'000 - draw.below(2);
    }
    if (draw.seldom(6)) w.weekdays = static_cast<int>(1 + draw.below(127));
    if (draw.seldom(4)) w.network = draw.seldom(2) ? "10.1.0.0/16" : "10.1.2.3";
    w.there_is_a_link = !draw.seldom(24);
    w.letter = !draw.seldom(24);
    w.link_suspended = draw.seldom(24);
    w.link_from = draw.moment(w.now, -30 * day);
    w.link_until = draw.moment(w.now, 30 * day);
    if (draw.seldom(4)) w.link_ended = draw.moment(w.now, 9 * day);
    w.purpose_draft = draw.seldom(24);
    if (draw.seldom(4)) w.purpose_ended = draw.moment(w.now, 9 * day);
    w.bases_in_force = draw.lean(bases);
    w.pattern = !draw.seldom(4);
    w.list_loaded = draw.seldom(3);
    w.on_the_list = !draw.seldom(6);
    if (draw.seldom(2)) w.askable_until = draw.moment(w.now, day);
    w.operation = draw.seldom(2) ? operations.front() : draw.of(operations);
    w.authorisation = !draw.seldom(12);
    w.own = !draw.seldom(12);
    w.approved = !draw.seldom(12);
    w.of_person = !draw.seldom(12);
    w.of_case = !draw.seldom(12);
    w.withdrawn = draw.seldom(12);
    w.barred = draw.seldom(12);
    w.opened = !draw.seldom(12);
    w.authorised_from = draw.moment(w.now, -day);
    w.authorised_until = draw.moment(w.now, day);
    w.present_until = draw.moment(w.now, 60'000);
    if (draw.seldom(3)) {
        const auto count = draw.below(3);
        for (int i = 0; i < count; ++i) w.fields.emplace_back(draw.seldom(12) ? "X" : draw.of(fields));
    }
    w.case_number = draw.lean(case_numbers);
    w.reason = draw.lean(reasons);
    w.source = draw.seldom(2) ? sources.front() : draw.of(sources);
    w.search_district = draw.of(districts);
    w.searched = static_cast<int>(draw.below(6));
    w.found_of_name = static_cast<int>(draw.below(4));
    w.tag_known = !draw.seldom(4);
    w.found = draw.seldom(2);
    w.conflicts = draw.seldom(24) ? 1 + static_cast<int>(draw.below(2)) : 0;
    w.population = draw.of(std::array{'a', 'd', 'l'});
    w.district = draw.of(districts);
    w.on_list_of_people = !draw.seldom(3);
    return w;
}

TEST(Property, AMillionSituationsAreDecidedAsAClerkDecidesThem) {
    const std::array networks{format::Network::parse("10.1.0.0/16"), format::Network::parse("10.1.2.3"),
                              format::Network::parse("2001:db8::/32")};
    Draw draw{20261123};
    std::map<std::optional<Why>, int> seen;
    int outside_period = 0;
    int outside_scope = 0;
    int outside_population = 0;
    int outside_quota = 0;
    int outside_purpose = 0;
    for (int i = 0; i < situations; ++i) {
        const World world = drawn(draw);
        const Situation situation = situation_of(world, networks);
        const auto got = verdict(situation);
        ASSERT_EQ(got, clerk(world)) << "situation " << i;
        ++seen[got];
        // What is a rule of the person alone finds the same once the person is known.
        const bool is_of_person =
            got == Why::conflict_declared || got == Why::outside_population || got == Why::search_too_many;
        if (!got || is_of_person) {
            ASSERT_EQ(verdict_on_person(situation), got) << "situation " << i;
        }
        if (got) continue;
        // What no permit may ever be, said once more, each in a line of its own.
        if (!(world.grant_from <= world.now && world.now < world.grant_until && world.now < world.link_until)) {
            ++outside_period;
        }
        const auto common = in_common(world);
        for (const auto& field : world.fields) outside_scope += common.contains(field) ? 0 : 1;
        if (!granted(world.grant_operations, world.operation)) ++outside_scope;
        if (world.tag_known && world.found &&
            ((world.population == 'd' && world.district != "68000010" && world.district != "68000020") ||
             (world.population == 'l' && !world.on_list_of_people))) {
            ++outside_population;
        }
        if (world.operation != Operation::reveal && world.operation != Operation::attach &&
            world.operation != Operation::export_ &&
            (world.used_day >= world.quota_day || world.used_month >= world.quota_month ||
             world.used_total >= world.quota_total)) {
            ++outside_quota;
        }
        if (world.purpose_draft || world.bases_in_force == 0 || !granted(world.purpose_operations, world.operation)) {
            ++outside_purpose;
        }
    }
    EXPECT_EQ(outside_period, 0);
    EXPECT_EQ(outside_scope, 0);
    EXPECT_EQ(outside_population, 0);
    EXPECT_EQ(outside_quota, 0);
    EXPECT_EQ(outside_purpose, 0);
    // Every reason came up, and permits in plenty: the test says something of each.
    for (const Refused& row : refusals()) EXPECT_GT(seen[row.why], 5) << row.code;
    EXPECT_GT(seen[std::nullopt], situations / 50);
}

}  // namespace
}  // namespace menhu::grants
