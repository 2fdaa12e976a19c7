#include "registry/trial.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "registry/inside.h"
#include "registry/row.h"

namespace menhu::registry {

namespace {

using format::FieldProblem;
using format::RecordProblem;
using format::RecordRole;

constexpr std::size_t unknown_type = 7;
constexpr std::size_t rejects_shown = 100;

// The names of fields, and the words of their labels where the catalogue of fields has them.
void name_field(const format::Field& field, CutField& cut) {
    cut.name = field.name;
    cut.label_zh = cut.label_en = field.name;
    if (field.person) {
        const auto& names = format::person_field_name(*field.person);
        cut.label_zh = names.label_zh;
        cut.label_en = names.label_en;
    }
}

const format::Code* code_of(const format::Layout& layout, const format::Field& field, std::string_view value) {
    if (!field.codes || value.empty()) return nullptr;
    return layout.code_tables[*field.codes].find_canonical(value);
}

ledger::Entry entry_of(std::string_view kind, const people::Actor& by, const TrialLayout& trial) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.facts = {{"layout", trial.layout.name}};
    if (trial.definition) entry.facts.emplace_back("definition", trial.definition->text());
    return entry;
}

}  // namespace

std::string_view record_role_code(RecordRole role) {
    switch (role) {
        case RecordRole::header:
            return "header";
        case RecordRole::person:
            return "person";
        case RecordRole::trailer:
            return "trailer";
        case RecordRole::event:
            return "event";
        case RecordRole::change:
            return "change";
        case RecordRole::before:
            return "before";
        case RecordRole::after:
            return "after";
    }
    return "";
}

base::Result<TrialLayout> trial_layout(store::ReadTx& tx, const Registry& registry, std::string_view reference) {
    const auto* characters = TRY(characters_in_force(tx, registry));
    if (const auto id = DefinitionId::parse(reference)) {
        const auto definition = TRY(find_definition(tx, *id));
        if (definition && definition->kind == DefinitionKind::layout) {
            auto layout = TRY(format::parse_layout(definition->text, definition->name));
            return TrialLayout{std::move(layout), *characters, id};
        }
    }
    const auto in_force = TRY(layout_in_force(tx, registry, reference));
    if (in_force.layout == nullptr) return base::Error{base::Fault::not_found, "registry.definition_unknown"};
    return TrialLayout{*in_force.layout, *characters, in_force.definition};
}

CutRecord cut_record(const format::FieldReader& fields, const format::RawRecord& record) {
    CutRecord cut{.number = record.number,
                  .offset = record.offset,
                  .role = record.type == nullptr ? std::string_view{} : record_role_code(record.type->role),
                  .problem = record.problem == RecordProblem::none ? std::string_view{}
                                                                   : format::record_problem_name(record.problem),
                  .raw = {record.bytes.begin(), record.bytes.end()},
                  .fields = {}};
    if (record.problem != RecordProblem::none) return cut;
    for (std::size_t index = 0; index < record.type->fields.size(); ++index) {
        const auto& field = record.type->fields[index];
        CutField out;
        name_field(field, out);
        const auto raw = record.fields[index];
        out.raw.assign(raw.begin(), raw.end());
        out.length = raw.size();
        // A quoted cell is read from a copy without its quotes; then its place is not known.
        const auto* begin = record.bytes.data();
        const bool inside = raw.data() >= begin && raw.data() <= begin + record.bytes.size();
        out.at = inside ? static_cast<std::size_t>(raw.data() - begin) : 0;
        const auto reading = fields.read(record, index, out.value);
        if (reading.problem != FieldProblem::none) out.problem = format::field_problem_name(reading.problem);
        if (const auto* code = code_of(fields.layout(), field, out.value)) {
            out.words_zh = code->zh;
            out.words_en = code->en;
        }
        cut.fields.push_back(std::move(out));
    }
    return cut;
}

base::Result<Sample> cut_sample(const TrialLayout& trial, std::string_view base_date, base::ByteView bytes,
                                std::size_t most) {
    const auto fields = TRY(format::FieldReader::open(trial.layout, trial.characters, std::string{base_date}));
    Sample sample;
    format::BlockCutter cutter{trial.layout};
    format::RawRecord record;
    const auto read = [&](const base::Result<void>& cut) {
        if (!cut) sample.stopped = cut.error().code();
        const auto block = cutter.take();
        if (!block) return;
        format::RecordReader reader{trial.layout, *block};
        while (reader.next(record)) {
            ++sample.total;
            if (sample.records.size() < most) sample.records.push_back(cut_record(fields, record));
        }
    };
    read(cutter.feed(bytes));
    if (sample.stopped.empty()) read(cutter.finish());
    return sample;
}

