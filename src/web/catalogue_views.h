#pragma once
// What the pages of bases, purposes and links share: names of accounts and units, fields with their labels, days and
// instants. Thread rule: as the transaction.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "grants/basis.h"
#include "law/profile.h"
#include "people/ids.h"
#include "store/database.h"
#include "web/views_catalogue.h"

namespace menhu::web {

// Looks each account up once; units all at once.
class CatalogueNames {
public:
    CatalogueNames(store::ReadTx& tx, base::Instant now) : tx_{tx}, now_{now} {}

    // Nothing for the operator and for nobody.
    base::Result<std::optional<AccountRef>> account(people::AccountId account);
    base::Result<UnitView> unit(people::UnitId unit);
    base::Result<UnitView> unit(const std::string& code);

private:
    base::Result<void> load_units();

    store::ReadTx& tx_;
    base::Instant now_;
    std::map<people::AccountId, AccountRef> accounts_;
    std::map<people::UnitId, UnitView> units_;
    std::map<std::string, UnitView> units_by_code_;
};

std::optional<std::string> maybe_text(const std::optional<base::Instant>& instant);
std::vector<PurposeField> categories_of(const std::vector<std::string>& fields, const law::Profile& profile);
std::vector<PurposeBasisView> bases_of(const std::vector<std::string>& ids, const std::vector<grants::Basis>& known,
                                       base::Instant now);
Invalid bad_catalogue_day(std::string path);

}  // namespace menhu::web
