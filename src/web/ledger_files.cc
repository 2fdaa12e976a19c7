// The log as a static server would give it (c2sp.org/tlog-tiles): the checkpoint to everybody, the rest to those who
// check it.
#include "ledger/log_reader.h"
#include "web/handlers.h"
#include "web/log_path.h"

namespace menhu::web {

namespace {

Answer no_such_file() { return answer_problem(problem_of("web.no_such_log_file")); }

}  // namespace

Answer get_checkpoint(const Rooms& rooms, const Call& call) {
    const auto log = read_log(call.parts.at(0));
    if (!log) return no_such_file();
    const auto checkpoint = rooms.database.read([&](store::ReadTx& tx) { return ledger::newest_checkpoint(tx, *log); });
    if (!checkpoint) return answer_error(checkpoint.error());
    if (!*checkpoint) return no_such_file();
    return answer_text("text/plain; charset=utf-8", (*checkpoint)->note);
}

Answer get_ledger_file(const Rooms& rooms, const Call& call) {
    const auto log = read_log(call.parts.at(0));
    if (!log) return no_such_file();
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto file = TRY(ledger::log_file(tx, *log, "tile/" + call.parts.at(1)));
        if (!file) return no_such_file();
        auto answer = answer_text("application/octet-stream", std::string{base::as_text(*file)});
        answer.headers.emplace_back("Cache-Control", "private, max-age=86400");
        return answer;
    });
}

}  // namespace menhu::web
