// Life of a clan: who has a turn in a month, and how an act becomes changes of records.
#include "demo/life.h"

#include <algorithm>
#include <array>

#include "base/result.h"
#include "demo/words.h"

namespace menhu::demo {

using std::chrono::days;

enum class ClanLife::Turn : std::uint8_t {
    birth,
    recognition,
    adoption,
    adoption_end,
    marriage,
    divorce,
    guardianship,
    assistance,
    parental_rights,
    death,
    declared_dead,
    indigenous_status,
    first_registration,
    move_in,
    move_out,
    move_within,
    move_abroad,
    move_back,
    split,
    merge,
    head_change,
    name_change,
    id_change,
    birth_date,
    renumbering,
    nationality_loss,
    annulment,
    restoration,
    correction,
    revocation,
};

namespace {

// Of 100,000 people, how many a month have this turn; what comes of it depends on who they are. Rare acts are more
// frequent than in life, so that a city of some thousands has some of each in a year.
constexpr std::uint32_t of = 100'000;
constexpr std::array<std::uint32_t, 30> shares{900, 1500, 15,  200, 260, 40, 40, 15, 200, 330, 15, 150, 900,  130, 150,
                                               160, 30,   300, 60,  60,  25, 25, 8,  6,   8,   3,  5,   3000, 25,  150};

constexpr std::uint32_t all_shares = [] {
    std::uint32_t sum = 0;
    for (const std::uint32_t share : shares) sum += share;
    return sum;
}();
static_assert(all_shares < of);

std::size_t turn_of(std::uint32_t draw) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (draw < shares[i]) return i;
        draw -= shares[i];
    }
    return shares.size();
}

}  // namespace

void ClanLife::begin() {
    records_.clear();
    former_.clear();
    parts_.clear();
}

void ClanLife::live(World& world, const Month& month, Chance& chance, std::vector<Change>& changes) {
    world_ = &world;
    month_ = &month;
    chance_ = &chance;
    changes_ = &changes;
    Day first = month.first;
    if (month.divided) {
        // Whatever else happens in that month happens in the new villages.
        boundary(*month.divided);
        first = std::max(first, *month.divided);
    }
    planned_.clear();
    for (const Household& household : clan_.households) {
        for (const int member : household.members) {
            const std::uint32_t draw = chance.below(of);
            if (draw >= all_shares) continue;
            planned_.push_back({day_between(chance, first, month.last), member, static_cast<Turn>(turn_of(draw))});
        }
    }
    std::ranges::sort(
        planned_, [](const Planned& a, const Planned& b) { return a.on != b.on ? a.on < b.on : a.person < b.person; });
    for (const Planned& planned : planned_) carry_out(planned);
}

void ClanLife::carry_out(const Planned& planned) {
    const auto [on, person, turn] = planned;
    if (clan_.at(person).household == nobody) return;
    switch (turn) {
        case Turn::birth:
            return birth(person, on);
        case Turn::recognition:
            return recognition(person, on);
        case Turn::adoption:
            return adoption(person, on);
        case Turn::adoption_end:
            return adoption_end(person, on);
        case Turn::marriage:
            return marriage(person, on);
        case Turn::divorce:
            return divorce(person, on);
        case Turn::guardianship:
            return guardianship(person, Legal::guardianship, on);
        case Turn::assistance:
            return guardianship(person, Legal::assistance, on);
        case Turn::parental_rights:
            return parental_rights(person, on);
        case Turn::death:
            return death(person, Legal::death, on);
        case Turn::declared_dead:
            return death(person, Legal::declared_dead, on);
        case Turn::indigenous_status:
            return indigenous(person, on);
        case Turn::first_registration:
            return first_registration(person, on);
        case Turn::move_in:
            return move_in(on);
        case Turn::move_out:
            return move_out(person, Legal::move_out, on);
        case Turn::move_within:
            return move_within(person, on);
        case Turn::move_abroad:
            return move_out(person, Legal::move_abroad, on);
        case Turn::move_back:
            return move_back(person, on);
        case Turn::split:
            return split(person, on);
        case Turn::merge:
            return merge(person, on);
        case Turn::head_change:
            if (is_here(person)) head_change(clan_.at(person).household, on);
            return;
        case Turn::name_change:
            return name_change(person, on);
        case Turn::id_change:
            return id_change(person, on);
        case Turn::birth_date:
            return birth_date(person, on);
        case Turn::renumbering:
            return renumbering(clan_.at(person).household, on);
        case Turn::nationality_loss:
            return registration_ends(person, Legal::nationality_loss, on);
        case Turn::annulment:
            return registration_ends(person, Legal::annulment, on);
        case Turn::restoration:
            return restoration(person, on);
        case Turn::correction:
            return correction(person, on);
        case Turn::revocation:
            return revocation(person, on);
    }
}

// ---- Acts ----

void ClanLife::begin_act() {
    CHECK(parts_.empty());
    ++clan_.acts;
    if (follow_ == Follow::people || !records_.empty()) return;
    for (std::size_t i = 0; i < clan_.people.size(); ++i) refill(static_cast<int>(i));
    changed_.clear();
    former_.clear();
}

