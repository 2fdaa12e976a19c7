#pragma once
// The template of spill.h.
#include <cstring>

#include "registry/spill.h"

namespace menhu::registry {

// An entry with its sealed bytes behind it.
template <class Entry, class OnEntry>
bool read_sealed_entry(base::ByteView& bytes, OnEntry&& on_entry) {
    Entry entry;
    if (bytes.size() < sizeof entry) return false;
    std::memcpy(&entry, bytes.data(), sizeof entry);
    bytes = bytes.subspan(sizeof entry);
    if (bytes.size() < entry.sealed_length) return false;
    on_entry(entry, bytes.first(entry.sealed_length));
    bytes = bytes.subspan(entry.sealed_length);
    return true;
}

template <class OnPerson, class OnPair, class OnEvent>
bool read_spill(base::ByteView bytes, OnPerson&& on_person, OnPair&& on_pair, OnEvent&& on_event) {
    while (!bytes.empty()) {
        const std::uint8_t mark = bytes[0];
        const auto index = static_cast<Index>(mark);
        bytes = bytes.subspan(1);
        if (mark == event_mark) {
            if (!read_sealed_entry<EventEntry>(bytes, on_event)) return false;
        } else if (index == Index::person) {
            if (!read_sealed_entry<PersonEntry>(bytes, on_person)) return false;
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
