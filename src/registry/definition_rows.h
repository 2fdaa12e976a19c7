#pragma once
// The rows of definitions. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <vector>

#include "registry/definition.h"

namespace menhu::registry::rows {

base::Result<std::vector<Definition>> definitions(store::ReadTx& tx);
base::Result<std::optional<Definition>> definition(store::ReadTx& tx, std::int64_t id);
// The highest version of a name, and the highest that was approved (its id).
base::Result<std::optional<Definition>> newest_definition(store::ReadTx& tx, DefinitionKind kind,
                                                          std::string_view name);
base::Result<std::optional<std::int64_t>> approved_definition(store::ReadTx& tx, DefinitionKind kind,
                                                              std::string_view name);
base::Result<void> insert_definition(store::WriteTx& tx, const Definition& definition);
base::Result<void> set_definition_text(store::WriteTx& tx, std::int64_t id, std::string_view text, base::Instant now);
base::Result<void> decide_definition(store::WriteTx& tx, std::int64_t id, DefinitionState state,
                                     const people::Actor& by, std::string_view reason, base::Instant now);
// With which version of its layout a generation was read.
base::Result<void> set_generation_definition(store::WriteTx& tx, std::int64_t generation, std::int64_t definition);
base::Result<std::optional<std::int64_t>> generation_definition(store::ReadTx& tx, std::int64_t generation);

std::span<const store::Statement> definition_statements();

}  // namespace menhu::registry::rows
