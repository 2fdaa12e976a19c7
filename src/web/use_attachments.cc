// Attachments of an application to use data: taken in piece by piece once it is known who sends them; opening one is
// entered before it leaves.
#include "grants/attachment.h"
#include "web/handlers_use.h"
#include "web/use_views.h"
#include "web/whole_upload.h"

namespace menhu::web {

namespace {

base::Error no_such_application() { return {base::Fault::not_found, "grants.application_unknown"}; }

struct Named {
    grants::UseApplicationId application;
    grants::AttachmentId attachment;
};
std::optional<Named> named_in(const Call& call) {
    const auto application = grants::UseApplicationId::parse(call.parts.at(0));
    const auto attachment = grants::AttachmentId::parse(call.parts.at(1));
    if (!application || !attachment) return std::nullopt;
    return Named{*application, *attachment};
}

class AttachmentUpload final : public WholeUpload {
public:
    AttachmentUpload(const Rooms& rooms, Call call, grants::UseApplicationId application)
        : WholeUpload{rooms, std::move(call), grants::longest_attachment, "grants.attachment_too_large"},
          application_{application} {}

    Answer finish() override {
        auto sealed = grants::seal_attachment(rooms_.desk, application_, call_.file_name, base::as_bytes(call_.body),
                                              rooms_.random, call_.now);
        if (!sealed) return answer_error(sealed.error());
        const auto kept = rooms_.database.write([this, file = *sealed](store::WriteTx& tx) -> base::Result<AccountRef> {
            const auto actor = TRY(enter(tx, rooms_, call_));
            TRY(grants::attach(tx, rooms_.desk, actor, file, call_.now));
            return AccountRef{actor.account().text(), actor.account_name(), actor.display_name()};
        });
        if (!kept) return answer_error(kept.error());
        const auto& what = sealed->what;
        auto answer = answer_json(AttachmentView{.id = what.id.text(),
                                                 .name = what.name,
                                                 .media = what.media,
                                                 .bytes = what.bytes,
                                                 .sha256 = base::to_hex(what.sha256),
                                                 .by = kept->value(),
                                                 .at = instant_text(what.at)});
        answer.status = 201;
        return answer;
    }

private:
    grants::UseApplicationId application_;
};

}  // namespace

std::expected<std::unique_ptr<UploadSink>, Answer> post_data_attachment(const Rooms& rooms, const Call& call) {
    const auto id = grants::UseApplicationId::parse(call.parts.at(0));
    if (!id) return std::unexpected{answer_error(no_such_application())};
    // Whoever may not read the application sends nothing; whether it may still be attached to is asked again at the
    // end.
    const auto actor = rooms.database.read([&](store::ReadTx& tx) -> base::Result<people::Actor> {
        auto who = TRY(enter(tx, rooms, call));
        const auto application = TRY(grants::find_use_application(tx, *id, call.now));
        if (!application) return no_such_application();
        if (application->applicant != who.account()) {
            return base::Error{base::Fault::refused, "grants.application_not_yours"};
        }
        return who;
    });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    return std::make_unique<AttachmentUpload>(rooms, call, *id);
}

Answer get_data_attachment(const Rooms& rooms, const Call& call) {
    const auto named = named_in(call);
    if (!named) return answer_error({base::Fault::not_found, "grants.attachment_unknown"});
    struct Opened {
        std::string media;
        std::string bytes;
    };
    const auto opened =
        rooms.database.write([&rooms, call, named = *named](store::WriteTx& tx) -> base::Result<Opened> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto file =
                TRY(grants::open_attachment(tx, rooms.desk, actor, named.application, named.attachment, call.now));
            return Opened{.media = file.what.media, .bytes = std::string{file.bytes.text()}};
        });
    if (!opened) return answer_error(opened.error());
    // What it is, its first bytes have said; a browser is to keep it and not to show it.
    auto answer = answer_text(grants::media_of(base::as_bytes(opened->value().bytes)), opened->value().bytes);
    answer.headers.emplace_back("Content-Disposition", "attachment");
    return answer;
}

void delete_data_attachment(const Rooms& rooms, Call call, Reply reply) {
    const auto named = named_in(call);
    if (!named) return reply.now(answer_error({base::Fault::not_found, "grants.attachment_unknown"}));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), named = *named](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            TRY(grants::take_off(tx, rooms.desk, actor, named.application, named.attachment, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
