#pragma once
// A signed review as a document to be kept on paper beside the electronic record (附件二2(12)), and the entry that it
// was handed out. Thread rule: as the transaction; the document is a value.
#include <string_view>
#include <vector>

#include "oversight/review.h"
#include "paper/document.h"

namespace menhu::oversight {

// Landscape, 密件; the digest of the record is at its foot.
paper::Document review_document(const law::Profile& profile, const Review& review, const std::vector<ReviewLine>& lines,
                                const std::vector<ReviewStep>& steps, const ReviewRecord& record);
// Before the file leaves. `form`: "pdf", "ods", "json".
base::Result<void> record_review_printed(store::WriteTx& tx, const people::Office& office, const people::Actor& by,
                                         ReviewId review, std::string_view form, const crypto::Digest& digest,
                                         base::Instant now);

}  // namespace menhu::oversight
