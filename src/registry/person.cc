#include "registry/person.h"

#include <algorithm>

namespace menhu::registry {

namespace {

using enum Kind;

constexpr FieldInfo catalogue[] = {
    {Field::id, "id", "統一編號", "ID number", id, Mask::id},
    {Field::name, "name", "姓名", "Name", Kind::name, Mask::name},
    {Field::romanised_name, "romanised_name", "羅馬拼音姓名", "Romanised name", Kind::name, Mask::name},
    {Field::birth_date, "birth_date", "出生日期", "Date of birth", date, Mask::date},
    {Field::sex, "sex", "性別", "Sex", code, Mask::shown},
    {Field::status, "status", "戶籍狀態", "Registration status", code, Mask::shown},
    {Field::status_date, "status_date", "狀態日期", "Date of status", date, Mask::date},
    {Field::earlier_ids, "earlier_ids", "曾用統一編號", "Earlier ID numbers", ids, Mask::id},
    {Field::household_number, "household_number", "戶號", "Household number", household, Mask::id},
    {Field::household_type, "household_type", "戶別", "Household type", code, Mask::shown},
    {Field::head_id, "head_id", "戶長統一編號", "ID number of the head of household", id, Mask::id},
    {Field::relation, "relation", "稱謂", "Relation to the head", text, Mask::shown},
    {Field::district, "district", "行政區", "District", code, Mask::shown},
    {Field::village, "village", "村里", "Village", text, Mask::hidden},
    {Field::neighbourhood, "neighbourhood", "鄰", "Neighbourhood", text, Mask::hidden},
    {Field::street, "street", "街路門牌", "Street and number", text, Mask::hidden},
    {Field::moved_in_date, "moved_in_date", "遷入日期", "Moved in on", date, Mask::date},
    {Field::moved_in_from, "moved_in_from", "遷入前地址", "Moved in from", text, Mask::hidden},
    {Field::moved_out_date, "moved_out_date", "遷出日期", "Moved out on", date, Mask::date},
    {Field::moved_out_to, "moved_out_to", "遷往地", "Moved out to", text, Mask::hidden},
    {Field::marital_state, "marital_state", "婚姻狀況", "Marital state", code, Mask::hidden},
    {Field::spouse_name, "spouse_name", "配偶姓名", "Name of spouse", Kind::name, Mask::name},
    {Field::spouse_id, "spouse_id", "配偶統一編號", "ID number of spouse", id, Mask::id},
    {Field::father_name, "father_name", "父姓名", "Name of father", Kind::name, Mask::name},
    {Field::father_id, "father_id", "父統一編號", "ID number of father", id, Mask::id},
    {Field::mother_name, "mother_name", "母姓名", "Name of mother", Kind::name, Mask::name},
    {Field::mother_id, "mother_id", "母統一編號", "ID number of mother", id, Mask::id},
    {Field::adoptive_father_name, "adoptive_father_name", "養父姓名", "Name of adoptive father", Kind::name,
     Mask::name},
    {Field::adoptive_father_id, "adoptive_father_id", "養父統一編號", "ID number of adoptive father", id, Mask::id},
    {Field::adoptive_mother_name, "adoptive_mother_name", "養母姓名", "Name of adoptive mother", Kind::name,
     Mask::name},
    {Field::adoptive_mother_id, "adoptive_mother_id", "養母統一編號", "ID number of adoptive mother", id, Mask::id},
    {Field::birthplace, "birthplace", "出生地", "Birthplace", text, Mask::hidden},
    {Field::birth_order, "birth_order", "出生別", "Birth order", text, Mask::hidden},
    {Field::military_service, "military_service", "役別", "Military service", text, Mask::hidden},
    {Field::education, "education", "教育程度", "Education", text, Mask::hidden},
    {Field::indigenous_status, "indigenous_status", "原住民身分", "Indigenous status", code, Mask::hidden},
    {Field::indigenous_people, "indigenous_people", "原住民族別", "Indigenous people", code, Mask::hidden},
    {Field::notes, "notes", "記事", "Notes", text, Mask::hidden},
};

constexpr std::size_t number_of(Field field) { return static_cast<std::size_t>(field); }

constexpr auto by_number = [] {
    std::array<const FieldInfo*, field_limit> table{};
    for (const auto& info : catalogue) table[number_of(info.field)] = &info;
    return table;
}();

struct Code {
    Field field;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

// Marital states: RSCD3065; 6 to 9 are those of 司法院釋字第七四八號解釋施行法. Peoples: the codes of 社家署, which the
// demonstration layout uses. District names are data of the profile, not of this table.
constexpr Code codes[] = {
    {Field::sex, "1", "男", "male"},
    {Field::sex, "2", "女", "female"},
    {Field::status, "1", "現住", "resident"},
    {Field::status, "2", "遷出", "moved away"},
    {Field::status, "3", "遷出國外", "moved abroad"},
    {Field::status, "4", "死亡", "dead"},
    {Field::status, "5", "死亡宣告", "declared dead"},
    {Field::status, "6", "廢止或撤銷戶籍", "registration revoked"},
    {Field::household_type, "1", "共同生活戶", "household living together"},
    {Field::household_type, "2", "共同事業戶", "household of a common undertaking"},
    {Field::household_type, "3", "單獨生活戶", "single household"},
    {Field::marital_state, "1", "未婚", "never married"},
    {Field::marital_state, "2", "有偶", "married"},
    {Field::marital_state, "3", "離婚", "divorced"},
    {Field::marital_state, "4", "喪偶", "widowed"},
    {Field::marital_state, "5", "婚姻關係消滅", "marriage dissolved"},
    {Field::marital_state, "6", "有偶（施行法）", "married (Act of Implementation)"},
    {Field::marital_state, "7", "終止結婚（施行法）", "marriage ended (Act of Implementation)"},
    {Field::marital_state, "8", "喪偶（施行法）", "widowed (Act of Implementation)"},
    {Field::marital_state, "9", "婚姻關係消滅（施行法）", "marriage dissolved (Act of Implementation)"},
    {Field::indigenous_status, "1", "平地原住民", "plains indigenous"},
    {Field::indigenous_status, "2", "山地原住民", "mountain indigenous"},
    {Field::indigenous_people, "0", "未知", "unknown"},
    {Field::indigenous_people, "1", "阿美", "Amis"},
    {Field::indigenous_people, "2", "泰雅", "Atayal"},
    {Field::indigenous_people, "3", "排灣", "Paiwan"},
    {Field::indigenous_people, "4", "布農", "Bunun"},
    {Field::indigenous_people, "5", "卑南", "Puyuma"},
    {Field::indigenous_people, "6", "魯凱", "Rukai"},
    {Field::indigenous_people, "7", "鄒", "Tsou"},
    {Field::indigenous_people, "8", "賽夏", "Saisiyat"},
    {Field::indigenous_people, "9", "達悟", "Tao"},
    {Field::indigenous_people, "10", "邵", "Thao"},
    {Field::indigenous_people, "11", "噶瑪蘭", "Kavalan"},
    {Field::indigenous_people, "12", "太魯閣", "Truku"},
    {Field::indigenous_people, "13", "撒奇萊雅", "Sakizaya"},
    {Field::indigenous_people, "14", "賽德克", "Seediq"},
    {Field::indigenous_people, "15", "拉阿魯哇", "Hla'alua"},
    {Field::indigenous_people, "16", "卡那卡那富", "Kanakanavu"},
};

const Code* find_code(Field field, std::string_view code) {
    while (code.size() > 1 && code.front() == '0') code.remove_prefix(1);  // "02" is "2" in fixed-width files
    for (const auto& row : codes) {
        if (row.field == field && row.code == code) return &row;
    }
    return nullptr;
}

std::size_t put_length(base::Bytes& out, std::size_t length) {
    std::size_t written = 0;
    do {
        auto low = static_cast<std::uint8_t>(length & 0x7f);
        length >>= 7;
        if (length != 0) low |= 0x80;
        out.push_back(low);
        ++written;
    } while (length != 0);
    return written;
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.record_corrupt"}; }

}  // namespace

std::span<const FieldInfo> field_catalogue() { return catalogue; }

const FieldInfo& field_info(Field field) {
    const auto number = number_of(field);
    CHECK(number < field_limit && by_number[number] != nullptr);
    return *by_number[number];
}

std::optional<Field> field_by_name(std::string_view name) {
    for (const auto& info : catalogue) {
        if (info.name == name) return info.field;
    }
    return std::nullopt;
}

std::string_view code_label_zh(Field field, std::string_view code) {
    const auto* row = find_code(field, code);
    return row == nullptr ? code : row->zh;
}

std::string_view code_label_en(Field field, std::string_view code) {
    const auto* row = find_code(field, code);
    return row == nullptr ? code : row->en;
}

void PersonBuilder::clear() { values_.fill({}); }

void PersonBuilder::finish(base::Bytes& out) const {
    for (std::size_t number = 1; number < field_limit; ++number) {
        const auto value = values_[number];
        if (value.empty()) continue;
        out.push_back(static_cast<std::uint8_t>(number));
        put_length(out, value.size());
        const auto bytes = base::as_bytes(value);
        out.insert(out.end(), bytes.begin(), bytes.end());
    }
}

base::Result<PersonView> PersonView::read(base::ByteView compact) {
    PersonView view;
    std::size_t at = 0;
    std::size_t last = 0;
    while (at < compact.size()) {
        const std::size_t number = compact[at++];
        // Ascending order is part of the form: one record, one encoding.
        if (number <= last || number >= field_limit || by_number[number] == nullptr) return corrupt();
        last = number;
        std::size_t length = 0;
        for (unsigned shift = 0;; shift += 7) {
            if (at >= compact.size() || shift > 21) return corrupt();
            const std::size_t byte = compact[at++];
            length |= (byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) break;
        }
        if (length == 0 || length > compact.size() - at) return corrupt();
        view.values_[number] = base::as_text(compact.subspan(at, length));
        at += length;
    }
    return view;
}

}  // namespace menhu::registry
