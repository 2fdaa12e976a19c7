// National and foreign ids, household numbers: the normal form reads as itself.
#include <cstdlib>
#include <string_view>

#include "format/household_number.h"
#include "format/national_id.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const IdReading reading = read_national_id(text);
    if (!reading.text().empty()) {
        const IdReading again = read_national_id(reading.text());
        if (again.text() != reading.text() || again.problem() != reading.problem() || again.kind() != reading.kind() ||
            again.changes() != IdChange::none) {
            std::abort();
        }
        if (reading.problem() == IdProblem::none && reading.kind() != IdKind::national_nine &&
            national_id_check_digit(reading.text().substr(0, 9)) != reading.text()[9]) {
            std::abort();
        }
    }
    if (const auto number = HouseholdNumber::read(text)) {
        if (HouseholdNumber::read(number->text())->text() != number->text()) std::abort();
    }
    return 0;
}
