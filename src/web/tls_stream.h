#pragma once
// The two kinds of stream that a connection reads and writes: TLS and plain, over a socket that never blocks. OpenSSL
// works on the descriptor itself: a request that has arrived costs one recv, its answer one send, and no bytes are
// copied between buffers on the way. Only server.cc includes it. Thread rule: the connection's lane.
//
// Promise: `try_` functions never wait; what they could not do yet they name as the thing to wait for.
// SIGPIPE must be ignored (app/serve.cc): OpenSSL writes to a descriptor without saying MSG_NOSIGNAL.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace menhu::web {

namespace asio = boost::asio;
// Named executors instead of any_io_executor, which is copied at every step of an operation.
using LaneExecutor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, LaneExecutor>;

// What became of a step: `size` bytes, or what it waits for, or the end.
struct Step {
    enum class Need : std::uint8_t { nothing, readable, writable, end };
    Need need = Need::nothing;
    std::size_t size = 0;
};

class PlainStream {
public:
    explicit PlainStream(Socket socket) : socket_{std::move(socket)} {
        boost::system::error_code error;
        socket_.native_non_blocking(true, error);
    }
    Socket& socket() { return socket_; }
    static bool has_bytes() { return false; }

    Step try_handshake() { return {}; }
    Step try_shutdown() { return {}; }
    Step try_read(void* to, std::size_t size) {
        return step_of(::recv(socket_.native_handle(), to, size, 0), Step::Need::readable);
    }
    Step try_write(std::string_view from) {
        return step_of(::send(socket_.native_handle(), from.data(), from.size(), MSG_NOSIGNAL), Step::Need::writable);
    }

private:
    static Step step_of(ssize_t done, Step::Need wait) {
        if (done > 0) return {Step::Need::nothing, static_cast<std::size_t>(done)};
        if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return {wait, 0};
        if (done < 0 && errno == EINTR) return {Step::Need::nothing, 0};
        return {Step::Need::end, 0};
    }
    Socket socket_;
};

class TlsStream {
public:
    TlsStream(Socket socket, asio::ssl::context& context)
        : socket_{std::move(socket)}, ssl_{SSL_new(context.native_handle())} {
        boost::system::error_code error;
        socket_.native_non_blocking(true, error);
        CHECK(ssl_ != nullptr && SSL_set_fd(ssl_.get(), socket_.native_handle()) == 1);
        SSL_set_accept_state(ssl_.get());
        // A write that could not end may go on from another place in memory, with what is left.
        SSL_set_mode(ssl_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    }
    Socket& socket() { return socket_; }
    // Are there bytes that were received and not yet read? Then the socket may stay silent.
    bool has_bytes() const { return SSL_has_pending(ssl_.get()) == 1; }

    Step try_handshake() {
        ERR_clear_error();
        return step_of(SSL_do_handshake(ssl_.get()));
    }
    Step try_shutdown() {
        ERR_clear_error();
        const int done = SSL_shutdown(ssl_.get());
        if (done == 0) return {Step::Need::readable, 0};  // said; now the peer says it
        return step_of(done);
    }
    Step try_read(void* to, std::size_t size) {
        ERR_clear_error();
        return step_of(SSL_read(ssl_.get(), to, bounded(size)));
    }
    Step try_write(std::string_view from) {
        ERR_clear_error();
        return step_of(SSL_write(ssl_.get(), from.data(), bounded(from.size())));
    }
    // After a failure of its own or an end by the peer nothing may be said any more (SSL_shutdown(3)).
    bool is_over() const { return is_over_; }

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    static int bounded(std::size_t size) { return static_cast<int>(size < (1U << 30) ? size : 1U << 30); }
    Step step_of(int done) {
        if (done > 0) return {Step::Need::nothing, static_cast<std::size_t>(done)};
        switch (SSL_get_error(ssl_.get(), done)) {
            case SSL_ERROR_WANT_READ:
                return {Step::Need::readable, 0};
            case SSL_ERROR_WANT_WRITE:
                return {Step::Need::writable, 0};
            default:
                is_over_ = true;
                return {Step::Need::end, 0};
        }
    }

    Socket socket_;
    std::unique_ptr<SSL, Free> ssl_;
    bool is_over_ = false;
};

}  // namespace menhu::web
