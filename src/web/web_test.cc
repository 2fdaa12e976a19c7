#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "web/endpoint.h"
#include "web/json.h"
#include "web/page_limit.h"
#include "web/problem.h"
#include "web/sign_in_pool.h"
#include "web/throttle.h"

namespace menhu::web {
namespace {

struct Inner {
    Text<1, 3> word;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (word))
struct Outer {
    std::int64_t number = 0;
    std::optional<Inner> inner;
    std::vector<std::string> list;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (number, inner, list))

struct Wider : Inner {
    std::int64_t more = 0;
};
BOOST_DESCRIBE_STRUCT(Wider, (Inner), (more))

template <class T>
std::optional<Invalid> read(std::string_view text, T& out) {
    boost::json::value json;
    if (auto wrong = parse_document(text, json)) return wrong;
    return read_json(json, "", out);
}

TEST(Json, ReadsWhatItWrites) {
    Outer out;
    ASSERT_FALSE(read(R"({"number":-7,"inner":{"word":"門戶"},"list":["a\n\"b\""]})", out));
    EXPECT_EQ(to_json(out), R"({"number":-7,"inner":{"word":"門戶"},"list":["a\n\"b\""]})");
}

TEST(Json, TheMembersOfABaseComeFirst) {
    Wider out;
    ASSERT_FALSE(read(R"({"more":2,"word":"門"})", out));
    EXPECT_EQ(to_json(out), R"({"word":"門","more":2})");
    EXPECT_EQ(read(R"({"more":2})", out)->path, "word");
    EXPECT_EQ(read(R"({"word":"abcd","more":2})", out)->path, "word");
}

TEST(Json, IsStrictAndNamesThePath) {
    Outer out;
    const auto path_of = [&](std::string_view text) {
        const auto wrong = read(text, out);
        return wrong ? wrong->path : std::string{"(nothing)"};
    };
    EXPECT_EQ(path_of(R"({"number":1,"list":[]})"), "(nothing)");
    EXPECT_EQ(path_of(R"({"number":"1","list":[]})"), "number");
    EXPECT_EQ(path_of(R"({"number":1.5,"list":[]})"), "number");
    EXPECT_EQ(path_of(R"({"number":1})"), "list");
    EXPECT_EQ(path_of(R"({"number":1,"list":[],"inner":{"word":"abcd"}})"), "inner.word");
    EXPECT_EQ(path_of(R"({"number":1,"list":[],"inner":{"word":""}})"), "inner.word");
    EXPECT_EQ(path_of(R"({"number":1,"list":[],"inner":{"word":"a","more":1}})"), "inner");
    EXPECT_EQ(path_of(R"({"number":1,"list":["a",2]})"), "list.1");
    EXPECT_TRUE(read(R"({"number":1,"list":[]} x)", out));
    EXPECT_TRUE(read("{\"number\":1,\"list\":[\"\xff\"]}", out));
    EXPECT_TRUE(read(R"({"number":1,"list":["\u0000"]})", out));
}

TEST(Levels, WhatWantsAPersonAtOnceIsCritical) {
    using base::Error;
    using base::Fault;
    EXPECT_EQ(level_of(Error{Fault::corrupt, "ledger.tile_differs"}), Level::critical);
    EXPECT_EQ(level_of(Error{Fault::unavailable, "store.disk_full"}), Level::critical);
    EXPECT_EQ(answer_error(Error{Fault::corrupt, "store.corrupt"}).level, Level::critical);
    EXPECT_EQ(level_of(Error{Fault::unavailable, "store.locked"}), Level::error);
    EXPECT_EQ(level_of(Error{Fault::internal, "web.internal"}), Level::error);
}

TEST(PageLimit, IsWhatWasAskedForWithinBounds) {
    const auto of = [](std::string text, std::int64_t longest = longest_page) {
        Call call;
        if (!text.empty()) call.query.emplace_back("limit", std::move(text));
        const auto limit = page_limit(asked_limit(call), longest);
        return limit ? *limit : -1;
    };
    EXPECT_EQ(of(""), usual_page);
    EXPECT_EQ(of("1"), 1);
    EXPECT_EQ(of("200"), 200);
    EXPECT_EQ(of("500", 500), 500);
    for (const auto* const wrong : {"0", "201", "-1", "x", "2x", "99999999999999999999"}) EXPECT_EQ(of(wrong), -1);
    EXPECT_EQ(page_limit(0, 500).error().en, "must be 1 to 500");
}