base::Result<void> enter_sample(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                const TrialLayout& trial, std::size_t bytes, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    auto entry = entry_of("layout.sampled", by, trial);
    entry.counts.emplace_back("bytes", static_cast<std::int64_t>(bytes));
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

class DryRun::Inside {
public:
    Inside(TrialLayout trial, std::string base_date) : trial_{std::move(trial)}, base_date_{std::move(base_date)} {}

    base::Result<void> begin() {
        auto fields = TRY(format::FieldReader::open(trial_.layout, trial_.characters, base_date_));
        fields_.emplace(std::move(fields));
        cutter_.emplace(trial_.layout);
        if (trial_.layout.record(RecordRole::person) != nullptr) rows_.emplace(*fields_, base_date_);
        return {};
    }

    void write(base::ByteView piece) {
        bytes_ += piece.size();
        hash_.add(piece);
        if (stopped_.empty()) hand_on(cutter_->feed(piece));
    }

    DryRunOutcome finish(law::Share reject_share) {
        if (stopped_.empty()) hand_on(cutter_->finish());
        DryRunOutcome outcome;
        outcome.bytes = bytes_;
        outcome.sha256 = hash_.finish();
        outcome.records = counts_;
        outcome.rejects = std::move(rejects_);
        outcome.stopped = std::move(stopped_);
        for (const auto& [key, seen] : problems_) {
            const auto& [role, index, problem] = key;
            const auto* type = trial_.layout.record(role);
            outcome.problems.push_back({record_role_code(role), type->fields[index].name,
                                        format::field_problem_name(problem), seen.records, seen.first});
        }
        tell(outcome, reject_share);
        return outcome;
    }

    const TrialLayout& trial() const { return trial_; }

private:
    struct Seen {
        std::uint64_t records = 0;
        std::uint64_t first = 0;
    };

    void hand_on(const base::Result<void>& cut) {
        if (!cut) stopped_ = cut.error().code();
        if (const auto block = cutter_->take()) read(*block);
    }

    void read(const format::RecordBlock& block) {
        format::RecordReader reader{trial_.layout, block};
        while (reader.next(record_)) {
            ++tally_.records;
            ++counts_[record_.type == nullptr ? unknown_type : static_cast<std::size_t>(record_.type->role)];
            const bool whole = record_.problem == RecordProblem::none;
            // What has no known type counts as a person, as in an import.
            if (record_.type == nullptr || record_.type->role == RecordRole::person || !whole) {
                read_person();
            } else {
                read_other();
            }
        }
    }

    void read_person() {
        ++tally_.people;
        if (!rows_) {
            if (record_.problem == RecordProblem::none) return read_other();
            ++tally_.rejected;
            tally_.note(CheckKind::record_shape, record_.number);
            return reject(std::string{format::record_problem_name(record_.problem)}, {});
        }
        rows_->read(record_, tally_);
        if (rows_->reasons() == 0) return;
        ++tally_.rejected;
        if (record_.problem != RecordProblem::none) {
            return reject(std::string{format::record_problem_name(record_.problem)}, {});
        }
        note_fields();
        reject(reason_codes(rows_->reasons()), rows_->wrong_fields());
    }

    void read_other() {
        const auto wrong = note_fields();
        if (!wrong.empty()) reject("field", wrong);
    }

    // Counts what is wrong with the fields of the record; their names.
    std::string note_fields() {
        std::string wrong;
        for (std::size_t index = 0; index < record_.type->fields.size(); ++index) {
            text_.clear();
            const auto reading = fields_->read(record_, index, text_);
            if (reading.problem == FieldProblem::none) continue;
            auto& seen = problems_[{record_.type->role, index, reading.problem}];
            if (seen.records++ == 0) seen.first = record_.number;
            if (!wrong.empty()) wrong += ';';
            wrong += record_.type->fields[index].name;
        }
        return wrong;
    }

    void reject(std::string reasons, std::string fields) {
        if (rejects_.size() == rejects_shown) return;
        const auto role = record_.type == nullptr ? std::string_view{} : record_role_code(record_.type->role);
        rejects_.push_back({record_.number, record_.offset, role, std::move(reasons), std::move(fields)});
    }

    void tell(DryRunOutcome& outcome, law::Share share) const {
        auto& report = outcome.report;
        report.read = tally_.people;
        report.rejected = tally_.rejected;
        report.accepted = report.read - report.rejected;
        for (const auto kind :
             {CheckKind::record_shape, CheckKind::characters, CheckKind::user_defined, CheckKind::required_fields,
              CheckKind::id_check_digits, CheckKind::household_numbers, CheckKind::codes, CheckKind::numbers_and_flags,
              CheckKind::dates, CheckKind::plausible_dates}) {
            tally_.settle(kind, Outcome::warning, report);
        }
        const auto over = report.rejected * 10'000 > report.read * static_cast<std::uint64_t>(share.basis_points);
        report.set(CheckKind::rejected_share, over ? Outcome::failed : Outcome::passed, report.rejected);
        if (over) report.refusal = check_info(CheckKind::rejected_share).code;
    }

    TrialLayout trial_;
    std::string base_date_;
    std::optional<format::FieldReader> fields_;
    std::optional<format::BlockCutter> cutter_;
    std::optional<RowReader> rows_;
    crypto::Sha256 hash_;
    format::RawRecord record_;
    Tally tally_;
    std::array<std::uint64_t, 8> counts_{};
    std::map<std::tuple<RecordRole, std::size_t, FieldProblem>, Seen> problems_;
    std::vector<DryRunReject> rejects_;
    std::uint64_t bytes_ = 0;
    std::string stopped_;
    std::string text_;
};

DryRun::DryRun(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
DryRun::~DryRun() = default;

base::Result<std::unique_ptr<DryRun>> DryRun::open(TrialLayout trial, std::string base_date) {
    auto inside = std::make_unique<Inside>(std::move(trial), std::move(base_date));
    TRY(inside->begin());
    return std::unique_ptr<DryRun>{new DryRun{std::move(inside)}};
}

void DryRun::write(base::ByteView piece) { inside_->write(piece); }
DryRunOutcome DryRun::finish(law::Share reject_share) { return inside_->finish(reject_share); }
const TrialLayout& DryRun::trial() const { return inside_->trial(); }

base::Result<void> enter_dry_run(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                 const TrialLayout& trial, const DryRunOutcome& outcome, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    auto entry = entry_of("layout.dry_run", by, trial);
    entry.counts.emplace_back("bytes", static_cast<std::int64_t>(outcome.bytes));
    entry.counts.emplace_back("read", static_cast<std::int64_t>(outcome.report.read));
    entry.counts.emplace_back("rejected", static_cast<std::int64_t>(outcome.report.rejected));
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

}  // namespace menhu::registry
