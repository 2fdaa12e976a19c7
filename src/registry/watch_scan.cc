// Change files in use, held against the watches: a few people at a time, so that the writer stays free and a kill loses
// nothing.
#include "people/absent.h"
#include "registry/watch_inside.h"

namespace menhu::registry {

namespace {

// So many in one transaction.
constexpr std::int64_t people_of_step = 20;

// Whoever ordered the watch has no account any more that could be asked for: the sight of nobody. Accounts are never
// deleted, so this is a fault of the data.
base::Result<people::Actor> owner_of(store::WriteTx& tx, const people::Office& office, const rows::WatchRow& watch,
                                     base::Instant now) {
    auto actor = TRY(people::absent_actor(tx, office, people::AccountId{watch.account}, now));
    if (!actor) return base::Error{base::Fault::corrupt, "registry.watch_corrupt"};
    return *std::move(actor);
}

base::Result<void> tell_about(store::WriteTx& tx, const Registry& registry, const people::Office& office,
                              const crypto::Tag& person, rows::ScanRow& scan, base::Random& random, base::Instant now) {
    const auto touched = TRY(rows::kinds_of(tx, scan.delivery, person));
    const auto watching = TRY(rows::watching(tx, person, scan.in_use_at, now));
    for (const auto& row : watching) {
        const auto open = TRY(open_watch(tx, registry, row.watch));
        const auto kinds = within(touched, WatchGroups::from_bits(open.row.groups));
        if (kinds == 0) continue;
        if (row.earlier) {
            // A change of id touches both ids: told by the earlier one.
            const auto told = TRY(rows::count_hits(tx, row.watch, *row.earlier, scan.delivery));
            if (told != 0) continue;
        }
        const auto actor = TRY(owner_of(tx, office, open.row, now));
        const auto of_whom = TRY(open_person(open, row));
        const auto id = WatchHitId::make(now, random);
        const auto told = TRY(tell_hit(tx, registry, actor,
                                       {.watch = open,
                                        .person = of_whom,
                                        .hit = id.number(),
                                        .delivery = scan.delivery,
                                        .kinds = kinds,
                                        .source = open.source},
                                       now));
        const rows::HitRow hit{.id = id.number(),
                               .watch = row.watch,
                               .position = row.position,
                               .delivery = scan.delivery,
                               .unit = open.row.unit,
                               .kinds = told.kinds,
                               .state = std::string{hit_state_code(told.refusal ? HitState::stopped : HitState::open)},
                               .why = std::string{told.refusal ? told.refusal->code() : std::string_view{}},
                               .log = told.receipt.log,
                               .index = told.receipt.index,
                               .made_at = now,
                               .acted_by = {},
                               .acted_at = {},
                               .sealed_note = {},
                               .base_date = {}};
        TRY(rows::insert_hit(tx, hit));
        TRY(follow_new_id(tx, registry, who(actor), open, of_whom, row.position, told, now));
        ++(told.refusal ? scan.stopped : scan.hits);
    }
    return {};
}

base::Result<void> finish(store::WriteTx& tx, const Registry& registry, const rows::ScanRow& scan, base::Instant now) {
    TRY(rows::put_scan(tx, scan, now, now));
    if (scan.hits + scan.stopped == 0) return {};  // nobody was told, nothing was asked
    ledger::Entry entry;
    entry.kind = "watch.scanned";
    entry.facts = {{"delivery", base::id_text(scan.delivery)}, {"base_date", scan.base_date}};
    entry.counts = {{"hits", scan.hits}, {"stopped", scan.stopped}};
    TRY(ledger::append(tx, registry.ledger(), entry, now));
    return {};
}

struct Next {
    std::optional<rows::ScanRow> scan;
    std::vector<crypto::Tag> people;
};

}  // namespace

base::Result<WatchScan> watch_step(const Registry& registry, const people::Office& office, base::Random& random,
                                   base::Instant now) {
    auto& database = registry.database();
    // Looked for on a snapshot: the join may take a while where a month touched many.
    const auto next = TRY(database.read([](store::ReadTx& tx) -> base::Result<Next> {
        Next out;
        out.scan = TRY(rows::next_scan(tx));
        if (out.scan) {
            out.people = TRY(rows::touched_and_watched(tx, out.scan->delivery, out.scan->after, people_of_step));
        }
        return out;
    }));
    if (!next.scan) return WatchScan{};
    auto done =
        TRY(database.write([&registry, &office, &random, next, now](store::WriteTx& tx) -> base::Result<WatchScan> {
            WatchScan out{.deliveries = 0, .hits = 0, .stopped = 0, .more = WatchScan::More::yes};
            auto scan = TRY(rows::next_scan(tx));
            // Another process was faster: what it did is not done again.
            if (!scan || scan->delivery != next.scan->delivery || scan->after != next.scan->after) return out;
            const auto before = *scan;
            for (const auto& person : next.people) {
                TRY(tell_about(tx, registry, office, person, *scan, random, now));
                scan->after.assign(person.begin(), person.end());
            }
            out.hits = scan->hits - before.hits;
            out.stopped = scan->stopped - before.stopped;
            if (static_cast<std::int64_t>(next.people.size()) < people_of_step) {
                TRY(finish(tx, registry, *scan, now));
                out.deliveries = 1;
            } else {
                TRY(rows::put_scan(tx, *scan, std::nullopt, now));
            }
            return out;
        }));
    return std::move(done).value();
}

}  // namespace menhu::registry
