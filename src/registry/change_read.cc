#include "registry/change_read.h"

#include <map>

#include "format/record_reader.h"
#include "registry/event_row.h"
#include "registry/received_file.h"
#include "registry/row.h"

namespace menhu::registry {

namespace {

using format::RecordRole;

constexpr std::size_t chunk_size = 1024 * 1024;

constexpr auto bad_change = static_cast<std::uint32_t>(Reason::bad_change);

// The change that is being read: its images stand behind it.
struct Pending {
    Change change;
    std::string person_id;
    std::string before_id;
    std::string after_id;
    bool usable = true;
};

class ChangesReader {
public:
    ChangesReader(const ReadSettings& settings, const format::FieldReader& fields, ChangeSpill& spill,
                  RejectsFile& rejects)
        : layout_{settings.layout},
          fields_{fields},
          spill_{spill},
          rejects_{rejects},
          tags_{settings.index_key},
          changes_{fields, settings.base_date, RecordRole::change},
          before_{fields, settings.base_date, RecordRole::before},
          after_{fields, settings.base_date, RecordRole::after} {}

    base::Result<void> read(const format::RecordBlock& block) {
        format::RecordReader reader{layout_, block};
        while (reader.next(record_)) {
            ++tally_.records;
            if (record_.type == nullptr || record_.problem != format::RecordProblem::none) {
                TRY(read_shapeless());
            } else if (record_.type->role == RecordRole::change) {
                TRY(read_change());
            } else if (record_.type->role == RecordRole::before) {
                TRY(read_image(before_, pending_ ? &pending_->change.before_image : nullptr,
                               pending_ ? &pending_->change.before_place : nullptr));
            } else if (record_.type->role == RecordRole::after) {
                TRY(read_image(after_, pending_ ? &pending_->change.after_image : nullptr,
                               pending_ ? &pending_->change.after_place : nullptr));
            } else if (tally_.controls.size() < 16) {
                tally_.controls.push_back(read_control(fields_, record_));
            }
        }
        return {};
    }

    // After the last block.
    base::Result<void> finish() {
        TRY(end_change());
        return spill_.flush();
    }
    Tally take_tally() { return std::move(tally_); }
    const std::array<std::uint64_t, legal_event_count>& kinds() const { return kinds_; }

private:
    base::Result<void> reject(std::uint32_t reasons, std::string fields) {
        if (pending_ && pending_->usable) {
            pending_->usable = false;
            ++tally_.rejected;
        }
        return rejects_.add({record_.number, record_.offset, reasons, std::move(fields), record_.bytes});
    }

    base::Result<void> read_shapeless() {
        if (record_.type != nullptr && record_.type->role == RecordRole::change) {
            TRY(end_change());
            ++tally_.people;
        }
        tally_.note(CheckKind::record_shape, record_.number);
        if (!pending_) ++tally_.rejected;
        return reject(static_cast<std::uint32_t>(Reason::shape), {});
    }

    base::Result<void> read_change() {
        TRY(end_change());
        ++tally_.people;
        changes_.read(record_, tally_);
        auto& pending = pending_.emplace();
        pending.change.place = place_of(record_);
        pending.change.number = static_cast<std::uint32_t>(tally_.people);
        pending.change.event = changes_.event();
        pending.change.undone_act = changes_.undone_act();
        pending.person_id = changes_.person_id();
        if (changes_.reasons() != 0) return reject(changes_.reasons(), changes_.wrong_fields());
        if (changes_.change_number() != tally_.people) {
            tally_.note(CheckKind::whole_changes, record_.number);
            return reject(bad_change, "ChangeNumber");
        }
        return {};
    }

    base::Result<void> read_image(RowReader& reader, base::Bytes* image, RowPlace* place) {
        reader.read(record_, tally_);
        if (reader.reasons() != 0) return reject_image(reader.reasons(), reader.wrong_fields());
        // An image of no change, of another one, or a second one.
        if (image == nullptr || !image->empty() || number_of_image() != pending_->change.number) {
            tally_.note(CheckKind::whole_changes, record_.number);
            return reject_image(bad_change, "ChangeNumber");
        }
        auto& id = image == &pending_->change.before_image ? pending_->before_id : pending_->after_id;
        id = reader.person().get(format::PersonField::person_id);
        reader.person().finish(*image);
        *place = place_of(record_);
        return {};
    }

