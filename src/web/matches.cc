#include "web/matches.h"

#include <algorithm>

#include "people/session.h"

namespace menhu::web {

void Matches::start(MatchWork work) {
    const std::scoped_lock lock{mutex_};
    if (stopping_) return;  // it waits to be taken up after the next start
    queue_.push_back(std::move(work));
    if (!thread_.joinable()) thread_ = std::jthread{[this] { work_through(); }};
    wake_.notify_all();
}

bool Matches::has(registry::MatchId id) const {
    const std::scoped_lock lock{mutex_};
    return std::ranges::find(queue_, id, &MatchWork::id) != queue_.end();
}

bool Matches::is_stopping() const {
    const std::scoped_lock lock{mutex_};
    return stopping_;
}

void Matches::work_through() {
    for (;;) {
        MatchWork work;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (stopping_) return;
            work = queue_.front();
        }
        try {
            run(work);
        } catch (const base::Bug& bug) {
            log_.write(Level::error, "bug", {{"match", work.id.text()}, {"what", bug.describe()}});
        } catch (const std::exception& failed) {
            log_.write(Level::error, "match_failed",
                       {{"match", work.id.text()}, {"what", std::string_view{failed.what()}}});
        }
        const std::scoped_lock lock{mutex_};
        queue_.pop_front();
    }
}

void Matches::run(const MatchWork& work) {
    // The session's idle limit does not slide by what goes on in the background.
    const registry::ActorOf actor_of = [this, &work](store::WriteTx& tx, base::Instant now) {
        return people::identify(static_cast<store::ReadTx&>(tx), office_,
                                people::Presented{.token = work.token, .from = work.source}, now);
    };
    while (!is_stopping()) {
        const auto step =
            registry::match_step(registry_, book_, actor_of, work.source, work.id, work.run, clock_.now());
        if (!step) {
            log_.write(level_of(step.error()), "match_stopped",
                       {{"match", work.id.text()}, {"code", step.error().code()}, {"what", step.error().describe()}});
            return;
        }
        if (step->state != registry::MatchState::running) {
            log_.write(Level::info, "match_ended",
                       {{"match", work.id.text()}, {"state", registry::match_state_code(step->state)}});
            return;
        }
    }
}

void Matches::stop() {
    std::jthread thread;
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
        thread.swap(thread_);
    }
    wake_.notify_all();
    if (thread.joinable()) thread.join();
}

}  // namespace menhu::web
