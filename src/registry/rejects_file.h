#pragma once
// Rejected rows while an import runs: CSV in segments, each sealed under the delivery's own key before it is written,
// then put into a volume. Inside the room. Thread rule: any thread.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/aead.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

struct RejectedRow {
    std::uint64_t number = 0;  // of the record, from 1
    std::uint64_t offset = 0;  // in the file
    std::uint32_t reasons = 0;
    std::string fields;
    base::ByteView raw;
};

class RejectsFile {
public:
    // `path`: a file that does not exist yet. Errors: registry.scratch_unusable.
    static base::Result<std::unique_ptr<RejectsFile>> create(const std::filesystem::path& path, crypto::Aead aead,
                                                             DeliveryId delivery);
    ~RejectsFile();
    RejectsFile(const RejectsFile&) = delete;
    RejectsFile& operator=(const RejectsFile&) = delete;

    // Rows above the limit are counted in the report and not kept.
    base::Result<void> add(const RejectedRow& row);
    // Builds the volume `name` of all segments. Afterwards only the destructor.
    base::Result<void> publish(store::Database& database, std::string_view name);

    static constexpr std::uint64_t rows_kept = 100'000;

private:
    RejectsFile(int file, crypto::Aead aead, DeliveryId delivery);
    base::Result<void> seal_segment();

    std::mutex mutex_;
    int file_;
    crypto::Aead aead_;
    DeliveryId delivery_;
    std::string text_;
    std::uint64_t rows_ = 0;
    std::uint64_t segments_ = 0;
    std::uint64_t size_ = 0;
};

// The associated data of a segment: the delivery(8); the nonce is the segment's number.
base::Bytes rejects_aad(DeliveryId delivery);
inline constexpr std::string_view rejects_header = "row,byte_offset,reasons,fields,raw_hex\r\n";

}  // namespace menhu::registry
