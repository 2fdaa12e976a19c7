#pragma once
// What the office says of the files that it receives, as versions that one designated person makes and another
// approves: layouts, the table of user-defined characters, the districts and villages with their dates (U1.1, S2.1).
//
// Promises: only text without a mistake is kept; nobody approves what they made; of a name the highest approved version
// is in force, from its approval on, in every process; a decided version is never changed. Thread rule: as the
// transaction; what is borrowed lives as long as the Registry.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "format/character_map.h"
#include "format/layout.h"
#include "law/districts.h"
#include "people/actor.h"
#include "registry/registry.h"
#include "store/database.h"

namespace menhu::registry {

using DefinitionId = base::Id<struct DefinitionTag>;

enum class DefinitionKind : std::uint8_t { layout, characters, villages };
std::string_view definition_kind_code(DefinitionKind kind);  // "layout", …
std::optional<DefinitionKind> definition_kind_named(std::string_view code);

enum class DefinitionState : std::uint8_t { draft, approved, refused };
std::string_view definition_state_code(DefinitionState state);  // "draft", …

struct Definition {
    DefinitionId id{0};
    DefinitionKind kind{};
    std::string name;  // a layout's own; "characters", "villages"
    std::int64_t version = 0;
    std::string text;
    DefinitionState state = DefinitionState::draft;
    people::AccountId made_by{0};
    std::string made_by_name;
    base::Instant made_at{};
    std::optional<people::AccountId> decided_by;
    std::string decided_by_name;
    std::optional<base::Instant> decided_at;
    std::string reason;  // of a refusal
};

inline constexpr std::size_t longest_definition = std::size_t{1} << 20;  // bytes

// A mistake in a text; line 0 when the whole is meant.
struct DefinitionProblem {
    std::uint32_t line = 0;
    std::string zh;
    std::string en;
};
// Every mistake, by line, the first fifty; none: the text may be kept. Pure.
std::vector<DefinitionProblem> definition_problems(DefinitionKind kind, std::string_view text);

// Keeps a version as a draft: a new one, or in place of the draft that the same person made last. Errors:
// registry.definition_invalid (ask definition_problems), registry.definition_draft (somebody else's draft waits),
// registry.definition_same (nothing differs from the version in force); those of people::require.
base::Result<DefinitionId> save_definition(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                           DefinitionKind kind, std::string text, base::Random& random,
                                           base::Instant now);

enum class Approval : std::uint8_t { approve, refuse };
// By another designated person than the one who made it; who made it may take it back (refuse). Errors:
// registry.definition_unknown, registry.definition_decided, registry.definition_own (refused),
// registry.definition_reason (a refusal needs one); those of people::require.
base::Result<void> decide_definition(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                     DefinitionId id, Approval approval, std::string_view reason, base::Instant now);

// By kind and name, the newest version first.
base::Result<std::vector<Definition>> definitions(store::ReadTx& tx);
base::Result<std::optional<Definition>> find_definition(store::ReadTx& tx, DefinitionId id);

// What is in force: the highest approved version, else what came with the installation; null if there is none.
// `definition` is the version, none for what came with the installation.
struct LayoutInForce {
    const format::Layout* layout = nullptr;
    std::optional<DefinitionId> definition;
};
base::Result<LayoutInForce> layout_in_force(store::ReadTx& tx, const Registry& registry, std::string_view name);
base::Result<const format::CharacterMap*> characters_in_force(store::ReadTx& tx, const Registry& registry);
base::Result<const law::Districts*> districts_in_force(store::ReadTx& tx, const Registry& registry);

}  // namespace menhu::registry
