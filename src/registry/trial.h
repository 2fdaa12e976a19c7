#pragma once
// Trying a layout on a file that is not kept: a sample, shown record by record as the layout cuts it; a whole file,
// counted as an import would (a dry run). What is shown of a sample is personal data: it is entered in the ledger
// before it is shown, without anything of its content.
//
// Promises: no byte of the file touches the disk; memory stays flat however long a dry run's file is. Not found by a
// dry run: what only all records together show (an id that comes twice, heads, spouses, parents). Thread rule: one
// thread for each value.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "format/record_reader.h"
#include "people/actor.h"
#include "registry/definition.h"
#include "registry/report.h"

namespace menhu::registry {

// A layout and a table of characters to try, copied: a draft may change while it is tried.
struct TrialLayout {
    format::Layout layout;
    format::CharacterMap characters;
    std::optional<DefinitionId> definition;
};
// `reference`: the id of a version, also of a draft, or the name of a layout in force. Errors:
// registry.definition_unknown.
base::Result<TrialLayout> trial_layout(store::ReadTx& tx, const Registry& registry, std::string_view reference);

std::string_view record_role_code(format::RecordRole role);  // "header", "person", …

struct CutField {
    std::string_view name;
    std::string_view label_zh;
    std::string_view label_en;
    std::size_t at = 0;      // in the record, from 0
    std::size_t length = 0;  // bytes
    base::Bytes raw;
    std::string value;
    std::string_view problem;  // the name of a field problem; empty if there is none
    std::string words_zh;      // what a code means, where its table says so
    std::string words_en;
};
struct CutRecord {
    std::uint64_t number = 0;      // from 1
    std::uint64_t offset = 0;      // in the file
    std::string_view role;         // empty if it is of no type
    std::string_view problem;      // the name of a record problem; empty if there is none
    base::Bytes raw;               // without its line end
    std::vector<CutField> fields;  // none if there is a problem
};
// One record, ruled off. Its names borrow from the layout.
CutRecord cut_record(const format::FieldReader& fields, const format::RawRecord& record);

struct Sample {
    std::vector<CutRecord> records;  // at most `most`
    std::uint64_t total = 0;
    std::string stopped;  // the code of why the file could not be cut to its end
};
inline constexpr std::size_t longest_sample = std::size_t{1} << 20;  // bytes
// The trial outlives the sample. `base_date`: codes are judged on that day.
base::Result<Sample> cut_sample(const TrialLayout& trial, std::string_view base_date, base::ByteView bytes,
                                std::size_t most);

// The entry that a sample was looked at; by a designated person. Errors: those of people::require.
base::Result<void> enter_sample(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                const TrialLayout& trial, std::size_t bytes, base::Instant now);

struct DryRunReject {
    std::uint64_t number = 0;
    std::uint64_t offset = 0;
    std::string_view role;
    std::string reasons;  // "bad_id;bad_date", or the name of a record problem
    std::string fields;   // "PersonId;BirthDate"
};
struct DryRunProblem {
    std::string_view role;
    std::string_view field;
    std::string_view problem;
    std::uint64_t records = 0;
    std::uint64_t first = 0;  // number of the first record that has it
};
struct DryRunOutcome {
    std::uint64_t bytes = 0;
    crypto::Digest sha256{};
    std::array<std::uint64_t, 8> records{};  // by role; the last: of no known type
    Report report;                           // those checks that need no manifest and no other record
    std::vector<DryRunProblem> problems;     // by role and field
    std::vector<DryRunReject> rejects;       // the first hundred
    std::string stopped;                     // the code of why the file could not be cut to its end
};

class DryRun {
public:
    // Errors: those of format.
    static base::Result<std::unique_ptr<DryRun>> open(TrialLayout trial, std::string base_date);
    ~DryRun();
    DryRun(const DryRun&) = delete;
    DryRun& operator=(const DryRun&) = delete;
    void write(base::ByteView piece);
    // Once. `reject_share`: as an import's.
    DryRunOutcome finish(law::Share reject_share);
    const TrialLayout& trial() const;

private:
    class Inside;
    explicit DryRun(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// The entry that a file was tried: counts only. Errors: those of people::require.
base::Result<void> enter_dry_run(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                 const TrialLayout& trial, const DryRunOutcome& outcome, base::Instant now);

}  // namespace menhu::registry
