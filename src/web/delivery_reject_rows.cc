// The rejected rows of a delivery on a page: reasons, and the raw bytes as the layout cuts them. Each page that is read
// is entered in the ledger before it is answered (S2.1, F2.4).
#include "registry/rejects.h"
#include "registry/trial.h"
#include "web/cut_views.h"
#include "web/handlers_delivery.h"
#include "web/log_path.h"

namespace menhu::web {

namespace {

constexpr std::size_t rows_shown = 50;

RejectView view_of(const registry::Reject& reject, const registry::TrialLayout& trial,
                   const format::FieldReader& fields) {
    RejectView view{.reasons = reject.reasons, .fields = reject.fields, .record = {}};
    format::RecordReader reader{trial.layout, reject.raw, reject.offset, reject.number};
    format::RawRecord record;
    if (reader.next(record)) view.record = web::view_of(registry::cut_record(fields, record));
    return view;
}

}  // namespace

Answer get_reject_rows(const Rooms& rooms, const Call& call) {
    const auto id = registry::DeliveryId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("web.no_such_delivery"));
    const auto asked = call.query_value("next");
    const auto first = asked.empty() ? std::optional<std::int64_t>{0} : read_index(asked);
    if (!first) return answer_problem(problem_of(Invalid{"next", "應為先前回覆之值", "must be what an answer said"}));
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    std::string base_date;
    const auto trial = rooms.database.read([&](store::ReadTx& tx) -> base::Result<registry::TrialLayout> {
        const auto delivery = TRY(registry::find_delivery(tx, *id));
        if (!delivery) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
        base_date = delivery->manifest.base_date;
        return registry::trial_layout(tx, rooms.registry, delivery->manifest.layout);
    });
    if (!trial) return answer_error(trial.error());
    const auto fields = format::FieldReader::open(trial->layout, trial->characters, base_date);
    if (!fields) return answer_error(fields.error());
    const auto from = static_cast<std::uint64_t>(*first);
    const auto page = registry::read_rejects(rooms.registry, *actor, *id, from, rows_shown, call.now);
    if (!page) return answer_error(page.error());
    RejectList list;
    for (const auto& reject : page->rows) list.items.push_back(view_of(reject, *trial, *fields));
    list.total = static_cast<std::int64_t>(page->total);
    const auto end = from + page->rows.size();
    if (end < page->total) list.next = std::to_string(end);
    return answer_json(list);
}

}  // namespace menhu::web
