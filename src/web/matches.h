#pragma once
// The matches that this process goes on with, one after the other on a thread of its own, each in the session of who
// asked: where that session ends the match stops and waits to be taken up. Thread rule: any thread.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "base/time.h"
#include "people/office.h"
#include "registry/match.h"
#include "web/log.h"

namespace menhu::web {

struct MatchWork {
    registry::MatchId id{0};
    std::int64_t run = 0;
    std::string token;   // of the session
    std::string source;  // the address that the call came from
};

class Matches {
public:
    Matches(const registry::Registry& registry, const people::Office& office, registry::MatchBook book,
            base::Clock& clock, Log& log)
        : registry_{registry}, office_{office}, book_{std::move(book)}, clock_{clock}, log_{log} {}
    ~Matches() { stop(); }
    Matches(const Matches&) = delete;
    Matches& operator=(const Matches&) = delete;

    const registry::MatchBook& book() const { return book_; }
    // Answers at once; how it goes is registry::find_match.
    void start(MatchWork work);
    // Does it run here, or wait here for its turn?
    bool has(registry::MatchId id) const;
    // After the part at hand; what is left waits to be taken up.
    void stop();

private:
    void work_through();
    void run(const MatchWork& work);
    bool is_stopping() const;

    const registry::Registry& registry_;
    const people::Office& office_;
    registry::MatchBook book_;
    base::Clock& clock_;
    Log& log_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<MatchWork> queue_;  // under mutex; the front one runs
    bool stopping_ = false;        // under mutex
    std::jthread thread_;          // under mutex until it runs
};

}  // namespace menhu::web
