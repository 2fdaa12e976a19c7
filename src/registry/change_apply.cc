#include "registry/change_apply.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <memory>
#include <thread>

#include "registry/person_changes.h"
#include "registry/queue.h"
#include "registry/received_file.h"
#include "registry/row.h"
#include "registry/stored_copy.h"

namespace menhu::registry {

namespace {

// What the threads share.
struct Work {
    Registry::Inside& inside;
    const BaseCopy& base;
    const ReadSettings& settings;
    const ChangeSpill& changes;
    const ReceivedFile& file;
    const std::vector<format::PersonField>& fields;
    Spill& spill;
    RejectsFile& rejects;
    std::atomic<std::size_t> next_partition = 0;
    std::atomic<std::uint64_t> next_number = 1;  // of a record in the new generation; its nonce
    BoundedQueue<std::size_t> done{8};
};

class Applier {
public:
    explicit Applier(Work& work)
        : work_{work},
          base_{work.base.key},
          sealer_{work.settings.index_key, work.settings.data_key.view(), work.settings.generation, work.spill},
          person_{work.fields} {}

    void start() {
        thread_ = std::thread{[this] { run(); }};
    }
    void join() {
        if (thread_.joinable()) thread_.join();
    }
    // After join.
    base::Result<void> add_to(ChangesApplied& all) {
        if (bug_) std::rethrow_exception(bug_);
        if (error_) return *std::move(error_);
        all.tally.merge(std::move(tally_));
        for (const auto& [field, count] : person_.differing()) all.differing[field] += count;
        all.touched.insert(all.touched.end(), touched_.begin(), touched_.end());
        return {};
    }

private:
    void run() noexcept {
        try {
            if (auto result = work(); !result) {
                error_ = std::move(result).error();
                work_.done.abort();
            }
        } catch (...) {  // a Bug is thrown on in the import's thread
            bug_ = std::current_exception();
            work_.done.abort();
        }
    }

    base::Result<void> work() {
        for (;;) {
            const auto partition = work_.next_partition.fetch_add(1);
            if (partition >= partitions) break;
            TRY(merge(partition));
            if (!work_.done.push(partition)) return {};
        }
        return sealer_.flush();
    }

    // Both sides ascend by tag.
    base::Result<void> merge(std::size_t partition) {
        const auto old =
            TRY(read_partition(work_.inside.database, work_.base.row.volume, work_.base.row.record_bits, partition));
        const auto changes = TRY(work_.changes.take(partition));
        std::size_t at = 0;
        for (const auto& record : old.records) {
            while (at < changes.size() && changes[at].root < record.tag) TRY(apply(changes, at, {}));
            const auto plain = TRY(base_.open(crypto::nonce_of(record.record.number),
                                              record_aad(work_.base.row.id, record.tag), record.record.sealed));
            if (at < changes.size() && changes[at].root == record.tag) {
                TRY(apply(changes, at, plain.view()));
            } else {
                TRY(keep(plain.view()));
            }
        }
        while (at < changes.size()) TRY(apply(changes, at, {}));
        return {};
    }

    // All changes of one root, from `at`, which it moves behind them.
    base::Result<void> apply(const std::vector<Change>& changes, std::size_t& at, base::ByteView held) {
        const auto root = changes[at].root;
        person_.begin(root, held);
        for (; at < changes.size() && changes[at].root == root; ++at) {
            const auto& change = changes[at];
            TRY(touch(change));
            auto unfit = TRY(person_.apply(change, tally_));
            if (!unfit) continue;
            ++tally_.rejected;
            auto raw = TRY(work_.file.at(unfit->place.offset, unfit->place.length));
            const auto added =
                work_.rejects.add({unfit->place.number, unfit->place.offset, static_cast<std::uint32_t>(unfit->reason),
                                   std::move(unfit->fields), base::ByteView{raw}});
            crypto::wipe(raw);
            if (!added) return added.error();
        }
        for (const auto& [tag, record] : person_.records()) TRY(keep(record.view()));
        return {};
    }

    // A record into the new generation. It is no row of the file.
    base::Result<void> keep(base::ByteView compact) {
        const auto number = work_.next_number.fetch_add(1);
        CHECK(number <= std::numeric_limits<std::uint32_t>::max());
        const RowPlace place{.number = static_cast<std::uint32_t>(number)};
        const auto view = TRY(PersonView::read(compact));
        builder_.clear();
        builder_.take(view);
        return sealer_.add(place, builder_);
    }

    base::Result<void> touch(const Change& change) {
        for (const auto* image : {&change.before_image, &change.after_image}) {
            if (image->empty()) continue;
            const auto view = TRY(PersonView::read(*image));
            const auto id = view.get(format::PersonField::person_id);
            const Touched one{work_.inside.ledger.person_tag(id), change.event.kind};
            if (touched_.empty() || touched_.back() != one) touched_.push_back(one);
        }
        return {};
    }

    Work& work_;
    crypto::Aead base_;
    Sealer sealer_;
    PersonChanges person_;
    PersonBuilder builder_;
    Tally tally_;
    std::vector<Touched> touched_;
    std::optional<base::Error> error_;
    std::exception_ptr bug_;
    std::thread thread_;
};

// The threads end with this, however the work ends.
class Crew {
public:
    explicit Crew(Work& work) : work_{work} {
        for (int index = 0; index < std::max(1, work.settings.workers); ++index) {
            appliers_.push_back(std::make_unique<Applier>(work));
            appliers_.back()->start();
        }
    }
    ~Crew() {
        work_.next_partition = partitions;
        work_.done.abort();
        join();
    }
    void join() {
        for (const auto& applier : appliers_) applier->join();
    }
    base::Result<void> add_to(ChangesApplied& all) {
        for (const auto& applier : appliers_) TRY(applier->add_to(all));
        return {};
    }

private:
    Work& work_;
    std::vector<std::unique_ptr<Applier>> appliers_;
};

}  // namespace

base::Result<std::optional<ChangesApplied>> apply_changes(Registry::Inside& inside, const BaseCopy& base,
                                                          const ReadSettings& settings, const ChangeSpill& changes,
                                                          Spill& spill, RejectsFile& rejects,
                                                          const OnApplied& on_partition) {
    const auto fields = TRY(format::FieldReader::open(settings.layout, settings.characters, settings.base_date));
    const auto known = RowReader{fields, settings.base_date, format::RecordRole::after}.known_fields();
    const auto file = TRY(ReceivedFile::open(settings.file));
    Work work{.inside = inside,
              .base = base,
              .settings = settings,
              .changes = changes,
              .file = file,
              .fields = known,
              .spill = spill,
              .rejects = rejects};
    Crew crew{work};
    for (std::uint64_t done = 1; done <= partitions; ++done) {
        if (!work.done.pop()) break;  // a thread failed
        if (on_partition(done) == Proceed::stop) return std::optional<ChangesApplied>{};
    }
    crew.join();
    ChangesApplied all;
    TRY(crew.add_to(all));
    std::ranges::sort(all.touched);
    const auto repeated = std::ranges::unique(all.touched);
    all.touched.erase(repeated.begin(), repeated.end());
    return std::optional{std::move(all)};
}

}  // namespace menhu::registry
