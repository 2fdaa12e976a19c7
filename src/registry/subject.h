#pragma once
// About whom is asked: by id, by name and birth date, by household number, or by name within one district. Values; any
// thread; pure but for the tag.
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/personal.h"
#include "base/result.h"
#include "crypto/tag.h"
#include "grants/operation.h"
#include "registry/registry.h"

namespace menhu::registry {

struct ById {
    base::Personal<std::string> id;  // also an earlier one; in any writing that format::read_national_id forgives
};
struct ByNameAndBirth {
    base::Personal<std::string> name;
    base::Personal<std::string> birth_date;  // "1990-05-17"
};
struct ByHousehold {
    base::Personal<std::string> number;  // in any writing that format::HouseholdNumber forgives
};
// The whole name, as it is written; nothing asks by a part of one (docs/decisions/0014-search-by-name.md).
struct ByNameInDistrict {
    base::Personal<std::string> name;
    std::string district;  // "68000010"
};
using Subject = std::variant<ById, ByNameAndBirth, ByHousehold, ByNameInDistrict>;

// Is the subject well formed? An ill-formed one is the caller's to refuse before a permit is spent.
// Errors, all bad_input: registry.subject_id, registry.subject_birth_date, registry.subject_name,
// registry.subject_household, registry.subject_district (eight digits, and one of the city's where those are known).
base::Result<void> check_subject(const Registry& registry, const Subject& subject);

// What a permit must be for to ask about the subject: a household number shows a household, a name within a district is
// a search.
grants::Operation operation_for(const Subject& subject);
// The district that is searched in, for grants::Ask::district; empty for any other subject.
std::string district_of(const Subject& subject);
// The tag by which the ledger and case lists know this person; only for a subject by id. For grants::Ask::person.
std::optional<crypto::Tag> subject_tag(const Registry& registry, const Subject& subject);
// The JSON object about whom was asked, for grants::Ask::sealed: {"id":"…"}, {"birth_date":"…","name":"…"},
// {"household_number":"…"} or {"district":"…","name":"…"}.
std::string subject_json(const Subject& subject);

}  // namespace menhu::registry
