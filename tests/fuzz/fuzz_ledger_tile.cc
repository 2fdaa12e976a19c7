// The name of a tile, the bytes of a bundle, and proofs of any length: read or refused, and what was read is written
// the same again.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "ledger/tile.h"
#include "ledger/tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    const base::ByteView bytes{data, size};
    if (const auto name = ledger::parse_tile_path(base::as_text(bytes))) {
        CHECK(ledger::tile_path(*name) == base::as_text(bytes));
    }
    if (const auto entries = ledger::split_bundle(bytes)) {
        base::Bytes again;
        for (const auto entry : *entries) ledger::put_entry(again, entry);
        CHECK(base::as_text(again) == base::as_text(bytes));
    }
    if (size >= 16) {
        const auto first = static_cast<std::int64_t>(base::get_u64(bytes));
        const auto second = static_cast<std::int64_t>(base::get_u64(bytes.subspan(8)));
        std::vector<ledger::Hash> proof((size - 16) / ledger::hash_size);
        if (!proof.empty()) std::memcpy(proof.data(), data + 16, proof.size() * ledger::hash_size);
        const ledger::Hash root = ledger::empty_root();
        CHECK(!ledger::verify_inclusion(ledger::leaf_hash({}), first, second, proof, root));
        static_cast<void>(ledger::verify_consistency(first, root, second, root, proof));
    }
    return 0;
}
