#pragma once
// What a column says, in the words of a room. A word that nobody wrote is a bug. Any thread.
#include <cstdint>
#include <optional>
#include <utility>

#include "base/id.h"
#include "base/result.h"

namespace menhu::store {

// Of a code that the same room stored.
template <class T>
T need(std::optional<T> value) {
    CHECK(value);
    return *std::move(value);
}

template <class Tag>
std::optional<base::Id<Tag>> maybe_id(const std::optional<std::int64_t>& number) {
    if (!number) return std::nullopt;
    return base::Id<Tag>{*number};
}

}  // namespace menhu::store
