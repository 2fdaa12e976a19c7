#pragma once
// grants_links, their versions and tables. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grants/link.h"
#include "store/database.h"

namespace menhu::grants::rows {

// The row as given, and the version of its number with its tables.
enum class LinkRow : std::uint8_t { first, next };
base::Result<void> put_link(store::WriteTx& tx, const Link& link, LinkRow row, std::string_view act,
                            people::AccountId by, std::string_view note, base::Instant now);
base::Result<std::vector<Link>> links(store::ReadTx& tx);
base::Result<std::optional<Link>> link(store::ReadTx& tx, std::string_view code);
base::Result<std::optional<Link>> link_then(store::ReadTx& tx, std::string_view code, base::Instant at);
base::Result<std::vector<LinkVersion>> link_versions(store::ReadTx& tx, LinkId id);

std::span<const store::Statement> link_statements();

}  // namespace menhu::grants::rows
