// load_https: audited queries through HTTPS, as many as the server answers.
//
//   load_https --port 8443 --account NAME --case NUMBER --ids FILE [--grant ID] [--connections 8] [--seconds 10]
//              [--rate N] [--answers FILE]
//
// The password comes from standard input. FILE holds one national id a line; each request asks for a random one. Every
// connection keeps alive and sends its next request when the last is answered; with --rate, N requests a second are due
// at even times, whatever the server does, and an answer's time counts from the moment its request was due. Prints one
// line: connections, answers, answers a second, p50 and p99 in milliseconds, how many answers were not 200, and the
// microseconds of processor time that the client itself took for each. With --answers, the receipt (log, index, leaf
// hash) of every answer that arrived whole is appended to that file, so that a fault test can look for it in the log;
// then a lost connection is the end of that connection and not an error.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "spent.h"

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;
using menhu::bench::processor_seconds;
using Clock = std::chrono::steady_clock;
using Stream = beast::ssl_stream<beast::tcp_stream>;

namespace {

struct Plan {
    std::string host = "127.0.0.1";
    std::string port = "8443";
    std::string account, password, case_number, answers;
    std::vector<std::string> ids;
    int connections = 8;
    int seconds = 10;
    int rate = 0;       // requests a second; 0: as many as are answered
    std::string grant;  // given, or found at sign-in like the others
    std::string cookie, csrf;
};

struct Tally {
    std::vector<double> milliseconds;
    std::uint64_t others = 0;
    std::ofstream answers;
};

std::string base_url(const Plan& plan) { return "https://" + plan.host + ":" + plan.port; }

asio::awaitable<Stream> connect(const Plan& plan, asio::ssl::context& tls) {
    const auto executor = co_await asio::this_coro::executor;
    Stream stream{executor, tls};
    asio::ip::tcp::resolver resolver{executor};
    const auto places = co_await resolver.async_resolve(plan.host, plan.port, asio::use_awaitable);
    co_await beast::get_lowest_layer(stream).async_connect(places, asio::use_awaitable);
    beast::get_lowest_layer(stream).socket().set_option(asio::ip::tcp::no_delay{true});
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
    co_return stream;
}

http::request<http::string_body> request_for(const Plan& plan, http::verb verb, std::string target, std::string body) {
    http::request<http::string_body> request{verb, target, 11};
    request.set(http::field::host, plan.host + ":" + plan.port);
    request.set(http::field::origin, base_url(plan));
    if (!plan.cookie.empty()) request.set(http::field::cookie, plan.cookie);
    if (!plan.csrf.empty()) request.set("X-Menhu-CSRF", plan.csrf);
    if (!body.empty()) request.set(http::field::content_type, "application/json");
    request.body() = std::move(body);
    request.prepare_payload();
    return request;
}

asio::awaitable<http::response<http::string_body>> ask(Stream& stream, beast::flat_buffer& buffer,
                                                       const http::request<http::string_body>& request) {
    co_await http::async_write(stream, request, asio::use_awaitable);
    http::response<http::string_body> response;
    co_await http::async_read(stream, buffer, response, asio::use_awaitable);
    co_return response;
}

asio::awaitable<void> sign_in(Plan& plan, asio::ssl::context& tls) {
    Stream stream = co_await connect(plan, tls);
    beast::flat_buffer buffer;
    const json::object who{{"account", plan.account}, {"password", plan.password}};
    const auto signing = request_for(plan, http::verb::post, "/api/v1/session", json::serialize(who));
    const auto session = co_await ask(stream, buffer, signing);
    if (session.result() != http::status::ok) throw std::runtime_error{"sign-in: " + session.body()};
    plan.cookie = std::string{session[http::field::set_cookie]};
    plan.cookie.resize(std::min(plan.cookie.find(';'), plan.cookie.size()));
    plan.csrf = json::parse(session.body()).at("csrf").as_string().c_str();
    if (!plan.grant.empty()) co_return;
    const auto asking = request_for(plan, http::verb::get, "/api/v1/grants", "");
    const auto grants = co_await ask(stream, buffer, asking);
    for (const auto& grant : json::parse(grants.body()).at("items").as_array()) {
        const auto& operations = grant.at("operations").as_array();
        const bool looks_up = std::ranges::any_of(operations, [](const json::value& v) { return v == "lookup"; });
        if (looks_up && plan.grant.empty()) plan.grant = grant.at("id").as_string().c_str();
    }
    if (plan.grant.empty()) throw std::runtime_error{"the account has no grant that allows look-ups"};
}

// One connection of the load. Client and server share the processors, so what the client takes the server lacks: the
// request is made once, only the id in it changes; OpenSSL works on the descriptor; of the answer the status and the
// length are read.
class Asker {
public:
    enum class State { going, idle, over };

