#include "registry/import.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "registry/assess.h"
#include "registry/build.h"
#include "registry/change_apply.h"
#include "registry/change_read.h"
#include "registry/change_rows.h"
#include "registry/clear.h"
#include "registry/compare_copies.h"
#include "registry/definition.h"
#include "registry/definition_rows.h"
#include "registry/import_read.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

constexpr std::string_view phase_codes[] = {"reading", "building", "done"};
constexpr std::uint64_t people_per_record_bucket = 8;
constexpr std::uint64_t pairs_per_bucket = 48;

// What a full file says of the change files that it contains.
std::int64_t change_sequence_of(const Tally& tally) {
    std::int64_t sequence = 0;
    for (const auto& control : tally.controls) {
        if (control.role != format::RecordRole::header) continue;
        const auto& text = control.change_sequence;
        std::from_chars(text.data(), text.data() + text.size(), sequence);
    }
    return sequence;
}

base::Error unknown() { return {base::Fault::not_found, "registry.delivery_unknown"}; }

}  // namespace

std::string_view phase_code(Phase phase) { return phase_codes[static_cast<std::size_t>(phase)]; }

struct ImportJob::Inside {
    Registry::Inside& registry;
    const format::Layout* layout = nullptr;
    const format::CharacterMap* characters = nullptr;
    Who by{};
    Delivery delivery;
    std::int64_t run = 0;
    rows::Generation generation;
    std::string rejects_volume;
    crypto::Secret data_key;
    crypto::Secret rejects_key;
    crypto::Secret scratch_key;  // not kept: what waits under it in the scratch folder ends with the import
    RunningImport* running = nullptr;
    const OnProgress* on_progress = nullptr;
    // Of a change file: the copy in use when it began, none if there was none, and the last change file in that.
    std::optional<rows::Generation> base = std::nullopt;
    std::int64_t base_sequence = 0;
    // The last change file that the new generation contains; whom this one touches.
    std::int64_t change_sequence = 0;
    std::vector<Touched> touched = {};

    ~Inside() {
        const std::lock_guard lock{registry.mutex};
        registry.running.erase(delivery.id.number());
    }

    Proceed tell(Phase phase, std::uint64_t done, std::uint64_t total) const {
        const Progress progress{phase, done, total};
        {
            const std::lock_guard lock{running->mutex};
            running->progress = progress;
        }
        if (running->stop) return Proceed::stop;
        return (*on_progress) ? (*on_progress)(progress) : Proceed::go_on;
    }

    // The row of this delivery, if this run is still the one that may finish.
    base::Result<rows::DeliveryRow> own_row(store::ReadTx& tx) const {
        auto row = TRY(rows::delivery(tx, delivery.id.number()));
        if (!row || row->run != run || row->delivery.state != DeliveryState::importing) {
            return base::Error{base::Fault::conflict, "registry.import_overtaken"};
        }
        return *std::move(row);
    }

    bool is_change() const { return delivery.manifest.kind == format::DeliveryKind::change; }
    law::Share reject_share() const { return registry.profile.numbers().import_reject_share; }

    base::Result<DeliveryState> work(base::Clock& clock);
    base::Result<Proceed> read_people(const ReadSettings& settings, Spill& spill, RejectsFile& rejects, Report& report);
    base::Result<Proceed> read_and_apply(const ReadSettings& settings, Spill& spill, RejectsFile& rejects,
                                         Report& report);
    base::Result<void> keep_touched();
    base::Result<std::optional<BuildOutcome>> build_volume(Spill& spill, RejectsFile& rejects, Report& report);
    base::Result<DeliveryState> stopped(base::Instant now);
    base::Result<DeliveryState> refused(const Report& report, base::Instant now);
    base::Result<DeliveryState> finished(const Report& report, const BuildOutcome& built, base::Instant now);
};

base::Result<DeliveryState> ImportJob::Inside::work(base::Clock& clock) {
    const auto folder = registry.settings.scratch / ("import-" + delivery.id.text() + "-" + std::to_string(run));
    auto spill = TRY(Spill::create(folder));
    const auto rejects =
        TRY(RejectsFile::create(spill.directory() / "rejects", crypto::Aead{rejects_key}, delivery.id));
    const auto total = static_cast<std::uint64_t>(delivery.manifest.bytes);
    const ReadSettings settings{.layout = *layout,
                                .characters = *characters,
                                .base_date = delivery.manifest.base_date,
                                .file = inbox_path(registry, delivery.id),
                                .expected_bytes = total,
                                .index_key = registry.index_key,
                                .data_key = data_key,
                                .scratch_key = scratch_key,
                                .generation = generation.id,
                                .workers = registry.settings.workers};
    Report report = delivery.report.value_or(Report{});
    const auto proceed = TRY(is_change() ? read_and_apply(settings, spill, *rejects, report)
                                         : read_people(settings, spill, *rejects, report));
    if (proceed == Proceed::stop) return stopped(clock.now());
    BuildOutcome outcome;
    if (report.refusal.empty()) {
        auto built = TRY(build_volume(spill, *rejects, report));
        if (!built) return stopped(clock.now());
        outcome = *std::move(built);
    }
    if (report.rejected_rows() > 0) TRY(rejects->publish(registry.database, rejects_volume));
    tell(Phase::done, total, total);
    if (!report.refusal.empty()) return refused(report, clock.now());
    TRY(keep_touched());
    return finished(report, outcome, clock.now());
}

