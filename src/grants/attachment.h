#pragma once
// Attachments of an application to use data: plans, letters, lists of fields that the applicant puts beside the form.
//
// Promises: what a file is, its first bytes say, and nothing else is taken; it is sealed under a key of its own;
// nothing of it leaves without an entry. Applicants add and take off while nobody has approved; what is taken off is
// gone, that it was there stays. Thread rule: as the transaction; what takes none is pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "grants/use_application.h"
#include "people/actor.h"
#include "store/database.h"

namespace menhu::grants {

inline constexpr std::size_t longest_attachment = std::size_t{5} * 1024 * 1024;
inline constexpr std::size_t most_attachments = 10;

// PDF, PNG, JPEG, ODT and ODS, by their first bytes; empty for anything else.
std::string_view media_of(base::ByteView bytes);

struct Attachment {
    AttachmentId id{0};
    UseApplicationId application{0};
    std::string name;
    std::string media;
    std::int64_t bytes = 0;
    crypto::Digest sha256{};
    people::AccountId by{0};
    base::Instant at{};
};

// A file, looked at and sealed before the writer is asked for. Errors: grants.attachment_too_large,
// grants.attachment_unknown_kind, grants.attachment_name (1 to 200 code points, no path), grants.attachments_off (the
// installation has no keys).
struct SealedAttachment {
    Attachment what;
    base::Bytes wrapped_key;
    base::Bytes sealed;
};
base::Result<SealedAttachment> seal_attachment(const Desk& desk, UseApplicationId application, std::string_view name,
                                               base::ByteView bytes, base::Random& random, base::Instant now);

// By the applicant. Errors: grants.application_unknown, grants.application_not_yours, grants.application_moved
// (somebody has approved, or it is over), grants.attachments_too_many.
base::Result<void> attach(store::WriteTx& tx, const Desk& desk, const people::Actor& by, SealedAttachment file,
                          base::Instant now);
// Errors too: grants.attachment_unknown.
base::Result<void> take_off(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplicationId application,
                            AttachmentId attachment, base::Instant now);

base::Result<std::vector<Attachment>> attachments_of(store::ReadTx& tx,
                                                     UseApplicationId application);  // the oldest first

struct OpenedAttachment {
    Attachment what;
    crypto::Secret bytes;
};
// For who may read the application; entered. Errors too: those of take_off, grants.attachments_off, crypto.seal_broken.
base::Result<OpenedAttachment> open_attachment(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                               UseApplicationId application, AttachmentId attachment,
                                               base::Instant now);

}  // namespace menhu::grants
