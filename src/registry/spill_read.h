#pragma once
// The template of spill.h.
#include <cstring>

#include "registry/spill.h"

namespace menhu::registry {

template <class OnPerson, class OnPair>
bool read_spill(base::ByteView bytes, OnPerson&& on_person, OnPair&& on_pair) {
    while (!bytes.empty()) {
        const auto index = static_cast<Index>(bytes[0]);
        bytes = bytes.subspan(1);
        if (index == Index::person) {
            PersonEntry entry;
            if (bytes.size() < sizeof entry) return false;
            std::memcpy(&entry, bytes.data(), sizeof entry);
            bytes = bytes.subspan(sizeof entry);
            if (bytes.size() < entry.sealed_length) return false;
            on_person(entry, bytes.first(entry.sealed_length));
            bytes = bytes.subspan(entry.sealed_length);
        } else {
            PairEntry entry;
            if (bytes.size() < sizeof entry) return false;
            std::memcpy(&entry, bytes.data(), sizeof entry);
            bytes = bytes.subspan(sizeof entry);
            on_pair(index, entry);
        }
    }
    return true;
}

}  // namespace menhu::registry
