#pragma once
// What the files of copies share. Inside the room. Thread rule: as the transaction.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/random.h"
#include "ledger/entry.h"
#include "people/actor.h"
#include "registry/registry.h"

namespace menhu::registry {

// Who registers and confirms recipients and approvals.
inline constexpr people::Roles copy_keepers{people::Role::designated_person, people::Role::account_administrator};

ledger::Entry copy_entry(std::string_view kind, const people::Actor& by);
// 1 to `most` code points, and not spaces alone.
enum class Needed : std::uint8_t { yes, no };
bool is_text(std::string_view text, std::size_t most, Needed needed = Needed::yes);
// {"name":…} for the sealed part of an entry.
std::string sealed_texts(std::initializer_list<std::pair<std::string_view, std::string_view>> texts);

// Case number and reason of a copy, under a key of its own.
struct SealedCopyHead {
    base::Bytes wrapped_key;
    base::Bytes head;
};
SealedCopyHead seal_copy_head(const Registry& registry, std::int64_t copy, std::string_view case_number,
                              std::string_view reason, base::Random& random);
std::string copy_key_name(std::int64_t copy);

}  // namespace menhu::registry
