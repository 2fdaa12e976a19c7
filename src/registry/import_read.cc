#include "registry/import_read.h"

#include <exception>
#include <memory>
#include <thread>

#include "format/record_reader.h"
#include "registry/event_row.h"
#include "registry/queue.h"
#include "registry/received_file.h"
#include "registry/row.h"
#include "registry/sealer.h"

namespace menhu::registry {

namespace {

constexpr std::size_t chunk_size = 1024 * 1024;
constexpr std::size_t blocks_waiting = 6;

// One thread that reads rows. What it meets it keeps until the import's thread asks.
class Worker {
public:
    Worker(const ReadSettings& settings, const format::FieldReader& fields, Spill& spill, RejectsFile& rejects,
           BoundedQueue<format::RecordBlock>& blocks)
        : layout_{settings.layout},
          rejects_{rejects},
          blocks_{blocks},
          fields_{fields},
          rows_{fields, settings.base_date},
          scratch_{settings.scratch_key},
          sealer_{settings.index_key, settings.data_key.view(), settings.generation, spill} {
        if (layout_.record(format::RecordRole::event) != nullptr) {
            events_.emplace(fields, settings.base_date, format::RecordRole::event);
        }
    }

    void start() {
        thread_ = std::thread{[this] { run(); }};
    }
    void join() {
        if (thread_.joinable()) thread_.join();
    }
    // After join.
    base::Result<Tally> outcome() {
        if (bug_) std::rethrow_exception(bug_);
        if (error_) return *std::move(error_);
        return std::move(tally_);
    }

private:
    void run() noexcept {
        try {
            if (auto result = work(); !result) {
                error_ = std::move(result).error();
                blocks_.abort();
            }
        } catch (...) {  // a Bug is thrown on in the import's thread
            bug_ = std::current_exception();
            blocks_.abort();
        }
    }

    base::Result<void> work() {
        while (const auto block = blocks_.pop()) {
            TRY(read_block(*block));
        }
        return sealer_.flush();
    }

    base::Result<void> read_block(const format::RecordBlock& block) {
        format::RecordReader reader{layout_, block};
        while (reader.next(record_)) {
            ++tally_.records;
            if (record_.type != nullptr && record_.type->role == format::RecordRole::event) {
                TRY(read_event());
                continue;
            }
            if (record_.type != nullptr && record_.type->role != format::RecordRole::person &&
                record_.problem == format::RecordProblem::none) {
                // More than a header and a trailer is a finding already; their number is bounded all the same.
                if (tally_.controls.size() < 16) tally_.controls.push_back(read_control(fields_, record_));
                continue;
            }
            ++tally_.people;
            rows_.read(record_, tally_);
            if (rows_.reasons() == 0) {
                TRY(sealer_.add(place_of(record_), rows_.person()));
                continue;
            }
            ++tally_.rejected;
            TRY(rejects_.add({record_.number, record_.offset, rows_.reasons(), rows_.wrong_fields(), record_.bytes}));
        }
        return {};
    }

    base::Result<void> read_event() {
        ++tally_.events;
        events_->read(record_, tally_);
        if (events_->reasons() != 0) {
            ++tally_.rejected_events;
            return rejects_.add(
                {record_.number, record_.offset, events_->reasons(), events_->wrong_fields(), record_.bytes});
        }
        stored_.clear();
        append_events(std::span{&events_->event(), 1}, stored_);
        return sealer_.add_event(place_of(record_), events_->person_id(), stored_, scratch_);
    }

    const format::Layout& layout_;
    RejectsFile& rejects_;
    BoundedQueue<format::RecordBlock>& blocks_;
    const format::FieldReader& fields_;
    RowReader rows_;
    std::optional<EventReader> events_;  // if the layout has events
    base::Bytes stored_;
    crypto::Aead scratch_;
    Sealer sealer_;
    format::RawRecord record_;
    Tally tally_;
    std::optional<base::Error> error_;
    std::exception_ptr bug_;
    std::thread thread_;
};

// The threads end with this, however the reading ends.
class Crew {
public:
    explicit Crew(BoundedQueue<format::RecordBlock>& blocks) : blocks_{blocks} {}
    ~Crew() {
        blocks_.abort();
        join();
    }
    void add(std::unique_ptr<Worker> worker) {
        worker->start();
        workers_.push_back(std::move(worker));
    }
    void join() {
        for (const auto& worker : workers_) worker->join();
    }
    base::Result<Tally> outcome() {
        Tally all;
        for (const auto& worker : workers_) {
            auto tally = TRY(worker->outcome());
            all.merge(std::move(tally));
        }
        return all;
    }

private:
    BoundedQueue<format::RecordBlock>& blocks_;
    std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace

base::Result<std::optional<ReadOutcome>> read_file(const ReadSettings& settings, Spill& spill, RejectsFile& rejects,
                                                   const OnBytes& on_bytes) {
    const auto fields = TRY(format::FieldReader::open(settings.layout, settings.characters, settings.base_date));
    auto file = TRY(ReceivedFile::open(settings.file));
    BoundedQueue<format::RecordBlock> blocks{blocks_waiting};
    Crew crew{blocks};
    for (int index = 0; index < settings.workers; ++index) {
        crew.add(std::make_unique<Worker>(settings, fields, spill, rejects, blocks));
    }
    ReadOutcome outcome;
    crypto::Sha256 hash;
    format::BlockCutter cutter{settings.layout};
    base::Bytes chunk(chunk_size);
    bool wanted = true;  // until a worker failed
    const auto hand_on = [&](base::Result<void> cut) {
        if (!cut) outcome.cut_problem = cut.error().code();
        if (auto block = cutter.take()) wanted = blocks.push(*std::move(block));
    };
    while (wanted) {
        const auto got = TRY(file.read(chunk));
        if (got == 0) break;
        const auto bytes = base::ByteView{chunk}.first(got);
        outcome.bytes += got;
        hash.add(bytes);
        if (outcome.cut_problem.empty()) hand_on(cutter.feed(bytes));
        if (on_bytes(outcome.bytes) == Proceed::stop) return std::optional<ReadOutcome>{};
    }
    if (wanted && outcome.cut_problem.empty()) hand_on(cutter.finish());
    outcome.sha256 = hash.finish();
    blocks.close();
    crew.join();
    outcome.tally = TRY(crew.outcome());
    return std::optional{std::move(outcome)};
}

}  // namespace menhu::registry