TEST(Endpoints, EachHasOneHandlerAndWordsInBothLanguages) {
    for (const auto& endpoint : endpoints()) {
        SCOPED_TRACE(std::string{endpoint.path});
        EXPECT_EQ((endpoint.fast != nullptr) + (endpoint.blocking != nullptr) + (endpoint.upload != nullptr), 1);
        EXPECT_FALSE(endpoint.summary_zh.empty());
        EXPECT_FALSE(endpoint.summary_en.empty());
        EXPECT_TRUE(endpoint.answer == nullptr || endpoint.media.empty());
        EXPECT_EQ(find_route(method_name(endpoint.method), endpoint.path).endpoint, &endpoint);
    }
}

TEST(Endpoints, AreFoundByPathAndMethod) {
    EXPECT_EQ(find_route("GET", "/api/v1/ledger/2026/tile/0/x001/067.p/3").parts,
              (std::vector<std::string>{"2026", "0/x001/067.p/3"}));
    EXPECT_EQ(find_route("GET", "/api/v1/deliveries/").endpoint, nullptr);
    EXPECT_EQ(find_route("GET", "/api/v1/metas").endpoint, nullptr);
    const auto other = find_route("PATCH", "/api/v1/session");
    EXPECT_EQ(other.endpoint, nullptr);
    EXPECT_TRUE(other.path_known);
    EXPECT_EQ(other.allow, "POST, GET, HEAD, DELETE");
}

TEST(Endpoints, TheDescriptionIsJson) {
    boost::json::value json;
    ASSERT_FALSE(parse_document(openapi_document(), json));
    EXPECT_EQ(json.at("openapi").as_string(), "3.1.0");
    EXPECT_TRUE(json.at("components").at("schemas").as_object().contains("QueryView"));
}

TEST(Problems, HaveARowAndShowNoInside) {
    const auto problem = problem_of(base::Error{base::Fault::unavailable, "web.no_such_code", "/secret/path"});
    EXPECT_EQ(problem.code, "web.internal");
    EXPECT_EQ(problem.status, 500U);
    const auto document = to_document(problem_of("web.csrf"), "TRACE");
    EXPECT_NE(document.find("\"status\":403"), std::string::npos);
    EXPECT_NE(document.find("\"trace\":\"TRACE\""), std::string::npos);
    EXPECT_FALSE(problem_of("web.csrf").next_zh.empty());
    EXPECT_FALSE(problem_of("web.csrf").next_en.empty());
}

TEST(Throttle, LetsABurstThroughAndThenOneAPeriod) {
    using namespace std::chrono_literals;
    Throttle throttle{3, 1000ms};
    base::Instant now{1'000'000ms};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.ask("a", now), Throttle::Verdict::allowed);
    EXPECT_EQ(throttle.ask("a", now), Throttle::Verdict::too_many);
    EXPECT_EQ(throttle.ask("b", now), Throttle::Verdict::allowed);
    EXPECT_EQ(throttle.ask("a", now + 1000ms), Throttle::Verdict::allowed);
    EXPECT_EQ(throttle.ask("a", now + 1000ms), Throttle::Verdict::too_many);
}

TEST(Throttle, WhoWasRightHasNotTried) {
    using namespace std::chrono_literals;
    Throttle throttle{2, 1000ms};
    const base::Instant now{1'000'000ms};
    for (int i = 0; i < 50; ++i) {
        ASSERT_EQ(throttle.ask("office", now), Throttle::Verdict::allowed);
        throttle.give_back("office", now);
    }
    EXPECT_EQ(throttle.ask("office", now), Throttle::Verdict::allowed);
    EXPECT_EQ(throttle.ask("office", now), Throttle::Verdict::allowed);
    EXPECT_EQ(throttle.ask("office", now), Throttle::Verdict::too_many);
    throttle.give_back("nobody", now);
}

TEST(SignInPool, TakesSoManyAndSendsTheRestAwayAtOnce) {
    std::mutex lock;
    std::condition_variable changed;
    bool is_open = false;
    std::atomic<int> begun{0};
    std::atomic<int> done{0};
    {
        SignInPool pool{2, 3};
        const auto work = [&] {
            ++begun;
            std::unique_lock held{lock};
            changed.wait(held, [&] { return is_open; });
            ++done;
        };
        EXPECT_EQ(pool.submit(work), SignInPool::Taken::yes);
        EXPECT_EQ(pool.submit(work), SignInPool::Taken::yes);
        while (begun < 2) std::this_thread::yield();
        for (int i = 0; i < 3; ++i) EXPECT_EQ(pool.submit(work), SignInPool::Taken::yes);
        for (int i = 0; i < 10; ++i) EXPECT_EQ(pool.submit(work), SignInPool::Taken::full);
        EXPECT_EQ(begun, 2);
        {
            const std::scoped_lock held{lock};
            is_open = true;
        }
        changed.notify_all();
    }
    EXPECT_EQ(done, 5);  // what was taken is done, also while it stops
}

}  // namespace
}  // namespace menhu::web
