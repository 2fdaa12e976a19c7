#pragma once
// What the connections of one server share, and the lane (one io thread) that a connection lives on. Only server.cc
// includes it. Thread rule: Shared from any thread; a Lane from its own thread, except where it says so.
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "web/rooms.h"
#include "web/server.h"

namespace menhu::web {

namespace asio = boost::asio;
namespace beast = boost::beast;
using TcpStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

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

// One io thread with its own queue: what lives on it needs no locks.
struct Lane {
    std::set<TcpStream*> waiting;  // connections between two requests
    std::atomic<int> open{0};
    asio::io_context io{1};  // after what its connections touch when they end with it
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    std::thread thread;
};

// Says that a connection is between two requests, so that a stop may close it.
class Waiting {
public:
    Waiting(Lane& lane, TcpStream& stream) : lane_{lane}, stream_{stream} { lane_.waiting.insert(&stream_); }
    ~Waiting() { lane_.waiting.erase(&stream_); }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

private:
    Lane& lane_;
    TcpStream& stream_;
};

}  // namespace menhu::web
