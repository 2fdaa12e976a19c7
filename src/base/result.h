#pragma once
// Errors in three kinds (docs/architecture.md): an answer that we do not like is a value; what must be undone is an
// Error inside a Result; a bug is CHECK, which throws Bug. Thread rule: values, no shared state.
#include <cstdint>
#include <expected>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace menhu::base {

// Ten kinds; one HTTP status and one exit code each (docs/errors.md).
enum class Fault : std::uint8_t {
    bad_input,     // 400, exit 2: the caller's data are wrong
    not_found,     // 404, exit 3
    conflict,      // 409, exit 4: the state changed or does not allow it
    exhausted,     // 429, exit 5: a limit is reached
    unavailable,   // 503, exit 6: try again later
    corrupt,       // 500, exit 7: stored data are not what was written
    unsupported,   // 501, exit 8
    internal,      // 500, exit 9
    refused,       // 403, exit 10: the right to do it is missing; the web records it
    unauthorized,  // 401, exit 11: nobody is signed in
};

// What must be undone. `code` is a literal such as "store.locked" with a row in docs/errors.md; `detail` is for the
// operator's log and never holds personal data.
class Error {
public:
    Error(Fault fault, std::string_view code, std::string detail = {},
          std::source_location at = std::source_location::current());

    Fault fault() const { return fault_; }
    std::string_view code() const { return code_; }
    const std::string& detail() const { return detail_; }
    // "code (detail) at file:line", for logs only.
    std::string describe() const;

private:
    Fault fault_;
    std::string_view code_;
    std::string detail_;
    std::source_location at_;
};

// A T, or the Error because of which there is none.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
public:
    using std::expected<T, Error>::expected;
    // NOLINTNEXTLINE(google-explicit-constructor): `return Error{…}` is how a function fails
    Result(Error error) : std::expected<T, Error>{std::unexpect, std::move(error)} {}
};

// The value of a Result that has one; a plain function, so that TRY may stand alone where the value is not wanted.
template <class T>
T value_of(Result<T>&& result) {
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// A bug in Menhu itself: caught at the request, at the job and in main, nowhere else.
class Bug {
public:
    Bug(std::string_view what, std::source_location at) : what_{what}, at_{at} {}
    std::string describe() const;

private:
    std::string_view what_;
    std::source_location at_;
};

[[noreturn]] void throw_bug(std::string_view what, std::source_location at = std::source_location::current());

}  // namespace menhu::base

// The value of a Result, or return its Error from this function. Stands alone on its statement: `TRY(x);`,
// `auto y = TRY(x);` or `return TRY(x);`; tools/check_bans.py refuses it anywhere else.
#define TRY(...)                                         \
    __extension__({                                      \
        auto try_result_ = (__VA_ARGS__);                \
        if (!try_result_) [[unlikely]]                   \
            return std::move(try_result_).error();       \
        ::menhu::base::value_of(std::move(try_result_)); \
    })

// States what must be true if Menhu has no bug; active in every build.
#define CHECK(condition)                                       \
    do {                                                       \
        if (!(condition)) [[unlikely]]                         \
            ::menhu::base::throw_bug("CHECK(" #condition ")"); \
    } while (false)
