#pragma once
// Writes one delivery of the city: data file and manifest, a full file or the changes of a month. Inside the room.
// Thread rule: one thread.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/hash.h"
#include "demo/city.h"
#include "demo/life.h"
#include "demo/record.h"
#include "format/character_map.h"
#include "format/layout.h"
#include "format/manifest.h"
#include "format/record_writer.h"

namespace menhu::demo {

// What header and manifest say.
struct DeliveryHead {
    format::DeliveryKind kind = format::DeliveryKind::full;
    std::string stem;    // of the files: "big5", "big5-change-01"
    std::string layout;  // one of format's demonstration layouts
    std::int64_t sequence = 1;
    Day base_date;
    Day previous_base_date;            // of changes
    std::int64_t change_sequence = 0;  // of a full file
    // People or changes that header and manifest count; none: as many as there will be, and then the file is written
    // twice.
    std::optional<std::int64_t> told{};
};

class DeliveryWriter {
public:
    static base::Result<std::unique_ptr<DeliveryWriter>> open(const std::filesystem::path& directory, DeliveryHead head,
                                                              const format::CharacterMap& map);
    ~DeliveryWriter();
    DeliveryWriter(const DeliveryWriter&) = delete;
    DeliveryWriter& operator=(const DeliveryWriter&) = delete;

    base::Result<void> person(const Record& record);
    // Of the person with that id; the clan's number makes the numbers of the acts.
    base::Result<void> events(std::string_view id, const std::vector<Event>& events, std::uint64_t clan);
    base::Result<void> change(const Change& change, std::uint64_t clan);
    enum class Trailer : std::uint8_t { right, one_too_many, none };
    base::Result<WrittenDelivery> finish(Trailer trailer);

private:
    struct Close {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };
    explicit DeliveryWriter(DeliveryHead head) : head_{std::move(head)} {}
    base::Result<void> control(format::RecordRole role, std::int64_t count, std::string& out);
    base::Result<void> write_person(const format::RecordType& type, const Record& record, std::string_view number);
    base::Result<void> write_event(const format::RecordType& type, const Event& event, std::string_view id,
                                   std::uint64_t clan, std::string_view number);
    base::Result<void> flush();
    base::Result<void> put(std::string_view bytes);
    base::Result<void> begin_file();

    DeliveryHead head_;
    std::int64_t written_ = 0;  // people or changes
    std::int64_t bytes_ = 0;
    format::Layout layout_;
    std::optional<format::RecordWriter> writer_;
    std::vector<std::string_view> values_;
    std::filesystem::path data_;
    std::filesystem::path manifest_;
    std::filesystem::path body_path_;
    std::unique_ptr<std::FILE, Close> file_;
    std::unique_ptr<std::FILE, Close> body_;  // until the header can be written
    std::string buffer_;
    crypto::Sha256 hash_;
};

// Replaces a file by these bytes. Error: demo.write_failed.
base::Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace menhu::demo
