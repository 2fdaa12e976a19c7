#pragma once
// A link as the interface shows it, and who may read it. Thread rule: as the transaction.
#include <string>

#include "grants/link.h"
#include "grants/link_review.h"
#include "people/actor.h"
#include "web/catalogue_views.h"
#include "web/rooms.h"

namespace menhu::web {

// Those of some roles, and who is in charge of the link. Errors: those of people::require_any.
base::Result<void> require_link_reader(store::ReadTx& tx, const people::Actor& actor, const grants::Link& link,
                                       base::Instant now);
base::Result<grants::Link> link_to_read(store::ReadTx& tx, const people::Actor& actor, std::string_view code,
                                        base::Instant now);

base::Result<LinkRow> row_of(store::ReadTx& tx, const grants::Link& link, CatalogueNames& names, const Rooms& rooms,
                             base::Instant now);
base::Result<LinkFull> view_of(store::ReadTx& tx, const people::Actor& actor, const grants::Link& link,
                               const Rooms& rooms, base::Instant now);
base::Result<LinkUsageView> view_of(const grants::LinkUsage& usage, CatalogueNames& names);

}  // namespace menhu::web
