#pragma once
// A certificate authority for tests: roots, intermediates, certificates of holders, revocation lists. Everything is
// PEM. Thread rule: one thread.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace menhu::kit {

struct Issued {
    std::string certificate;  // PEM
    std::string key;          // PEM
    std::int64_t number = 0;
};

struct Holder {
    std::string name = "王小明";
    std::string serial = "0000000112345678";  // attribute serialNumber; empty: none
    base::Instant from{};
    base::Instant until{};
    enum class Use : std::uint8_t { signature, encryption } use = Use::signature;
    enum class Key : std::uint8_t { p256, rsa_2048, rsa_1024 } key = Key::p256;
    enum class Kind : std::uint8_t { person, authority } kind = Kind::person;
};

class Authority {
public:
    // A root, valid from `from` for twenty years.
    Authority(std::string_view name, base::Instant from);
    // One that `issuer` signed.
    Authority(std::string_view name, base::Instant from, Authority& issuer);
    ~Authority();

    const std::string& certificate() const;
    Issued issue(const Holder& holder);
    // The list of these numbers, in force from `from` to `until`.
    std::string revocations(const std::vector<std::int64_t>& numbers, base::Instant from, base::Instant until) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace menhu::kit
