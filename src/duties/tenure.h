#pragma once
// What the provider is told of: that somebody has a duty from when until when, in a unit or for a link. Inside the
// room. Thread rule: as the transaction.
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "grants/ids.h"
#include "people/duty.h"
#include "store/database.h"

namespace menhu::duties {

struct Tenure {
    std::int64_t cause = 0;  // number of the duty of office, or of the link's person
    std::optional<grants::LinkId> link;
    std::string link_name;
    std::string provider;                // of the link
    std::optional<people::UnitId> unit;  // of a link: its managing unit
    std::string unit_name;
    people::DutyKind kind = people::DutyKind::head;
    people::AccountId account{0};
    std::string account_name;
    std::string display_name;
    base::Instant from{};
    std::optional<base::Instant> until;

    bool took_effect() const { return !until || from < *until; }
    bool in_force(base::Instant at) const { return from <= at && (!until || at < *until); }
    bool same_post(const Tenure& other) const { return kind == other.kind && unit == other.unit && link == other.link; }
};

Tenure tenure_of(const people::OfficeDuty& duty);
// Those of the provider's interest, past, present and ahead: duties of office first, then those for links.
base::Result<std::vector<Tenure>> tenures(store::ReadTx& tx, base::Instant now);

// Does one of `all` have the same duty for a link that this one's unit manages, at that instant? Then the link's letter
// tells it.
bool is_named_for_link(const std::vector<Tenure>& all, const Tenure& one, base::Instant at);

}  // namespace menhu::duties
