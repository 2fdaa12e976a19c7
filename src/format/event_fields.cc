#include "format/event_fields.h"

namespace menhu::format {

const std::array<EventFieldName, event_field_count> event_field_names{{
    {EventField::change_number, "ChangeNumber"},
    {EventField::act, "Act"},
    {EventField::event_code, "EventCode"},
    {EventField::event_date, "EventDate"},
    {EventField::registered_date, "RegisteredDate"},
    {EventField::event_from, "EventFrom"},
    {EventField::event_to, "EventTo"},
    {EventField::other_id, "OtherId"},
    {EventField::undone, "Undone"},
    {EventField::undone_act, "UndoneAct"},
}};

const std::array<EventName, event_name_count> event_names{{
    {"birth", "出生", "Birth"},
    {"recognition", "認領", "Recognition of a child"},
    {"adoption", "收養", "Adoption"},
    {"adoption_end", "終止收養", "End of an adoption"},
    {"marriage", "結婚", "Marriage"},
    {"divorce", "離婚", "Divorce"},
    {"guardianship", "監護", "Guardianship"},
    {"assistance", "輔助", "Assistance"},
    {"parental_rights", "未成年子女權利義務行使負擔", "Rights and duties towards a minor child"},
    {"death", "死亡", "Death"},
    {"declared_dead", "死亡宣告", "Declared dead"},
    {"indigenous_status", "原住民身分", "Indigenous status"},
    {"first_registration", "初設戶籍", "First registration"},
    {"move_in", "遷入", "Moved in"},
    {"move_out", "遷出", "Moved out"},
    {"move_within", "住址變更", "Moved within the area"},
    {"move_abroad", "遷出國外", "Moved abroad"},
    {"household_split", "分戶", "Household split"},
    {"household_merge", "合戶", "Households merged"},
    {"head_change", "戶長變更", "Change of the head"},
    {"name_change", "姓名變更", "Change of name"},
    {"id_change", "統號變更", "Change of id"},
    {"birth_date_correction", "出生日期更正", "Correction of the birth date"},
    {"renumbering", "門牌整編", "Renumbering of doorplates"},
    {"boundary", "行政區域調整", "Change of boundaries"},
    {"nationality_loss", "喪失國籍", "Loss of nationality"},
    {"revocation", "撤銷", "Revocation"},
    {"annulment", "廢止", "Annulment"},
    {"restoration", "回復", "Restoration"},
    {"correction", "更正", "Correction"},
}};

std::optional<EventField> event_field_named(std::string_view name) {
    for (const EventFieldName& row : event_field_names) {
        if (row.name == name) return row.field;
    }
    return std::nullopt;
}

std::optional<std::size_t> event_named(std::string_view code) {
    for (std::size_t index = 0; index < event_names.size(); ++index) {
        if (event_names[index].code == code) return index;
    }
    return std::nullopt;
}

}  // namespace menhu::format
