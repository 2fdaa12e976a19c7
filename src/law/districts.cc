#include "law/districts.h"

#include <algorithm>

#include "law/data_reader.h"

namespace menhu::law {

using format::TomlNode;

std::span<const base::EmbeddedFile> district_files();  // made by the build

const base::EmbeddedFile& taoyuan_districts() { return district_files().front(); }

namespace {

// Of a district, those that are no more counted: twenty times what the largest has. Each is held against the others.
constexpr std::size_t most_villages = 2000;

Village read_village(DataReader& in, const TomlNode& row, const District& district) {
    in.only(row, {"code", "name", "from", "to"});
    Village village{in.text_if(row, "code"), in.text(row, "name"), in.date_if(row, "from"), in.date_if(row, "to")};
    if (village.code) {
        in.once(row, "村里代碼", "village code", *village.code);
        if (village.code->size() != 11 || !village.code->starts_with(district.code) ||
            !std::ranges::all_of(*village.code, [](char c) { return c >= '0' && c <= '9'; })) {
            in.refuse(row.line, "村里代碼應為區代碼加三位數字",
                      "a village code is the district's code and three digits");
        }
    }
    if (village.from && village.to && *village.to < *village.from) {
        in.refuse(row.line, "訖日早於起日", "`to` is before `from`");
    }
    // Two villages of a name in a district must not exist on the same day.
    for (const Village& other : district.villages) {
        if (other.name != village.name) continue;
        const bool apart = (other.to && village.from && *other.to < *village.from) ||
                           (village.to && other.from && *village.to < *other.from);
        if (!apart) {
            in.refuse(row.line, "同一區同時有兩個「" + village.name + "」",
                      "two villages of the name \"" + village.name + "\" at the same time");
            break;  // once is enough: of a thousand of one name there would be half a million
        }
    }
    return village;
}

}  // namespace

std::expected<Districts, std::vector<Problem>> Districts::load(const base::EmbeddedFile& file) {
    Findings findings;
    DataReader in{std::string{file.name}, findings};
    Districts districts;
    if (const auto root = in.parse(file.bytes)) {
        in.only(*root, {"county_code", "county_name", "districts"});
        districts.county_code_ = in.text(*root, "county_code");
        districts.county_name_ = in.text(*root, "county_name");
        for (const TomlNode* row : in.tables(*root, "districts")) {
            in.only(*row, {"code", "name", "name_en", "postcode", "population", "villages"});
            District district;
            district.code = in.text(*row, "code");
            district.name = in.text(*row, "name");
            district.name_en = in.text(*row, "name_en");
            district.postcode = in.text(*row, "postcode");
            district.population = in.integer(*row, "population", 0, 100'000'000);
            in.once(*row, "區代碼", "district", district.code);
            in.once(*row, "區名", "district name", district.name);
            if (district.code.size() != 8 || !district.code.starts_with(districts.county_code_)) {
                in.refuse(row->line, "區代碼應為縣市代碼起首的八位數字",
                          "a district code has eight digits and begins with the county's");
            }
            const auto villages = in.tables(*row, "villages");
            if (villages.size() > most_villages) {
                in.refuse(row->line, "一區的村里超過 2,000 個", "more than 2,000 villages in a district");
                continue;
            }
            for (const TomlNode* village : villages) {
                district.villages.push_back(read_village(in, *village, district));
            }
            if (district.villages.empty()) in.refuse(row->line, "沒有任何村里", "there are no villages");
            districts.districts_.push_back(std::move(district));
        }
        if (districts.districts_.empty()) in.refuse(0, "沒有任何行政區", "there are no districts");
    }
    if (!findings.problems.empty()) return std::unexpected{std::move(findings.problems)};
    return districts;
}

const District* Districts::find(std::string_view code) const {
    const auto found = std::ranges::find(districts_, code, &District::code);
    return found == districts_.end() ? nullptr : &*found;
}

const Village* Districts::find_village(std::string_view code) const {
    const District* district = find(code.substr(0, 8));
    if (district == nullptr) return nullptr;
    const auto found = std::ranges::find(district->villages, code, [](const Village& village) {
        return village.code ? std::string_view{*village.code} : std::string_view{};
    });
    return found == district->villages.end() || code.empty() ? nullptr : &*found;
}

const District* Districts::find_name(std::string_view name) const {
    const auto found = std::ranges::find(districts_, name, &District::name);
    return found == districts_.end() ? nullptr : &*found;
}

}  // namespace menhu::law
