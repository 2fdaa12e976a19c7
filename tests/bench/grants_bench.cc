// What a decision costs at 10,000 grants and 2,000 accounts: decide() as a query calls it, what of it are the SELECT
// and the UPSERT, and the rules alone.
//
//     grants_bench [--engine sqlite|postgres] [--times N]
//
// Prints tab-separated figures: processor microseconds of this process, and on the clock, each. One transaction of many
// decisions, undone at its end: what a commit costs is every write's alike and has its own figures (store_bench).
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "grants/decision_rows.h"
#include "grants/desk_test.h"
#include "grants/verdict.h"
#include "spent.h"

namespace menhu::grants {
namespace {

using bench::processor_seconds;
using Stopwatch = std::chrono::steady_clock;

constexpr std::int64_t accounts = 2'000;
constexpr std::int64_t grants_each = 5;
constexpr std::int64_t first_id = std::int64_t{1} << 40;

struct Options {
    store::Engine engine = store::Engine::sqlite;
    int times = 20'000;
};
Options options;

constexpr store::Statement grant_statement{
    "bench.grant",
    "INSERT INTO grants_grants (id, purpose_id, unit_id, holding, fields, operations, population, districts, "
    "valid_from, valid_until, quota_day, quota_month, quota_total, lapses_at, application, state, ended_at, weekdays, "
    "networks) SELECT $2, purpose_id, unit_id, holding, fields, operations, population, districts, valid_from, "
    "valid_until, quota_day, quota_month, quota_total, lapses_at, application, state, ended_at, weekdays, networks "
    "FROM grants_grants WHERE id = $1"};
constexpr store::Statement holder_statement{"bench.holder",
                                            "INSERT INTO grants_holders (grant_id, account_id) VALUES ($1, $2)"};
constexpr store::Statement used_statement{"bench.used",
                                          "INSERT INTO grants_used (grant_id, day, used) VALUES ($1, 0, 17)"};

class Bench : public DeskTest {
protected:
    // As many more grants like this one, each with a holder and uses of its own.
    void crowd(GrantId like) {
        write([&](store::WriteTx& tx) -> base::Result<int> {
            for (std::int64_t i = 0; i < accounts * grants_each; ++i) {
                TRY(tx.run(grant_statement, like, first_id + i));
                TRY(tx.run(holder_statement, first_id + i, first_id + i / grants_each));
                TRY(tx.run(used_statement, first_id + i));
            }
            return 0;
        });
    }
    // `work` so many times in one transaction that leaves no trace; the best of five rounds.
    template <class Work>
    void measure(const char* what, Work work) {
        double best_cpu = 1e9;
        double best_clock = 1e9;
        for (int round = 0; round < 5; ++round) {
            const auto start = Stopwatch::now();
            const double cpu = processor_seconds();
            const auto done = try_write([&](store::WriteTx& tx) -> base::Result<int> {
                for (int i = 0; i < options.times; ++i) TRY(work(tx));
                return base::Error{base::Fault::internal, "bench.undone"};
            });
            ASSERT_EQ(code_of(done), "bench.undone");
            best_cpu = std::min(best_cpu, processor_seconds() - cpu);
            best_clock = std::min(best_clock, std::chrono::duration<double>(Stopwatch::now() - start).count());
        }
        const double each = 1e6 / options.times;
        std::printf("%s\t%.2f\t%.2f\n", what, best_cpu * each, best_clock * each);
    }
    base::Result<std::optional<StoredGrant>> stored(store::ReadTx& tx, const people::Actor& by,
                                                    const crypto::Digest& commitment) {
        return rows::stored_grant(tx, {.grant = ask_.grant, .account = by.account(), .case_commitment = commitment},
                                  profile_.numbers().case_closed_grace.value, now_);
    }
};

TEST_P(Bench, DecidesAmongTenThousandGrants) {
    NewGrant grant = new_grant();
    grant.quota_day = grant.quota_month = grant.quota_total = 100'000'000;
    ask_.grant = give(grant);
    ask_.source = "192.0.2.7";
    ask_.person = ledger_->person_tag("A100000001");
    crowd(ask_.grant);
    const auto lin = actor("lin");
    const auto commitment = ledger_->case_commitment(ask_.case_number);
    std::printf("grants\t%lld\naccounts\t%lld\nwhat\tcpu µs\tclock µs\n",
                static_cast<long long>(number("SELECT COUNT(*) FROM grants_grants")), static_cast<long long>(accounts));
    measure("decide: a permit", [&](store::WriteTx& tx) -> base::Result<int> {
        const auto answer = TRY(decide(tx, desk_, lin, ask_, now_));
        CHECK(std::holds_alternative<Permit>(answer));
        return 0;
    });
    measure("of it the SELECT", [&](store::WriteTx& tx) -> base::Result<int> {
        const auto found = TRY(stored(tx, lin, commitment));
        CHECK(found);
        return 0;
    });
    measure("of it the UPSERT", [&](store::WriteTx& tx) -> base::Result<int> {
        TRY(rows::count_use(tx, ask_.grant, now_));
        return 0;
    });
    Situation situation;
    situation.now = now_;
    situation.asker = {
        .standing = lin.standing(), .duty = lin.duty(), .roles = lin.granted_roles(), .unit = lin.unit().number()};
    situation.grant = read([&](store::ReadTx& tx) { return stored(tx, lin, commitment); });
    situation.wish = {.operation = ask_.operation,
                      .case_number = ask_.case_number,
                      .reason = ask_.reason,
                      .holding = ask_.holding,
                      .source = ask_.source,
                      .fields = ask_.fields,
                      .reason_length_min = 4};
    measure("of it the rules", [&](store::WriteTx&) -> base::Result<int> {
        CHECK(!verdict(situation));
        return 0;
    });
}

INSTANTIATE_TEST_SUITE_P(Desk, Bench, testing::ValuesIn(std::vector{options.engine}));

}  // namespace
}  // namespace menhu::grants

int main(int count, char** words) {
    auto& options = menhu::grants::options;
    for (int index = 1; index + 1 < count; index += 2) {
        const std::string_view name{words[index]};
        const std::string value{words[index + 1]};
        if (name == "--times") options.times = std::stoi(value);
        if (name == "--engine" && value == "postgres") options.engine = menhu::store::Engine::postgres;
    }
    int none = 1;
    testing::InitGoogleTest(&none, words);
    return RUN_ALL_TESTS();
}
