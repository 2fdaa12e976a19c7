#pragma once
// From what people says of an office to what the interface answers. Pure; any thread.
#include <optional>
#include <string>
#include <vector>

#include "people/absence.h"
#include "people/application.h"
#include "people/contract.h"
#include "people/duty.h"
#include "web/views_office.h"

namespace menhu::web {

std::vector<std::string> role_names(people::Roles roles);
std::optional<std::string> maybe_instant_text(const std::optional<base::Instant>& instant);
std::optional<AccountRef> ref_of(const std::optional<people::OfficeDuty>& duty);
DutyView view_of(const people::OfficeDuty& duty);
AbsenceView view_of(const people::Absence& absence);
// Contacts: of whom it is somebody's business.
enum class Contacts : std::uint8_t { hidden, shown };
ContractView view_of(const people::Contract& contract, Contacts contacts);
// Everything but what depends on the reader: account, warnings, steps, waiting_for and may.
ApplicationView view_of(const people::Application& application);
ApplicationStep view_of(const people::ApplicationStep& step);
std::vector<std::string> act_names(const std::vector<people::ApplicationAct>& acts);

}  // namespace menhu::web
