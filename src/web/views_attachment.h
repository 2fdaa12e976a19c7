#pragma once
// What goes into case files (附卷), as the interface reads and answers it. Values; any thread.
#include <optional>
#include <string>
#include <vector>

#include "web/views.h"

namespace menhu::web {

enum class AttachmentKeeps : std::uint8_t { printed, kept };
BOOST_DESCRIBE_ENUM(AttachmentKeeps, printed, kept)

struct AttachRequest {
    IdText query;
    Text<1, 60000> exhibit;  // as it came with the answer
    AttachmentKeeps keeps{};
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(AttachRequest, (), (query, exhibit, keeps, reason))

struct MatchAttachRequest {
    std::vector<std::int64_t> positions;  // of the result
    Text<0, 100> case_number;             // into whose file; empty: that of the match
    AttachmentKeeps keeps{};
    Text<0, 500> reason;
};
BOOST_DESCRIBE_STRUCT(MatchAttachRequest, (), (positions, case_number, keeps, reason))

enum class AttachmentScope : std::uint8_t { own, unit, all };
BOOST_DESCRIBE_ENUM(AttachmentScope, own, unit, all)
enum class AttachmentFile : std::uint8_t { any, kept, gone, paper_unsaid };
BOOST_DESCRIBE_ENUM(AttachmentFile, any, kept, gone, paper_unsaid)
enum class AttachmentKind : std::uint8_t { card, household, answer, kinship, match };
BOOST_DESCRIBE_ENUM(AttachmentKind, card, household, answer, kinship, match)

// In the body, because a case number is never in an address.
struct AttachmentSearchRequest {
    std::optional<AttachmentScope> scope;  // absent: own
    std::optional<AttachmentFile> state;
    std::optional<AttachmentKind> kind;
    std::optional<Text<1, 100>> case_number;
    std::optional<Text<64, 64>> sha256;  // of a file, hex: which attachment is it?
    std::optional<IdText> next;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(AttachmentSearchRequest, (), (scope, state, kind, case_number, sha256, next, limit))

struct AttachmentMay {
    bool open = false;
    bool destroy = false;
    bool say = false;  // what became of the paper
};
BOOST_DESCRIBE_STRUCT(AttachmentMay, (), (open, destroy, say))

struct CaseAttachmentView {
    std::string id;
    std::string_view kind;
    std::string_view kind_zh;
    std::string_view kind_en;
    std::string_view shown;   // "masked", "full"
    std::string_view keeps;   // "printed", "kept"
    std::string case_number;  // empty once the register's time is over
    AccountRef attached_by;
    UnitView unit;
    std::string grant;
    std::string purpose_zh;
    std::string purpose_en;
    std::string log;  // of the answer's entries
    std::int64_t first_index = 0;
    std::int64_t last_index = 0;
    std::string entry_log;  // of attaching
    std::int64_t entry_index = 0;
    std::int64_t people = 0;
    std::int64_t bytes = 0;
    std::string sha256;
    std::string made_at;
    std::string ends_at;
    std::string due_on;       // the last day to say what became of the paper
    std::string_view file;    // "kept", "ended", "destroyed"
    std::int64_t opened = 0;  // how often it was fetched
    std::string_view paper;   // "unsaid", "filed", "destroyed", "not_printed"
    std::optional<std::string> paper_on;
    AttachmentMay may;
};
BOOST_DESCRIBE_STRUCT(CaseAttachmentView, (),
                      (id, kind, kind_zh, kind_en, shown, keeps, case_number, attached_by, unit, grant, purpose_zh,
                       purpose_en, log, first_index, last_index, entry_log, entry_index, people, bytes, sha256, made_at,
                       ends_at, due_on, file, opened, paper, paper_on, may))

struct CaseAttachmentList {
    std::vector<CaseAttachmentView> items;
    std::int64_t total = 0;
    std::optional<std::string> next;
    std::vector<std::string> scopes;  // which the reader may ask for
};
BOOST_DESCRIBE_STRUCT(CaseAttachmentList, (), (items, total, next, scopes))

enum class PaperBecame : std::uint8_t { filed, destroyed, not_printed };
BOOST_DESCRIBE_ENUM(PaperBecame, filed, destroyed, not_printed)

struct PaperRequest {
    PaperBecame paper{};
    Text<10, 10> on;
    Text<0, 300> note;
};
BOOST_DESCRIBE_STRUCT(PaperRequest, (), (paper, on, note))

}  // namespace menhu::web
