#include "paper/package.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/calendar.h"
#include "base/result.h"

namespace menhu::paper {
namespace {

constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::uint16_t version = 20;  // 2.0: deflate

void put16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>((value >> 8) & 0xFF);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

std::uint32_t checksum_of(std::uint32_t before, std::string_view bytes) {
    return static_cast<std::uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace

struct Deflater::Stream {
    z_stream z{};
};

Deflater::Deflater() : stream_{std::make_unique<Stream>()} {
    // Raw deflate (no zlib head), the usual level and memory: the same library makes the same bytes of the same input.
    CHECK(deflateInit2(&stream_->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
}

Deflater::~Deflater() { deflateEnd(&stream_->z); }

void Deflater::add(std::string_view bytes) {
    checksum_ = checksum_of(checksum_, bytes);
    size_ += static_cast<std::uint32_t>(bytes.size());
    auto& z = stream_->z;
    z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    std::array<char, 16384> piece;
    while (z.avail_in > 0) {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        CHECK(deflate(&z, Z_NO_FLUSH) == Z_OK);
        compressed_.append(piece.data(), piece.size() - z.avail_out);
    }
}

void Deflater::finish() {
    auto& z = stream_->z;
    std::array<char, 16384> piece;
    int answer = Z_OK;
    while (answer != Z_STREAM_END) {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        answer = deflate(&z, Z_FINISH);
        CHECK(answer == Z_OK || answer == Z_STREAM_END || answer == Z_BUF_ERROR);
        compressed_.append(piece.data(), piece.size() - z.avail_out);
    }
}

Package::Package(base::Instant at) {
    const auto date = base::taipei_date(at);
    const auto year =
        static_cast<unsigned>(std::clamp(static_cast<int>(date.year()), 1980, 2107));  // all that the format can say
    date_ = static_cast<std::uint16_t>(((year - 1980) << 9) | (static_cast<unsigned>(date.month()) << 5) |
                                       static_cast<unsigned>(date.day()));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at - base::taipei_start(date)).count();
    time_ = static_cast<std::uint16_t>(((seconds / 3600) << 11) | ((seconds / 60 % 60) << 5) | (seconds % 60 / 2));
}

void Package::put_fields(const Entry& entry, std::string& out) const {
    put16(out, version);
    put16(out, 0x0800);  // names are UTF-8
    put16(out, entry.method);
    put16(out, time_);
    put16(out, date_);
    put32(out, entry.checksum);
    put32(out, entry.packed);
    put32(out, entry.size);
    put16(out, static_cast<std::uint32_t>(entry.name.size()));
    put16(out, 0);  // no extra field: OpenDocument wants none on the first entry
}

void Package::put(Entry entry, std::string_view packed) {
    entry.offset = static_cast<std::uint32_t>(bytes_.size());
    put32(bytes_, 0x04034b50);
    put_fields(entry, bytes_);
    bytes_ += entry.name;
    bytes_ += packed;
    entries_.push_back(std::move(entry));
}

void Package::add_stored(std::string_view name, std::string_view bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    put({.name = std::string{name}, .method = stored, .checksum = checksum_of(0, bytes), .packed = size, .size = size},
        bytes);
}

void Package::add(std::string_view name, const Deflater& entry) {
    put({.name = std::string{name},
         .method = deflated,
         .checksum = entry.checksum(),
         .packed = static_cast<std::uint32_t>(entry.compressed().size()),
         .size = entry.size()},
        entry.compressed());
}

std::string Package::finish() {
    const auto start = static_cast<std::uint32_t>(bytes_.size());
    for (const auto& entry : entries_) {
        put32(bytes_, 0x02014b50);
        put16(bytes_, version);
        put_fields(entry, bytes_);
        put16(bytes_, 0);  // no comment
        put16(bytes_, 0);  // disk
        put16(bytes_, 0);
        put32(bytes_, 0);
        put32(bytes_, entry.offset);
        bytes_ += entry.name;
    }
    const auto size = static_cast<std::uint32_t>(bytes_.size()) - start;
    put32(bytes_, 0x06054b50);
    put16(bytes_, 0);
    put16(bytes_, 0);
    put16(bytes_, static_cast<std::uint32_t>(entries_.size()));
    put16(bytes_, static_cast<std::uint32_t>(entries_.size()));
    put32(bytes_, size);
    put32(bytes_, start);
    put16(bytes_, 0);
    return std::move(bytes_);
}

}  // namespace menhu::paper
