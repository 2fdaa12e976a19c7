#pragma once
// What the files of attachments share. Inside the room. Thread rule: values.
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/aead.h"
#include "crypto/secret.h"
#include "registry/attachment.h"
#include "registry/attachment_rows.h"

namespace menhu::registry {

struct AttachmentHead {
    std::string case_number;
    std::string reason;
};
base::Bytes pack_head(const AttachmentHead& head);
base::Result<AttachmentHead> unpack_attachment_head(base::ByteView bytes);

// Into whose file it goes: that of the answer; rows of a match also into another's.
std::string case_of(const Exhibit& exhibit, const NewAttachment& wish);
std::int64_t case_key(const crypto::Digest& commitment);

// Each key seals one thing, so its nonce is always the first.
std::string file_key_name(std::int64_t id);
std::string head_key_name(std::int64_t id);
base::Bytes seal_once(const crypto::Secret& key, std::int64_t id, base::ByteView plain);
// Error: crypto.seal_broken.
base::Result<crypto::Secret> open_once(const crypto::Secret& key, std::int64_t id, base::ByteView sealed);

}  // namespace menhu::registry
