#include "grants/decision_rows.h"
#include "grants/grant.h"
#include "grants/grant_rows.h"
#include "grants/record.h"

namespace menhu::grants {

base::Result<std::int64_t> add_to_case_list(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                            GrantId grant, const std::vector<crypto::Tag>& people, base::Instant now) {
    TRY(people::require(by, people::Role::account_administrator));
    const auto row = TRY(rows::grant(tx, grant, now));
    if (!row) return base::Error{base::Fault::not_found, "grants.not_found"};
    if (row->state == StoredState::ended) return base::Error{base::Fault::conflict, "grants.grant_ended"};
    if (row->view.population.kind != Population::Kind::case_list) {
        return base::Error{base::Fault::conflict, "grants.no_case_list"};
    }
    std::int64_t added = 0;
    for (const crypto::Tag& person : people) {
        const auto changed = TRY(rows::insert_on_case_list(tx, grant, person));
        added += changed;
    }
    TRY(record(tx, desk, by, "grants.case_list_extended", grant, {{"added", std::to_string(added)}}, {}, now));
    return added;
}

}  // namespace menhu::grants
