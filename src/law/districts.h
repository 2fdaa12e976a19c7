#pragma once
// The districts of the city and their villages (里), with the days on which a village's name and code hold: villages
// are divided and merged, and an old record keeps the old one. Codes of the ministry; a code that no source prints yet
// is absent. Thread rule: immutable once loaded; any thread may read.
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "law/profile.h"

namespace menhu::law {

struct Village {
    std::optional<std::string> code;  // 11 digits: district and 3 more
    std::string name;                 // "菓林里"
    std::optional<Date> from;         // absent: before anything we hold
    std::optional<Date> to;           // last day; absent: still there
    bool exists(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

struct District {
    std::string code;  // 8 digits
    std::string name;
    std::string name_en;
    std::string postcode;
    std::int64_t population = 0;  // about, for demonstrations and estimates
    std::vector<Village> villages;
};

class Districts {
public:
    // Reads and checks the file; all problems at once.
    static std::expected<Districts, std::vector<Problem>> load(const base::EmbeddedFile& file);

    std::span<const District> all() const { return districts_; }
    const District* find(std::string_view code) const;         // by 8-digit code; nullptr when there is none
    const District* find_name(std::string_view name) const;    // "中壢區"
    const Village* find_village(std::string_view code) const;  // by 11-digit code; nullptr when no source prints it
    std::string_view county_code() const { return county_code_; }
    std::string_view county_name() const { return county_name_; }

private:
    std::string county_code_;
    std::string county_name_;
    std::vector<District> districts_;
};

// data/districts/taoyuan.toml, inside the binary.
const base::EmbeddedFile& taoyuan_districts();

}  // namespace menhu::law
