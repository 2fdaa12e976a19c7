// Drawing again and comparing: with what the frame says of itself, and with what its entries in the log say.
#include <algorithm>

#include "ledger/covering.h"
#include "ledger/trail.h"
#include "registry/frame_inside.h"

namespace menhu::registry {

namespace {

struct Subject {
    rows::FrameRow row;
    OpenFrame open;
    std::vector<crypto::Tag> excluded;
    FrameCopy copy;
    ledger::EntryView ordered;
    ledger::EntryView drawn;
    std::optional<ledger::Covering> covering;
};

std::string fact(const ledger::EntryView& entry, std::string_view name) {
    for (const auto& [key, value] : entry.facts) {
        if (key == name) return value;
    }
    return {};
}

Same same(bool is_same) { return is_same ? Same::yes : Same::no; }
std::string_view word(Same one) { return one == Same::yes ? "yes" : "no"; }

base::Result<Subject> subject_of(store::ReadTx& tx, const Registry& registry, const people::Actor& by, FrameId id) {
    const people::Roles may{people::Role::case_worker, people::Role::checker, people::Role::auditor};
    TRY(people::require_any(by, may));
    auto row = TRY(seen_frame(tx, by, id));
    if (stored_frame_state(row.state) != FrameState::drawn) return wrong_frame_state(row.state);
    auto open = TRY(open_frame(registry, row));
    if (!row.drawn_log || !row.drawn_entry || !row.seed || !row.sample_root) {
        return base::Error{base::Fault::corrupt, "registry.frame_corrupt"};
    }
    auto excluded = TRY(read_excluded(tx, open, row));
    auto copy = TRY(open_frame_copy(tx, row.generation));
    auto ordered = TRY(ledger::entry_at(tx, static_cast<int>(row.log), row.entry));
    auto drawn = TRY(ledger::entry_at(tx, static_cast<int>(*row.drawn_log), *row.drawn_entry));
    auto covering = TRY(ledger::covering_checkpoint(tx, static_cast<int>(row.log), row.entry));
    return Subject{.row = std::move(row),
                   .open = std::move(open),
                   .excluded = std::move(excluded),
                   .copy = std::move(copy),
                   .ordered = std::move(ordered),
                   .drawn = std::move(drawn),
                   .covering = covering};
}

}  // namespace

base::Result<Redrawn> redraw_frame(const Registry& registry, const ActorOf& actor_of, FrameId id, base::Instant now) {
    auto& inside = registry.inside();
    auto read = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<Subject> {
        const auto by = TRY(actor_of(tx, now));
        return subject_of(tx, registry, by, id);
    }));
    auto subject = std::move(read).value();
    const auto& row = subject.row;
    const auto frame = id.text();
    const FrameKey key{subject.open.key};
    const auto& head = subject.open.head;
    Redrawn out;
    crypto::Digest seed{};
    if (subject.covering) {
        const auto number = fact(subject.drawn, "number");
        seed = frame_seed(frame, subject.covering->root, number);
        const auto text = base::to_hex(seed);
        // The one that the entry of the drawing names, for a number in its form and of this frame.
        out.seed = same(text == fact(subject.drawn, "seed") && bytes_of(seed) == *row.seed && number == row.number &&
                        fact(subject.drawn, "frame") == frame && fact(subject.ordered, "frame") == frame &&
                        canonical_number(fact(subject.ordered, "source"), number) == number);
    }
    const auto plan = base::to_hex(crypto::sha256(format::canonical_json(plan_json(head.plan))));
    const auto left_out = base::to_hex(excluded_root(subject.excluded));
    const auto found = TRY(collect(registry, subject.copy, head.plan, key, subject.excluded));
    out.population = same(base::to_hex(found.root) == fact(subject.ordered, "population") &&
                          plan == fact(subject.ordered, "plan") && left_out == fact(subject.ordered, "excluded") &&
                          base::to_hex(key.commitment()) == fact(subject.ordered, "key"));
    // Strata again from the people, not from what was kept.
    const auto smallest = inside.profile.numbers().frame_smallest_stratum.value;
    const auto strata = plan_strata(found.counts, head.plan, smallest);
    const auto drawn = draw(found.drawable, strata, seed, head.plan.per_household);
    out.sample = same(base::to_hex(sample_root(drawn)) == fact(subject.drawn, "sample"));
    TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(actor_of(tx, now));
        auto entry = frame_entry("frame.redrawn", row);
        entry.account = by.account().number();
        entry.unit = by.unit().number();
        entry.facts.emplace_back("seed", word(out.seed));
        entry.facts.emplace_back("population", word(out.population));
        entry.facts.emplace_back("sample", word(out.sample));
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return {};
    }));
    return out;
}

}  // namespace menhu::registry
