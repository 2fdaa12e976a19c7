#include <algorithm>
#include <cstring>
#include <deque>
#include <span>

#include "registry/bucket.h"
#include "registry/build.h"

namespace menhu::registry {

namespace {

struct PersonRef {
    PersonEntry entry;
    base::ByteView sealed;
    std::uint32_t nonce;
};

struct Entries {
    std::vector<PersonRef> people;
    std::array<std::vector<PairEntry>, index_count> pairs;  // by Index
    std::vector<EventRef> events;
};

bool before(const PersonRef& left, const PersonRef& right) {
    const int order = std::memcmp(left.entry.tag.data(), right.entry.tag.data(), sizeof(Tag));
    return order != 0 ? order < 0 : left.entry.number < right.entry.number;
}

bool pair_before(const PairEntry& left, const PairEntry& right) {
    if (const int order = std::memcmp(left.tag.data(), right.tag.data(), sizeof(Tag)); order != 0) return order < 0;
    const int order = std::memcmp(left.person.data(), right.person.data(), sizeof(Tag));
    return order != 0 ? order < 0 : left.number < right.number;
}

const PersonEntry* find_person(const std::vector<PersonRef>& people, const Tag& tag) {
    const auto found = std::ranges::lower_bound(
        people, tag, [](const Tag& a, const Tag& b) { return std::memcmp(a.data(), b.data(), sizeof(Tag)) < 0; },
        [](const PersonRef& ref) -> const Tag& { return ref.entry.tag; });
    return found != people.end() && found->entry.tag == tag ? &found->entry : nullptr;
}

// Of two rows with one id neither is better known to be right: the first stays, the others are rejected.
void take_out_duplicates(std::vector<PersonRef>& people, BuiltPartition& built) {
    const auto same = [&](const PersonRef& first, const PersonRef& second) {
        if (first.entry.tag != second.entry.tag) return false;
        built.rejected.push_back({{second.entry.offset, second.entry.length, second.entry.number},
                                  Reason::duplicate_id,
                                  format::PersonField::person_id});
        built.tally.note(CheckKind::duplicate_ids, second.entry.number);
        ++built.tally.rejected;
        return true;
    };
    people.erase(std::unique(people.begin(), people.end(), same), people.end());
}

// One household: its rows, in the order of their people.
void check_household(std::span<const PairEntry> rows, Tally& tally) {
    std::size_t heads = 0;
    for (const auto& row : rows) {
        if (row.other == row.person) ++heads;
    }
    if (heads != 1) tally.note(CheckKind::one_head, rows.front().number);
    for (const auto& row : rows) {
        const bool inside = std::ranges::binary_search(
            rows, row.other, [](const Tag& a, const Tag& b) { return a < b; },
            [](const PairEntry& member) -> const Tag& { return member.person; });
        if (!inside) tally.note(CheckKind::head_in_household, row.number);
    }
}

void check_households(const std::vector<PairEntry>& rows, Tally& tally) {
    for (std::size_t at = 0; at < rows.size();) {
        auto end = at + 1;
        while (end < rows.size() && rows[end].tag == rows[at].tag) ++end;
        check_household(std::span{rows}.subspan(at, end - at), tally);
        at = end;
    }
}

// The other one is often not in the city's copy, and then nothing can be said.
void check_spouses(const Entries& entries, Tally& tally) {
    for (const auto& row : entries.pairs[static_cast<std::size_t>(Index::spouse)]) {
        const auto* spouse = find_person(entries.people, row.tag);
        if (spouse != nullptr && spouse->spouse != row.person) tally.note(CheckKind::spouses, row.number);
    }
}

void check_parents(const Entries& entries, Tally& tally) {
    for (const auto& row : entries.pairs[static_cast<std::size_t>(Index::child)]) {
        const auto* parent = find_person(entries.people, row.tag);
        if (parent == nullptr) continue;
        const bool exact = parent->birth % 100 != 0 && row.birth % 100 != 0;
        const bool wrong = exact ? parent->birth >= row.birth : parent->birth / 10000 > row.birth / 10000;
        if (wrong) tally.note(CheckKind::parents, row.number);
    }
}

bool event_before(const EventRef& left, const EventRef& right) {
    const int order = std::memcmp(left.entry.tag.data(), right.entry.tag.data(), sizeof(Tag));
    return order != 0 ? order < 0 : left.entry.number < right.entry.number;
}

// Both in the order of their people: a person's events become part of its record. `joined` holds the new records.
base::Result<void> join_events(Entries& entries, EventJoiner& joiner, std::deque<JoinedRecord>& joined,
                               BuiltPartition& built) {
    const auto& events = entries.events;
    auto person = entries.people.begin();
    for (std::size_t at = 0; at < events.size();) {
        auto end = at + 1;
        while (end < events.size() && events[end].entry.tag == events[at].entry.tag) ++end;
        const auto own = std::span{events}.subspan(at, end - at);
        at = end;
        while (person != entries.people.end() && person->entry.tag < own.front().entry.tag) ++person;
        if (person != entries.people.end() && person->entry.tag == own.front().entry.tag) {
            auto record = TRY(joiner.join(person->entry.tag, person->nonce, person->sealed, own));
            if (record) {
                joined.push_back(*std::move(record));
                person->nonce = joined.back().number;
                person->sealed = joined.back().sealed;
                continue;
            }
        }
        for (const auto& event : own) {
            built.rejected.push_back({{event.entry.offset, event.entry.length, event.entry.number},
                                      Reason::event_of_nobody,
                                      format::PersonField::person_id});
            built.tally.note(CheckKind::events, event.entry.number);
            ++built.tally.rejected_events;
        }
    }
    return {};
}

// Cuts a sorted run of entries into bodies at each new key.
class Bodies {
public:
    explicit Bodies(BuiltPartition& built) : built_{built} {}
    base::Bytes& body(std::int64_t key) {
        if (key != key_) flush();
        key_ = key;
        return body_;
    }
    void flush() {
        if (body_.empty()) return;
        built_.slices.push_back({key_, built_.bodies.size(), body_.size()});
        built_.bodies.insert(built_.bodies.end(), body_.begin(), body_.end());
        body_.clear();
    }

private:
    BuiltPartition& built_;
    std::int64_t key_ = -1;
    base::Bytes body_;
};

}  // namespace

base::Result<BuiltPartition> build_partition(base::ByteView spilled, Bits bits, EventJoiner& joiner) {
    Entries entries;
    bool known = true;
    const bool whole = read_spill(
        spilled,
        [&](const PersonEntry& entry, base::ByteView sealed) {
            known = known && sealed.size() <= 0xffff;  // the length has two bytes in a bucket
            entries.people.push_back({entry, sealed, entry.number});
        },
        [&](Index index, const PairEntry& entry) {
            const auto number = static_cast<std::size_t>(index);
            if (number <= 1 || number >= index_count) {
                known = false;
            } else {
                entries.pairs[number].push_back(entry);
            }
        },
        [&](const EventEntry& entry, base::ByteView sealed) { entries.events.push_back({entry, sealed}); });
    if (!whole || !known) return base::Error{base::Fault::corrupt, "registry.spill_corrupt"};
    BuiltPartition built;
    built.bodies.reserve(spilled.size());
    std::ranges::sort(entries.people, before);
    for (auto& rows : entries.pairs) std::ranges::sort(rows, pair_before);
    take_out_duplicates(entries.people, built);
    built.people = entries.people.size();
    for (const auto& ref : entries.people) ++built.districts[ref.entry.district];
    check_households(entries.pairs[static_cast<std::size_t>(Index::household)], built.tally);
    check_spouses(entries, built.tally);
    check_parents(entries, built.tally);

    std::ranges::sort(entries.events, event_before);
    std::deque<JoinedRecord> joined;
    TRY(join_events(entries, joiner, joined, built));

    Bodies bodies{built};
    for (const auto& ref : entries.people) {
        auto& body = bodies.body(bucket_key(ref.entry.tag, Index::person, bits.record));
        put_record(body, ref.entry.tag, ref.nonce, ref.sealed);
    }
    for (std::size_t number = 2; number < index_count; ++number) {
        const PairEntry* last = nullptr;
        for (const auto& row : entries.pairs[number]) {
            if (last != nullptr && last->tag == row.tag && last->person == row.person) continue;
            put_pair(bodies.body(bucket_key(row.tag, static_cast<Index>(number), bits.pair)), row.tag, row.person);
            last = &row;
        }
    }
    bodies.flush();
    return built;
}

}  // namespace menhu::registry