Event& ClanLife::happened(int person, Legal kind, Day on) {
    Event& event = parts_.emplace_back(Part{person, {}}).event;
    event.kind = kind;
    event.on = on;
    event.registered = on;
    event.act = clan_.acts;
    return event;
}

// Brings the record of a person up to date; true if it changed, and then what it was is the last of `former_`.
bool ClanLife::refill(int person) {
    const auto index = static_cast<std::size_t>(person);
    if (records_.size() <= index) records_.resize(clan_.people.size());
    std::optional<Record>& record = records_[index];
    if (clan_.at(person).household == nobody) {
        if (!record) return false;
        former_.push_back(std::move(record));
        record.reset();
        return true;
    }
    fill_record(clan_, home(person), person, scratch_);
    if (record && *record == scratch_) return false;
    former_.push_back(std::move(record));
    record = scratch_;
    return true;
}

void ClanLife::tell(int person, const Event& event, std::vector<Change>& changes) {
    Change& change = changes.emplace_back();
    change.event = event;
    const std::optional<Record>& record = records_[static_cast<std::size_t>(person)];
    const auto at = std::ranges::find(changed_, person);
    if (at == changed_.end()) {
        change.before = record;
        change.after = record;
    } else {
        change.before = std::move(former_[static_cast<std::size_t>(at - changed_.begin())]);
        change.after = record;
        // A second event of the same act finds what the first left.
        former_[static_cast<std::size_t>(at - changed_.begin())] = record;
    }
    CHECK(change.before || change.after);
    change.id = (change.before ? *change.before : *change.after)[format::PersonField::person_id];
}

void ClanLife::end_act(int subject, std::vector<Change>& changes) {
    for (Household& household : clan_.households) {
        if (household.type == Household::Type::business || household.members.empty()) continue;
        household.type = is_alone_in(household) ? Household::Type::alone : Household::Type::together;
    }
    for (const Part& part : parts_) clan_.at(part.person).events.push_back(part.event);
    if (follow_ == Follow::everything) {
        changed_.clear();
        former_.clear();
        for (std::size_t i = 0; i < clan_.people.size(); ++i) {
            if (refill(static_cast<int>(i))) changed_.push_back(static_cast<int>(i));
        }
        const std::size_t told = parts_.size();
        for (const int person : changed_) {
            if (std::ranges::find(parts_, person, &Part::person) != parts_.end()) continue;
            Event& event = happened(person, Legal::correction, parts_.front().event.on);
            event.registered = parts_.front().event.registered;
            event.other_id = clan_.at(subject).id;
        }
        for (std::size_t i = told; i < parts_.size(); ++i) {
            clan_.at(parts_[i].person).events.push_back(parts_[i].event);
        }
        for (const Part& part : parts_) tell(part.person, part.event, changes);
    }
    parts_.clear();
}

// ---- Who and where ----

bool ClanLife::is_here(int person) const {
    const Kin& kin = clan_.at(person);
    return kin.household != nobody && kin.standing == Standing::resident;
}

bool ClanLife::has_ended_members(const Household& household) const {
    return std::ranges::any_of(household.members, [&](int member) { return !is_here(member); });
}

int ClanLife::adults_beside(const Household& household, int person, Day on) const {
    return static_cast<int>(std::ranges::count_if(
        household.members, [&](int member) { return member != person && is_here(member) && age(member, on) >= 18; }));
}

int ClanLife::residents_beside(const Household& household, int person) const {
    return static_cast<int>(
        std::ranges::count_if(household.members, [&](int member) { return member != person && is_here(member); }));
}

bool ClanLife::may_leave(int person, Day on) const {
    const Household& household = home(person);
    if (residents_beside(household, person) == 0) return true;
    return household.head != person && adults_beside(household, person, on) > 0;
}

std::string ClanLife::place_of(const Household& household) const {
    return world_->name_of(*household.district, *household.village);
}

int ClanLife::found_household(const World::Place& place, std::string street_given, int neighbourhood) {
    Household& household = clan_.households.emplace_back();
    household.number = world_->numbers().household_number();
    household.district = place.district;
    household.village = place.village;
    household.neighbourhood = neighbourhood;
    household.street = std::move(street_given);
    return static_cast<int>(clan_.households.size()) - 1;
}

void ClanLife::take_out(int person) {
    std::erase(home(person).members, person);
    clan_.at(person).household = nobody;
    --clan_.recorded;
}

void ClanLife::put_into(int household, int person) {
    clan_.at(person).household = household;
    clan_.households[static_cast<std::size_t>(household)].members.push_back(person);
    ++clan_.recorded;
}

Day ClanLife::not_before_the_last(int person, Day on) const {
    Day last = clan_.at(person).born;
    for (const Event& event : clan_.at(person).events) {
        if (event.kind != Legal::correction) last = std::max(last, event.on);
    }
    return std::max(last, on);
}

Day ClanLife::later(Day on, int most) { return std::min(on + days{chance_->between(0, most)}, month_->last); }

}  // namespace menhu::demo
