// menhu serve: opens everything, starts the timers, waits for a signal, ends in order.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/commands.h"
#include "app/jobs.h"
#include "app/log_json.h"
#include "app/mail.h"
#include "app/watching.h"
#include "crypto/age.h"
#include "ledger/publisher.h"
#include "people/session.h"
#include "web/rooms.h"
#include "web/server.h"

namespace menhu::app {

namespace {

// Runs a task every so often on a thread of its own, until it is stopped.
class Timer {
public:
    Timer(std::chrono::milliseconds period, std::function<void()> task)
        : thread_{[this, period, task = std::move(task)](const std::stop_token& stop) {
              std::unique_lock lock{mutex_};
              while (!stop.stop_requested()) {
                  wake_.wait_for(lock, stop, period, [] { return false; });
                  if (!stop.stop_requested()) task();
              }
          }} {}

private:
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;
};

web::ServerSettings server_settings(const Config& config) {
    using std::chrono::seconds;
    return {.address = config.server_address,
            .port = static_cast<std::uint16_t>(config.server_port),
            .transport = config.server_transport == "plain" ? web::Transport::plain : web::Transport::tls,
            .certificate = config.path(config.server_certificate),
            .key = config.path(config.server_key),
            .io_threads = static_cast<int>(config.server_io_threads),
            .workers = static_cast<int>(config.server_workers),
            .max_connections = static_cast<int>(config.server_max_connections),
            .header_limit = static_cast<std::uint32_t>(config.server_header_kib * 1024),
            .body_limit = static_cast<std::uint64_t>(config.server_body_kib) * 1024,
            .header_timeout = seconds{config.server_header_seconds},
            .body_timeout = seconds{config.server_body_seconds},
            .idle_timeout = seconds{config.server_idle_seconds},
            .stop_timeout = seconds{config.server_stop_seconds}};
}

web::Level level_named(std::string_view name) {
    if (name == "debug") return web::Level::debug;
    if (name == "warning") return web::Level::warning;
    if (name == "error") return web::Level::error;
    return web::Level::info;
}

void tell(web::Log& log, std::string_view event, const base::Error& error) {
    log.write(web::level_of(error), event, {{"code", error.code()}, {"what", error.describe()}});
}

// A job that meets a bug says so and goes on at its next turn.
template <class Task>
auto guarded(web::Log& log, Task task) {
    return [&log, task = std::move(task)]() mutable {
        try {
            task();
        } catch (const base::Bug& bug) {
            log.write(web::Level::error, "bug", {{"what", bug.describe()}});
        } catch (const std::exception& failed) {
            log.write(web::Level::error, "bug", {{"what", std::string_view{failed.what()}}});
        }
    };
}

}  // namespace

base::Result<int> serve(const Command& command) {
    const auto arguments = TRY(Arguments::parse(command.words, {}, {}, 0));
    // Signals are waited for by this thread alone; the others are born with them blocked.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);

    const auto config = TRY(load_config(directory_of(arguments)));
    auto log = TRY(JsonLog::open(command.clock, config.path(config.log_file), level_named(config.log_level),
                                 config.log_requests ? RequestLines::written : RequestLines::left_out));
    auto house = TRY(House::open(config, command.random, command.clock.now()));

    web::Metrics metrics;
    web::Throttle throttle{static_cast<int>(config.sign_in_burst), base::Duration{config.sign_in_period_millis}};
    web::Throttle name_throttle{static_cast<int>(config.sign_in_name_burst),
                                base::Duration{config.sign_in_name_period_millis}};
    web::SignInPool sign_in_pool{static_cast<int>(config.sign_in_parallel),
                                 static_cast<std::size_t>(config.sign_in_queue)};
    web::Imports imports{command.clock, *log};
    auto match_book = TRY(registry::MatchBook::load());
    web::Matches matches{house->registry(), house->office(), std::move(match_book), command.clock, *log};
    web::Rooms rooms{.database = house->database(),
                     .office = house->office(),
                     .federation = house->federation(),
                     .desk = house->desk(),
                     .registry = house->registry(),
                     .clock = command.clock,
                     .random = command.random,
                     .log = *log,
                     .metrics = metrics,
                     .throttle = throttle,
                     .name_throttle = name_throttle,
                     .sign_in_pool = sign_in_pool,
                     .imports = imports,
                     .matches = matches,
                     .cookie_name = config.server_transport == "plain" ? "menhu" : "__Host-menhu",
                     .version = std::string{version},
                     .passkeys = std::nullopt,
                     .origin = config.server_origin,
                     .local_passwords = house->directory_sign_in().local_passwords};
    ledger::Publisher publisher{house->database(), house->ledger()};
    auto server = TRY(web::Server::open(rooms, server_settings(config), command.clock, command.random, *log, metrics));

    const auto scheme = config.server_transport == "plain" ? "http" : "https";
    rooms.passkeys = people::passkey_site(
        config.server_origin.empty() ? fmt::format("{}://localhost:{}", scheme, server->port()) : config.server_origin);

    const auto publish = guarded(*log, [&] {
        const auto done = publisher.publish(command.clock.now());
        if (!done) tell(*log, "publish_failed", done.error());
    });
    const auto expire = guarded(*log, [&] {
        const auto done = house->database().write([&house, now = command.clock.now()](store::WriteTx& tx) {
            return people::expire_sessions(tx, house->office(), now);
        });
        if (!done) tell(*log, "expire_sessions_failed", done.error());
        log->flush();
    });
    const auto mail = TRY(mail_settings(config, house->profile()));
    const auto send = guarded(*log, [&] {
        const auto run = send_notices(*house, *mail, command.clock);
        if (run.sent > 0) log->write(web::Level::info, "notices_sent", {{"sent", run.sent}});
        if (run.error) tell(*log, "notices_failed", *run.error);
    });
    const auto daily = guarded(*log, [&] {
        for (const JobRun& run : run_jobs(*house, command.random, command.clock.now())) {
            if (run.done > 0) log->write(web::Level::info, "job", {{"name", run.name}, {"done", run.done}});
            if (run.error) tell(*log, "job_failed", *run.error);
        }
    });
    std::atomic<bool> stopping{false};
    const auto watch = guarded(*log, [&] {
        const auto scan = scan_watches(*house, command.random, command.clock, stopping);
        if (!scan) return tell(*log, "watch_failed", scan.error());
        if (scan->deliveries > 0) {
            log->write(web::Level::info, "watched", {{"hits", scan->hits}, {"stopped", scan->stopped}});
        }
    });
    auto first = daily;
    first();  // what fell due while the service was down
    {
        const Timer publishing{std::chrono::milliseconds{config.ledger_publish_millis}, publish};
        const Timer expiring{std::chrono::seconds{30}, expire};
        const Timer working{std::chrono::hours{1}, daily};
        // A change file is held against the watches soon after it came into use, whichever process released it.
        const Timer watching{std::chrono::seconds{2}, watch};
        std::optional<Timer> mailing;
        if (mail) mailing.emplace(std::chrono::seconds{config.mail_period_seconds}, send);
        const Timer flushing{std::chrono::seconds{1}, [&] { log->flush(); }};
        server->start();
        command.terminal.print(fmt::format("{} {}://{}:{}/", command.terminal.either("服務中", "Serving on"), scheme,
                                           config.server_address, server->port()));
        if (const auto age = crypto::check_age(); !age) {
            log->write(web::Level::warning, "exports_off", {{"code", age.error().code()}});
        }
        log->write(web::Level::info, "started", {{"version", version}, {"port", std::int64_t{server->port()}}});
        log->flush();
        for (int signal = 0; sigwait(&signals, &signal) == 0;) {
            if (signal != SIGHUP) break;
            if (const auto done = server->reload_certificate(); !done) tell(*log, "reload_failed", done.error());
        }
        log->write(web::Level::info, "stopping", {});
        stopping = true;
        server->stop();
        imports.stop();
        matches.stop();
    }
    auto last = publish;
    last();  // what was answered last gets its checkpoint
    log->write(web::Level::info, "stopped", {});
    return 0;
}

}  // namespace menhu::app
