#include "demo/spoiler.h"

namespace menhu::demo {

using format::PersonField;

namespace {

constexpr std::int64_t seldom = 1000;
constexpr std::int64_t often = 10;

void spoil_check_digit(std::string& id) {
    if (!id.empty()) id.back() = static_cast<char>('0' + (id.back() - '0' + 1) % 10);
}

// Of age, not the head, never wed: spoiling this row spoils no other.
bool stands_alone(const Household& household, int member, const Kin& kin) {
    return household.head != member && kin.marriage == Marriage::never;
}

}  // namespace

bool Spoiler::is_due() {
    const std::int64_t every = flaw_ == Flaw::too_many_bad_rows ? often : seldom;
    if (flaw_ == Flaw::missing_record ? seen_ == 50 : seen_ % every == every / 20) due_ = true;
    ++seen_;
    return due_;
}

Spoiler::Write Spoiler::see(const Clan& clan, const Household& household, int member, Record& record) {
    if (!flaw_ || !is_due()) {
        if (flaw_ == Flaw::repeated_person) last_ = record;
        return Write::yes;
    }
    const Kin& kin = clan.at(member);
    switch (*flaw_) {
        case Flaw::wrong_hash:
        case Flaw::truncated:
        case Flaw::missing_trailer:
        case Flaw::wrong_count:
            return Write::yes;  // of the file, not of a row
        case Flaw::missing_record:
            if (!stands_alone(household, member, kin)) return Write::yes;
            due_ = false;
            return Write::no;
        case Flaw::bad_check_digit:
        case Flaw::too_many_bad_rows:
            if (*flaw_ == Flaw::bad_check_digit && !stands_alone(household, member, kin)) return Write::yes;
            spoil_check_digit(record[PersonField::person_id]);
            break;
        case Flaw::missing_required:
            record[PersonField::person_name].clear();
            break;
        case Flaw::implausible_date:
            record[PersonField::birth_date] = date_text(base_day_ + std::chrono::days{400});
            break;
        case Flaw::unknown_code:
            record[PersonField::marriage_code] = no_such_code;
            break;
        case Flaw::two_heads:
            if (!stands_alone(household, member, kin)) return Write::yes;
            record[PersonField::head_id] = record[PersonField::person_id];
            record[PersonField::relation] = "戶長";
            break;
        case Flaw::head_elsewhere:
            if (!stands_alone(household, member, kin)) return Write::yes;
            // An id of the right form that nobody in the file has: the serial is below all of ours.
            record[PersonField::head_id] = "Y100000001";
            break;
        case Flaw::one_sided_spouse:
            if (kin.spouse == nobody || clan.at(kin.spouse).household == nobody) return Write::yes;
            record[PersonField::spouse_id].clear();
            record[PersonField::spouse_name].clear();
            break;
        case Flaw::repeated_person:
            if (!stands_alone(household, member, kin)) {
                last_ = record;
                return Write::yes;
            }
            record = last_;
            break;
    }
    due_ = false;
    return Write::yes;
}

}  // namespace menhu::demo
