#include "grants/link.h"

#include <algorithm>
#include <array>

#include "grants/link_rows.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

struct ClassName {
    DataClass data_class;
    std::string_view code;
};
constexpr std::array class_names{
    ClassName{DataClass::household, "household"},
    ClassName{DataClass::kinship, "kinship"},
    ClassName{DataClass::change, "change"},
};

}  // namespace

std::string_view data_class_code(DataClass data_class) {
    const auto* const found = std::ranges::find(class_names, data_class, &ClassName::data_class);
    CHECK(found != class_names.end());
    return found->code;
}

std::optional<DataClass> data_class_from_code(std::string_view code) {
    const auto* const found = std::ranges::find(class_names, code, &ClassName::code);
    if (found == class_names.end()) return std::nullopt;
    return found->data_class;
}

std::string_view stored_link_state_code(StoredLinkState state) {
    return state == StoredLinkState::suspended ? "suspended" : "active";
}

StoredLinkState stored_link_state_from_code(std::string_view code) {
    CHECK(code == "active" || code == "suspended");
    return code == "active" ? StoredLinkState::active : StoredLinkState::suspended;
}

std::string_view link_state_code(LinkState state) {
    switch (state) {
        case LinkState::active:
            return "active";
        case LinkState::not_yet_valid:
            return "not_yet_valid";
        case LinkState::suspended:
            return "suspended";
        case LinkState::expired:
            return "expired";
        case LinkState::ended:
            return "ended";
    }
    base::throw_bug("link_state_code: no such state");
}

LinkState Link::state(base::Instant now) const {
    if (ended_at && *ended_at <= now) return LinkState::ended;
    if (terms.until <= now) return LinkState::expired;
    if (stored == StoredLinkState::suspended) return LinkState::suspended;
    return now < terms.from ? LinkState::not_yet_valid : LinkState::active;
}

std::int64_t Link::days_left(base::Instant now) const {
    return std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::days>(over_at() - now).count());
}

base::Result<std::optional<Link>> find_link(store::ReadTx& tx, std::string_view code) { return rows::link(tx, code); }

base::Result<std::optional<Link>> find_link(store::ReadTx& tx, std::string_view code, base::Instant at) {
    return rows::link_then(tx, code, at);
}

base::Result<std::vector<Link>> links(store::ReadTx& tx) { return rows::links(tx); }

base::Result<std::vector<LinkVersion>> link_versions(store::ReadTx& tx, LinkId link) {
    return rows::link_versions(tx, link);
}

base::Instant renewal_opens(const Link& link, const law::Profile& profile) {
    const law::Term term = profile.numbers().link_renewal_opens;
    return people::after(link.terms.until, {.in = term.in, .count = -term.count});
}

base::Instant earliest_ending(const law::Profile& profile, base::Instant now) {
    return people::after(now, profile.numbers().link_end_notice);
}

}  // namespace menhu::grants
