// The gate before everything that can be guessed: how often a source may try, and the pool on which passwords are
// checked (baseline 4-2-7).
#include "web/handlers_credentials.h"
#include "web/sign_in_pool.h"

namespace menhu::web {
namespace {

Answer too_many(std::string_view code, std::string_view seconds) {
    auto answer = answer_problem(problem_of(code));
    answer.headers.emplace_back("Retry-After", std::string{seconds});
    return answer;
}

}  // namespace

std::optional<Answer> throttled(const Rooms& rooms, const Call& call) {
    if (rooms.throttle.ask(call.source, call.now) == Throttle::Verdict::allowed) return std::nullopt;
    ++rooms.metrics.sign_ins_throttled;
    return too_many("web.too_many_sign_ins", "5");
}

void in_sign_in_pool(const Rooms& rooms, Call call, const Reply& reply,
                     Answer (*work)(const Rooms& rooms, const Call& call)) {
    const auto taken = rooms.sign_in_pool.submit([&rooms, call = std::move(call), reply, work]() mutable {
        try {
            reply.now(work(rooms, call));
        } catch (const base::Bug& bug) {
            rooms.log.write(Level::error, "bug", {{"trace", call.trace}, {"what", bug.describe()}});
            reply.now(answer_problem(problem_of("web.internal")));
        } catch (const std::exception& failed) {
            rooms.log.write(Level::error, "bug", {{"trace", call.trace}, {"what", std::string_view{failed.what()}}});
            reply.now(answer_problem(problem_of("web.internal")));
        }
    });
    if (taken == SignInPool::Taken::full) {
        ++rooms.metrics.sign_ins_throttled;
        reply.now(too_many("web.sign_ins_busy", "1"));
    }
}

}  // namespace menhu::web
