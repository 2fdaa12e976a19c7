#include "demo/examples.h"

#include <algorithm>
#include <array>

#include "demo/world.h"
#include "format/csv.h"

namespace menhu::demo {

using format::PersonField;

namespace {

struct Seen {
    const Clan& clan;
    const Household& household;
    const Kin& kin;
    const Record& record;
    const format::CharacterMap& characters;
};

const Kin* spouse(const Seen& seen) { return seen.kin.spouse == nobody ? nullptr : &seen.clan.at(seen.kin.spouse); }

bool has_mapped_character(const Seen& seen) {
    return std::ranges::any_of(seen.characters.rows(), [&](const format::CharacterMap::Row& row) {
        return seen.kin.name.find(row.text) != std::string::npos;
    });
}

bool is_twin(const Seen& seen) {
    return std::ranges::any_of(seen.household.members, [&](int other) {
        const Kin& kin = seen.clan.at(other);
        return &kin != &seen.kin && kin.mother != nobody && kin.mother == seen.kin.mother && kin.born == seen.kin.born;
    });
}

bool is_resident(const Seen& seen) { return seen.kin.standing == Standing::resident; }

// In the months that the city lived through, or shortly before it began.
bool happened(const Seen& seen, Legal kind) {
    return std::ranges::any_of(seen.kin.events, [&](const Event& event) {
        return event.kind == kind && !event.undone && event.on + std::chrono::days{366} > seen.kin.described_on;
    });
}

struct Kind {
    std::string_view zh;
    std::string_view en;
    bool (*is)(const Seen&);
};

constexpr std::array kinds{
    Kind{"桃園區的戶長，全戶四人以上", "Head of a household of four or more in Taoyuan District",
         [](const Seen& s) {
             return s.household.head >= 0 && &s.clan.at(s.household.head) == &s.kin &&
                    s.household.members.size() >= 4 && s.household.district->code == "68000010";
         }},
    Kind{
        "中壢區的居民", "A resident of Zhongli District",
        [](const Seen& s) { return s.household.district->code == "68000020" && s.kin.standing == Standing::resident; }},
    Kind{
        "復興區的居民", "A resident of Fuxing District",
        [](const Seen& s) { return s.household.district->code == "68000130" && s.kin.standing == Standing::resident; }},
    Kind{"姓名有 Big5 以外的字", "A name with a character outside Big5",
         [](const Seen& s) { return has_mapped_character(s); }},
    Kind{"姓名有對照表沒有的造字", "A name with a user-defined character that no table explains",
         [](const Seen& s) { return s.kin.name.find("\uE2F0") != std::string::npos; }},
    Kind{"原住民姓名，有間隔號與羅馬拼音", "An indigenous name with a middle dot, and romanised",
         [](const Seen& s) { return s.kin.name.find("．") != std::string::npos; }},
    Kind{"同性配偶", "Spouses of the same sex",
         [](const Seen& s) { return s.kin.marriage == Marriage::united && s.kin.standing == Standing::resident; }},
    Kind{"配偶為外籍人士（未歸化）", "A spouse from abroad, not naturalised",
         [](const Seen& s) { return spouse(s) != nullptr && spouse(s)->surname.empty(); }},
    Kind{"歸化取得國籍，曾用統一證號", "Naturalised, with a foreign resident's number before",
         [](const Seen& s) { return s.kin.earlier_ids.find('Y') == 0 && s.kin.birth_place == "越南"; }},
    Kind{"由夫妻共同收養", "Adopted by a couple",
         [](const Seen& s) { return s.kin.foster_father != nobody && s.kin.foster_mother != nobody; }},
    Kind{"單方收養，另一欄為＝", "Adopted by one person; the other is written ＝",
         [](const Seen& s) { return s.kin.adopted_by_one; }},
    Kind{"父不詳，父欄為－", "Father unknown, written －", [](const Seen& s) { return s.kin.father_unknown; }},
    Kind{"雙胞胎", "A twin", [](const Seen& s) { return is_twin(s); }},
    Kind{"喪偶", "Widowed", [](const Seen& s) { return s.kin.marriage == Marriage::widowed; }},
    Kind{"死亡", "Dead", [](const Seen& s) { return s.kin.standing == Standing::dead; }},
    Kind{"遷出國外", "Moved abroad", [](const Seen& s) { return s.kin.standing == Standing::moved_abroad; }},
    Kind{"遷出至其他縣市", "Moved to another county",
         [](const Seen& s) { return s.kin.standing == Standing::moved_away; }},
    Kind{"民國前出生", "Born before the Republic", [](const Seen& s) { return year_of(s.kin.born) < 1912; }},
    Kind{"出生日不明", "Day of birth unknown", [](const Seen& s) { return s.kin.precision != Precision::day; }},
    Kind{"曾用九碼統號", "An earlier id of nine characters",
         [](const Seen& s) { return s.kin.earlier_ids.size() == 9; }},
    Kind{"共同事業戶", "A household of joint business",
         [](const Seen& s) { return s.household.type == Household::Type::business; }},
    Kind{"菓林里居民（里名有 Big5 以外的字）", "A resident of 菓林里, whose name is outside Big5",
         [](const Seen& s) { return s.household.village->name == "菓林里"; }},
    Kind{"姓名變更（今年）", "A name changed within the year",
         [](const Seen& s) { return is_resident(s) && happened(s, Legal::name_change); }},
    Kind{"統號變更（今年），舊號也查得到", "An id changed within the year; the old one is found too",
         [](const Seen& s) { return is_resident(s) && happened(s, Legal::id_change); }},
    Kind{"由外縣市遷入（今年）", "Moved in from another county within the year",
         [](const Seen& s) { return is_resident(s) && happened(s, Legal::move_in); }},
    Kind{"里別調整，原竹圍里", "Boundaries changed; formerly of the old 竹圍里",
         [](const Seen& s) {
             return is_resident(s) && std::ranges::any_of(s.kin.events, [](const Event& event) {
                        return event.kind == Legal::boundary && event.from.ends_with("竹圍里");
                    });
         }},
    Kind{"撤銷遷出登記", "A move away that was revoked",
         [](const Seen& s) { return is_resident(s) && happened(s, Legal::revocation); }},
};
static_assert(kinds.size() <= 32);

}  // namespace

bool ExampleFinder::has_all() const { return seen_ == (std::uint64_t{1} << kinds.size()) - 1; }

void ExampleFinder::see(const Clan& clan, const Household& household, int member, const Record& record) {
    if (has_all()) return;
    const Seen seen{clan, household, clan.at(member), record, characters_};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const std::uint32_t bit = std::uint32_t{1} << kind;
        if ((seen_ & bit) != 0 || !kinds[kind].is(seen)) continue;
        seen_ |= bit;
        found_.push_back({kind,
                          {std::string{kinds[kind].zh}, std::string{kinds[kind].en},
                           std::string{record[PersonField::person_id]}, std::string{record[PersonField::person_name]},
                           std::string{record[PersonField::birth_date]}, std::string{record[PersonField::area_code]}}});
        return;  // one kind a person, so that the list shows many people
    }
}

std::vector<Example> ExampleFinder::take() {
    std::ranges::sort(found_, {}, &Found::kind);
    std::vector<Example> examples;
    for (Found& found : found_) examples.push_back(std::move(found.example));
    return examples;
}

std::string examples_csv(const std::vector<Example>& examples) {
    std::string text{format::utf8_mark};
    const std::array<std::string_view, 6> header{"what_zh", "what_en", "id", "name", "birth_date", "area_code"};
    format::append_csv_row(header, text);
    for (const Example& example : examples) {
        const std::array<std::string_view, 6> row{example.what_zh, example.what_en,    example.id,
                                                  example.name,    example.birth_date, example.area_code};
        format::append_csv_row(row, text);
    }
    return text;
}

}  // namespace menhu::demo
