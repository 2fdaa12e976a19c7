// The words of applications to use data, in the store and in the API.
#include <array>

#include "grants/use_application.h"

namespace menhu::grants {
namespace {

template <class T>
struct Word {
    T value;
    std::string_view code;
};

constexpr std::array kinds{Word{UseKind::fresh, "new"}, Word{UseKind::renewal, "renewal"}};
constexpr std::array states{Word{UseState::submitted, "submitted"}, Word{UseState::sent_back, "sent_back"},
                            Word{UseState::withdrawn, "withdrawn"}, Word{UseState::refused, "refused"},
                            Word{UseState::approved, "approved"},   Word{UseState::lapsed, "lapsed"}};
constexpr std::array acts{Word{UseAct::submit, "submit"},       Word{UseAct::approve, "approve"},
                          Word{UseAct::send_back, "send_back"}, Word{UseAct::resubmit, "resubmit"},
                          Word{UseAct::refuse, "refuse"},       Word{UseAct::withdraw, "withdraw"},
                          Word{UseAct::lapse, "lapse"}};

template <class Words, class T>
std::string_view code_in(const Words& words, T value) {
    for (const auto& word : words) {
        if (word.value == value) return word.code;
    }
    base::throw_bug("code_in: no such word");
}

template <class T, std::size_t N>
std::optional<T> value_in(const std::array<Word<T>, N>& words, std::string_view code) {
    for (const auto& word : words) {
        if (word.code == code) return word.value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view use_kind_code(UseKind kind) { return code_in(kinds, kind); }
std::optional<UseKind> use_kind_from_code(std::string_view code) { return value_in(kinds, code); }
std::string_view use_state_code(UseState state) { return code_in(states, state); }
std::optional<UseState> use_state_from_code(std::string_view code) { return value_in(states, code); }
std::string_view use_act_code(UseAct act) { return code_in(acts, act); }
std::optional<UseAct> use_act_from_code(std::string_view code) { return value_in(acts, code); }

}  // namespace menhu::grants
