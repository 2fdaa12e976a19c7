#pragma once
// What the connections of one server share, and the lane (one io thread) that a connection lives on. Only server.cc
// includes it. Thread rule: Shared from any thread; a Lane from its own thread, except where it says so.
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "web/rooms.h"
#include "web/server.h"
#include "web/tls_stream.h"

namespace menhu::web {

struct Shared {
    const Rooms& rooms;
    const ServerSettings settings;
    base::Clock& clock;
    base::Random& random;
    Log& log;
    Metrics& metrics;
    asio::thread_pool workers;
    std::atomic<bool> draining{false};
    std::atomic<int> unanswered{0};  // handlers that still hold a Reply
    std::mutex context_lock;
    std::shared_ptr<asio::ssl::context> context;  // replaced when the certificate is read again

    Shared(const Rooms& r, ServerSettings s, base::Clock& c, base::Random& chance, Log& l, Metrics& m)
        : rooms{r},
          settings{std::move(s)},
          clock{c},
          random{chance},
          log{l},
          metrics{m},
          workers{static_cast<std::size_t>(settings.workers)} {}
};

class Peer;

// One io thread with its own queue: what lives on it needs no locks.
struct Lane {
    // Time limits are kept in ticks, counted by one timer a lane: a timer of its own for each step of each connection
    // costs more than the step. A limit may be late by a tick, never early.
    static constexpr std::chrono::milliseconds tick_length{250};
    std::uint64_t tick = 0;
    std::set<Peer*> peers;
    std::atomic<int> open{0};
    asio::io_context io{1};  // after what its connections touch when they end with it
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    std::thread thread;
};

// A connection as its lane sees it: what it waits for, and until when.
class Peer {
public:
    Peer(Lane& lane, Socket& socket) : lane_{lane}, socket_{socket} { lane_.peers.insert(this); }
    ~Peer() { lane_.peers.erase(this); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    enum class Wait : std::uint8_t { nothing, between_requests, within_request };
    Wait wait = Wait::nothing;

    void expire_in(std::chrono::seconds limit) {
        is_late_ = false;
        until_ = lane_.tick + static_cast<std::uint64_t>(limit / Lane::tick_length) + 1;
    }
    bool is_late() const { return is_late_; }
    // The lane's tick.
    void tick() {
        if (wait == Wait::nothing || lane_.tick < until_) return;
        is_late_ = true;
        cancel();
    }
    void cancel() {
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }

private:
    Lane& lane_;
    Socket& socket_;
    std::uint64_t until_ = 0;
    bool is_late_ = false;
};

}  // namespace menhu::web
