#pragma once
// Writes one delivery: a data file in a layout, hashed while it is written, and then its manifest. Inside the room.
// Thread rule: one thread.
#include <cstdint>
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
#include "demo/record.h"
#include "format/character_map.h"
#include "format/layout.h"
#include "format/record_writer.h"

namespace menhu::demo {

class DeliveryWriter {
public:
    // `name` is that of the files ("big5"), `layout` that of one of format's demonstration layouts. Header and manifest
    // tell `told` people.
    static base::Result<std::unique_ptr<DeliveryWriter>> open(std::string_view name, std::string_view layout,
                                                              const CityOptions& options, std::int64_t told,
                                                              const format::CharacterMap& map);
    base::Result<void> person(const Record& record);
    enum class Trailer : std::uint8_t { right, one_too_many, none };
    base::Result<WrittenDelivery> finish(Trailer trailer);

private:
    struct Close {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };
    DeliveryWriter(const CityOptions& options, std::int64_t told) : options_{options}, told_{told} {}
    base::Result<void> control(format::RecordRole role, std::int64_t count);
    base::Result<void> flush();

    CityOptions options_;
    std::int64_t told_;
    std::int64_t people_ = 0;
    std::int64_t bytes_ = 0;
    format::Layout layout_;
    std::optional<format::RecordWriter> writer_;
    const format::RecordType* type_ = nullptr;
    std::vector<std::string_view> values_;
    std::filesystem::path data_;
    std::filesystem::path manifest_;
    std::unique_ptr<std::FILE, Close> file_;
    std::string buffer_;
    crypto::Sha256 hash_;
};

// Replaces a file by these bytes. Error: demo.write_failed.
base::Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace menhu::demo
