// Reading a result: entered first, then opened.
#include <algorithm>
#include <array>
#include <limits>

#include "registry/inside.h"
#include "registry/match.h"
#include "registry/match_inside.h"

namespace menhu::registry {

namespace {

constexpr std::int64_t parts_at_once = 16;

bool has_any(const rows::ResultPart& part, std::string_view outcome) {
    if (outcome.empty()) return true;
    const auto counts = unpack_counts(part.counts);
    return std::ranges::find(counts, outcome, &std::pair<std::string, std::int64_t>::first) != counts.end();
}

// Opens parts of the input, each once.
class Inputs {
public:
    Inputs(store::ReadTx& tx, const rows::MatchRow& match, const OpenMatch& open)
        : tx_{tx}, match_{match}, open_{open} {}

    base::Result<const InputRow*> at(std::int64_t position) {
        const auto part = position / rows_of_part;
        if (part != held_) {
            const auto sealed = TRY(rows::input(tx_, match_.id, part));
            if (!sealed) return corrupt();
            const auto plain = TRY(open_part(open_.key, match_.id, SealedKind::input, part, *sealed));
            rows_ = TRY(unpack_rows(plain.view()));
            held_ = part;
        }
        const auto offset = static_cast<std::size_t>(position % rows_of_part);
        if (offset >= rows_.size()) return corrupt();
        return &rows_[offset];
    }
    static base::Error corrupt() { return {base::Fault::corrupt, "registry.match_corrupt"}; }

private:
    store::ReadTx& tx_;
    const rows::MatchRow& match_;
    const OpenMatch& open_;
    std::int64_t held_ = -1;
    std::vector<InputRow> rows_;
};

}  // namespace

base::Result<MatchResult> read_match(store::WriteTx& tx, const Registry& registry, const MatchBook& book,
                                     const people::Actor& by, MatchId id, Taken taken, std::string_view outcome,
                                     std::int64_t from, std::int64_t limit, base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    const auto row = TRY(own_match(tx, by, id));
    if (row.ends_at <= now) return base::Error{base::Fault::not_found, "registry.match_result_gone"};
    const auto open = TRY(open_match(registry, row));
    const auto* rule = book.rules.find(row.rule);
    if (rule == nullptr) return base::Error{base::Fault::bad_input, "registry.match_rule_unknown"};
    auto match = TRY(find_match(tx, registry, book, by, id, now));
    MatchResult out{.match = std::move(match), .headers = open.head.headers, .rows = {}, .total = row.done, .next = {}};
    if (!outcome.empty()) {
        const auto counts = unpack_counts(row.counts);
        const auto found = std::ranges::find(counts, outcome, &std::pair<std::string, std::int64_t>::first);
        out.total = found == counts.end() ? 0 : found->second;
    }
    constexpr std::array<std::string_view, 3> kinds{"match.viewed", "match.downloaded", "match.exported"};
    auto entry = match_entry(kinds[static_cast<std::size_t>(taken)], row);
    if (!outcome.empty() && rule->find_outcome(outcome) != nullptr) entry.facts.emplace_back("outcome", outcome);
    entry.counts = {{"from", from}, {"rows", out.total}};
    out.receipt = TRY(ledger::append(tx, registry.ledger(), entry, now));

    Inputs inputs{tx, row, open};
    for (bool more = true; more;) {
        const auto parts = TRY(rows::results(tx, row.id, from, parts_at_once));
        more = parts.size() == static_cast<std::size_t>(parts_at_once);
        for (const auto& part : parts) {
            const auto end = part.first_row + part.row_count;
            const auto begin = std::max(from, part.first_row);
            from = end;
            if (!has_any(part, outcome)) continue;
            const auto plain = TRY(open_part(open.key, row.id, SealedKind::result, part.first_row, part.sealed));
            const auto results = TRY(unpack_outcomes(plain.view()));
            if (results.size() != static_cast<std::size_t>(part.row_count)) return Inputs::corrupt();
            for (auto position = begin; position < end; ++position) {
                const auto& result = results[static_cast<std::size_t>(position - part.first_row)];
                if (!outcome.empty() && result.outcome != outcome) continue;
                if (static_cast<std::int64_t>(out.rows.size()) == limit) {
                    out.next = position;
                    return out;
                }
                const auto* input = TRY(inputs.at(position));
                MatchedRow shown{.position = position,
                                 .number = input->number,
                                 .key = {},
                                 .outcome = rule->find_outcome(result.outcome),
                                 .notes = result.notes,
                                 .cells = input->cells};
                if (shown.outcome == nullptr) return Inputs::corrupt();
                const auto key_role = rule->subject();
                const auto key = std::ranges::find(input->people, key_role, &InputPerson::role);
                // Who was drawn for a study stands under a serial number; an id only among the fields that were asked
                // for.
                const bool is_numbered = rule->does == law::MatchRule::Does::frame;
                if (key != input->people.end() && !is_numbered) shown.key = key->id;
                out.rows.push_back(std::move(shown));
            }
        }
    }
    return out;
}

}  // namespace menhu::registry
