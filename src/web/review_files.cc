// The record of a signed review as a file; that it leaves the house is entered before it does.
#include "crypto/hash.h"
#include "oversight/printed_file.h"
#include "oversight/review_printed.h"
#include "web/document_answer.h"
#include "web/handlers_review.h"
#include "web/review_door.h"

namespace menhu::web {

namespace {

struct Found {
    oversight::Review review;
    oversight::ReviewRecord record;
    std::vector<oversight::ReviewLine> lines;
    std::vector<oversight::ReviewStep> steps;
};

base::Result<Found> find_signed(store::ReadTx& tx, const Rooms& rooms, const Call& call) {
    const auto actor = TRY(enter(tx, rooms, call));
    const auto reader = TRY(review_reader(tx, actor, call.now));
    auto review = TRY(review_of(tx, call));
    // The record is whole: it goes only to who may see every line.
    if (reader.sees != ReviewReader::Sees::all) {
        return base::Error{base::Fault::refused, "people.not_your_unit", "record"};
    }
    auto record = TRY(oversight::review_record(tx, review.id));
    if (!record) return base::Error{base::Fault::conflict, "oversight.review_not_signed"};
    auto lines = TRY(oversight::review_lines(tx, review.id));
    auto steps = TRY(oversight::review_steps(tx, review.id));
    return Found{std::move(review), *std::move(record), std::move(lines), std::move(steps)};
}

base::Result<void> enter_printing(const Rooms& rooms, const Call& call, oversight::ReviewId review,
                                  std::string_view form, const crypto::Digest& digest) {
    const auto recorded = rooms.database.write(
        [&rooms, call, review, form = std::string{form}, digest](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return oversight::record_review_printed(tx, rooms.office, actor, review, form, digest, call.now);
        });
    if (!recorded) return recorded.error();
    return {};
}

std::string name_of(const oversight::Review& review) {
    return "account-review-" + oversight::name_of_period(review.period_from, review.period_until).code;
}

Answer print(const Rooms& rooms, const Call& call, paper::Form form) {
    const auto found = rooms.database.read([&](store::ReadTx& tx) { return find_signed(tx, rooms, call); });
    if (!found) return answer_error(found.error());
    // Dated by the signature, so that the same record is always the same file.
    const auto at = found->steps.back().at;
    auto file = oversight::print(
        oversight::review_document(rooms.profile(), found->review, found->lines, found->steps, found->record), form,
        at);
    if (!file) return answer_error(file.error());
    const auto entered = enter_printing(rooms, call, found->review.id, paper::form_name(form), file->digest);
    if (!entered) return answer_error(entered.error());
    return answer_document(form, name_of(found->review), std::move(file->bytes));
}

}  // namespace

Answer get_review_json(const Rooms& rooms, const Call& call) {
    const auto found = rooms.database.read([&](store::ReadTx& tx) { return find_signed(tx, rooms, call); });
    if (!found) return answer_error(found.error());
    const auto entered = enter_printing(rooms, call, found->review.id, "json", found->record.digest);
    if (!entered) return answer_error(entered.error());
    auto answer = answer_text("application/json", {found->record.bytes.begin(), found->record.bytes.end()});
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}.json\"", name_of(found->review)));
    return answer;
}

Answer get_review_pdf(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::pdf); }

Answer get_review_ods(const Rooms& rooms, const Call& call) { return print(rooms, call, paper::Form::ods); }

}  // namespace menhu::web
