#include "store/volume.h"

#include <algorithm>

#include "store/connection.h"
#include "store/readers.h"
#include "store/sqlite_volume.h"
#include "store/writer.h"

namespace menhu::store {

using base::Result;

namespace {

constexpr std::size_t name_bound = 40;

// A name becomes a file name and a table name.
bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= name_bound && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

}  // namespace

class VolumeWriter::Impl {
public:
    Impl(const Settings& settings, std::unique_ptr<VolumeBuild> build)
        : settings_{settings}, build_{std::move(build)} {}

    Result<void> put(std::int64_t key, base::ByteView body) {
        CHECK(build_ && key > last_);
        TRY(inject(settings_, "volume put"));
        last_ = key;
        return build_->put(key, body);
    }

    Result<void> finish() {
        CHECK(build_);
        TRY(inject(settings_, "volume finish"));
        TRY(build_->finish());
        build_.reset();
        return {};
    }

private:
    const Settings& settings_;
    std::unique_ptr<VolumeBuild> build_;
    std::int64_t last_ = -1;
};

VolumeWriter::VolumeWriter(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
VolumeWriter::VolumeWriter(VolumeWriter&&) noexcept = default;
VolumeWriter& VolumeWriter::operator=(VolumeWriter&&) noexcept = default;
VolumeWriter::~VolumeWriter() = default;

Result<VolumeWriter> VolumeWriter::create(Database& database, std::string_view name) {
    CHECK(is_name(name));
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume create", name));
    std::unique_ptr<VolumeBuild> build;
    if (settings.engine == Engine::sqlite) {
        build = TRY(build_sqlite_volume(settings, name));
    } else {
        return base::Error{base::Fault::unsupported, "store.engine", "PostgreSQL"};
    }
    return VolumeWriter{std::make_unique<Impl>(settings, std::move(build))};
}

Result<void> VolumeWriter::put(std::int64_t key, base::ByteView body) { return impl_->put(key, body); }
Result<void> VolumeWriter::finish() { return impl_->finish(); }

Result<void> drop_volume(Database& database, std::string_view name) {
    CHECK(is_name(name));
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume drop", name));
    TRY(drop_sqlite_volume(settings, name));
    // An unlinked file lives on while someone holds it open: the end is an end only when nobody does.
    database.readers_->forget_volumes();
    database.writer_->forget_volumes();
    return {};
}

Result<std::vector<std::string>> list_volumes(Database& database) {
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume list"));
    return list_sqlite_volumes(settings);
}

}  // namespace menhu::store
