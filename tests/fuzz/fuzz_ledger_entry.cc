// A leaf from anybody: refused, or canonical, which is to say that writing what was read gives the same bytes.
#include <cstddef>
#include <cstdint>

#include "ledger/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    const base::ByteView bytes{data, size};
    auto view = ledger::decode_leaf(bytes);
    if (!view) return 0;
    ledger::Entry entry;
    entry.kind = view->kind;
    entry.account = view->account;
    entry.unit = view->unit;
    entry.grant = view->grant;
    entry.purpose = view->purpose;
    entry.case_commitment = view->case_commitment;
    entry.person = view->person;
    entry.counts = view->counts;
    entry.facts = view->facts;
    const auto again = ledger::encode_leaf(entry, view->at, view->month, view->sealed);
    CHECK(again && base::as_text(*again) == base::as_text(bytes));
    return 0;
}
