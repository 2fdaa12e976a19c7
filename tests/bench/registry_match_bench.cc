// A list matched against a synthetic city, entries included: the aim is 100,000 ids in ten seconds.
//
//     registry_match_bench [--people N] [--ids N] [--city DIRECTORY] [--layout big5|utf8] [--engine sqlite|postgres]
//
// Prints one line of tab-separated figures.
#include <random>

#include "registry/match.h"
#include "registry_city.h"

namespace menhu::registry {
namespace {

using namespace city_bench;

class MatchBench : public CityBench {
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
    const auto delivery = bring();
    ASSERT_EQ(good(import(delivery)), DeliveryState::awaiting_sign_off);
    use(delivery);
    const auto grant = match_grant();
    const auto book = *MatchBook::load();
    std::string text = "姓名,統一編號\n";
    auto ids = some_ids(static_cast<std::size_t>(options.ids));
    std::ranges::shuffle(ids, std::minstd_rand{7});  // a list is in no order of the registry's
    for (const auto& one : ids) text += "某," + one + "\n";
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
    EXPECT_EQ(entries("query.match"), static_cast<std::int64_t>(ids.size()));
    std::printf(
        "people\tids\ttake s\tbegin s\tmatch s\tmatch cpu s\tids/s\tlongest part "
        "ms\n%lld\t%zu\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.1f\n",
        static_cast<long long>(options.people), ids.size(), taken, ready - taken, done - ready,
        bench::processor_seconds() - processor, static_cast<double>(ids.size()) / (done - ready), longest * 1000);
}

INSTANTIATE_TEST_SUITE_P(City, MatchBench, testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         menhu::kit::engine_name);

}  // namespace
}  // namespace menhu::registry

int main(int count, char** words) { return menhu::registry::city_bench::run(count, words); }
