#pragma once
// The rules of a decision as one table: each with its clause, its name in both languages and what it finds against a
// situation. The decision takes the first finding; the page that explains an access takes them all. There is no second
// set. Inside the room. Pure; any thread.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "grants/refusal.h"
#include "grants/situation.h"

namespace menhu::grants {

struct Rule {
    std::string_view name;  // "grant_state"
    std::string_view clause;
    std::string_view zh;  // what it demands
    std::string_view en;
    // What it is a rule of: the ask, or also the person, once it is known who that is.
    enum class Of : std::uint8_t { ask, person } of;
    std::span<const Why> whys;  // every reason that it can find
    // Nothing: it is kept. Rules after "grant" are asked only if there is one.
    std::optional<Why> (*against)(const Situation& situation);
};

// In the order of a decision: who, over which grant, link, basis and purpose, for what, of which case, how often, when
// and from where, about whom. Whoever may not use a grant learns nothing of its quotas.
std::span<const Rule> rules();

}  // namespace menhu::grants
