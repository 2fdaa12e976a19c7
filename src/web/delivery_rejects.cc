// The rejects of a delivery, handed on as they are unsealed: they are not kept in memory as a whole, nor on the disk.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "registry/rejects.h"
#include "web/handlers.h"

namespace menhu::web {

namespace {

// A queue of a few pieces between the thread that unseals and the connection that sends.
class Pipe {
public:
    // Waits for room. Error when the reader is gone.
    base::Result<void> put(std::string_view piece) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return pieces_.size() < 4 || is_reader_gone_; });
        if (is_reader_gone_) return base::Error{base::Fault::unavailable, "web.reader_gone"};
        pieces_.emplace_back(piece);
        changed_.notify_all();
        return {};
    }
    void end(std::optional<base::Error> error) {
        const std::scoped_lock lock{mutex_};
        is_ended_ = true;
        error_ = std::move(error);
        changed_.notify_all();
    }
    // The next piece; an empty one at the end.
    base::Result<std::string> take() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !pieces_.empty() || is_ended_; });
        if (pieces_.empty()) {
            if (error_) return *error_;
            return std::string{};
        }
        auto piece = std::move(pieces_.front());
        pieces_.pop_front();
        changed_.notify_all();
        return piece;
    }
    void leave() {
        const std::scoped_lock lock{mutex_};
        is_reader_gone_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> pieces_;
    bool is_ended_ = false;
    bool is_reader_gone_ = false;
    std::optional<base::Error> error_;
};

class RejectsReading {
public:
    RejectsReading(const Rooms& rooms, people::Actor actor, registry::DeliveryId id, base::Instant now)
        : thread_{[this, &rooms, actor = std::move(actor), id, now] {
              try {
                  auto done = registry::open_rejects(rooms.registry, actor, id, now,
                                                     [this](std::string_view piece) { return pipe_.put(piece); });
                  pipe_.end(done ? std::nullopt : std::optional{done.error()});
              } catch (const base::Bug& bug) {
                  pipe_.end(base::Error{base::Fault::internal, "web.internal", bug.describe()});
              }
          }} {}
    ~RejectsReading() { pipe_.leave(); }  // then the thread is joined
    RejectsReading(const RejectsReading&) = delete;
    RejectsReading& operator=(const RejectsReading&) = delete;
    base::Result<std::string> next() { return pipe_.take(); }

private:
    Pipe pipe_;
    std::jthread thread_;
};

}  // namespace

Answer get_rejects(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("web.no_such_delivery"));
    auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    auto reading = std::make_unique<RejectsReading>(rooms, std::move(*actor), *id, call.now);
    auto first = reading->next();
    if (!first) return answer_error(first.error());
    auto answer = answer_text("text/csv; charset=utf-8", std::move(*first));
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"rejects-{}.csv\"", id->text()));
    answer.more = [reading = std::move(reading)] { return reading->next(); };
    return answer;
}

}  // namespace menhu::web
