#pragma once
// The templates of store/database.h, which includes this file; include that one.
#include <semaphore>

#include "store/database.h"

namespace menhu::store {

// One closure that waits for the writer, and what to do with its answer. `run` may be called more than once; `finish`
// is called once, after the last run. Both on the writer's thread.
class Job {
public:
    Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    virtual ~Job() = default;
    virtual base::Result<void> run(WriteTx& tx) = 0;
    virtual void finish(std::optional<base::Error> error) noexcept = 0;
};

namespace inside {

// What a closure answered, void or not.
template <class T>
class Held {
public:
    base::Result<void> take(base::Result<T> result) {
        if (!result) return std::move(result).error();
        value_.emplace(*std::move(result));
        return {};
    }
    T give() { return *std::move(value_); }

private:
    std::optional<T> value_;
};

template <>
class Held<void> {
public:
    base::Result<void> take(base::Result<void> result) { return result; }
};

}  // namespace inside

template <class Decode, class... Values>
auto ReadTx::one(const Statement& statement, Decode&& decode, const Values&... values)
    -> base::Result<std::optional<std::invoke_result_t<Decode, const Row&>>> {
    const std::array<Value, sizeof...(Values)> list{to_value(values)...};
    std::optional<std::invoke_result_t<Decode, const Row&>> found;
    TRY(each(statement, list, [&](const Row& row) {
        CHECK(!found);
        found.emplace(decode(row));
    }));
    return found;
}

template <class Decode, class... Values>
auto ReadTx::all(const Statement& statement, Decode&& decode, const Values&... values)
    -> base::Result<std::vector<std::invoke_result_t<Decode, const Row&>>> {
    const std::array<Value, sizeof...(Values)> list{to_value(values)...};
    std::vector<std::invoke_result_t<Decode, const Row&>> found;
    TRY(each(statement, list, [&](const Row& row) { found.push_back(decode(row)); }));
    return found;
}

template <class... Values>
base::Result<std::int64_t> WriteTx::run(const Statement& statement, const Values&... values) {
    const std::array<Value, sizeof...(Values)> list{to_value(values)...};
    return run_values(statement, list);
}

template <class Work>
auto Database::write(Work work) -> base::Result<Committed<typename std::invoke_result_t<Work&, WriteTx&>::value_type>> {
    using T = typename std::invoke_result_t<Work&, WriteTx&>::value_type;
    struct Answer {
        inside::Held<T> held;
        std::optional<base::Error> error;
        std::binary_semaphore ready{0};
    };
    struct Blocking final : Job {
        Blocking(Work& closure, Answer& place) : work{closure}, answer{place} {}
        base::Result<void> run(WriteTx& tx) override { return answer.held.take(work(tx)); }
        void finish(std::optional<base::Error> error) noexcept override {
            answer.error = std::move(error);
            answer.ready.release();
        }
        Work& work;
        Answer& answer;
    };
    CHECK(!on_writer());  // a closure that waits for the writer would wait for itself
    Answer answer;
    enqueue(std::make_unique<Blocking>(work, answer));
    answer.ready.acquire();
    if (answer.error) return *std::move(answer.error);
    if constexpr (std::is_void_v<T>) {
        return Committed<void>{};
    } else {
        return Committed<T>{answer.held.give()};
    }
}

template <class Work, class Done>
void Database::submit(Work work, Done done) {
    using T = typename std::invoke_result_t<Work&, WriteTx&>::value_type;
    struct Waiting final : Job {
        Waiting(Work closure, Done callback) : work{std::move(closure)}, done{std::move(callback)} {}
        base::Result<void> run(WriteTx& tx) override { return held.take(work(tx)); }
        void finish(std::optional<base::Error> error) noexcept override {
            if (error) {
                done(base::Result<Committed<T>>{*std::move(error)});
            } else if constexpr (std::is_void_v<T>) {
                done(Database::durable());
            } else {
                done(Database::durable(held.give()));
            }
        }
        Work work;
        Done done;
        inside::Held<T> held;
    };
    enqueue(std::make_unique<Waiting>(std::move(work), std::move(done)));
}

template <class Work>
auto Database::read(Work work) -> typename std::invoke_result_t<Work&, ReadTx&> {
    using T = typename std::invoke_result_t<Work&, ReadTx&>::value_type;
    inside::Held<T> held;
    TRY(run_read([&](ReadTx& tx) -> base::Result<void> { return held.take(work(tx)); }));
    if constexpr (std::is_void_v<T>) {
        return {};
    } else {
        return held.give();
    }
}

}  // namespace menhu::store
