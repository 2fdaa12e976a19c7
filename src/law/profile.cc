#include "law/profile.h"

#include <algorithm>

#include "law/profile_reader.h"

namespace menhu::law {
namespace {

template <class Rows, class Member>
auto find_by(const Rows& rows, std::string_view wanted, Member member) -> decltype(rows.data()) {
    for (const auto& row : rows) {
        if (row.*member == wanted) return &row;
    }
    return nullptr;
}

}  // namespace

std::expected<Profile, std::vector<Problem>> Profile::load(std::span<const base::EmbeddedFile> files) {
    ProfileReader reader;
    reader.read(files);
    if (!reader.problems().empty()) return std::unexpected{std::move(reader.problems())};
    return reader.take();
}

const Clause* Profile::find_clause(std::string_view id) const { return find_by(clauses_, id, &Clause::id); }
const Basis* Profile::find_basis(std::string_view id) const { return find_by(bases_, id, &Basis::id); }
const Unit* Profile::find_unit(std::string_view code) const { return find_by(units_, code, &Unit::code); }

const LetterTemplate* Profile::find_letter(std::string_view name) const {
    return find_by(letters_, name, &LetterTemplate::name);
}

std::span<const std::string_view> letter_words() {
    static constexpr std::string_view words[]{"agency",   "provider", "regulation", "unit", "name",   "duty",
                                              "event_on", "kind",     "successor",  "link", "due_on", "letter"};
    return words;
}

const Field* Profile::find_field(std::string_view name) const {
    const auto known = format::person_field_named(name);
    return known ? &field(*known) : nullptr;
}

const Field& Profile::field(format::PersonField field) const {
    const auto found = std::ranges::find(fields_, field, &Field::field);
    CHECK(found != fields_.end());  // check_fields refused the profile otherwise
    return *found;
}

const RoleTitle& Profile::title_of(Role role) const {
    const auto found = std::ranges::find(roles_, role, &RoleTitle::role);
    CHECK(found != roles_.end());  // check_roles refused the profile otherwise
    return *found;
}

const Separation* Profile::separation_between(Role one, Role other) const {
    for (const Separation& separation : separations_) {
        if ((separation.one == one && separation.other == other) ||
            (separation.one == other && separation.other == one)) {
            return &separation;
        }
    }
    return nullptr;
}

std::string_view unit_kind_name(UnitKind kind) {
    switch (kind) {
        case UnitKind::section:
            return "section";
        case UnitKind::staff_office:
            return "staff_office";
        case UnitKind::district_office:
            return "district_office";
        case UnitKind::provider:
            return "provider";
    }
    base::throw_bug("unit_kind_name: no such kind");
}

std::string_view confidence_name(Confidence confidence) {
    switch (confidence) {
        case Confidence::confirmed:
            return "confirmed";
        case Confidence::high:
            return "high";
        case Confidence::medium:
            return "medium";
        case Confidence::low:
            return "low";
        case Confidence::inferred:
            return "inferred";
    }
    base::throw_bug("confidence_name: no such confidence");
}

std::string_view mask_name(Mask mask) {
    switch (mask) {
        case Mask::none:
            return "none";
        case Mask::id:
            return "id";
        case Mask::name:
            return "name";
        case Mask::date:
            return "date";
        case Mask::address:
            return "address";
        case Mask::text:
            return "text";
    }
    base::throw_bug("mask_name: no such mask");
}

std::string describe(std::span<const Problem> problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += problem.file;
        if (problem.line != 0) text += ":" + std::to_string(problem.line);
        text += ": " + problem.zh + " / " + problem.en + "\n";
    }
    return text;
}

base::Error data_error(std::span<const Problem> problems) {
    return {base::Fault::bad_input, "law.data_invalid", describe(problems)};
}

}  // namespace menhu::law
