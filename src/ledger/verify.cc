#include "ledger/verify.h"

#include <fmt/format.h>

#include <fstream>
#include <map>

#include "ledger/ledger_rows.h"
#include "ledger/log_reader.h"
#include "ledger/verify_core.h"

namespace menhu::ledger {
namespace {

constexpr std::int64_t largest_log = std::int64_t{1} << 40;
constexpr std::uintmax_t largest_bundle = tile_width * (2 + largest_entry);

class DatabaseSource final : public Source {
public:
    DatabaseSource(store::Database& database, int log) : database_{database}, log_{log} {}

    base::Result<void> entries(std::int64_t first, std::int64_t end, Findings&, const Sink& sink) override {
        return database_.read([&](store::ReadTx& tx) {
            return rows::each_entry(tx, log_, first, end,
                                    [&](std::int64_t index, base::ByteView leaf, const Projection& columns) {
                                        sink(index, leaf, &columns);
                                    });
        });
    }

    base::Result<std::optional<base::Bytes>> tile(const TileName& name) override {
        return database_.read([&](store::ReadTx& tx) { return rows::full_tile(tx, log_, name.level, name.number); });
    }

    bool has_partial_tiles() const override { return false; }

private:
    store::Database& database_;
    int log_;
};

class DirectorySource final : public Source {
public:
    DirectorySource(const std::filesystem::path& directory, std::int64_t size) : directory_{directory}, size_{size} {}

    base::Result<void> entries(std::int64_t first, std::int64_t end, Findings& findings, const Sink& sink) override {
        for (std::int64_t at = first; at < end; at += tile_width) {
            TileName name{.kind = TileKind::entries, .number = at / tile_width};
            name.width = width_in(name, size_);
            const auto bytes = TRY(read(tile_path(name)));
            if (!bytes) {
                findings.add("ledger.tile_missing", tile_path(name));
                continue;
            }
            const auto list = split_bundle(*bytes);
            if (!list || list->size() != static_cast<std::size_t>(name.width)) {
                findings.add("ledger.bundle_malformed", tile_path(name));
                continue;
            }
            for (std::size_t i = 0; i < list->size(); ++i) {
                sink(at + static_cast<std::int64_t>(i), (*list)[i], nullptr);
            }
        }
        return {};
    }

    base::Result<std::optional<base::Bytes>> tile(const TileName& name) override { return read(tile_path(name)); }

    bool has_partial_tiles() const override { return true; }

    base::Result<std::optional<base::Bytes>> read(const std::string& path) const {
        std::ifstream file{directory_ / path, std::ios::binary | std::ios::ate};
        if (!file) return std::nullopt;
        const auto size = static_cast<std::uintmax_t>(file.tellg());
        // A directory opens too, and says that it is endless.
        if (size > largest_bundle) return base::Error{base::Fault::bad_input, "ledger.export_unreadable", path};
        base::Bytes bytes(size);
        file.seekg(0);
        file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
        if (!file) return base::Error{base::Fault::bad_input, "ledger.export_unreadable", path};
        return bytes;
    }

private:
    const std::filesystem::path& directory_;
    std::int64_t size_;
};

// The checkpoint, if it satisfies the policy; else what is wrong with it is a finding.
std::optional<Checkpoint> trusted(std::string_view note, const TrustPolicy& policy, Findings& findings) {
    auto checkpoint = policy.check(note);
    if (!checkpoint) {
        findings.add(checkpoint.error().code(), "checkpoint");
        return std::nullopt;
    }
    if (checkpoint->size >= largest_log) {
        findings.add("ledger.checkpoint_malformed", "checkpoint");
        return std::nullopt;
    }
    return *std::move(checkpoint);
}

}  // namespace

base::Result<Verification> verify_database(store::Database& database, int log, const TrustPolicy& policy) {
    struct Heads {
        std::optional<StoredCheckpoint> newest;
        std::int64_t size = 0;
    };
    const Heads heads = TRY(database.read([&](store::ReadTx& tx) -> base::Result<Heads> {
        Heads found;
        found.newest = TRY(newest_checkpoint(tx, log));
        found.size = TRY(log_size(tx, log));
        return found;
    }));
    if (!heads.newest && heads.size == 0) {
        return base::Error{base::Fault::not_found, "ledger.log_not_found", std::to_string(log)};
    }
    Verification verification;
    Findings findings;
    std::optional<Checkpoint> checkpoint;
    if (heads.newest) {
        checkpoint = trusted(heads.newest->note, policy, findings);
        if (checkpoint && checkpoint->size != heads.newest->size) {
            findings.add("ledger.checkpoint_malformed", "checkpoint");
            checkpoint.reset();
        }
    }
    if (checkpoint) {
        DatabaseSource source{database, log};
        TRY(verify_source(source, *checkpoint, findings));
        verification.checkpoint = *std::move(checkpoint);
        verification.entries = verification.checkpoint.size;
    }
    verification.unpublished = std::max<std::int64_t>(heads.size - (heads.newest ? heads.newest->size : 0), 0);
    findings.move_to(verification);
    return verification;
}

base::Result<Verification> verify_export(const std::filesystem::path& directory, const TrustPolicy& policy) {
    const auto note = TRY((DirectorySource{directory, 0}.read("checkpoint")));
    if (!note) return base::Error{base::Fault::bad_input, "ledger.export_unreadable", "checkpoint"};
    Verification verification;
    Findings findings;
    auto checkpoint = trusted(base::as_text(*note), policy, findings);
    if (checkpoint) {
        // A size that no directory can hold must not make us walk through it.
        TileName last{.kind = TileKind::entries, .number = (checkpoint->size - 1) / tile_width};
        last.width = width_in(last, checkpoint->size);
        if (checkpoint->size > 0 && !std::filesystem::exists(directory / tile_path(last))) {
            findings.add("ledger.tile_missing", tile_path(last));
        } else {
            DirectorySource source{directory, checkpoint->size};
            TRY(verify_source(source, *checkpoint, findings));
        }
        verification.checkpoint = *std::move(checkpoint);
        verification.entries = verification.checkpoint.size;
    }
    findings.move_to(verification);
    return verification;
}

}  // namespace menhu::ledger
