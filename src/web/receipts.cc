// The receipt of an entry: a proof that anyone can check offline (c2sp.org/tlog-proof).
#include <chrono>
#include <thread>

#include "ledger/log_reader.h"
#include "ledger/trail.h"
#include "web/handlers.h"
#include "web/log_path.h"

namespace menhu::web {

namespace {

constexpr people::Roles readers_of_all{people::Role::checker, people::Role::auditor, people::Role::ethics_officer,
                                       people::Role::civil_affairs};
constexpr auto patience = std::chrono::milliseconds{3000};
constexpr auto pause = std::chrono::milliseconds{100};

}  // namespace

Answer get_receipt(const Rooms& rooms, const Call& call) {
    const auto log = read_log(call.parts.at(0));
    const auto index = read_index(call.parts.at(1));
    if (!log || !index) return answer_problem(problem_of("web.no_such_entry"));
    // An entry is under a checkpoint about a second after it was made.
    for (auto waited = std::chrono::milliseconds{0};; waited += pause) {
        auto text = rooms.database.read([&](store::ReadTx& tx) -> base::Result<std::string> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto entry = TRY(ledger::entry_at(tx, *log, *index));
            const bool is_own = entry.account && *entry.account == actor.account().number();
            if (!is_own && !people::require_any(actor, readers_of_all)) {
                return base::Error{base::Fault::refused, "web.receipt_of_another"};
            }
            return ledger::receipt_text(tx, *log, *index);
        });
        if (text) {
            auto answer = answer_text("text/plain; charset=utf-8", std::move(*text));
            answer.headers.emplace_back("Content-Disposition",
                                        fmt::format("attachment; filename=\"menhu-{}-{}.tlog-proof\"", *log, *index));
            return answer;
        }
        if (text.error().code() != "ledger.not_yet_published" || waited >= patience) return answer_error(text.error());
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace menhu::web
