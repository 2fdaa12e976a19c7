#pragma once
// One connection: a coroutine that reads a request, has it answered, and goes on until one side ends it. Only server.cc
// includes it: coroutines live in that one translation unit.
//
// Thread rule: everything here runs on the connection's lane; handlers come back to it through a Reply.
#include <algorithm>
#include <chrono>

#include "format/date_text.h"
#include "people/session.h"
#include "web/connection_head.h"
#include "web/handlers.h"

namespace menhu::web {

template <class T>
using Task = asio::awaitable<T, LaneExecutor>;
using UseAwaitable = asio::use_awaitable_t<LaneExecutor>;
constexpr UseAwaitable use_awaitable;
constexpr auto as_result = asio::as_tuple(use_awaitable);

template <class Stream>
class Connection {
public:
    Connection(Stream stream, Lane& lane, Shared& shared, std::string source)
        : stream_{std::move(stream)},
          peer_{lane, stream_.socket()},
          lane_{lane},
          shared_{shared},
          source_{std::move(source)} {}

    Task<void> run() {
        constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;
        if constexpr (is_tls) {
            expire_in(shared_.settings.header_timeout);
            for (;;) {
                const auto step = stream_.try_handshake();
                if (step.need == Step::Need::nothing) break;
                if (!co_await ready(step.need)) co_return;
            }
        }
        while (co_await serve_one() == Keep::alive) {
        }
        if (is_unread_) co_await let_sender_finish();
        if constexpr (is_tls) {
            expire_in(std::chrono::seconds{2});
            while (!stream_.is_over()) {
                const auto step = stream_.try_shutdown();
                if (step.need == Step::Need::nothing || !co_await ready(step.need)) break;
            }
        }
    }

private:
    void expire_in(std::chrono::seconds limit) { peer_.expire_in(limit); }

    // Waits for the socket, within the limit that was set last. False if it was not to be.
    Task<bool> ready(Step::Need need, Peer::Wait wait = Peer::Wait::within_request) {
        if (need == Step::Need::nothing) co_return true;
        if (need == Step::Need::end || peer_.is_late()) co_return false;
        const auto kind = need == Step::Need::readable ? Socket::wait_read : Socket::wait_write;
        peer_.wait = wait;
        const auto [error] = co_await stream_.socket().async_wait(kind, as_result);
        peer_.wait = Peer::Wait::nothing;
        co_return !error && !peer_.is_late();
    }

    // Some bytes more into the buffer; 0 is the end of the stream, of time, or of the server.
    Task<std::size_t> read_more(std::size_t most) {
        for (;;) {
            const auto place = buffer_.prepare(most);
            const auto step = stream_.try_read(place.data(), place.size());
            if (step.size > 0) {
                buffer_.commit(step.size);
                co_return step.size;
            }
            if (!co_await ready(step.need)) co_return 0;
        }
    }

    Task<bool> send(std::string_view text) {
        while (!text.empty()) {
            const auto step = stream_.try_write(text);
            text.remove_prefix(step.size);
            if (step.need != Step::Need::nothing && !co_await ready(step.need)) co_return false;
        }
        co_return true;
    }

    // Feeds what was received to the parser, and receives more, until the parser is done (with a header: until that
    // is).
    enum class Until : std::uint8_t { header, end };
    template <class Parser>
    Task<beast::error_code> feed(Parser& parser, Until until, std::size_t most) {
        for (;;) {
            if (until == Until::header ? parser.is_header_done() : parser.is_done()) co_return beast::error_code{};
            beast::error_code error;
            if (buffer_.size() > 0) {
                const auto used = parser.put(buffer_.data(), error);
                buffer_.consume(used);
                if (error && error != http::error::need_more) co_return error;
                if (!error && used > 0) continue;
            }
            if (co_await read_more(most) > 0) continue;
            if (peer_.is_late()) co_return beast::error_code{beast::error::timeout};
            co_return parser.got_some() ? http::error::partial_message : http::error::end_of_stream;
        }
    }

    // A peer that is still sending what was refused would lose the answer to a reset, if the socket were closed over
    // its bytes (RFC 9112, 9.6): they are read and thrown away, for two seconds and 16 MiB at most.
    Task<void> let_sender_finish() {
        expire_in(std::chrono::seconds{2});
        for (std::size_t left = std::size_t{16} << 20; left > 0;) {
            buffer_.clear();
            const auto size = co_await read_more(64 * 1024);
            if (size == 0) co_return;
            left -= std::min(left, size);
        }
    }

