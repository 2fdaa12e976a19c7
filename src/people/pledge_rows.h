#pragma once
// people_pledge_texts and people_pledges. Inside the room. Thread rule: as the transaction.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "people/pledge.h"

namespace menhu::people::rows {

struct PledgeText {
    std::string zh;
    std::string en;
};
base::Result<std::optional<PledgeText>> pledge_text(store::ReadTx& tx, std::string_view version);
base::Result<void> insert_pledge_text(store::WriteTx& tx, std::string_view version, const PledgeText& text,
                                      base::Instant now);
base::Result<std::vector<Acknowledged>> pledges(store::ReadTx& tx, AccountId account);
base::Result<void> insert_pledge(store::WriteTx& tx, AccountId account, std::string_view version, base::Instant at,
                                 std::optional<std::int64_t> application);

std::span<const store::Statement> pledge_statements();

}  // namespace menhu::people::rows
