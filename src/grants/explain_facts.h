#pragma once
// What each rule looked at, in words for people, and what of it has changed since. Inside the room. Thread rule: as the
// transaction.
#include <string_view>
#include <vector>

#include "grants/explain.h"
#include "grants/grant.h"
#include "grants/rebuild.h"

namespace menhu::grants {

class FactWriter {
public:
    // All borrowed.
    FactWriter(store::ReadTx& tx, const Desk& desk, const Rebuilt& rebuilt, const Situation& situation)
        : tx_{tx}, desk_{desk}, rebuilt_{rebuilt}, situation_{situation} {}
    // Appends the facts of the rule of this name.
    base::Result<void> add(std::string_view rule, std::vector<ExplainedFact>& to) const;

private:
    using Facts = std::vector<ExplainedFact>;
    void account(Facts& to) const;
    void role(Facts& to) const;
    base::Result<void> unit(Facts& to) const;
    void holder(Facts& to) const;
    void grant_state(Facts& to) const;
    void holding(Facts& to) const;
    void link(Facts& to) const;
    void basis(Facts& to) const;
    void purpose(Facts& to) const;
    void operation(Facts& to) const;
    void fields(Facts& to) const;
    void case_number(Facts& to) const;
    void case_list(Facts& to) const;
    void reason(Facts& to) const;
    void quota(Facts& to) const;
    void grant_hours(Facts& to) const;
    void grant_network(Facts& to) const;
    void search(Facts& to) const;
    void conflict(Facts& to) const;
    void population(Facts& to) const;

    store::ReadTx& tx_;
    const Desk& desk_;
    const Rebuilt& rebuilt_;
    const Situation& situation_;
};

base::Result<std::vector<ExplainedChange>> changes_between(store::ReadTx& tx, const Desk& desk, const Rebuilt& rebuilt,
                                                           const Snapshot& today);

// Words that both share.
TwoTexts same(std::string text);
TwoTexts period_text(base::Instant from, std::optional<base::Instant> until);
TwoTexts standing_text(std::optional<people::Standing> standing);
TwoTexts roles_text(const law::Profile& profile, people::Roles roles);
TwoTexts grant_state_text(GrantState state);
TwoTexts link_text(const std::optional<rows::LinkAt>& link, base::Instant at);
base::Result<TwoTexts> unit_text(store::ReadTx& tx, people::UnitId unit);

}  // namespace menhu::grants
