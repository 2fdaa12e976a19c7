#pragma once
// The server: listens, reads requests, asks the handlers, writes answers.
//
// Promises: an io thread never waits for the database, a disk or Argon2id; memory per connection is bounded (a header,
// a body or one piece of an upload); a peer that is slow or silent is let go by time limits; stop() lets every request
// that was read be answered. Thread rule: open, start and stop from one thread.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "web/log.h"
#include "web/metrics.h"

namespace menhu::web {

struct Rooms;

enum class Transport : std::uint8_t { tls, plain };

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;  // 0: any free one
    Transport transport = Transport::tls;
    std::filesystem::path certificate;
    std::filesystem::path key;
    int io_threads = 2;
    int workers = 4;
    int max_connections = 1024;
    std::uint32_t header_limit = 16 * 1024;
    std::uint64_t body_limit = 64 * 1024;
    std::chrono::seconds header_timeout{10};  // handshake, and from the first byte of a header to its end
    std::chrono::seconds body_timeout{30};    // a body; of an upload each piece
    std::chrono::seconds idle_timeout{60};    // between two requests
    std::chrono::seconds stop_timeout{10};    // for what is still being answered when the server stops
};

class Server {
public:
    // Listens. Errors: web.address_in_use, web.address_unusable, web.tls_files, web.plain_not_loopback.
    static base::Result<std::unique_ptr<Server>> open(const Rooms& rooms, ServerSettings settings, base::Clock& clock,
                                                      base::Random& random, Log& log, Metrics& metrics);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    void start();  // threads
    // Takes no more connections, answers what was asked, closes, joins the threads.
    void stop();
    // Reads certificate and key again; connections that exist keep the old ones. Errors: web.tls_files.
    base::Result<void> reload_certificate();

private:
    struct Inside;
    explicit Server(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace menhu::web
