// A year of the demonstration city's monthly change files, on both engines: applied one by one they end in what a fresh
// full file loads, record by record and index by index; out of their order none of them is taken.
#include <set>

#include "kit/city_files.h"
#include "registry/change_rows.h"
#include "registry/events.h"
#include "registry/inside.h"
#include "registry/registry_test.h"
#include "registry/stored_copy.h"
#include "registry/tags.h"

namespace menhu::registry {
namespace {

using menhu::kit::CityFile;
using menhu::kit::CityYear;

constexpr int months = 12;

struct HeldPerson {
    std::vector<std::string> values;  // in the order of the fields
    std::vector<PersonEvent> events;
    friend bool operator==(const HeldPerson&, const HeldPerson&) = default;
};

struct HeldCopy {
    std::map<Tag, HeldPerson> people;
    std::map<std::int64_t, base::Bytes> indexes;  // bodies of the buckets of tags
    std::string base_date;
    std::int64_t change_sequence = 0;
};

class Year : public RegistryTest {
protected:
    HeldCopy held() {
        auto& inside = registry_->inside();
        HeldCopy copy;
        const auto row = good(store_->read([&](store::ReadTx& tx) -> base::Result<rows::Generation> {
            const auto id = TRY(rows::current_generation(tx, inside.holding)).value();
            copy.change_sequence = TRY(rows::generation_changes(tx, id)).change_sequence;
            return TRY(rows::generation(tx, id)).value();
        }));
        copy.base_date = row.base_date;
        crypto::Aead aead{good(inside.keyring.unwrap(generation_key_name(row.id), *row.wrapped_key))};
        for (std::size_t index = 0; index < partitions; ++index) {
            read_people(row, aead, index, copy);
            read_indexes(row, index, copy);
        }
        return copy;
    }

    DeliveryState deliver(const CityFile& file) {
        now_ += std::chrono::milliseconds{1};
        last_ = take({.bytes = file.bytes, .manifest = file.manifest});
        if (delivery(*last_).state == DeliveryState::refused) return DeliveryState::refused;
        upload(*last_, file.bytes);
        return good(import(*last_));
    }
    void load(const CityFile& file) {
        ASSERT_EQ(deliver(file), DeliveryState::awaiting_sign_off) << report_json(*delivery(*last_).report);
        EXPECT_EQ(delivery(*last_).report->rejected, 0U);
        EXPECT_EQ(delivery(*last_).report->rejected_events, 0U);
        accept(*last_);
    }

