#include "store/volume.h"

#include "store/connection.h"
#include "store/postgres_volume.h"
#include "store/readers.h"
#include "store/sqlite_volume.h"
#include "store/writer.h"

namespace menhu::store {

using base::Result;

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
    CHECK(is_volume_name(name));
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume create", name));
    std::unique_ptr<VolumeBuild> build;
    if (settings.engine == Engine::sqlite) {
        build = TRY(build_sqlite_volume(settings, name));
    } else {
        build = TRY(build_postgres_volume(settings, name));
    }
    return VolumeWriter{std::make_unique<Impl>(settings, std::move(build))};
}

Result<void> VolumeWriter::put(std::int64_t key, base::ByteView body) { return impl_->put(key, body); }
Result<void> VolumeWriter::finish() { return impl_->finish(); }

Result<void> drop_volume(Database& database, std::string_view name) {
    CHECK(is_volume_name(name));
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume drop", name));
    if (settings.engine == Engine::postgres) return drop_postgres_volume(settings, name);
    TRY(drop_sqlite_volume(settings, name));
    // An unlinked file lives on while someone holds it open: the end is an end only when nobody does.
    database.readers_->forget_volumes();
    database.writer_->forget_volumes();
    return {};
}

Result<std::vector<std::string>> list_volumes(Database& database) {
    const Settings& settings = database.settings_;
    TRY(inject(settings, "volume list"));
    if (settings.engine == Engine::postgres) return list_postgres_volumes(settings);
    return list_sqlite_volumes(settings);
}

}  // namespace menhu::store
