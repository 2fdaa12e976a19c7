// The words of applications.
#include <algorithm>
#include <array>
#include <utility>

#include "people/application.h"

namespace menhu::people {
namespace {

constexpr std::array kinds{
    std::pair{ApplicationKind::open, std::string_view{"open"}},
    std::pair{ApplicationKind::change, std::string_view{"change"}},
    std::pair{ApplicationKind::suspend, std::string_view{"suspend"}},
    std::pair{ApplicationKind::restore, std::string_view{"restore"}},
    std::pair{ApplicationKind::close, std::string_view{"close"}},
};
constexpr std::array states{
    std::pair{ApplicationState::submitted, std::string_view{"submitted"}},
    std::pair{ApplicationState::endorsed, std::string_view{"endorsed"}},
    std::pair{ApplicationState::carried_out, std::string_view{"carried_out"}},
    std::pair{ApplicationState::sent_back, std::string_view{"sent_back"}},
    std::pair{ApplicationState::withdrawn, std::string_view{"withdrawn"}},
    std::pair{ApplicationState::refused, std::string_view{"refused"}},
    std::pair{ApplicationState::lapsed, std::string_view{"lapsed"}},
};
constexpr std::array acts{
    std::pair{ApplicationAct::submit, std::string_view{"submit"}},
    std::pair{ApplicationAct::endorse, std::string_view{"endorse"}},
    std::pair{ApplicationAct::carry_out, std::string_view{"carry_out"}},
    std::pair{ApplicationAct::send_back, std::string_view{"send_back"}},
    std::pair{ApplicationAct::resubmit, std::string_view{"resubmit"}},
    std::pair{ApplicationAct::refuse, std::string_view{"refuse"}},
    std::pair{ApplicationAct::withdraw, std::string_view{"withdraw"}},
    std::pair{ApplicationAct::lapse, std::string_view{"lapse"}},
};
constexpr std::array hands{
    std::pair{ActedAs::applicant, std::string_view{"applicant"}},
    std::pair{ActedAs::head, std::string_view{"head"}},
    std::pair{ActedAs::deputy, std::string_view{"deputy"}},
    std::pair{ActedAs::administrator, std::string_view{"administrator"}},
    std::pair{ActedAs::system, std::string_view{"system"}},
};

template <class Table, class Value>
std::string_view code_in(const Table& table, Value value) {
    for (const auto& [known, code] : table) {
        if (known == value) return code;
    }
    base::throw_bug("application_words: no such value");
}

template <class Value, class Table>
std::optional<Value> value_in(const Table& table, std::string_view code) {
    for (const auto& [value, known] : table) {
        if (known == code) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view application_kind_code(ApplicationKind kind) { return code_in(kinds, kind); }
std::optional<ApplicationKind> application_kind_from_code(std::string_view code) {
    return value_in<ApplicationKind>(kinds, code);
}
std::string_view application_state_code(ApplicationState state) { return code_in(states, state); }
std::optional<ApplicationState> application_state_from_code(std::string_view code) {
    return value_in<ApplicationState>(states, code);
}
std::string_view application_act_code(ApplicationAct act) { return code_in(acts, act); }
std::optional<ApplicationAct> application_act_from_code(std::string_view code) {
    return value_in<ApplicationAct>(acts, code);
}
std::string_view acted_as_code(ActedAs as) { return code_in(hands, as); }
std::optional<ActedAs> acted_as_from_code(std::string_view code) { return value_in<ActedAs>(hands, code); }

}  // namespace menhu::people
