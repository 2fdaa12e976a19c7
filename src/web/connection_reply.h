#pragma once
// The way back from a handler to its connection. A handler answers exactly once, from any thread; if it forgets, the
// connection answers "web.internal" for it.
//
// Thread rule: a Reply may be copied and called from any thread; what `later` is given runs on the connection's thread,
// so the writer's thread is never kept busy with making text.
#include <functional>
#include <memory>
#include <utility>

#include "web/call.h"

namespace menhu::web {

class Reply {
public:
    using Make = std::move_only_function<Answer()>;
    using Sink = std::move_only_function<void(Make)>;

    explicit Reply(Sink sink) : state_{std::make_shared<State>(std::move(sink))} {}

    void later(Make make) const {
        if (auto sink = std::exchange(state_->sink, nullptr)) sink(std::move(make));
    }
    void now(Answer answer) const {
        later([answer = std::move(answer)]() mutable { return std::move(answer); });
    }

private:
    struct State {
        explicit State(Sink to) : sink{std::move(to)} {}
        ~State() {
            if (sink) sink([] { return answer_problem(problem_of("web.internal")); });
        }
        State(const State&) = delete;
        State& operator=(const State&) = delete;
        Sink sink;
    };
    std::shared_ptr<State> state_;
};

}  // namespace menhu::web