    Task<Keep> serve_one() {
        if (buffer_.size() == 0) {
            if (shared_.draining) co_return Keep::closed;
            expire_in(shared_.settings.idle_timeout);
            // The next request is seldom there already: waiting first saves a look.
            if (!stream_.has_bytes() && !co_await ready(Step::Need::readable, Peer::Wait::between_requests)) {
                co_return Keep::closed;
            }
        }
        http::request_parser<http::empty_body> parser;
        parser.header_limit(shared_.settings.header_limit);
        parser.body_limit(boost::none);
        expire_in(shared_.settings.header_timeout);
        const auto error = co_await feed(parser, Until::header, 4096);
        started_ = shared_.clock.now();
        trace_ = base::id_text(base::make_id_number(started_, shared_.random));
        pattern_ = "-";
        if (error == http::error::header_limit) co_return co_await refuse("web.header_too_large");
        if (error.category() == http::make_error_code(http::error::bad_method).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message) {
            co_return co_await refuse("web.malformed");
        }
        if (error) co_return Keep::closed;
        const auto& head = parser.get();
        method_ = {head.method_string().data(), head.method_string().size()};
        is_head_ = head.method() == http::verb::head;
        keep_ = parser.keep_alive() && !shared_.draining ? Keep::alive : Keep::closed;
        co_return co_await route(parser);
    }

    Task<Keep> route(http::request_parser<http::empty_body>& parser) {
        const auto& head = parser.get();
        const std::string_view target{head.target().data(), head.target().size()};
        const auto path = target.substr(0, target.find('?'));
        const auto query = path.size() < target.size() ? target.substr(path.size() + 1) : std::string_view{};
        const auto method = is_head_ ? std::string_view{"GET"} : std::string_view{method_};
        if (!path.starts_with("/api/")) {
            pattern_ = "page";
            if (method != "GET") co_return co_await refuse_method("GET, HEAD");
            if (auto wrong = co_await skip_body(parser)) co_return *wrong;
            co_return co_await write(page(path, new_nonce(shared_.random)));
        }
        auto route = find_route(method, path);
        if (route.endpoint == nullptr) {
            if (route.path_known) co_return co_await refuse_method(route.allow);
            co_return co_await refuse("web.no_such_endpoint");
        }
        pattern_ = route.endpoint->path;
        Call call;
        call.endpoint = route.endpoint;
        call.parts = std::move(route.parts);
        if (!decode_query(query, call.query)) co_return co_await refuse("web.malformed");
        const auto name = shared_.settings.transport == Transport::tls ? "__Host-menhu" : "menhu";
        call.token = cookie(field(head, "Cookie"), name);
        call.sign_in_state = cookie(field(head, "Cookie"), sign_in_cookie(shared_.settings.transport));
        call.content_range = field(head, "Content-Range");
        call.file_name = decode(field(head, "X-File-Name")).value_or("");
        call.source = source_;
        call.now = started_;
        call.trace = trace_;
        if (method != "GET") {
            if (!comes_from_here(head, shared_.settings.transport)) co_return co_await refuse("web.origin");
            const bool has_session = route.endpoint->guard.who != Guard::Who::everybody;
            if (has_session && !call.token.empty() && !people::csrf_matches(call.token, field(head, "X-Menhu-CSRF"))) {
                co_return co_await refuse("web.csrf");
            }
        }
        if (route.endpoint->upload != nullptr) co_return co_await upload(parser, std::move(call));
        if (route.endpoint->request != nullptr && !field(head, "Content-Type").starts_with("application/json")) {
            co_return co_await refuse("web.not_json");
        }
        if (auto wrong = co_await read_body(parser, call.body)) co_return *wrong;
        RefusedCall kept{.endpoint = call.endpoint, .token = call.token, .code = {}, .now = call.now};
        auto answer = co_await ask(std::move(call));
        co_return co_await write(co_await with_refusal_recorded(std::move(answer), std::move(kept)));
    }

    // Nobody is refused without an entry (F2.4): what has none of its own yet gets one before the answer leaves.
    Task<Answer> with_refusal_recorded(Answer answer, RefusedCall refused) {
        if (answer.status != 403 || !answer.problem || answer.problem->receipt || refused.token.empty()) {
            co_return answer;
        }
        refused.code = answer.problem->code;
        using Recorded = base::Result<void>;
        const auto recorded =
            co_await on_worker<Recorded>([&] { return record_refusal(shared_.rooms, refused); },
                                         Recorded{base::Error{base::Fault::internal, "web.internal"}});
        if (!recorded) co_return answer_error(recorded.error());
        co_return answer;
    }

    // ---- reading ----

