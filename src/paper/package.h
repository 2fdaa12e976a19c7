#pragma once
// A ZIP package (PKWARE APPNOTE 6.3.3, the part of it that OpenDocument 1.2 part 3 wants): the first entry stored, the
// others deflated as they are written, so that a long one is never there as a whole but compressed. Inside the room.
//
// Promise: the same entries at the same instant are the same bytes. Thread rule: one thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace menhu::paper {

// One entry while it is written.
class Deflater {
public:
    Deflater();
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    void add(std::string_view bytes);
    void finish();

    const std::string& compressed() const { return compressed_; }
    std::uint32_t checksum() const { return checksum_; }
    std::uint32_t size() const { return size_; }

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
    std::string compressed_;
    std::uint32_t checksum_ = 0;
    std::uint32_t size_ = 0;
};

class Package {
public:
    explicit Package(base::Instant at);
    void add_stored(std::string_view name, std::string_view bytes);
    void add(std::string_view name, const Deflater& entry);  // finished
    std::string finish();

private:
    struct Entry {
        std::string name;
        std::uint16_t method = 0;
        std::uint32_t checksum = 0;
        std::uint32_t packed = 0;
        std::uint32_t size = 0;
        std::uint32_t offset = 0;
    };
    void put(Entry entry, std::string_view packed);
    void put_fields(const Entry& entry, std::string& out) const;

    std::string bytes_;
    std::vector<Entry> entries_;
    std::uint16_t date_ = 0;
    std::uint16_t time_ = 0;
};

}  // namespace menhu::paper