base::Result<Proceed> ImportJob::Inside::read_people(const ReadSettings& settings, Spill& spill, RejectsFile& rejects,
                                                     Report& report) {
    const auto read = TRY(read_file(settings, spill, rejects, [&](std::uint64_t bytes) {
        return tell(Phase::reading, bytes, settings.expected_bytes);
    }));
    if (!read) return Proceed::stop;
    assess_reading(*read, *layout, delivery.manifest, reject_share(), report);
    change_sequence = change_sequence_of(read->tally);
    return Proceed::go_on;
}

base::Result<Proceed> ImportJob::Inside::read_and_apply(const ReadSettings& settings, Spill& spill,
                                                        RejectsFile& rejects, Report& report) {
    ChangeSpill changes{spill.directory(), scratch_key, generation.id};
    const auto read = TRY(read_changes(settings, changes, rejects, [&](std::uint64_t bytes) {
        return tell(Phase::reading, bytes, settings.expected_bytes);
    }));
    if (!read) return Proceed::stop;
    // A change that cannot be read cannot be left out either.
    assess_reading(read->file, *layout, delivery.manifest, law::Share{0}, report);
    for (std::size_t kind = 0; kind < legal_event_count; ++kind) {
        if (read->kinds[kind] == 0) continue;
        report.changes[std::string{legal_event_code(static_cast<LegalEvent>(kind))}] = read->kinds[kind];
    }
    assess_base(read->file.tally, delivery.manifest, base ? &*base : nullptr, base_sequence, report);
    change_sequence = delivery.manifest.sequence;
    if (!report.refusal.empty()) return Proceed::go_on;
    if (!base->wrapped_key) return base::Error{base::Fault::conflict, "registry.no_generation"};
    auto base_key = TRY(registry.keyring.unwrap(generation_key_name(base->id), *base->wrapped_key));
    const BaseCopy copy{*base, std::move(base_key)};
    auto applied = TRY(apply_changes(registry, copy, settings, changes, spill, rejects, [&](std::uint64_t done) {
        return tell(Phase::building, done, std::uint64_t{2} * partitions);
    }));
    if (!applied) return Proceed::stop;
    assess_changes(*applied, report);
    touched = std::move(applied->touched);
    return Proceed::go_on;
}

// In pieces, so that the ledger does not wait for a long transaction. They count for nothing until the sign-off.
base::Result<void> ImportJob::Inside::keep_touched() {
    constexpr std::size_t piece = 2000;
    for (std::size_t at = 0; at < touched.size(); at += piece) {
        const auto some = std::span{touched}.subspan(at, std::min(piece, touched.size() - at));
        TRY(registry.database.write([&](store::WriteTx& tx) -> base::Result<bool> {
            TRY(own_row(tx));
            TRY(rows::insert_touched(tx, delivery.id.number(), some));
            return true;
        }));
    }
    return {};
}

base::Result<std::optional<BuildOutcome>> ImportJob::Inside::build_volume(Spill& spill, RejectsFile& rejects,
                                                                          Report& report) {
    auto volume = TRY(store::VolumeWriter::create(registry.database, generation.volume));
    auto comparison = TRY(CopyComparison::open(registry, data_key, generation.id));
    const auto on_partition = [&](std::uint64_t done, const BuiltPartition& partition) -> base::Result<Proceed> {
        if (comparison) TRY(comparison->partition(done - 1, partition));
        return is_change() ? tell(Phase::building, partitions + done, std::uint64_t{2} * partitions)
                           : tell(Phase::building, done, partitions);
    };
    auto built = TRY(build(spill, {generation.record_bits, generation.pair_bits},
                           EventJoiner{scratch_key, data_key, generation.id}, inbox_path(registry, delivery.id),
                           rejects, volume, on_partition));
    if (!built) return built;
    if (comparison) report.comparison = comparison->take();
    if (is_change()) {
        assess_changed(*built, report);
    } else {
        assess_building(*built, reject_share(), report);
    }
    if (report.refusal.empty()) TRY(volume.finish());
    return built;
}