    Asker(const Plan& plan, SSL_CTX* tls, Tally& tally, Clock::time_point end, unsigned seed)
        : plan_{plan}, tally_{tally}, end_{end}, chance_{seed}, ssl_{SSL_new(tls)} {
        const auto target = json::object{{"grant", plan.grant},
                                         {"case_number", plan.case_number},
                                         {"reason", "load test of the installation"},
                                         {"subject", json::object{{"by", "id"}, {"id", plan.ids.front()}}}};
        std::ostringstream text;
        text << request_for(plan, http::verb::post, "/api/v1/queries", json::serialize(target));
        request_ = text.str();
        id_at_ = request_.rfind(plan.ids.front());
        connect();
    }
    ~Asker() {
        SSL_free(ssl_);
        if (socket_ >= 0) ::close(socket_);
    }
    Asker(const Asker&) = delete;
    Asker& operator=(const Asker&) = delete;

    int socket() const { return socket_; }
    void start() { ask(Clock::now()); }
    // The request that was due then.
    State ask(Clock::time_point due) {
        start_ = due;
        return send();
    }
    // The socket can be read.
    State go_on() {
        for (;;) {
            const int got = SSL_read(ssl_, in_.data() + held_, static_cast<int>(in_.size() - held_));
            if (got <= 0) {
                if (SSL_get_error(ssl_, got) == SSL_ERROR_WANT_READ) return State::going;
                return lost();
            }
            held_ += static_cast<std::size_t>(got);
            if (!is_whole()) continue;
            count();
            if (plan_.rate > 0) return State::idle;
            if (Clock::now() >= end_) return State::over;
            if (ask(Clock::now()) == State::over) return State::over;
            if (SSL_has_pending(ssl_) == 0) return State::going;  // the answer takes a while
        }
    }

private:
    void connect() {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(plan_.port)));
        ::inet_pton(AF_INET, plan_.host.c_str(), &to.sin_addr);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 ||
            SSL_set_fd(ssl_, socket_) != 1 || SSL_connect(ssl_) != 1) {
            throw std::runtime_error{"the server cannot be reached"};
        }
        ::fcntl(socket_, F_SETFL, O_NONBLOCK);
    }

    State send() {
        request_.replace(id_at_, 10, plan_.ids[chance_() % plan_.ids.size()], 0, 10);
        held_ = 0;
        const int sent = SSL_write(ssl_, request_.data(), static_cast<int>(request_.size()));
        return sent == static_cast<int>(request_.size()) ? State::going : lost();
    }

    State lost() {
        if (!tally_.answers.is_open()) throw std::runtime_error{"a connection was lost"};
        return State::over;
    }

    bool is_whole() {
        const std::string_view all{in_.data(), held_};
        const auto end_of_head = all.find("\r\n\r\n");
        if (end_of_head == std::string_view::npos) return false;
        constexpr std::string_view name = "\r\nContent-Length: ";
        const auto at = all.find(name);
        if (at == std::string_view::npos || at > end_of_head) throw std::runtime_error{"an answer without a length"};
        std::size_t length = 0;
        std::from_chars(all.data() + at + name.size(), all.data() + end_of_head, length);
        body_ = {all.data() + end_of_head + 4, length};
        if (end_of_head + 4 + length > in_.size()) throw std::runtime_error{"an answer that is too long"};
        return held_ >= end_of_head + 4 + length;
    }

    void count() {
        tally_.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start_).count());
        if (!std::string_view{in_.data(), held_}.starts_with("HTTP/1.1 200 ")) {
            if (tally_.others++ == 0) std::cerr << body_ << "\n";
            return;
        }
        if (!tally_.answers.is_open()) return;
        const auto receipt = json::parse({body_.data(), body_.size()}).at("receipt");
        tally_.answers << receipt.at("log").to_number<std::int64_t>() << ' '
                       << receipt.at("index").to_number<std::int64_t>() << ' '
                       << receipt.at("leaf_hash").as_string().c_str() << std::endl;
    }

    const Plan& plan_;
    Tally& tally_;
    Clock::time_point end_;
    std::minstd_rand chance_;
    SSL* ssl_;
    int socket_ = -1;
    std::string request_;
    std::size_t id_at_ = 0;
    std::vector<char> in_ = std::vector<char>(64 * 1024);
    std::size_t held_ = 0;
    std::string_view body_;
    Clock::time_point start_;
};

// Until all connections have ended.
void ask_on_all(std::vector<std::unique_ptr<Asker>>& askers) {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (auto& asker : askers) {
        epoll_event event{.events = EPOLLIN, .data = {.ptr = asker.get()}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, asker->socket(), &event);
        asker->start();
    }
    std::array<epoll_event, 64> ready{};
    for (std::size_t left = askers.size(); left > 0;) {
        const int count = ::epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), -1);
        for (int i = 0; i < count; ++i) {
            auto* asker = static_cast<Asker*>(ready[static_cast<std::size_t>(i)].data.ptr);
            if (asker->go_on() == Asker::State::going) continue;
            ::epoll_ctl(poll, EPOLL_CTL_DEL, asker->socket(), nullptr);
            --left;
        }
    }
    ::close(poll);
}

