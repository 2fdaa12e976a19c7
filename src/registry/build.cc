#include "registry/build.h"

#include <exception>
#include <thread>

#include "crypto/secret.h"
#include "format/person_fields.h"
#include "registry/queue.h"
#include "registry/received_file.h"

namespace menhu::registry {

namespace {

// The thread that prepares partitions, one ahead of the one that is being put.
class Preparer {
public:
    Preparer(Spill& spill, Bits bits, EventJoiner& joiner)
        : spill_{spill}, bits_{bits}, joiner_{joiner}, thread_{[this] { run(); }} {}
    ~Preparer() {
        ready_.abort();
        if (thread_.joinable()) thread_.join();
    }
    // In the order of the partitions; nothing when there are no more, or after a failure.
    std::optional<BuiltPartition> next() { return ready_.pop(); }
    base::Result<void> outcome() {
        thread_.join();
        if (bug_) std::rethrow_exception(bug_);
        if (error_) return *std::move(error_);
        return {};
    }

private:
    void run() noexcept {
        try {
            if (auto result = work(); !result) error_ = std::move(result).error();
        } catch (...) {  // a Bug is thrown on in the import's thread
            bug_ = std::current_exception();
        }
        ready_.close();
    }
    base::Result<void> work() {
        for (std::size_t index = 0; index < partitions; ++index) {
            const auto spilled = TRY(spill_.take(index));
            auto built = TRY(build_partition(spilled, bits_, joiner_));
            if (!ready_.push(std::move(built))) break;
        }
        return {};
    }

    Spill& spill_;
    Bits bits_;
    EventJoiner& joiner_;
    BoundedQueue<BuiltPartition> ready_{2};
    std::optional<base::Error> error_;
    std::exception_ptr bug_;
    std::thread thread_;  // last: it uses the others
};

base::Result<void> reject(const BuiltPartition& built, const std::filesystem::path& path, RejectsFile& rejects) {
    if (built.rejected.empty()) return {};
    const auto file = TRY(ReceivedFile::open(path));
    for (const auto& row : built.rejected) {
        if (row.place.length == 0) continue;  // of a copy that was changed: no row of this file
        auto raw = TRY(file.at(row.place.offset, row.place.length));
        const auto added = rejects.add({row.place.number, row.place.offset, static_cast<std::uint32_t>(row.reason),
                                        std::string{format::person_field_name(row.field).name}, base::ByteView{raw}});
        crypto::wipe(raw);
        if (!added) return added.error();
    }
    return {};
}

}  // namespace

base::Result<std::optional<BuildOutcome>> build(Spill& spill, Bits bits, EventJoiner joiner,
                                                const std::filesystem::path& file, RejectsFile& rejects,
                                                store::VolumeWriter& volume, const OnPartition& on_partition) {
    BuildOutcome outcome;
    Preparer preparer{spill, bits, joiner};
    std::uint64_t done = 0;
    while (auto built = preparer.next()) {
        for (const auto& slice : built->slices) {
            TRY(volume.put(slice.key, base::ByteView{built->bodies}.subspan(slice.at, slice.length)));
        }
        TRY(reject(*built, file, rejects));
        outcome.people += built->people;
        for (const auto& [district, people] : built->districts) outcome.districts[district] += people;
        outcome.tally.merge(std::move(built->tally));
        const auto proceed = TRY(on_partition(++done, *built));
        if (proceed == Proceed::stop) return std::optional<BuildOutcome>{};
    }
    TRY(preparer.outcome());
    return std::optional{std::move(outcome)};
}

}  // namespace menhu::registry
