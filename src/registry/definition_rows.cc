#include "registry/definition_rows.h"

#include <algorithm>
#include <array>

namespace menhu::registry {

namespace {

using store::Row;
using store::Statement;

constexpr Statement all_definitions{
    "registry.definitions",
    "SELECT id, kind, name, version, text, state, made_by, made_by_name, made_at, decided_by, decided_by_name, "
    "decided_at, reason FROM registry_definitions ORDER BY kind, name, version DESC"};
constexpr Statement definition_by_id{
    "registry.definition",
    "SELECT id, kind, name, version, text, state, made_by, made_by_name, made_at, decided_by, decided_by_name, "
    "decided_at, reason FROM registry_definitions WHERE id = $1"};
constexpr Statement newest_of_name{
    "registry.newest_definition",
    "SELECT id, kind, name, version, text, state, made_by, made_by_name, made_at, decided_by, decided_by_name, "
    "decided_at, reason FROM registry_definitions WHERE kind = $1 AND name = $2 ORDER BY version DESC LIMIT 1"};
constexpr Statement approved_of_name{
    "registry.approved_definition",
    "SELECT id FROM registry_definitions WHERE kind = $1 AND name = $2 AND state = 'approved' ORDER BY version DESC "
    "LIMIT 1"};
constexpr Statement insert_row{
    "registry.insert_definition",
    "INSERT INTO registry_definitions (id, kind, name, version, text, state, made_by, made_by_name, made_at, "
    "decided_by_name, reason) VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, '', '')"};
constexpr Statement update_text{
    "registry.set_definition_text",
    "UPDATE registry_definitions SET text = $2, made_at = $3 WHERE id = $1 AND state = 'draft'"};
constexpr Statement update_decision{
    "registry.decide_definition",
    "UPDATE registry_definitions SET state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, reason = $6 "
    "WHERE id = $1 AND state = 'draft'"};
constexpr Statement update_generation{"registry.set_generation_definition",
                                      "UPDATE registry_generations SET definition = $2 WHERE id = $1"};
constexpr Statement of_generation{"registry.generation_definition",
                                  "SELECT definition FROM registry_generations WHERE id = $1"};

constexpr Statement every_statement[] = {all_definitions,  definition_by_id,  newest_of_name,
                                         approved_of_name, insert_row,        update_text,
                                         update_decision,  update_generation, of_generation};

constexpr std::string_view kind_codes[] = {"layout", "characters", "villages"};
constexpr std::string_view state_codes[] = {"draft", "approved", "refused"};

template <class T, std::size_t N>
std::optional<T> named(const std::string_view (&codes)[N], std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    if (found == std::end(codes)) return std::nullopt;
    return static_cast<T>(found - std::begin(codes));
}

struct Raw {
    Definition definition;
    std::string kind;
    std::string state;
};

Raw decode(const Row& row) {
    Raw raw;
    auto& definition = raw.definition;
    definition.id = DefinitionId{row.integer(0)};
    raw.kind = row.text(1);
    definition.name = row.text(2);
    definition.version = row.integer(3);
    definition.text = row.text(4);
    raw.state = row.text(5);
    definition.made_by = people::AccountId{row.integer(6)};
    definition.made_by_name = row.text(7);
    definition.made_at = row.instant(8);
    if (const auto by = row.maybe_integer(9)) definition.decided_by = people::AccountId{*by};
    definition.decided_by_name = row.text(10);
    if (const auto at = row.maybe_integer(11)) definition.decided_at = base::from_millis(*at);
    definition.reason = row.text(12);
    return raw;
}

base::Result<Definition> checked(Raw raw) {
    const auto kind = named<DefinitionKind>(kind_codes, raw.kind);
    const auto state = named<DefinitionState>(state_codes, raw.state);
    if (!kind || !state) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "definition"};
    raw.definition.kind = *kind;
    raw.definition.state = *state;
    return std::move(raw.definition);
}

base::Result<std::optional<Definition>> checked(std::optional<Raw> raw) {
    if (!raw) return std::optional<Definition>{};
    auto definition = TRY(checked(*std::move(raw)));
    return std::optional{std::move(definition)};
}

base::Result<void> run_one(base::Result<std::int64_t> changed) {
    if (!changed) return std::move(changed).error();
    CHECK(*changed == 1);
    return {};
}

}  // namespace

std::string_view definition_kind_code(DefinitionKind kind) { return kind_codes[static_cast<std::size_t>(kind)]; }

std::optional<DefinitionKind> definition_kind_named(std::string_view code) {
    return named<DefinitionKind>(kind_codes, code);
}

std::string_view definition_state_code(DefinitionState state) { return state_codes[static_cast<std::size_t>(state)]; }

namespace rows {

base::Result<std::vector<Definition>> definitions(store::ReadTx& tx) {
    auto raw = TRY(tx.all(all_definitions, decode));
    std::vector<Definition> out;
    out.reserve(raw.size());
    for (auto& one : raw) {
        auto definition = TRY(checked(std::move(one)));
        out.push_back(std::move(definition));
    }
    return out;
}

base::Result<std::optional<Definition>> definition(store::ReadTx& tx, std::int64_t id) {
    auto raw = TRY(tx.one(definition_by_id, decode, id));
    return checked(std::move(raw));
}

base::Result<std::optional<Definition>> newest_definition(store::ReadTx& tx, DefinitionKind kind,
                                                          std::string_view name) {
    auto raw = TRY(tx.one(newest_of_name, decode, definition_kind_code(kind), name));
    return checked(std::move(raw));
}

base::Result<std::optional<std::int64_t>> approved_definition(store::ReadTx& tx, DefinitionKind kind,
                                                              std::string_view name) {
    return tx.one(approved_of_name, [](const Row& row) { return row.integer(0); }, definition_kind_code(kind), name);
}

base::Result<void> insert_definition(store::WriteTx& tx, const Definition& definition) {
    return run_one(tx.run(insert_row, definition.id.number(), definition_kind_code(definition.kind), definition.name,
                          definition.version, definition.text, definition.made_by.number(), definition.made_by_name,
                          definition.made_at));
}

base::Result<void> set_definition_text(store::WriteTx& tx, std::int64_t id, std::string_view text, base::Instant now) {
    return run_one(tx.run(update_text, id, text, now));
}

base::Result<void> decide_definition(store::WriteTx& tx, std::int64_t id, DefinitionState state,
                                     const people::Actor& by, std::string_view reason, base::Instant now) {
    return run_one(tx.run(update_decision, id, definition_state_code(state), by.account().number(), by.display_name(),
                          now, reason));
}

base::Result<void> set_generation_definition(store::WriteTx& tx, std::int64_t generation, std::int64_t definition) {
    return run_one(tx.run(update_generation, generation, definition));
}

base::Result<std::optional<std::int64_t>> generation_definition(store::ReadTx& tx, std::int64_t generation) {
    const auto row = TRY(tx.one(of_generation, [](const Row& found) { return found.maybe_integer(0); }, generation));
    return row.value_or(std::nullopt);
}

std::span<const Statement> definition_statements() { return every_statement; }

}  // namespace rows

}  // namespace menhu::registry
