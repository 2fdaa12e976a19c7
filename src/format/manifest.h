#pragma once
// The manifest of a delivery: what the sender says of the data file beside it. TOML; docs/formats/delivery.md. Values;
// any thread.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace menhu::format {

enum class DeliveryKind : std::uint8_t { full, change };

struct DeliveryManifest {
    std::string table_number;   // 資料表號
    std::int64_t sequence = 0;  // from 1
    std::string base_date;      // 資料基準日, "YYYY-MM-DD"
    DeliveryKind kind = DeliveryKind::full;
    std::string layout;        // its name
    std::int64_t records = 0;  // of people, without header and trailer
    std::int64_t bytes = 0;
    std::array<std::uint8_t, 32> sha256{};
    std::string sender;  // may be empty
    std::string file;    // name of the data file, without a path; may be empty

    friend bool operator==(const DeliveryManifest&, const DeliveryManifest&) = default;
};

// Checked whole; format.manifest_invalid names every wrong line.
base::Result<DeliveryManifest> parse_manifest(std::string_view text);
std::string print_manifest(const DeliveryManifest& manifest);
std::string_view delivery_kind_name(DeliveryKind kind);

}  // namespace menhu::format
