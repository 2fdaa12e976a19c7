#pragma once
// Notes (記事) in the manner of the household offices: short sentences without spaces, dates of the Republic, the names
// and ids of others in the text. Inside the room. Pure; any thread.
#include <string>
#include <string_view>

#include "demo/clan.h"

namespace menhu::demo {

// "民國108年7月11日", "民國前7年3月2日"
void append_roc_date(Day day, std::string& out);

void note_birth(Kin& kin, std::string_view city);
void note_moved_in(Kin& kin);
void note_moved_within(Kin& kin, std::string_view from, Day on);
void note_marriage(Kin& kin, std::string_view spouse);
void note_divorce(Kin& kin, std::string_view former, Day on);
void note_custody(Kin& kin, std::string_view parent, Day on);
void note_adoption(Kin& kin, std::string_view by, Day on);
void note_born_before_wedding(Kin& parent, const Kin& child, Day on);
void note_naturalised(Kin& kin, std::string_view country, Day on);
void note_renamed(Kin& kin, std::string_view former, Day on);
void note_id_corrected(Kin& kin, std::string_view former, Day on);
void note_indigenous(Kin& kin, Day on);
void note_end(Kin& kin);  // death, moving away, revocation: by the kin's standing

}  // namespace menhu::demo
