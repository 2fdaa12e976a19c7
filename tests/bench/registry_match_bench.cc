// A list matched against a synthetic registry, entries included: the aim is 100,000 ids in ten seconds.
//
//     registry_match_bench [--people N] [--ids N] [--engine sqlite|postgres]
//
// Prints one line of tab-separated figures.
#include <chrono>
#include <cstdio>

#include "registry/match.h"
#include "registry/registry_test.h"
#include "spent.h"

namespace menhu::registry {
namespace {

using Stopwatch = std::chrono::steady_clock;

struct Options {
    int people = 200'000;
    int ids = 100'000;
    store::Engine engine = store::Engine::sqlite;
};
Options options;

double seconds_since(Stopwatch::time_point start) {
    return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

class MatchBench : public RegistryTest {
protected:
    grants::GrantId match_grant() {
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        const auto chief = good(who(chief_token_));
        write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
        grants::NewPurpose what{.code = "lists",
                                .name_zh = "名冊勾稽",
                                .name_en = "Lists",
                                .bases = {profile_.bases().front().id},
                                .units = {profile_.units().front().code},
                                .fields = {"PersonId", "Status", "StatusDate", "BirthDate"},
                                .operations = {grants::Operation::match},
                                .case_pattern = "",
                                .case_example = "",
                                .acknowledgement_zh = "知悉",
                                .acknowledgement_en = "Noted"};
        granted.purpose(what);
        grants::UseForm form;
        form.purpose = "lists";
        form.holding = "household";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = what.fields;
        form.operations = what.operations;
        form.from = now_;
        form.until = now_ + std::chrono::days{60};
        form.expected = {.day = 1'000'000, .month = 1'000'000, .total = 1'000'000};
        form.afterwards = "附卷";
        form.reason = "量測勾稽所需的時間";
        return granted.give("worker", form);
    }
};

TEST_P(MatchBench, MatchesAList) {
    if (GetParam() != options.engine) return;
    load(kit::residents(options.people));
    const auto grant = match_grant();
    const auto book = *MatchBook::load();
    std::string text = "姓名,統一編號\n";
    // Every so many people, in an order that is not the registry's.
    for (int at = 0; at < options.ids; ++at) {
        const int number = static_cast<int>(std::int64_t{at} * 7919 % options.people) + 1;
        text += "某," + kit::id_of(number) + "\n";
    }
    const ActorOf actor_of = [this](store::WriteTx& tx, base::Instant now) {
        return people::identify(static_cast<store::ReadTx&>(tx), *office_, worker_token_, now);
    };
    const auto start = Stopwatch::now();
    const auto list = good(take_list(*registry_, good(who(worker_token_)), "名冊.csv", text, random_, now_));
    const double taken = seconds_since(start);
    const NewMatch match{.list = list.id,
                         .rule = "special_circumstances_yearly",
                         .grant = grant,
                         .case_number = "桃婦字第1150000001號",
                         .reason = "量測勾稽所需的時間",
                         .on = *base::from_iso("2026-11-01"),
                         .sheet = "",
                         .header_row = 1,
                         .columns = {{1, "person"}},
                         .source = ""};
    const auto begun = good(begin_match(*registry_, book, actor_of, match, random_, now_));
    const auto id = std::get<MatchId>(begun);
    const double ready = seconds_since(start);
    const double processor = bench::processor_seconds();
    double longest = 0;
    MatchStep step;
    do {
        const auto part = Stopwatch::now();
        step = good(match_step(*registry_, book, actor_of, "", id, 1, now_));
        longest = std::max(longest, seconds_since(part));
    } while (step.state == MatchState::running);
    const double done = seconds_since(start);
    EXPECT_EQ(step.state, MatchState::done);
    EXPECT_EQ(entries("query.match"), std::min(options.ids, options.people));
    std::printf(
        "people\tids\ttake s\tbegin s\tmatch s\tmatch cpu s\tids/s\tlongest part "
        "ms\n%d\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.1f\n",
        options.people, options.ids, taken, ready - taken, done - ready, bench::processor_seconds() - processor,
        options.ids / (done - ready), longest * 1000);
}

INSTANTIATE_TEST_SUITE_P(Both, MatchBench, menhu::kit::both_engines(), menhu::kit::engine_name);

}  // namespace
}  // namespace menhu::registry

int main(int count, char** words) {
    auto& options = menhu::registry::options;
    for (int index = 1; index + 1 < count; index += 2) {
        const std::string_view name{words[index]};
        const std::string value{words[index + 1]};
        if (name == "--people") options.people = static_cast<int>(std::stoll(value));
        if (name == "--ids") options.ids = static_cast<int>(std::stoll(value));
        if (name == "--engine" && value == "postgres") options.engine = menhu::store::Engine::postgres;
    }
    int none = 1;
    testing::InitGoogleTest(&none, words);
    return RUN_ALL_TESTS();
}
