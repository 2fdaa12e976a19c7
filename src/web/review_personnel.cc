// The personnel list that an account review is compared with (U2). That of an agency of some thousand people is larger
// than the body of a request may be, so it is taken in piece by piece, once it is known who sends it; what is larger
// than any such list is refused.
#include "oversight/review.h"
#include "web/handlers_review.h"
#include "web/views_review.h"
#include "web/whole_upload.h"

namespace menhu::web {

namespace {

using oversight::ReviewId;

constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;

class PersonnelUpload final : public WholeUpload {
public:
    PersonnelUpload(const Rooms& rooms, Call call, ReviewId review)
        : WholeUpload{rooms, std::move(call), most_bytes}, review_{review} {}

    // A list that broke off on its way is no JSON, and so it is compared with nothing.
    Answer finish() override {
        PersonnelRequest request;
        if (auto wrong = read_body(call_, request)) return answer_problem(problem_of(std::move(*wrong)));
        const auto done = rooms_.database.write(
            [this, &csv = request.csv.value](store::WriteTx& tx) -> base::Result<oversight::PersonnelAnswer> {
                const auto actor = TRY(enter(tx, rooms_, call_));
                return oversight::compare_personnel(tx, rooms_.office, actor, review_, csv, call_.now);
            });
        if (!done) return answer_error(done.error());
        const auto& answer = done->value();
        return answer_json(PersonnelView{.rows = answer.rows, .matched = answer.matched, .proposed = answer.proposed});
    }

private:
    ReviewId review_;
};

}  // namespace

std::expected<std::unique_ptr<UploadSink>, Answer> post_review_personnel(const Rooms& rooms, const Call& call) {
    const auto review = ReviewId::parse(call.parts.at(0));
    if (!review) {
        return std::unexpected{answer_error(base::Error{base::Fault::not_found, "oversight.review_not_found"})};
    }
    const auto actor = rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    return std::make_unique<PersonnelUpload>(rooms, call, *review);
}

}  // namespace menhu::web
