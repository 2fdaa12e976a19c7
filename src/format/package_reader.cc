#include "format/package_reader.h"

#include <zip.h>

#include <array>

namespace menhu::format {

namespace {

constexpr std::size_t ratio_from = std::size_t{4} << 20;

base::Error unreadable(std::string detail) {
    return {base::Fault::bad_input, "format.sheet_unreadable", std::move(detail)};
}
base::Error limit(std::string_view of) { return {base::Fault::bad_input, "format.sheet_limit", std::string{of}}; }

// How many entries the directory can have at most, before anything is allocated for one of them (APPNOTE 4.3.12). The
// mark may stand inside a part as well, but not thousands of times in a part that an office program wrote.
std::size_t directory_marks(std::string_view bytes) {
    constexpr std::string_view mark{"PK\x01\x02"};
    std::size_t count = 0;
    for (auto at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark, at + mark.size())) ++count;
    return count;
}

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void PackageReader::discard(zip* archive) { zip_discard(archive); }

base::Result<PackageReader> PackageReader::open(std::string_view bytes, const SheetLimits& limits) {
    if (directory_marks(bytes) > limits.entries) return limit("entries");
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) {
        zip_error_fini(&error);
        return unreadable("zip");
    }
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    zip_error_fini(&error);
    if (archive == nullptr) {
        zip_source_free(source);
        return unreadable("zip");
    }
    PackageReader reader{archive, limits};
    const auto entries = zip_get_num_entries(archive, 0);
    if (entries < 0 || static_cast<std::size_t>(entries) > limits.entries) return limit("entries");
    return reader;
}

bool PackageReader::has(const std::string& part) const { return zip_name_locate(archive_.get(), part.c_str(), 0) >= 0; }

base::Result<void> PackageReader::read(const std::string& part,
                                       const std::function<base::Result<Reading>(std::string_view)>& on_piece) const {
    const auto index = zip_name_locate(archive_.get(), part.c_str(), 0);
    if (index < 0) return unreadable(part);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) return unreadable(part);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return base::Error{base::Fault::bad_input, "format.sheet_legacy", "password"};
    }
    if ((stat.valid & ZIP_STAT_COMP_METHOD) != 0 && stat.comp_method != ZIP_CM_STORE &&
        stat.comp_method != ZIP_CM_DEFLATE) {
        return unreadable(part);
    }
    const std::unique_ptr<zip_file_t, CloseFile> file{
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0)};
    if (file == nullptr) return unreadable(part);
    // What the package says of its sizes is not believed: the bytes are counted as they come.
    const std::size_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? static_cast<std::size_t>(stat.comp_size) : 0;
    std::size_t unpacked = 0;
    std::array<char, std::size_t{64} * 1024> piece;
    for (;;) {
        const auto got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) return unreadable(part);
        if (got == 0) return {};
        unpacked += static_cast<std::size_t>(got);
        work_ += static_cast<std::size_t>(got);
        if (unpacked > limits_.unpacked) return limit("unpacked");
        if (work_ > limits_.work) return limit("work");
        if (unpacked > ratio_from && unpacked / limits_.ratio > packed) return limit("ratio");
        const auto reading = TRY(on_piece({piece.data(), static_cast<std::size_t>(got)}));
        if (reading == Reading::stop) return {};
    }
}

base::Result<std::string> PackageReader::text(const std::string& part, std::size_t most) const {
    std::string out;
    TRY(read(part, [&](std::string_view piece) -> base::Result<Reading> {
        if (out.size() + piece.size() > most) return limit(part);
        out += piece;
        return Reading::go_on;
    }));
    return out;
}

}  // namespace menhu::format
