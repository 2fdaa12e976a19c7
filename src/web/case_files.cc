// The list of cases of a purpose, taken in piece by piece once it is known who sends it: a section has more cases than
// the body of a request may hold.
#include "grants/cases.h"
#include "web/handlers_decision.h"
#include "web/views_why.h"
#include "web/whole_upload.h"

namespace menhu::web {

namespace {

constexpr std::size_t most_bytes = std::size_t{8} * 1024 * 1024;

class CasesUpload final : public WholeUpload {
public:
    CasesUpload(const Rooms& rooms, Call call) : WholeUpload{rooms, std::move(call), most_bytes} {}

    Answer finish() override {
        const auto done = rooms_.database.write([this](store::WriteTx& tx) -> base::Result<grants::CasesLoaded> {
            const auto actor = TRY(enter(tx, rooms_, call_));
            return grants::load_cases(tx, rooms_.desk, actor, call_.parts.at(0), call_.body, rooms_.random, call_.now);
        });
        if (!done) return answer_error(done.error());
        const auto& loaded = done->value();
        CasesReport report{.count = loaded.count, .closed = loaded.closed, .rejected = {}};
        for (const auto& line : loaded.rejected) report.rejected.push_back({line.line, std::string{line.code}});
        return answer_json(report);
    }
};

}  // namespace

std::expected<std::unique_ptr<UploadSink>, Answer> post_cases(const Rooms& rooms, const Call& call) {
    const auto actor = rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    return std::make_unique<CasesUpload>(rooms, call);
}

Answer delete_cases(const Rooms& rooms, const Call& call) {
    const auto done = rooms.database.write([&rooms, call](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return grants::clear_cases(tx, rooms.desk, actor, call.parts.at(0), call.now);
    });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
