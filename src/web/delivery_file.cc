// The data file of a delivery, in any number of pieces (RFC 9110 section 14.4), and its rejects.

#include "registry/delivery.h"
#include "registry/rejects.h"
#include "web/handlers.h"
#include "web/log_path.h"

namespace menhu::web {

namespace {

Answer no_such_delivery() { return answer_problem(problem_of("web.no_such_delivery")); }

// "bytes 0-1023/4096" or, for what the sender does not know, "bytes 0-1023/*". Without the header: from the start.
std::optional<std::uint64_t> first_byte(std::string_view content_range) {
    if (content_range.empty()) return 0;
    constexpr std::string_view unit = "bytes ";
    if (!content_range.starts_with(unit)) return std::nullopt;
    content_range.remove_prefix(unit.size());
    const auto dash = content_range.find('-');
    const auto slash = content_range.find('/');
    if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
    const auto first = read_index(content_range.substr(0, dash));
    const auto last = read_index(content_range.substr(dash + 1, slash - dash - 1));
    if (!first || !last || *last < *first) return std::nullopt;
    return static_cast<std::uint64_t>(*first);
}

class DeliveryUpload final : public UploadSink {
public:
    DeliveryUpload(registry::Upload upload, std::int64_t bytes) : upload_{std::move(upload)}, bytes_{bytes} {}
    base::Result<void> write(base::ByteView piece) override { return upload_.write(piece); }
    Answer finish() override {
        const auto held = upload_.finish();
        if (!held) return answer_error(held.error());
        return answer_json(UploadView{.received = static_cast<std::int64_t>(*held), .bytes = bytes_});
    }

private:
    registry::Upload upload_;
    std::int64_t bytes_;
};

}  // namespace

Answer get_delivery_file(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return no_such_delivery();
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (!delivery) return no_such_delivery();
        return answer_json(UploadView{
            .received = static_cast<std::int64_t>(registry::received_bytes(rooms.registry, *id)),
            .bytes = delivery->manifest.bytes,
        });
    });
}

std::expected<std::unique_ptr<UploadSink>, Answer> put_delivery_file(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return std::unexpected{no_such_delivery()};
    const auto offset = first_byte(call.content_range);
    if (!offset) return std::unexpected{answer_problem(problem_of("web.content_range"))};
    std::int64_t bytes = 0;
    const auto actor = rooms.database.read([&](store::ReadTx& tx) -> base::Result<people::Actor> {
        auto found = TRY(enter(tx, rooms, call));
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (delivery) bytes = delivery->manifest.bytes;
        return found;
    });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    auto upload = registry::Upload::open(rooms.registry, *actor, *id, *offset);
    if (!upload) return std::unexpected{answer_error(upload.error())};
    return std::make_unique<DeliveryUpload>(std::move(*upload), bytes);
}

}  // namespace menhu::web