// At even times until the plan's end; a request for which no connection is free waits for one.
void ask_at_rate(std::vector<std::unique_ptr<Asker>>& askers, const Plan& plan, Clock::time_point end) {
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Asker*> idle;
    for (auto& asker : askers) {
        epoll_event event{.events = EPOLLIN, .data = {.ptr = asker.get()}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, asker->socket(), &event);
        idle.push_back(asker.get());
    }
    const auto start = Clock::now();
    const auto due = [&](std::int64_t number) {
        return start + std::chrono::nanoseconds{1'000'000'000 / plan.rate * number};
    };
    std::array<epoll_event, 64> ready{};
    for (std::int64_t next = 0; due(next) < end || idle.size() < askers.size();) {
        while (!idle.empty() && due(next) <= Clock::now() && due(next) < end) {
            if (idle.back()->ask(due(next)) == Asker::State::over) throw std::runtime_error{"a connection was lost"};
            idle.pop_back();
            ++next;
        }
        const auto wait = due(next) >= end ? std::chrono::milliseconds{100} : due(next) - Clock::now();
        const timespec until{0, std::clamp<long>(std::chrono::nanoseconds{wait}.count(), 0, 100'000'000)};
        const bool must_answer = idle.empty();
        const int count =
            ::epoll_pwait2(poll, ready.data(), static_cast<int>(ready.size()), must_answer ? nullptr : &until, nullptr);
        for (int i = 0; i < count; ++i) {
            auto* asker = static_cast<Asker*>(ready[static_cast<std::size_t>(i)].data.ptr);
            const auto state = asker->go_on();
            if (state == Asker::State::over) throw std::runtime_error{"a connection was lost"};
            if (state == Asker::State::idle) idle.push_back(asker);
        }
    }
    ::close(poll);
}

int run(Plan plan) {
    asio::io_context io{1};
    asio::ssl::context tls{asio::ssl::context::tls_client};  // the demonstration's certificate is its own
    Tally tally;
    if (!plan.answers.empty()) tally.answers.open(plan.answers, std::ios::app);
    std::exception_ptr failure;
    const auto keep = [&](std::exception_ptr error) {
        if (error && !failure) failure = error;
    };
    asio::co_spawn(io, sign_in(plan, tls), keep);
    io.run();
    if (failure) std::rethrow_exception(failure);
    SSL_CTX* const context = tls.native_handle();
    SSL_CTX_set_read_ahead(context, 1);
    const auto end = Clock::now() + std::chrono::seconds{plan.seconds};
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < plan.connections; ++i) {
        askers.push_back(std::make_unique<Asker>(plan, context, tally, end, static_cast<unsigned>(i + 1)));
    }
    const auto start = Clock::now();
    const double used_before = processor_seconds();
    if (plan.rate > 0) {
        ask_at_rate(askers, plan, end);
    } else {
        ask_on_all(askers);
    }
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    auto& all = tally.milliseconds;
    std::ranges::sort(all);
    const auto at = [&](double part) {
        return all.empty() ? 0.0 : all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    const double micros =
        (processor_seconds() - used_before) * 1e6 / std::max<double>(1, static_cast<double>(all.size()));
    std::printf("%d\t%zu\t%.0f\t%.2f\t%.2f\t%llu\t%.1f\n", plan.connections, all.size(),
                static_cast<double>(all.size()) / took, at(0.5), at(0.99),
                static_cast<unsigned long long>(tally.others), micros);
    return tally.others == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
    std::signal(SIGPIPE, SIG_IGN);
    std::map<std::string, std::string> words;
    for (int i = 1; i + 1 < argc; i += 2) words[argv[i]] = argv[i + 1];
    Plan plan;
    if (words.contains("--port")) plan.port = words["--port"];
    if (words.contains("--connections")) plan.connections = std::stoi(words["--connections"]);
    if (words.contains("--seconds")) plan.seconds = std::stoi(words["--seconds"]);
    if (words.contains("--rate")) plan.rate = std::stoi(words["--rate"]);
    plan.account = words["--account"];
    plan.case_number = words["--case"];
    plan.grant = words["--grant"];
    plan.answers = words["--answers"];
    std::ifstream ids{words["--ids"]};
    for (std::string line; std::getline(ids, line);) plan.ids.push_back(line);
    if (plan.account.empty() || plan.case_number.empty() || plan.ids.empty()) {
        std::fputs(
            "load_https --port P --account NAME --case NUMBER --ids FILE [--connections N] [--seconds N] [--rate N] "
            "[--answers FILE]\n",
            stderr);
        return 2;
    }
    std::getline(std::cin, plan.password);
    return run(std::move(plan));
} catch (const std::exception& error) {
    std::fprintf(stderr, "load_https: %s\n", error.what());
    return 1;
}