base::Result<DeliveryState> ImportJob::Inside::stopped(base::Instant now) {
    const auto state = TRY(registry.database.write([&](store::WriteTx& tx) -> base::Result<DeliveryState> {
        TRY(own_row(tx));
        TRY(ledger::append(tx, registry.ledger, delivery_entry("import.stopped", by, delivery), now));
        return DeliveryState::importing;
    }));
    return state.value();
}

base::Result<DeliveryState> ImportJob::Inside::refused(const Report& report, base::Instant now) {
    const auto leftovers = TRY(registry.database.write([&](store::WriteTx& tx) -> base::Result<Leftovers> {
        const auto row = TRY(own_row(tx));
        TRY(rows::set_report(tx, delivery.id.number(), report));
        TRY(rows::set_state(tx, delivery.id.number(), DeliveryState::refused));
        auto useless = TRY(destroy_unsigned(tx, row, report.rejected_rows() > 0 ? Rejects::keep : Rejects::destroy));
        auto entry = delivery_entry("delivery.refused", by, delivery);
        entry.facts.emplace_back("check", report.refusal);
        entry.counts.emplace_back("read", static_cast<std::int64_t>(report.read));
        entry.counts.emplace_back("rejected", static_cast<std::int64_t>(report.rejected));
        TRY(ledger::append(tx, registry.ledger, entry, now));
        return useless;
    }));
    TRY(remove_leftovers(registry, leftovers.value(), InboxFile::remove));
    return DeliveryState::refused;
}

base::Result<DeliveryState> ImportJob::Inside::finished(const Report& report, const BuildOutcome& built,
                                                        base::Instant now) {
    TRY(registry.database.write([&](store::WriteTx& tx) -> base::Result<DeliveryState> {
        TRY(own_row(tx));
        TRY(rows::set_report(tx, delivery.id.number(), report));
        TRY(rows::set_state(tx, delivery.id.number(), DeliveryState::awaiting_sign_off));
        TRY(rows::set_generation_state(tx, generation.id, "built"));
        TRY(rows::set_generation_people(tx, generation.id, static_cast<std::int64_t>(built.people)));
        for (const auto& [district, people] : built.districts) {
            TRY(rows::insert_generation_district(tx, generation.id, district, people));
        }
        TRY(rows::insert_generation_index(tx, generation.id, static_cast<std::int64_t>(Index::name_district)));
        TRY(rows::insert_generation_changes(tx, generation.id,
                                            {base ? std::optional{base->id} : std::nullopt, change_sequence}));
        if (report.rejected_rows() == 0) TRY(rows::forget_rejects(tx, delivery.id.number()));
        auto entry = delivery_entry("import.finished", by, delivery);
        entry.facts.emplace_back("generation", base::id_text(generation.id));
        entry.counts.emplace_back("read", static_cast<std::int64_t>(report.read));
        entry.counts.emplace_back("accepted", static_cast<std::int64_t>(report.accepted));
        entry.counts.emplace_back("rejected", static_cast<std::int64_t>(report.rejected));
        TRY(ledger::append(tx, registry.ledger, entry, now));
        return DeliveryState::awaiting_sign_off;
    }));
    // The plain file has served: what is needed of it is sealed in the generation and in the rejects.
    TRY(remove_leftovers(registry, {.delivery = delivery.id, .volumes = {}}, InboxFile::remove));
    return DeliveryState::awaiting_sign_off;
}

