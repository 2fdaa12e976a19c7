#include "format/person_fields.h"

namespace menhu::format {

const std::array<PersonFieldName, person_field_count> person_field_names{{
    {PersonField::person_id, "PersonId", "統號", "National id"},
    {PersonField::earlier_ids, "EarlierIds", "曾用統號", "Earlier ids"},
    {PersonField::person_name, "PersonName", "姓名", "Name"},
    {PersonField::romanised_name, "RomanisedName", "羅馬拼音姓名", "Romanised name"},
    {PersonField::birth_date, "BirthDate", "出生日期", "Birth date"},
    {PersonField::born_before_republic, "BornBeforeRepublic", "民國前出生", "Born before the Republic"},
    {PersonField::sex, "Sex", "性別", "Sex"},
    {PersonField::birth_place, "BirthPlace", "出生地", "Birthplace"},
    {PersonField::birth_order, "BirthOrder", "出生別", "Birth order"},
    {PersonField::marriage_code, "MarriageCode", "婚姻狀況", "Marital state"},
    {PersonField::spouse_id, "SpouseId", "配偶統號", "Spouse's id"},
    {PersonField::spouse_name, "SpouseName", "配偶姓名", "Spouse's name"},
    {PersonField::father_id, "FatherId", "父統號", "Father's id"},
    {PersonField::father_name, "FatherName", "父姓名", "Father's name"},
    {PersonField::mother_id, "MotherId", "母統號", "Mother's id"},
    {PersonField::mother_name, "MotherName", "母姓名", "Mother's name"},
    {PersonField::foster_father_id, "FosterFatherId", "養父統號", "Adoptive father's id"},
    {PersonField::foster_father_name, "FosterFatherName", "養父姓名", "Adoptive father's name"},
    {PersonField::foster_mother_id, "FosterMotherId", "養母統號", "Adoptive mother's id"},
    {PersonField::foster_mother_name, "FosterMotherName", "養母姓名", "Adoptive mother's name"},
    {PersonField::household_number, "HouseholdNumber", "戶號", "Household number"},
    {PersonField::household_type, "HouseholdType", "戶別", "Household type"},
    {PersonField::head_id, "HeadId", "戶長統號", "Head's id"},
    {PersonField::relation, "Relation", "稱謂", "Relation to the head"},
    {PersonField::area_code, "AreaCode", "行政區域代碼", "District code"},
    {PersonField::village_code, "VillageCode", "村里代碼", "Village code"},
    {PersonField::village, "Village", "村里", "Village"},
    {PersonField::neighbour, "Neighbor", "鄰", "Neighbourhood"},
    {PersonField::street_doorplate, "StreetDoorplate", "街路門牌", "Street and number"},
    {PersonField::moved_in_date, "MovedInDate", "遷入日期", "Moved in on"},
    {PersonField::moved_in_from, "MovedInFrom", "由何地遷入", "Moved in from"},
    {PersonField::moved_out_date, "MovedOutDate", "遷出日期", "Moved out on"},
    {PersonField::moved_out_to, "MovedOutTo", "遷往何地", "Moved out to"},
    {PersonField::military, "Military", "役別", "Military service"},
    {PersonField::education, "Education", "教育程度", "Education"},
    {PersonField::indigenous_status, "IndigenousStatus", "原住民身分", "Indigenous status"},
    {PersonField::indigenous_people, "IndigenousPeople", "族別", "Indigenous people"},
    {PersonField::notes, "Notes", "記事", "Notes"},
    {PersonField::status, "Status", "設籍狀態", "Registration state"},
    {PersonField::status_date, "StatusDate", "狀態日期", "State since"},
    {PersonField::move_history, "MoveHistory", "遷徙紀錄", "History of moves"},
    {PersonField::status_history, "StatusHistory", "身分變更紀錄", "History of status"},
}};

std::optional<PersonField> person_field_named(std::string_view name) {
    for (const PersonFieldName& row : person_field_names) {
        if (row.name == name) return row.field;
    }
    return std::nullopt;
}

std::span<const std::string_view> person_field_values(PersonField field) {
    static constexpr std::array<std::string_view, 2> sexes{"male", "female"};
    static constexpr std::array<std::string_view, 3> household_types{"living_together", "business_together",
                                                                     "living_alone"};
    static constexpr std::array<std::string_view, 2> indigenous{"lowland", "highland"};
    static constexpr std::array<std::string_view, 6> states{"resident", "moved_away",    "moved_abroad",
                                                            "dead",     "declared_dead", "revoked"};
    switch (field) {
        case PersonField::sex:
            return sexes;
        case PersonField::household_type:
            return household_types;
        case PersonField::indigenous_status:
            return indigenous;
        case PersonField::status:
            return states;
        default:
            return {};
    }
}

}  // namespace menhu::format
