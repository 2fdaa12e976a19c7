#pragma once
// Recipients, approvals and copies as the interface shows them. Thread rule: as the transaction.
#include "registry/copy.h"
#include "web/handlers_copy.h"
#include "web/names.h"
#include "web/views_copy.h"

namespace menhu::web {

// Whoever is to confirm a key is shown neither it nor its fingerprint: they come from the recipient.
base::Result<RecipientRow> view_of(Names& names, const registry::Recipient& recipient, const people::Actor& by,
                                   base::Instant now);
base::Result<CopyApprovalRow> view_of(store::ReadTx& tx, Names& names, const registry::CopyApproval& approval,
                                      const people::Actor& by, base::Instant now);
base::Result<CopyRow> view_of(store::ReadTx& tx, Names& names, const registry::Copy& copy, const people::Actor& by,
                              base::Instant now);

}  // namespace menhu::web