    Task<std::optional<Keep>> read_body(http::request_parser<http::empty_body>& head, std::string& body) {
        const auto limit = shared_.settings.body_limit;
        if (head.content_length() && *head.content_length() > limit) co_return co_await refuse("web.body_too_large");
        if (head.is_done()) co_return std::nullopt;
        co_await say_continue(head.get());
        http::request_parser<http::string_body> parser{std::move(head)};
        parser.body_limit(limit);
        expire_in(shared_.settings.body_timeout);
        const auto error = co_await feed(parser, Until::end, 16 * 1024);
        if (error == http::error::body_limit) co_return co_await refuse("web.body_too_large");
        if (error == beast::error::timeout) co_return Keep::closed;
        if (error) co_return co_await refuse("web.malformed");
        body = std::move(parser.get().body());
        co_return std::nullopt;
    }
    Task<std::optional<Keep>> skip_body(http::request_parser<http::empty_body>& head) {
        std::string body;
        co_return co_await read_body(head, body);
    }

    Task<void> say_continue(const Head& head) {
        if (!beast::iequals(head[http::field::expect], "100-continue")) co_return;
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await send(go_on);
    }

    // A body too big for memory: one piece at a time from the socket to a worker, so that the disk slows the sender.
    Task<Keep> upload(http::request_parser<http::empty_body>& head, Call call) {
        const auto* endpoint = call.endpoint;
        using Opened = std::expected<std::unique_ptr<UploadSink>, Answer>;
        auto opened = co_await on_worker<Opened>([&]() -> Opened { return endpoint->upload(shared_.rooms, call); },
                                                 Opened{std::unexpect, internal_problem()});
        if (!opened) {
            leave_unread();
            RefusedCall kept{.endpoint = endpoint, .token = call.token, .code = {}, .now = call.now};
            co_return co_await write(co_await with_refusal_recorded(std::move(opened.error()), std::move(kept)));
        }
        co_await say_continue(head.get());
        http::request_parser<http::buffer_body> parser{std::move(head)};
        parser.body_limit(boost::none);
        std::vector<char> piece(256 * 1024);
        while (!parser.is_done()) {
            auto& body = parser.get().body();
            body.data = piece.data();
            body.size = piece.size();
            body.more = true;
            expire_in(shared_.settings.body_timeout);
            const auto error = co_await feed(parser, Until::end, 64 * 1024);
            const auto held = piece.size() - body.size;
            if (held > 0) {
                const base::ByteView bytes{reinterpret_cast<const std::uint8_t*>(piece.data()), held};
                using Written = base::Result<void>;
                auto written = co_await on_worker<Written>([&] { return (*opened)->write(bytes); },
                                                           Written{base::Error{base::Fault::internal, "web.internal"}});
                if (!written) {
                    leave_unread();
                    opened->reset();
                    RefusedCall kept{.endpoint = endpoint, .token = call.token, .code = {}, .now = call.now};
                    co_return co_await write(
                        co_await with_refusal_recorded(answer_error(written.error()), std::move(kept)));
                }
            }
            if (error == http::error::need_buffer) continue;
            if (error) {
                // The sender is gone. What came of a PUT is kept, so that it can go on from there (Content-Range); of a
                // POST nothing is: half a list or half a document is none.
                if (endpoint->method == Method::put) {
                    co_await on_worker<Answer>([&] { return (*opened)->finish(); }, internal_problem());
                }
                co_return Keep::closed;
            }
        }
        auto answer = co_await on_worker<Answer>([&] { return (*opened)->finish(); }, internal_problem());
        opened->reset();  // before the sender hears of it and sends the next piece
        RefusedCall kept{.endpoint = endpoint, .token = call.token, .code = {}, .now = call.now};
        co_return co_await write(co_await with_refusal_recorded(std::move(answer), std::move(kept)));
    }

    // ---- asking ----

    static Answer internal_problem() { return answer_problem(problem_of("web.internal")); }

    void log_bug(const std::string& what) {
        shared_.log.write(Level::error, "bug", {{"trace", trace_}, {"what", what}, {"path", pattern_}});
    }

    // Runs `work` on a worker thread; answers its value, or `otherwise` if it met a bug.
    template <class T, class Work>
    Task<T> on_worker(Work work, T otherwise) {
        std::optional<T> value;
        std::string bug;
        co_await asio::async_initiate<const UseAwaitable&, void()>(
            [&](auto resume) {
                auto lane = lane_.io.get_executor();
                asio::post(shared_.workers, [&, lane, resume = std::move(resume)]() mutable {
                    try {
                        value.emplace(work());
                    } catch (const base::Bug& met) {
                        bug = met.describe();
                    } catch (const std::exception& met) {
                        bug = met.what();
                    }
                    asio::post(lane, std::move(resume));
                });
            },
            use_awaitable);
        if (!bug.empty()) log_bug(bug);
        if (!value) co_return std::move(otherwise);
        co_return std::move(*value);
    }

