#pragma once
// Who approves an application to use data, stage after stage, as the profile has it (S2.2, F2.3). Values; immutable
// once loaded.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "law/figures.h"

namespace menhu::law {

// Whose stage it is.
enum class Approver : std::uint8_t {
    unit_head,          // acts as head of the using unit
    data_owner,         // acts as head of the unit that manages the link
    designated_person,  // of the link, or by role where the link names none
    agency_head,        // acts as head of the whole agency
    controller,         // by role
};
std::string_view approver_name(Approver approver);  // "unit_head", …

struct ApprovalStage {
    std::string name;  // "unit_head"; kept with every step, so it does not change its meaning
    std::string title;
    std::string title_en;
    Approver by = Approver::unit_head;
    // Operations ("match", …) for which alone it is a stage; empty: for every application.
    std::vector<std::string> only_for;
    Source source;
};

}  // namespace menhu::law
