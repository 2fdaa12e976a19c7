#pragma once
// An exhibit as the document that goes into the case file: 密件 at head and foot, who, when, grant, case number, the
// entries of the answer, a watermark. Inside the room. Pure; any thread.
#include <string>

#include "paper/document.h"
#include "registry/attachment.h"

namespace menhu::registry {

struct AttachedBy {
    std::string account;  // as typed at sign-in
    std::string name;
    std::string unit;
    std::string purpose;      // of the grant, in Chinese
    std::string case_number;  // into whose file it goes
    std::string code;         // of chance, which only the document says
};

paper::Document attachment_document(const Exhibit& exhibit, const AttachedBy& by, const law::Profile& profile,
                                    AttachmentId id, Keeps keeps, base::Instant ends_at, base::Instant now);

}  // namespace menhu::registry
