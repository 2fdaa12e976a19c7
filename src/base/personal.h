#pragma once
// A value about a person. It has no operator<<, no formatter and no implicit conversion: logging a name does not
// compile. `reveal` is for the one who may show it.
#include <compare>
#include <utility>

namespace menhu::base {

template <class T>
class Personal {
public:
    Personal() = default;
    explicit Personal(T value) : value_{std::move(value)} {}
    const T& reveal() const { return value_; }
    friend auto operator<=>(const Personal&, const Personal&) = default;

private:
    T value_{};
};

}  // namespace menhu::base