ImportJob::ImportJob(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
ImportJob::ImportJob(ImportJob&& other) noexcept = default;
ImportJob& ImportJob::operator=(ImportJob&& other) noexcept = default;
ImportJob::~ImportJob() = default;

DeliveryId ImportJob::delivery() const { return inside_->delivery.id; }

base::Result<DeliveryState> ImportJob::run(base::Clock& clock, const OnProgress& on_progress) {
    inside_->on_progress = &on_progress;
    return inside_->work(clock);
}

namespace {

// Registers the import as the one of this delivery in this process.
base::Result<RunningImport*> enter_running(Registry::Inside& inside, DeliveryId id) {
    const std::lock_guard lock{inside.mutex};
    const auto [place, added] = inside.running.try_emplace(id.number());
    if (!added) return base::Error{base::Fault::conflict, "registry.import_running"};
    place->second = std::make_unique<RunningImport>();
    return place->second.get();
}

// An Upload holds the lock of its file.
bool upload_in_progress(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool held = ::flock(file, LOCK_EX | LOCK_NB) != 0;
    ::close(file);
    return held;
}

}  // namespace

base::Result<ImportJob> start_import(const Registry& registry, const people::Actor& by, DeliveryId id,
                                     base::Random& random, base::Instant now) {
    auto& inside = registry.inside();
    TRY(people::require(by, people::Role::designated_person));
    const auto found = TRY(inside.database.read([&](store::ReadTx& tx) { return rows::delivery(tx, id.number()); }));
    if (!found) return unknown();
    if (upload_in_progress(inbox_path(inside, id))) {
        return base::Error{base::Fault::conflict, "registry.upload_in_progress"};
    }
    auto* const running = TRY(enter_running(inside, id));
    // From here on the job's end takes the import off the list again.
    ImportJob job{std::unique_ptr<ImportJob::Inside>{new ImportJob::Inside{.registry = inside,
                                                                           .by = who(by),
                                                                           .delivery = found->delivery,
                                                                           .generation = {},
                                                                           .rejects_volume = {},
                                                                           .data_key = {},
                                                                           .rejects_key = {},
                                                                           .scratch_key = {},
                                                                           .running = running}}};
    auto& work = *job.inside_;
    const auto& manifest = found->delivery.manifest;
    LayoutInForce in_force;
    std::int64_t base_people = 0;
    std::optional<std::int64_t> base_definition;
    TRY(inside.database.read([&](store::ReadTx& tx) -> base::Result<void> {
        in_force = TRY(layout_in_force(tx, registry, manifest.layout));
        work.characters = TRY(characters_in_force(tx, registry));
        if (!work.is_change()) return {};
        const auto current = TRY(rows::current_generation(tx, inside.holding));
        if (!current) return {};
        work.base = TRY(rows::generation(tx, *current));
        work.base_sequence = TRY(rows::generation_changes(tx, *current)).change_sequence;
        base_people = TRY(rows::people_in_use(tx, holding_code)).value_or(0);
        base_definition = TRY(rows::generation_definition(tx, *current));
        return {};
    }));
    work.layout = in_force.layout;
    if (work.layout == nullptr) return base::Error{base::Fault::conflict, "registry.layout_unknown", manifest.layout};
    work.data_key = crypto::Secret::random(crypto::Aead::key_size, random);
    work.rejects_key = crypto::Secret::random(crypto::Aead::key_size, random);
    work.scratch_key = crypto::Secret::random(crypto::Aead::key_size, random);
    auto& generation = work.generation;
    generation.id = GenerationId::make(now, random).number();
    generation.delivery = id.number();
    generation.volume = generation_volume(generation.id);
    generation.wrapped_key = inside.keyring.wrap(generation_key_name(generation.id), work.data_key, random);
    generation.state = "building";
    generation.base_date = manifest.base_date;
    // A changed copy keeps the layout in whose codes its records were read.
    generation.layout = work.base ? work.base->layout : manifest.layout;
    const auto definition = work.base             ? base_definition
                            : in_force.definition ? std::optional{in_force.definition->number()}
                                                  : std::nullopt;
    const auto records = static_cast<std::uint64_t>(manifest.records + base_people);
    generation.record_bits = bits_for(records, people_per_record_bucket);
    generation.pair_bits = bits_for(records, pairs_per_bucket);
    work.rejects_volume = registry::rejects_volume(generation.id);
    const auto wrapped_rejects = inside.keyring.wrap(rejects_key_name(id.number()), work.rejects_key, random);

    struct Started {
        rows::DeliveryRow row;
        Leftovers leftovers;
    };
    auto committed = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Started> {
        auto row = TRY(rows::delivery(tx, id.number()));
        if (!row) return unknown();
        const auto state = row->delivery.state;
        if (state != DeliveryState::received && state != DeliveryState::uploading &&
            state != DeliveryState::importing) {
            return base::Error{base::Fault::conflict, "registry.delivery_state",
                               std::string{delivery_state_code(state)}};
        }
        auto leftovers = TRY(destroy_unsigned(tx, *row, Rejects::destroy));
        TRY(rows::insert_generation(tx, inside.holding, generation, now));
        if (definition) TRY(rows::set_generation_definition(tx, generation.id, *definition));
        TRY(rows::set_run(tx, id.number(), row->run + 1, generation.id, work.rejects_volume, wrapped_rejects));
        auto entry = delivery_entry("import.started", who(by), row->delivery);
        entry.counts.emplace_back("run", row->run + 1);
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return Started{*std::move(row), std::move(leftovers)};
    }));
    work.delivery = committed.value().row.delivery;
    work.run = committed.value().row.run + 1;
    TRY(remove_leftovers(inside, committed.value().leftovers, InboxFile::keep));
    return job;
}

std::optional<Progress> import_progress(const Registry& registry, DeliveryId id) {
    auto& inside = registry.inside();
    const std::lock_guard lock{inside.mutex};
    const auto found = inside.running.find(id.number());
    if (found == inside.running.end()) return std::nullopt;
    const std::lock_guard progress_lock{found->second->mutex};
    return found->second->progress;
}

}  // namespace menhu::registry
