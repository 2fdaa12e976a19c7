#include "people/pledge.h"

#include <algorithm>

#include "people/pledge_rows.h"
#include "people/record.h"

namespace menhu::people {

base::Result<std::vector<Acknowledged>> pledges_of(store::ReadTx& tx, AccountId account) {
    return rows::pledges(tx, account);
}

base::Result<bool> has_acknowledged(store::ReadTx& tx, AccountId account, std::string_view version) {
    const auto all = TRY(rows::pledges(tx, account));
    return std::ranges::find(all, version, &Acknowledged::version) != all.end();
}

base::Result<void> acknowledge_pledge(store::WriteTx& tx, const Office& office, const Actor& by,
                                      std::string_view version, base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    if (version != office.profile().pledge().version) {
        return base::Error{base::Fault::conflict, "people.pledge_outdated"};
    }
    const auto has_already = TRY(has_acknowledged(tx, by.account(), version));
    if (has_already) return {};
    TRY(keep_pledge_text(tx, office, now));
    TRY(add_pledge(tx, by.account(), version, now, std::nullopt));
    return record(tx, office, by, "people.pledge_acknowledged", {{"version", std::string{version}}}, {}, now);
}

base::Result<void> keep_pledge_text(store::WriteTx& tx, const Office& office, base::Instant now) {
    const law::Pledge& pledge = office.profile().pledge();
    const auto kept = TRY(rows::pledge_text(tx, pledge.version));
    if (!kept) return rows::insert_pledge_text(tx, pledge.version, {.zh = pledge.text, .en = pledge.text_en}, now);
    if (kept->zh != pledge.text || kept->en != pledge.text_en) {
        return base::Error{base::Fault::conflict, "people.pledge_reused", pledge.version};
    }
    return {};
}

base::Result<void> add_pledge(store::WriteTx& tx, AccountId account, std::string_view version, base::Instant at,
                              std::optional<std::int64_t> application) {
    const auto has_already = TRY(has_acknowledged(tx, account, version));
    if (has_already) return {};
    return rows::insert_pledge(tx, account, version, at, application);
}

}  // namespace menhu::people
