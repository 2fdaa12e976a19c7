// The outcome of a match as what is copied.
#include <limits>
#include <set>

#include "registry/copy.h"
#include "registry/copy_inside.h"
#include "registry/copy_rows.h"
#include "registry/match_inside.h"

namespace menhu::registry {

namespace {

constexpr auto all_rows = std::numeric_limits<std::int64_t>::max();

// Whom it is about. The people of a roster or a frame stand in a row each.
std::int64_t people_in(const MatchResult& result, CopyOf of) {
    if (of != CopyOf::match) return static_cast<std::int64_t>(result.rows.size());
    std::set<std::string_view> keys;
    for (const auto& row : result.rows) {
        if (!row.key.empty()) keys.insert(row.key);
    }
    return static_cast<std::int64_t>(keys.size());
}

}  // namespace

CopyOf copy_of(const law::MatchRule& rule) {
    switch (rule.does) {
        case law::MatchRule::Does::extract:
            return CopyOf::roster;
        case law::MatchRule::Does::frame:
            return CopyOf::frame;
        default:
            return CopyOf::match;
    }
}

CopySource match_source(const Registry& registry, const MatchBook& book, const Match& match, std::string_view form,
                        MatchWriter write) {
    const auto* rule = book.rules.find(match.rule);
    const auto of = rule != nullptr ? copy_of(*rule) : CopyOf::match;
    return {.of = of,
            .outcome = match.id.number(),
            .grant = match.grant,
            .form = std::string{form},
            .read = [&registry, &book, id = match.id, of, write = std::move(write)](
                        store::WriteTx& tx, const people::Actor& by, base::Instant now) -> base::Result<CopyContent> {
                auto result = TRY(read_match(tx, registry, book, by, id, Taken::exported, {}, 0, all_rows, now));
                CopyContent content;
                content.people = people_in(result, of);
                content.write = [result = std::move(result), write](const CopyMark& mark) {
                    return write(result, mark);
                };
                return content;
            }};
}

base::Result<CaseFileCopy> take_case_file_copy(store::WriteTx& tx, const Registry& registry, const MatchBook& book,
                                               const people::Actor& by, MatchId id, std::string_view form,
                                               base::Random& random, base::Instant now) {
    const auto match = TRY(own_match(tx, by, id));
    const auto* rule = book.rules.find(match.rule);
    if (rule == nullptr) return base::Error{base::Fault::bad_input, "registry.match_rule_unknown"};
    if (copy_of(*rule) != CopyOf::match) {
        return base::Error{base::Fault::refused, "registry.copy_not_approved", "case_file"};
    }
    auto result = TRY(read_match(tx, registry, book, by, id, Taken::downloaded, {}, 0, all_rows, now));
    const auto open = TRY(open_match(registry, match));
    const auto copy = CopyId::make(now, random);
    auto head = seal_copy_head(registry, copy.number(), open.head.case_number, open.head.reason, random);
    TRY(rows::insert_copy(
        tx, {.id = copy.number(),
             .kind = std::string{copy_kind_code(CopyKind::case_file)},
             .copy_of = std::string{copy_of_code(CopyOf::match)},
             .outcome = match.id,
             .account = by.account().number(),
             .unit = by.unit().number(),
             .grant = match.grant,
             .approval = {},
             .recipient = {},
             .number = 0,
             .form = std::string{form},
             .people = people_in(result, CopyOf::match),
             .wrapped_key = std::move(head.wrapped_key),
             .sealed_head = std::move(head.head),
             .state = "made",
             .problem = {},
             .bytes = 0,
             .sha256 = {},
             .log = result.receipt.log,
             .index = result.receipt.index,
             .begun_at = now,
             .fetch_until = {},
             .fetched_at = now,
             .gone_at = {},
             .destroy_by = base::to_iso(base::taipei_date(match.ends_at - std::chrono::milliseconds{1}))}));
    return CaseFileCopy{.id = copy, .result = std::move(result)};
}

}  // namespace menhu::registry
