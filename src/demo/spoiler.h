#pragma once
// Spoils rows of a delivery on purpose, one in so many, for write_flawed. Inside the room. Thread rule: one thread.
#include <cstdint>
#include <optional>

#include "demo/clan.h"
#include "demo/flaws.h"
#include "demo/record.h"

namespace menhu::demo {

class Spoiler {
public:
    Spoiler(std::optional<Flaw> flaw, Day base_day) : flaw_{flaw}, base_day_{base_day} {}
    enum class Write : std::uint8_t { yes, no };
    // Called for every person in the order of the file; may change the record, or say that it is left out.
    Write see(const Clan& clan, const Household& household, int member, Record& record);

private:
    bool is_due();
    std::optional<Flaw> flaw_;
    Day base_day_;
    std::int64_t seen_ = 0;
    bool due_ = false;
    Record last_;
};

// The code that unknown_code writes; no code table of the demonstration layouts has it.
inline constexpr std::string_view no_such_code = "X";

}  // namespace menhu::demo