    Task<Answer> ask(Call call) {
        const auto* endpoint = call.endpoint;
        if (endpoint->blocking != nullptr) {
            co_return co_await on_worker<Answer>([&] { return endpoint->blocking(shared_.rooms, call); },
                                                 internal_problem());
        }
        // A handler answers through the Reply, from whatever thread; the text is made here.
        struct Slot {
            Reply::Make make;
            std::move_only_function<void()> resume;
        };
        auto slot = std::make_shared<Slot>();
        ++shared_.unanswered;
        const Reply reply{[slot, lane = lane_.io.get_executor(), &shared = shared_](Reply::Make make) {
            asio::post(lane, [slot, make = std::move(make)]() mutable {
                slot->make = std::move(make);
                if (auto resume = std::exchange(slot->resume, nullptr)) resume();
            });
            --shared.unanswered;
        }};
        co_await asio::async_initiate<const UseAwaitable&, void()>(
            [&](auto resume) {
                slot->resume = [resume = std::move(resume)]() mutable { std::move(resume)(); };
                try {
                    endpoint->fast(shared_.rooms, std::move(call), reply);
                } catch (const base::Bug& met) {
                    log_bug(met.describe());
                    reply.now(internal_problem());
                } catch (const std::exception& met) {
                    log_bug(met.what());
                    reply.now(internal_problem());
                }
            },
            use_awaitable);
        try {
            co_return slot->make();
        } catch (const base::Bug& met) {
            log_bug(met.describe());
        } catch (const std::exception& met) {
            log_bug(met.what());
        }
        co_return internal_problem();
    }

    // ---- writing ----

    // A request that is answered without its body being read ends the connection.
    void leave_unread() {
        keep_ = Keep::closed;
        is_unread_ = true;
    }
    Task<Keep> refuse(std::string_view code) {
        leave_unread();
        co_return co_await write(answer_problem(problem_of(code)));
    }
    Task<Keep> refuse_method(std::string allow) {
        leave_unread();
        auto answer = answer_problem(problem_of("web.method_not_allowed"));
        answer.headers.emplace_back("Allow", std::move(allow));
        co_return co_await write(std::move(answer));
    }

    Task<Keep> write(Answer answer) {
        if (answer.problem) answer.body = to_document(*answer.problem, trace_);
        if (!answer.inside.empty()) {
            shared_.log.write(answer.level, "answer_failed", {{"trace", trace_}, {"what", answer.inside}});
        }
        const auto length = answer.more ? Length::chunked : Length::known;
        auto text = answer_head(answer, shared_.settings.transport, keep_, length,
                                format::message_date(started_, format::MessageForm::http));
        if (!is_head_ && answer.status != 204 && length == Length::known) text += answer.body;
        expire_in(shared_.settings.body_timeout);
        bool is_broken = !co_await send(text);
        if (!is_broken && length == Length::chunked && !is_head_) is_broken = !co_await write_pieces(answer);
        note(answer.status);
        co_return is_broken ? Keep::closed : keep_;
    }

    Task<bool> write_pieces(Answer& answer) {
        std::string piece = std::move(answer.body);
        for (;;) {
            if (!piece.empty()) {
                expire_in(shared_.settings.body_timeout);
                auto chunk = fmt::format("{:x}\r\n", piece.size());
                chunk += piece;
                chunk += "\r\n";
                if (!co_await send(chunk)) co_return false;
            }
            using Piece = base::Result<std::string>;
            auto next = co_await on_worker<Piece>([&] { return answer.more(); },
                                                  Piece{base::Error{base::Fault::internal, "web.internal"}});
            if (!next) {  // cut off, so that the reader sees that it is not whole
                shared_.log.write(level_of(next.error()), "answer_cut_off",
                                  {{"trace", trace_}, {"code", next.error().code()}});
                co_return false;
            }
            if (next->empty()) break;
            piece = std::move(*next);
        }
        co_return co_await send("0\r\n\r\n");
    }

    void note(unsigned status) {
        const auto micros =
            std::chrono::duration_cast<std::chrono::microseconds>(shared_.clock.now() - started_).count();
        shared_.metrics.count_request(status, micros);
        shared_.log.write(status >= 500 ? Level::error : Level::info, "request",
                          {{"method", method_},
                           {"path", pattern_},
                           {"status", static_cast<std::int64_t>(status)},
                           {"micros", micros},
                           {"trace", trace_}});
    }

    Stream stream_;
    Peer peer_;
    Lane& lane_;
    Shared& shared_;
    const std::string source_;
    beast::flat_buffer buffer_;
    // of the present request
    base::Instant started_{};
    std::string trace_;
    std::string method_;
    std::string_view pattern_ = "-";
    bool is_head_ = false;
    Keep keep_ = Keep::closed;
    bool is_unread_ = false;  // the peer may be sending a body that nobody reads
};

}  // namespace menhu::web
