#include "ledger/covering.h"

#include "ledger/checkpoint.h"
#include "ledger/ledger_rows.h"
#include "ledger/note.h"

namespace menhu::ledger {

base::Result<std::optional<Covering>> covering_checkpoint(store::ReadTx& tx, int log, std::int64_t index) {
    const auto stored = TRY(rows::checkpoint_after(tx, log, index));
    if (!stored) return std::optional<Covering>{};
    const auto note = TRY(parse_note(stored->note));
    const auto checkpoint = TRY(parse_checkpoint(note.text));
    return std::optional{Covering{.size = checkpoint.size, .root = checkpoint.root}};
}

}  // namespace menhu::ledger
