#pragma once
// The ids of grants. Values; any thread.
#include "base/id.h"

namespace menhu::grants {

struct GrantTag;
struct PurposeTag;
struct LinkTag;
struct LinkPersonTag;
struct LinkReviewTag;
struct UseApplicationTag;
struct AttachmentTag;
using GrantId = base::Id<GrantTag>;
using PurposeId = base::Id<PurposeTag>;
using LinkId = base::Id<LinkTag>;
using LinkPersonId = base::Id<LinkPersonTag>;
using LinkReviewId = base::Id<LinkReviewTag>;
using UseApplicationId = base::Id<UseApplicationTag>;
using AttachmentId = base::Id<AttachmentTag>;

}  // namespace menhu::grants
