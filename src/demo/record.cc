#include "demo/record.h"

#include <algorithm>

#include "demo/villages.h"
#include "demo/words.h"
#include "demo/world.h"

namespace menhu::demo {

using format::PersonField;

namespace {

constexpr std::string_view unknown = "－";
constexpr std::string_view only_one = "＝";
constexpr std::string_view mark = "【示範資料】";
// Of the demonstration layout in Big5: bytes for the notes.
constexpr std::size_t notes_bytes = 240;

std::string_view standing_word(Standing standing) {
    switch (standing) {
        case Standing::resident:
            return "resident";
        case Standing::moved_away:
            return "moved_away";
        case Standing::moved_abroad:
            return "moved_abroad";
        case Standing::dead:
            return "dead";
        case Standing::declared_dead:
            return "declared_dead";
        case Standing::revoked:
            return "revoked";
    }
    return {};
}

std::string_view type_word(Household::Type type) {
    switch (type) {
        case Household::Type::together:
            return "living_together";
        case Household::Type::business:
            return "business_together";
        case Household::Type::alone:
            return "living_alone";
    }
    return {};
}

bool is_dead(const Kin& kin) { return kin.standing == Standing::dead || kin.standing == Standing::declared_dead; }

std::string_view military(const Kin& kin, int age) {
    if (kin.sex == Sex::female) return {};
    if (age < 18) return "役齡前";
    if (age >= 37) return "除役";
    if (age < 20) return "役男";
    const int digit = digit_of(kin);
    if (digit < 5) return "常備役";
    if (digit < 7) return "替代役";
    return digit < 8 ? "補充兵" : "免役";
}

std::string_view education(const Kin& kin, int age) {
    const int digit = digit_of(kin);
    if (age < 12) return {};
    if (age < 15) return "國小畢業";
    if (age < 18) return "國中畢業";
    if (age < 22) return "高中(職)畢業";
    if (age < 50) return digit < 1 ? "博士畢業" : digit < 3 ? "碩士畢業" : digit < 8 ? "大學畢業" : "高中(職)畢業";
    if (age < 70) return digit < 3 ? "大學畢業" : digit < 5 ? "專科畢業" : digit < 8 ? "高中(職)畢業" : "國中畢業";
    return digit < 2 ? "不識字" : digit < 4 ? "自修" : digit < 8 ? "國小畢業" : "國中畢業";
}

// Bytes in Big5: user-defined characters too take two.
std::size_t big5_bytes(std::string_view text) {
    std::size_t bytes = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            bytes += 1;
        } else if (byte >= 0xC0) {
            bytes += 2;
        }
    }
    return bytes;
}

// As many sentences as fit, the oldest first, and the mark.
void fill_notes(const std::vector<Note>& notes, std::string& out) {
    out.clear();
    std::array<const Note*, 16> order{};
    const std::size_t count = std::min(notes.size(), order.size());
    for (std::size_t i = 0; i < count; ++i) order[i] = &notes[i];
    // Those of one day stay in the order in which they were written down.
    std::sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
              [](const Note* a, const Note* b) { return a->day != b->day ? a->day < b->day : a < b; });
    std::size_t left = notes_bytes - big5_bytes(mark);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t bytes = big5_bytes(order[i]->text);
        if (bytes > left) break;
        out += order[i]->text;
        left -= bytes;
    }
    out += mark;
}

void set_relative(const Clan& clan, int index, std::string_view absent, std::string& id, std::string& name) {
    id.clear();
    name = absent;
    if (index == nobody) return;
    id = clan.at(index).id;
    name = clan.at(index).name;
}

void set_relatives(const Clan& clan, const Kin& kin, Record& record) {
    set_relative(clan, kin.father, unknown, record[PersonField::father_id], record[PersonField::father_name]);
    set_relative(clan, kin.mother, unknown, record[PersonField::mother_id], record[PersonField::mother_name]);
    const std::string_view other = kin.adopted_by_one ? only_one : std::string_view{};
    set_relative(clan, kin.foster_father, other, record[PersonField::foster_father_id],
                 record[PersonField::foster_father_name]);
    set_relative(clan, kin.foster_mother, other, record[PersonField::foster_mother_id],
                 record[PersonField::foster_mother_name]);
    set_relative(clan, kin.spouse, {}, record[PersonField::spouse_id], record[PersonField::spouse_name]);
    // 得記「(歿)」: some offices do.
    if (kin.spouse != nobody && is_dead(clan.at(kin.spouse)) && !is_dead(kin) && digit_of(kin) % 2 == 0) {
        record[PersonField::spouse_name] += "(歿)";
    }
}