    std::optional<DeliveryId> last_;

private:
    void read_people(const rows::Generation& row, crypto::Aead& aead, std::size_t partition, HeldCopy& copy) {
        const auto stored = good(read_partition(*store_, row.volume, row.record_bits, partition));
        for (const auto& record : stored.records) {
            const auto plain = good(aead.open(crypto::nonce_of(record.record.number), record_aad(row.id, record.tag),
                                              record.record.sealed));
            const auto view = good(PersonView::read(plain.view()));
            HeldPerson person;
            for (const auto& name : format::person_field_names) person.values.emplace_back(view.get(name.field));
            person.events = good(events_of(view));
            EXPECT_TRUE(copy.people.emplace(record.tag, std::move(person)).second) << "a tag came twice";
        }
    }
    void read_indexes(const rows::Generation& row, std::size_t partition, HeldCopy& copy) {
        good(store_->read([&](store::ReadTx& tx) -> base::Result<void> {
            for (std::size_t kind = 2; kind < index_count; ++kind) {
                for (std::uint32_t next = 0; next < (std::uint32_t{1} << row.pair_bits); ++next) {
                    const auto shifted = next << (24 - row.pair_bits);
                    Tag tag{};
                    tag[0] = static_cast<std::uint8_t>(partition);
                    tag[1] = static_cast<std::uint8_t>(shifted >> 16);
                    tag[2] = static_cast<std::uint8_t>(shifted >> 8);
                    tag[3] = static_cast<std::uint8_t>(shifted);
                    const auto key = bucket_key(tag, static_cast<Index>(kind), row.pair_bits);
                    auto body = TRY(tx.bucket(row.volume, key));
                    if (body) copy.indexes.emplace(key, *std::move(body));
                }
            }
            return {};
        }));
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Year, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Year, OfChangeFilesOneByOneEndsInTheFreshFullFile) {
    const CityYear year = menhu::kit::a_city_year(3000, months);
    ASSERT_EQ(year.changes.size(), static_cast<std::size_t>(months));
    load(year.first);
    std::set<std::string> kinds;
    for (const CityFile& month : year.changes) {
        load(month);
        for (const auto& [code, count] : delivery(*last_).report->changes) {
            if (count > 0) kinds.insert(code);
        }
    }
    EXPECT_GE(kinds.size(), 20U) << "a year in which hardly anything happened shows little";
    const HeldCopy changed = held();
    load(year.fresh);
    const HeldCopy fresh = held();
    EXPECT_EQ(changed.base_date, "2026-11-01");
    EXPECT_EQ(changed.base_date, fresh.base_date);
    EXPECT_EQ(changed.change_sequence, months);
    EXPECT_EQ(changed.change_sequence, fresh.change_sequence);
    ASSERT_GT(fresh.people.size(), 3000U);
    ASSERT_EQ(changed.people.size(), fresh.people.size());
    for (const auto& [tag, person] : fresh.people) {
        const auto found = changed.people.find(tag);
        ASSERT_NE(found, changed.people.end());
        EXPECT_EQ(found->second.values, person.values);
        EXPECT_EQ(found->second.events, person.events);
    }
    EXPECT_EQ(changed.indexes, fresh.indexes);
    // And the comparison that the second person releases by says so.
    const auto report = delivery(*last_).report.value();
    ASSERT_TRUE(report.comparison.has_value());
    EXPECT_EQ(report.comparison->all.fresh + report.comparison->all.gone + report.comparison->all.changed, 0U);
}

TEST_P(Year, OutOfItsOrderNoMonthIsTaken) {
    // Before each month every other one is tried: swapped, dropped, repeated. The engine has no part in the refusal, so
    // one of them tries the neighbours and the ends only.
    const auto is_tried = [](std::size_t next, std::size_t other) {
        if (other == next) return false;
        return GetParam() == store::Engine::sqlite || other == 0 || other + 1 == months || other + 1 == next ||
               other == next + 1;
    };
    const CityYear year = menhu::kit::a_city_year(150, months);
    load(year.first);
    std::map<std::string, int> why;
    int tried = months;
    for (std::size_t next = 0; next < year.changes.size(); ++next) {
        const HeldCopy before = held();
        for (std::size_t other = 0; other < year.changes.size(); ++other) {
            if (!is_tried(next, other)) continue;
            ++tried;
            EXPECT_EQ(deliver(year.changes[other]), DeliveryState::refused) << next + 1 << " " << other + 1;
            ++why[delivery(*last_).report->refusal];
        }
        const HeldCopy after = held();
        EXPECT_EQ(after.people, before.people);
        EXPECT_EQ(after.change_sequence, static_cast<std::int64_t>(next));
        load(year.changes[next]);
    }
    for (const auto& month : year.changes) {
        EXPECT_EQ(deliver(month), DeliveryState::refused);
        ++why[delivery(*last_).report->refusal];
    }
    int refused = 0;
    for (const auto& [check, count] : why) {
        EXPECT_TRUE(std::set<std::string>({"change_sequence", "previous_base_date", "not_repeated"}).contains(check))
            << check;
        refused += count;
    }
    EXPECT_EQ(refused, tried);
    EXPECT_GE(tried, GetParam() == store::Engine::sqlite ? months * months : 3 * months);
}

}  // namespace
}  // namespace menhu::registry
