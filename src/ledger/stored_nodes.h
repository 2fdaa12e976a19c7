#pragma once
// Hashes of the tree out of the database, inside the room. Thread rule: as the transaction.
#include <cstdint>
#include <map>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"
#include "ledger/tile.h"
#include "ledger/tree.h"
#include "store/database.h"

namespace menhu::ledger {

// The bytes of a tile or bundle at the width that its name says; what is stored must hold that many.
// Error: ledger.checkpoint_mismatch.
base::Result<base::Bytes> stored_tile(store::ReadTx& tx, int log, const TileName& name);

// The nodes of the tree of `size`; each tile is read once.
class StoredNodes final : public Nodes {
public:
    StoredNodes(store::ReadTx& tx, int log, std::int64_t size) : tx_{tx}, log_{log}, size_{size} {}
    base::Result<Hash> node(int height, std::int64_t index) override;

private:
    store::ReadTx& tx_;
    int log_;
    std::int64_t size_;
    std::map<std::pair<int, std::int64_t>, base::Bytes> tiles_;
};

}  // namespace menhu::ledger
