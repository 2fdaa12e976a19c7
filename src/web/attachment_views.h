#pragma once
// An attachment as the interface shows it. Thread rule: as the transaction.
#include "registry/attachment.h"
#include "web/names.h"
#include "web/views_attachment.h"

namespace menhu::web {

base::Result<CaseAttachmentView> view_of(Names& names, const registry::Attachment& attachment);

}  // namespace menhu::web
