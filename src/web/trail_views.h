#pragma once
// Entries as the interface shows them: the sealed part is opened for what its reader may see of it, and whom it was
// about is masked. Thread rule: as the transaction.
#include <map>
#include <string>

#include "ledger/entry.h"
#include "store/database.h"
#include "web/rooms.h"
#include "web/views.h"

namespace menhu::web {

// The names of purposes by their codes, each read once.
class PurposeNames {
public:
    struct Names {
        std::string zh;
        std::string en;
    };
    // Empty names for a code that no purpose has, and for none.
    base::Result<Names> of(store::ReadTx& tx, const std::string& code);

private:
    std::map<std::string, Names> known_;
};

base::Result<AccessView> access_view(store::ReadTx& tx, const Rooms& rooms, PurposeNames& purposes,
                                     const ledger::EntryView& entry);

// With who it was; names are looked up once.
class TrailWriter {
public:
    TrailWriter(store::ReadTx& tx, const Rooms& rooms, base::Instant now) : tx_{tx}, rooms_{rooms}, now_{now} {}
    base::Result<TrailView> view(const ledger::EntryView& entry);

private:
    struct Names {
        std::string account;
        std::string name;
    };
    base::Result<Names> names_of(std::int64_t account);
    base::Result<std::string> unit_name(std::int64_t unit);

    store::ReadTx& tx_;
    const Rooms& rooms_;
    const base::Instant now_;
    std::map<std::int64_t, Names> accounts_;
    std::map<std::int64_t, std::string> units_;
    PurposeNames purposes_;
};

}  // namespace menhu::web
