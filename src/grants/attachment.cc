#include "grants/attachment.h"

#include <algorithm>
#include <array>

#include "crypto/aead.h"
#include "format/code_points.h"
#include "grants/attachment_rows.h"
#include "grants/use_rows.h"
#include "grants/use_steps.h"

namespace menhu::grants {
namespace {

using base::Error;
using base::Fault;

constexpr std::size_t longest_name = 200;

constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";
constexpr std::string_view ods = "application/vnd.oasis.opendocument.spreadsheet";

// OpenDocument 1.3 part 2 section 3.3: the first file of the archive is `mimetype`, stored, without an extra field; so
// its bytes begin at 38, and the next file's header follows them.
bool is_open_document(std::string_view bytes, std::string_view media) {
    constexpr std::size_t name_at = 30;
    constexpr std::string_view name = "mimetype";
    constexpr std::string_view header = "PK\x03\x04";
    const auto at = name_at + name.size();
    return bytes.starts_with(header) && bytes.size() > at + media.size() + 2 &&
           bytes.substr(name_at, name.size()) == name && bytes.substr(at, media.size()) == media &&
           bytes.substr(at + media.size(), 2) == "PK";
}

// Shown and offered as a file's name: nothing that a system could take for a path or a control.
bool is_file_name(std::string_view name) {
    if (name.empty() || !format::is_utf8(name) || format::count_code_points(name) > longest_name) return false;
    if (name == "." || name == "..") return false;
    return std::ranges::none_of(name, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || c == '/' || c == '\\';
    });
}

std::string aad_of(AttachmentId id) { return "grants attachment " + id.text(); }

std::string hexadecimal(const crypto::Digest& digest) { return base::to_hex(digest); }

Facts facts_of(const Attachment& attachment) {
    return {{"attachment", attachment.id.text()},
            {"media", attachment.media},
            {"bytes", std::to_string(attachment.bytes)},
            {"sha256", hexadecimal(attachment.sha256)}};
}

// The applicant's own, while nobody has approved the form that counts.
base::Result<UseApplication> application_to_attach_to(store::ReadTx& tx, const people::Actor& by, UseApplicationId id,
                                                      base::Instant now) {
    TRY(people::require_able(by));
    auto found = TRY(find_use_application(tx, id, now));
    if (!found) return Error{Fault::not_found, "grants.application_unknown"};
    if (found->applicant != by.account()) return Error{Fault::refused, "grants.application_not_yours"};
    if (!found->is_open() || (found->state == UseState::submitted && found->approved_stages > 0)) {
        return Error{Fault::conflict, "grants.application_moved"};
    }
    return *std::move(found);
}

// Whoever read it before has to read it again.
base::Result<void> touch(store::WriteTx& tx, const Desk& desk, const people::Actor& by, UseApplication application,
                         std::string_view kind, const Attachment& attachment, base::Instant now) {
    const std::int64_t expects = application.version++;
    const auto changed = TRY(rows::update_use_application(tx, application, expects));
    if (changed != 1) return Error{Fault::conflict, "grants.application_moved"};
    return enter_use(tx, desk, {.account = by.account(), .unit = by.unit()}, application, kind, facts_of(attachment),
                     {{"name", attachment.name}}, now);
}

base::Result<SealedAttachment> found_attachment(store::ReadTx& tx, UseApplicationId application, AttachmentId id) {
    auto file = TRY(rows::sealed_attachment(tx, id));
    if (!file || file->what.application != application) {
        return Error{Fault::not_found, "grants.attachment_unknown"};
    }
    return *std::move(file);
}

}  // namespace

std::string_view media_of(base::ByteView bytes) {
    const std::string_view text = base::as_text(bytes);
    if (text.starts_with("%PDF-")) return "application/pdf";
    if (text.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
    if (text.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    if (is_open_document(text, odt)) return odt;
    if (is_open_document(text, ods)) return ods;
    return {};
}

base::Result<SealedAttachment> seal_attachment(const Desk& desk, UseApplicationId application, std::string_view name,
                                               base::ByteView bytes, base::Random& random, base::Instant now) {
    if (desk.keyring == nullptr) return Error{Fault::unsupported, "grants.attachments_off"};
    if (bytes.size() > longest_attachment) return Error{Fault::bad_input, "grants.attachment_too_large"};
    if (!is_file_name(name)) return Error{Fault::bad_input, "grants.attachment_name"};
    const auto media = media_of(bytes);
    if (media.empty()) return Error{Fault::bad_input, "grants.attachment_unknown_kind"};
    SealedAttachment file;
    file.what = {.id = AttachmentId::make(now, random),
                 .application = application,
                 .name = std::string{name},
                 .media = std::string{media},
                 .bytes = static_cast<std::int64_t>(bytes.size()),
                 .sha256 = crypto::sha256(bytes),
                 .by = people::operator_account,
                 .at = now};
    const auto aad = aad_of(file.what.id);
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    // One message under one key: its nonce is the first of a counter.
    file.sealed = crypto::Aead{key}.seal(crypto::nonce_of(0), base::as_bytes(aad), bytes);
    file.wrapped_key = desk.keyring->wrap(aad, key, random);
    return file;
}

base::Result<void> attach(store::WriteTx& tx, const Desk& desk, const people::Actor& by, SealedAttachment file,
                          base::Instant now) {
    auto application = TRY(application_to_attach_to(tx, by, file.what.application, now));
    const auto there = TRY(rows::attachments(tx, application.id));
    if (there.size() >= most_attachments) return Error{Fault::conflict, "grants.attachments_too_many"};
    file.what.by = by.account();
    TRY(rows::insert_attachment(tx, file));
    return touch(tx, desk, by, std::move(application), "grants.attachment_added", file.what, now);
}

base::Result<void> take_off(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                            UseApplicationId application_id, AttachmentId attachment, base::Instant now) {
    auto application = TRY(application_to_attach_to(tx, by, application_id, now));
    const auto file = TRY(found_attachment(tx, application_id, attachment));
    TRY(rows::clear_attachment(tx, attachment, now));
    return touch(tx, desk, by, std::move(application), "grants.attachment_removed", file.what, now);
}

base::Result<std::vector<Attachment>> attachments_of(store::ReadTx& tx, UseApplicationId application) {
    return rows::attachments(tx, application);
}

base::Result<OpenedAttachment> open_attachment(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                               UseApplicationId application_id, AttachmentId attachment,
                                               base::Instant now) {
    if (desk.keyring == nullptr) return Error{Fault::unsupported, "grants.attachments_off"};
    TRY(people::require_able(by));
    const auto application = TRY(find_use_application(tx, application_id, now));
    if (!application) return Error{Fault::not_found, "grants.application_unknown"};
    TRY(require_use_reader(tx, desk, by, *application, now));
    auto file = TRY(found_attachment(tx, application_id, attachment));
    const auto aad = aad_of(attachment);
    const auto key = TRY(desk.keyring->unwrap(aad, file.wrapped_key));
    auto bytes = TRY(crypto::Aead{key}.open(crypto::nonce_of(0), base::as_bytes(aad), file.sealed));
    TRY(enter_use(tx, desk, {.account = by.account(), .unit = by.unit()}, *application, "grants.attachment_opened",
                  facts_of(file.what), {{"name", file.what.name}}, now));
    return OpenedAttachment{.what = std::move(file.what), .bytes = std::move(bytes)};
}

}  // namespace menhu::grants
