// What the installation says of itself.
#include "web/handlers.h"

namespace menhu::web {

void get_meta(const Rooms& rooms, Call, Reply reply) {
    const auto& agency = rooms.profile().agency();
    reply.now(answer_json(MetaView{
        .product = "門戶 Menhu",
        .version = rooms.version,
        .agency_zh = agency.name,
        .agency_en = agency.name_en,
        .demonstration = rooms.office.installation() == people::Installation::demonstration,
        .profile = agency.code,
    }));
}

void get_health(const Rooms& rooms, Call call, Reply reply) {
    // Alive means that the writer still commits: an empty closure goes through it.
    in_one_write(
        rooms, reply, [](store::WriteTx&) -> base::Result<int> { return 0; },
        [](int) { return answer_json(HealthView{.status = "ok"}); });
    (void)call;
}

void get_openapi(const Rooms&, Call, Reply reply) { reply.now(answer_text("application/json", openapi_document())); }

void get_metrics(const Rooms& rooms, Call call, Reply reply) {
    const bool is_local = call.source.starts_with("127.") || call.source == "::1" || call.source == "::ffff:127.0.0.1";
    if (!is_local) return reply.now(answer_problem(problem_of("web.loopback_only")));
    reply.now(answer_text("text/plain; version=0.0.4", rooms.metrics.text()));
}

}  // namespace menhu::web