void set_home(const Clan& clan, const Household& household, int member, Record& record) {
    record[PersonField::household_number] = household.number;
    record[PersonField::household_type] = type_word(household.type);
    record[PersonField::head_id] = clan.at(household.head).id;
    record[PersonField::relation] = relation_to_head(clan, household, member);
    record[PersonField::area_code] = household.district->code;
    record[PersonField::village_code] = village_code(*household.district, *household.village);
    record[PersonField::village] = household.village->name;
    std::string& neighbour = record[PersonField::neighbour];
    neighbour = std::to_string(household.neighbourhood);
    neighbour.insert(0, 3 - std::min<std::size_t>(3, neighbour.size()), '0');
    record[PersonField::street_doorplate] = household.street;
}

void append_number(int number, std::size_t digits, std::string& out) {
    const std::size_t end = out.size() + digits;
    out.resize(end, '0');
    for (std::size_t at = end; number > 0 && at > 0; number /= 10) out[--at] = static_cast<char>('0' + number % 10);
}

void set_date(Day day, Precision precision, std::string& out) {
    const std::chrono::year_month_day date{day};
    out.clear();
    append_number(static_cast<int>(date.year()), 4, out);
    if (precision == Precision::year) return;
    out += '-';
    append_number(static_cast<int>(static_cast<unsigned>(date.month())), 2, out);
    if (precision == Precision::month) return;
    out += '-';
    append_number(static_cast<int>(static_cast<unsigned>(date.day())), 2, out);
}

}  // namespace

int digit_of(const Kin& kin) {
    if (kin.digit >= 0) return kin.digit;
    return kin.id.size() < 9 ? 0 : kin.id[7] - '0';
}

std::string date_text(Day day, Precision precision) {
    std::string text;
    set_date(day, precision, text);
    return text;
}

void fill_record(const Clan& clan, const Household& household, int member, Record& record) {
    const Kin& kin = clan.at(member);
    const Day described = is_dead(kin) ? std::min(kin.standing_since, kin.described_on) : kin.described_on;
    const int age = years_between(kin.born, described);
    const auto set_if = [&](bool present, PersonField field, Day day) {
        if (present) {
            set_date(day, Precision::day, record[field]);
        } else {
            record[field].clear();
        }
    };
    const bool moved_out = kin.standing == Standing::moved_away || kin.standing == Standing::moved_abroad;

    record[PersonField::person_id] = kin.id;
    record[PersonField::earlier_ids] = kin.earlier_ids;
    record[PersonField::person_name] = kin.name;
    record[PersonField::romanised_name] = kin.romanised;
    set_date(kin.born, kin.precision, record[PersonField::birth_date]);
    record[PersonField::born_before_republic] = year_of(kin.born) < 1912 ? "1" : "0";
    record[PersonField::sex] = kin.sex == Sex::male ? "male" : "female";
    record[PersonField::birth_place] = kin.birth_place;
    record[PersonField::birth_order] = birth_order(kin.sex, kin.order);
    record[PersonField::marriage_code].assign(1, static_cast<char>(kin.marriage));
    set_relatives(clan, kin, record);
    set_home(clan, household, member, record);
    set_if(kin.moved_in, PersonField::moved_in_date, kin.moved_in_on);
    record[PersonField::moved_in_from] = kin.moved_in ? kin.moved_in_from : std::string_view{};
    set_if(moved_out, PersonField::moved_out_date, kin.standing_since);
    record[PersonField::moved_out_to] = kin.moved_to;
    record[PersonField::military] = military(kin, age);
    record[PersonField::education] = education(kin, age);
    record[PersonField::indigenous_status] = kin.people == 0 ? "" : kin.highland ? "highland" : "lowland";
    record[PersonField::indigenous_people] = kin.people == 0 ? "" : kin.people == 1 ? "1" : "2";
    fill_notes(kin.notes, record[PersonField::notes]);
    record[PersonField::status] = standing_word(kin.standing);
    set_if(kin.standing != Standing::resident, PersonField::status_date, kin.standing_since);
}

}  // namespace menhu::demo
