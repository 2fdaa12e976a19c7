#include "web/server.h"

#include <fmt/format.h>

#include "web/connection.h"
#include "web/tls_context.h"

namespace menhu::web {

using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, LaneExecutor>;

struct Server::Inside {
    Shared shared;
    std::vector<std::unique_ptr<Lane>> lanes;
    using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, LaneExecutor>;
    std::unique_ptr<Acceptor> acceptor;
    std::uint16_t port = 0;
    bool is_running = false;

    Inside(const Rooms& rooms, ServerSettings settings, base::Clock& clock, base::Random& random, Log& log,
           Metrics& metrics)
        : shared{rooms, std::move(settings), clock, random, log, metrics} {}

    int open_connections() const {
        int sum = 0;
        for (const auto& lane : lanes) sum += lane->open;
        return sum;
    }

    std::shared_ptr<asio::ssl::context> context() {
        const std::scoped_lock lock{shared.context_lock};
        return shared.context;
    }

    // The connection lives in this frame, on its lane.
    Task<void> live(Socket socket, Lane& lane) {
        boost::system::error_code error;
        socket.set_option(asio::ip::tcp::no_delay{true}, error);
        const auto peer = socket.remote_endpoint(error);
        const auto source = error ? std::string{"unknown"} : peer.address().to_string();
        if (shared.settings.transport == Transport::tls) {
            const auto kept = context();
            Connection<TlsStream> connection{TlsStream{std::move(socket), *kept}, lane, shared, source};
            co_await connection.run();
        } else {
            Connection<PlainStream> connection{PlainStream{std::move(socket)}, lane, shared, source};
            co_await connection.run();
        }
    }

    Task<void> accept() {
        std::size_t turn = 0;
        for (;;) {
            auto& lane = *lanes[turn++ % lanes.size()];
            auto [error, socket] = co_await acceptor->async_accept(lane.io, as_result);
            if (error == asio::error::operation_aborted || !acceptor->is_open()) co_return;
            if (error) {  // out of descriptors, for one: wait until some are given back
                shared.log.write(Level::error, "accept_failed", {{"what", error.message()}});
                Timer pause{acceptor->get_executor(), std::chrono::milliseconds{100}};
                co_await pause.async_wait(as_result);
                continue;
            }
            if (open_connections() >= shared.settings.max_connections) {
                ++shared.metrics.connections_refused;
                continue;  // closes it
            }
            ++lane.open;
            ++shared.metrics.connections;
            asio::co_spawn(lane.io, live(std::move(socket), lane), [this, &lane](std::exception_ptr failed) {
                --lane.open;
                --shared.metrics.connections;
                if (failed) note(failed);
            });
        }
    }

    // The lane's clock; ends with the lane.
    Task<void> count_ticks(Lane& lane) {
        Timer timer{lane.io.get_executor()};
        for (;;) {
            timer.expires_after(Lane::tick_length);
            const auto [error] = co_await timer.async_wait(as_result);
            if (error) co_return;
            ++lane.tick;
            for (auto* peer : lane.peers) peer->tick();
        }
    }

    void note(const std::exception_ptr& failed) {
        try {
            std::rethrow_exception(failed);
        } catch (const base::Bug& bug) {
            shared.log.write(Level::error, "bug", {{"what", bug.describe()}});
        } catch (const std::exception& exception) {
            shared.log.write(Level::error, "connection_failed", {{"what", std::string_view{exception.what()}}});
        }
    }
};

Server::Server(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Server::~Server() { stop(); }

base::Result<std::unique_ptr<Server>> Server::open(const Rooms& rooms, ServerSettings settings, base::Clock& clock,
                                                   base::Random& random, Log& log, Metrics& metrics) {
    using base::Error;
    using base::Fault;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    if (error) return Error{Fault::bad_input, "web.address_unusable", settings.address};
    if (settings.transport == Transport::plain && !address.is_loopback()) {
        return Error{Fault::bad_input, "web.plain_not_loopback", settings.address};
    }
    auto inside = std::make_unique<Inside>(rooms, std::move(settings), clock, random, log, metrics);
    const auto& kept = inside->shared.settings;
    if (kept.transport == Transport::tls) {
        auto context = TRY(make_tls_context(kept.certificate, kept.key));
        inside->shared.context = std::make_shared<asio::ssl::context>(std::move(context));
    }
    for (int i = 0; i < std::max(1, kept.io_threads); ++i) inside->lanes.push_back(std::make_unique<Lane>());
    inside->acceptor = std::make_unique<Inside::Acceptor>(inside->lanes.front()->io);
    auto& acceptor = *inside->acceptor;
    const asio::ip::tcp::endpoint endpoint{address, kept.port};
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use) {
        return Error{Fault::conflict, "web.address_in_use", fmt::format("{}:{}", kept.address, kept.port)};
    }
    if (error) {
        return Error{Fault::bad_input, "web.address_unusable",
                     fmt::format("{}:{}: {}", kept.address, kept.port, error.message())};
    }
    inside->port = acceptor.local_endpoint().port();
    return std::unique_ptr<Server>{new Server{std::move(inside)}};
}

std::uint16_t Server::port() const { return inside_->port; }

void Server::start() {
    inside_->is_running = true;
    asio::co_spawn(inside_->lanes.front()->io, inside_->accept(), [this](std::exception_ptr failed) {
        if (failed) inside_->note(failed);
    });
    for (auto& lane : inside_->lanes) {
        asio::co_spawn(lane->io, inside_->count_ticks(*lane), [this](std::exception_ptr failed) {
            if (failed) inside_->note(failed);
        });
        lane->thread = std::thread{[&io = lane->io] { io.run(); }};
    }
}

void Server::stop() {
    if (!inside_->is_running) return;
    inside_->is_running = false;
    inside_->shared.draining = true;
    asio::post(inside_->lanes.front()->io, [this] {
        boost::system::error_code ignored;
        inside_->acceptor->close(ignored);
    });
    for (auto& lane : inside_->lanes) {
        asio::post(lane->io, [&lane = *lane] {
            for (auto* peer : lane.peers) {
                if (peer->wait == Peer::Wait::between_requests) peer->cancel();
            }
        });
    }
    const auto step = std::chrono::milliseconds{10};
    for (auto left = inside_->shared.settings.stop_timeout / step; left > 0 && inside_->open_connections() > 0;
         --left) {
        std::this_thread::sleep_for(step);
    }
    while (inside_->shared.unanswered > 0) std::this_thread::sleep_for(step);  // the writer ends what it began
    inside_->shared.workers.join();  // what handlers still do touches the rooms
    for (auto& lane : inside_->lanes) {
        lane->work.reset();
        lane->io.stop();
    }
    for (auto& lane : inside_->lanes) lane->thread.join();
}

base::Result<void> Server::reload_certificate() {
    if (inside_->shared.settings.transport == Transport::plain) return {};
    auto context = TRY(make_tls_context(inside_->shared.settings.certificate, inside_->shared.settings.key));
    const std::scoped_lock lock{inside_->shared.context_lock};
    inside_->shared.context = std::make_shared<asio::ssl::context>(std::move(context));
    return {};
}

}  // namespace menhu::web