    base::Result<void> reject_image(std::uint32_t reasons, std::string fields) {
        if (!pending_) ++tally_.rejected;
        return reject(reasons, std::move(fields));
    }

    std::uint64_t number_of_image() {
        const auto index = record_.type->index_of(format::EventField::change_number);
        text_.clear();
        if (!index || fields_.read(record_, *index, text_).problem != format::FieldProblem::none) return 0;
        std::uint64_t number = 0;
        for (const char c : text_) number = number * 10 + static_cast<std::uint64_t>(c - '0');
        return number;
    }

    // Whether the records of a change agree; which ids it is about.
    static bool agrees(const Pending& pending) {
        const bool had = !pending.before_id.empty();
        const bool has = !pending.after_id.empty();
        if (!had && !has) return false;
        if (pending.person_id != (had ? pending.before_id : pending.after_id)) return false;
        const auto kind = pending.change.event.kind;
        if (!had) {
            return kind == LegalEvent::birth || kind == LegalEvent::first_registration || kind == LegalEvent::move_in ||
                   kind == LegalEvent::restoration || kind == LegalEvent::correction;
        }
        if (!has || pending.before_id == pending.after_id) return true;
        return kind == LegalEvent::id_change || kind == LegalEvent::correction;
    }

    base::Result<void> end_change() {
        if (!pending_) return {};
        auto pending = std::move(*pending_);
        pending_.reset();
        if (!pending.usable) return {};
        auto& change = pending.change;
        if (!agrees(pending)) {
            tally_.note(CheckKind::whole_changes, change.place.number);
            ++tally_.rejected;
            return rejects_.add({change.place.number, change.place.offset, bad_change, "PersonId", {}});
        }
        const bool had = !pending.before_id.empty();
        change.before = tags_.person(had ? pending.before_id : pending.after_id);
        change.after = tags_.person(pending.after_id.empty() ? pending.before_id : pending.after_id);
        const auto moved = moved_.find(change.before);
        change.root = moved == moved_.end() ? change.before : moved->second;
        if (change.after != change.before) moved_[change.after] = change.root;
        ++kinds_[static_cast<std::size_t>(change.event.kind)];
        return spill_.add(change);
    }

    const format::Layout& layout_;
    const format::FieldReader& fields_;
    ChangeSpill& spill_;
    RejectsFile& rejects_;
    TagCache tags_;
    EventReader changes_;
    RowReader before_;
    RowReader after_;
    format::RawRecord record_;
    std::string text_;
    std::optional<Pending> pending_;
    std::map<Tag, Tag> moved_;  // new id → the record that is held, for ids that changed in this file
    std::array<std::uint64_t, legal_event_count> kinds_{};
    Tally tally_;
};

}  // namespace

base::Result<std::optional<ChangesRead>> read_changes(const ReadSettings& settings, ChangeSpill& spill,
                                                      RejectsFile& rejects, const OnBytes& on_bytes) {
    const auto fields = TRY(format::FieldReader::open(settings.layout, settings.characters, settings.base_date));
    auto file = TRY(ReceivedFile::open(settings.file));
    ChangesReader reader{settings, fields, spill, rejects};
    ChangesRead outcome;
    crypto::Sha256 hash;
    format::BlockCutter cutter{settings.layout};
    base::Bytes chunk(chunk_size);
    const auto hand_on = [&](base::Result<void> cut) -> base::Result<void> {
        if (!cut) outcome.file.cut_problem = cut.error().code();
        if (const auto block = cutter.take()) TRY(reader.read(*block));
        return {};
    };
    for (;;) {
        const auto got = TRY(file.read(chunk));
        if (got == 0) break;
        const auto bytes = base::ByteView{chunk}.first(got);
        outcome.file.bytes += got;
        hash.add(bytes);
        if (outcome.file.cut_problem.empty()) TRY(hand_on(cutter.feed(bytes)));
        if (on_bytes(outcome.file.bytes) == Proceed::stop) return std::optional<ChangesRead>{};
    }
    if (outcome.file.cut_problem.empty()) TRY(hand_on(cutter.finish()));
    TRY(reader.finish());
    outcome.file.sha256 = hash.finish();
    outcome.file.tally = reader.take_tally();
    outcome.kinds = reader.kinds();
    return std::optional{std::move(outcome)};
}

}  // namespace menhu::registry
