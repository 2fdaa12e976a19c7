#pragma once
// Fails one act at the first call to the engine, then at the second, and so on until it passes, and looks after each
// time: never data without its entry, never an entry without its data, and no success that is not there.
//
//     kit::Faults faults;
//     Settings settings = store.settings(); faults.into(settings); store.reopen(settings);
//     const int calls = kit::fail_at_every_call(faults, [&] { return act(*store); },   // -> something like Result<T>
//                                               [&](kit::Outcome outcome) { … look at the database … });
//
// `act` should do the same calls each time (fresh ids are fine). Thread rule: one thread drives; the engine's threads
// may ask at the same time.
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>

#include "store/database.h"

namespace menhu::kit {

// The n-th call from now fails, once.
class Faults {
public:
    void into(store::Settings& settings) const {
        settings.failure = [state = state_](std::string_view what) { return state->ask(what); };
    }
    // 0: the next call.
    void arm(int calls_before) { state_->arm(calls_before); }
    void disarm() { state_->arm(-1); }
    // What was hit since arm(), or empty.
    std::string hit() const { return state_->hit(); }

private:
    class State {
    public:
        std::optional<base::Error> ask(std::string_view what) {
            const std::lock_guard lock{mutex_};
            if (left_ < 0 || left_-- > 0) return std::nullopt;
            hit_ = what;
            return base::Error{base::Fault::unavailable, "test.fault", std::string{what}};
        }
        void arm(int calls) {
            const std::lock_guard lock{mutex_};
            left_ = calls;
            hit_.clear();
        }
        std::string hit() {
            const std::lock_guard lock{mutex_};
            return hit_;
        }

    private:
        std::mutex mutex_;
        int left_ = -1;
        std::string hit_;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

struct Outcome {
    int call;          // which call failed, from 0
    std::string what;  // "statement ledger.append", "commit", …; empty when none failed
    bool succeeded;    // what `act` answered
};

// Answers the number of calls that `act` makes. Fails the test if `act` succeeds although a call failed, or if it still
// fails at call `bound`.
template <class Act, class Look>
int fail_at_every_call(Faults& faults, Act act, Look look, int bound = 500) {
    for (int call = 0; call < bound; ++call) {
        faults.arm(call);
        const bool succeeded = static_cast<bool>(act());
        const std::string what = faults.hit();
        faults.disarm();
        EXPECT_EQ(succeeded, what.empty()) << "call " << call << " (" << what << ")";
        look(Outcome{call, what, succeeded});
        if (what.empty()) return call;
    }
    ADD_FAILURE() << "the act still fails at call " << bound;
    return bound;
}

}  // namespace menhu::kit
