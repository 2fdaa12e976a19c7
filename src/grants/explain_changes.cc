// What has changed between an access and now.
#include <fmt/format.h>

#include "base/id.h"
#include "grants/explain_facts.h"
#include "grants/verdict.h"

namespace menhu::grants {
namespace {

class Comparison {
public:
    void add(std::string_view zh, std::string_view en, TwoTexts then, TwoTexts now, std::optional<base::Instant> at) {
        if (then.zh == now.zh) return;
        found.push_back({.label_zh = zh, .label_en = en, .then = std::move(then), .now = std::move(now), .at = at});
    }
    std::vector<ExplainedChange> found;
};

GrantState state_at(const Rebuilt& rebuilt, const Snapshot& snapshot) {
    const StoredGrant& grant = rebuilt.terms->grant;
    const StoredState stored = snapshot.state ? snapshot.state->state : StoredState::ended;
    return state_of(stored, grant.from, grant.until, std::nullopt, snapshot.at);
}

// Nothing: it came with time, not by an act.
std::optional<base::Instant> since(bool is_another, std::optional<base::Instant> at) {
    if (!is_another) return std::nullopt;
    return at;
}

TwoTexts version_text(std::optional<std::int64_t> number) {
    if (!number) return {"無", "none"};
    return {fmt::format("第 {} 版", *number), fmt::format("version {}", *number)};
}

TwoTexts held_text(std::int64_t holds) {
    return holds > 0 ? TwoTexts{"持有", "a holder"} : TwoTexts{"未持有", "not a holder"};
}

TwoTexts bases_text(const Snapshot& snapshot) {
    std::string ids;
    for (const auto& basis : snapshot.bases) {
        if (basis.in_force(snapshot.at)) ids += (ids.empty() ? "" : " ") + basis.id;
    }
    return ids.empty() ? TwoTexts{"無", "none"} : same(std::move(ids));
}

}  // namespace

base::Result<std::vector<ExplainedChange>> changes_between(store::ReadTx& tx, const Desk& desk, const Rebuilt& rebuilt,
                                                           const Snapshot& today) {
    const Snapshot& then = rebuilt.then;
    Comparison list;
    if (then.term && today.term) {
        const auto at = since(then.term->number != today.term->number, today.term->from);
        list.add("帳號狀態", "State of the account", standing_text(then.standing), standing_text(today.standing), at);
        list.add("職務", "Roles", roles_text(desk.profile, then.term->roles),
                 roles_text(desk.profile, today.term->roles), at);
        auto unit_then = TRY(unit_text(tx, then.term->unit));
        auto unit_now = TRY(unit_text(tx, today.term->unit));
        list.add("查詢者的單位", "The asker's unit", std::move(unit_then), std::move(unit_now), at);
    }
    if (!rebuilt.terms) return std::move(list.found);
    const bool another_state = then.state && today.state && then.state->number != today.state->number;
    list.add("核准的狀態", "State of the grant", grant_state_text(state_at(rebuilt, then)),
             grant_state_text(state_at(rebuilt, today)),
             since(another_state, another_state ? std::optional{today.state->recorded_at} : std::nullopt));
    list.add("持有人", "Holder", held_text(then.holds), held_text(today.holds), std::nullopt);
    const auto number_of = [](const auto& version) {
        return version ? std::optional{version->number} : std::optional<std::int64_t>{};
    };
    const auto recorded = [](const auto& version) {
        return version ? std::optional{version->recorded_at} : std::optional<base::Instant>{};
    };
    const bool another_link = number_of(then.link) != number_of(today.link);
    list.add("連結作業的狀態", "State of the link", link_text(then.link, then.at), link_text(today.link, today.at),
             since(another_link, recorded(today.link)));
    list.add("連結作業", "The link", version_text(number_of(then.link)), version_text(number_of(today.link)),
             recorded(today.link));
    list.add("用途", "The purpose", version_text(number_of(then.purpose)), version_text(number_of(today.purpose)),
             recorded(today.purpose));
    list.add("有效的法規依據", "Bases in force", bases_text(then), bases_text(today), std::nullopt);
    return std::move(list.found);
}

}  // namespace menhu::grants
