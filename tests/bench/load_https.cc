// load_https: audited queries through HTTPS, as many as the server answers.
//
//   load_https --port 8443 --account NAME --case NUMBER --ids FILE [--grant ID] [--connections 8] [--seconds 10]
//              [--answers FILE]
//
// The password comes from standard input. FILE holds one national id a line; each request asks for a random one. Every
// connection keeps alive and sends its next request when the last is answered. Prints one line: connections, answers,
// answers a second, p50 and p99 in milliseconds, and how many answers were not 200. With --answers, the receipt
// (log, index, leaf hash) of every answer that arrived whole is appended to that file, so that a fault test can look
// for it in the log; then a lost connection is the end of that connection and not an error.
#include <algorithm>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;
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

asio::awaitable<void> ask_on(const Plan& plan, asio::ssl::context& tls, Tally& tally, Clock::time_point end,
                             unsigned seed) {
    std::mt19937 chance{seed};
    try {
        Stream stream = co_await connect(plan, tls);
        beast::flat_buffer buffer;
        while (Clock::now() < end) {
            const json::object body{
                {"grant", plan.grant},
                {"case_number", plan.case_number},
                {"reason", "load test of the installation"},
                {"subject", json::object{{"by", "id"}, {"id", plan.ids[chance() % plan.ids.size()]}}}};
            const auto request = request_for(plan, http::verb::post, "/api/v1/queries", json::serialize(body));
            const auto start = Clock::now();
            const auto response = co_await ask(stream, buffer, request);
            tally.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
            if (response.result() != http::status::ok) {
                if (tally.others++ == 0) std::cerr << response.body() << "\n";
                continue;
            }
            if (tally.answers.is_open()) {
                const auto receipt = json::parse(response.body()).at("receipt");
                tally.answers << receipt.at("log").to_number<std::int64_t>() << ' '
                              << receipt.at("index").to_number<std::int64_t>() << ' '
                              << receipt.at("leaf_hash").as_string().c_str() << std::endl;
            }
        }
    } catch (const boost::system::system_error&) {
        if (!tally.answers.is_open()) throw;
    }
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
    io.restart();
    const auto start = Clock::now();
    for (int i = 0; i < plan.connections; ++i) {
        asio::co_spawn(
            io, ask_on(plan, tls, tally, start + std::chrono::seconds{plan.seconds}, static_cast<unsigned>(i)), keep);
    }
    io.run();
    if (failure) std::rethrow_exception(failure);
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    auto& all = tally.milliseconds;
    std::ranges::sort(all);
    const auto at = [&](double part) {
        return all.empty() ? 0.0 : all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
    };
    std::printf("%d\t%zu\t%.0f\t%.2f\t%.2f\t%llu\n", plan.connections, all.size(),
                static_cast<double>(all.size()) / took, at(0.5), at(0.99),
                static_cast<unsigned long long>(tally.others));
    return tally.others == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
    std::map<std::string, std::string> words;
    for (int i = 1; i + 1 < argc; i += 2) words[argv[i]] = argv[i + 1];
    Plan plan;
    if (words.contains("--port")) plan.port = words["--port"];
    if (words.contains("--connections")) plan.connections = std::stoi(words["--connections"]);
    if (words.contains("--seconds")) plan.seconds = std::stoi(words["--seconds"]);
    plan.account = words["--account"];
    plan.case_number = words["--case"];
    plan.grant = words["--grant"];
    plan.answers = words["--answers"];
    std::ifstream ids{words["--ids"]};
    for (std::string line; std::getline(ids, line);) plan.ids.push_back(line);
    if (plan.account.empty() || plan.case_number.empty() || plan.ids.empty()) {
        std::fputs(
            "load_https --port P --account NAME --case NUMBER --ids FILE [--connections N] [--seconds N] [--answers "
            "FILE]\n",
            stderr);
        return 2;
    }
    std::getline(std::cin, plan.password);
    return run(std::move(plan));
} catch (const std::exception& error) {
    std::fprintf(stderr, "load_https: %s\n", error.what());
    return 1;
}
