#include "ledger/trail.h"

#include "ledger/ledger_rows.h"
#include "ledger/text.h"
#include "ledger/trail_rows.h"

namespace menhu::ledger {
namespace {

base::Result<EntryView> view_of(std::int64_t place, base::ByteView leaf) {
    EntryView view = TRY(decode_leaf(leaf));
    view.log = static_cast<int>(place / rows::log_span);
    view.index = place % rows::log_span;
    return view;
}

}  // namespace

base::Result<TrailPage> trail(store::ReadTx& tx, const TrailFilter& filter) {
    CHECK(filter.limit >= 1 && filter.limit <= 1000);
    std::int64_t before = INT64_MAX;
    if (filter.cursor) {
        const auto place = decimal_number(*filter.cursor);
        if (!place) return base::Error{base::Fault::bad_input, "ledger.cursor_invalid"};
        before = *place;
    }
    TrailPage page;
    std::optional<base::Error> broken;
    int rows_found = 0;
    std::int64_t last = 0;
    // One more than asked for tells whether there is a next page.
    TRY(rows::search(tx, filter, before, filter.limit + 1, [&](std::int64_t place, base::ByteView leaf) {
        if (++rows_found > filter.limit) return;
        last = place;
        auto view = view_of(place, leaf);
        if (!view) {
            broken = view.error();
            return;
        }
        if (filter.person && view->person != filter.person) return;
        if (filter.case_commitment && view->case_commitment != filter.case_commitment) return;
        page.items.push_back(*std::move(view));
    }));
    if (broken) return *std::move(broken);
    if (rows_found > filter.limit) page.next = std::to_string(last);
    return page;
}

base::Result<std::int64_t> count_trail(store::ReadTx& tx, const TrailFilter& filter) { return rows::count(tx, filter); }

base::Result<EntryView> entry_at(store::ReadTx& tx, int log, std::int64_t index) {
    const base::Error not_found{base::Fault::not_found, "ledger.entry_not_found"};
    if (index < 0 || index >= rows::log_span || log < 0 || log > 9999) return not_found;
    const auto leaf = TRY(rows::leaf_at(tx, rows::place_of(log, index)));
    if (!leaf) return not_found;
    return view_of(rows::place_of(log, index), *leaf);
}

}  // namespace menhu::ledger
