// Links (F2.3): read, how they were used, the records of their reviews.
#include <array>
#include <charconv>

#include "duties/link_record.h"
#include "grants/link_people.h"
#include "web/document_answer.h"
#include "web/handlers_catalogue.h"
#include "web/link_views.h"

namespace menhu::web {

namespace {

using grants::Link;

// A year of the calendar, up to today; the present one if none is named.
std::optional<int> year_of(std::string_view text, base::Date today) {
    if (text.empty()) return static_cast<int>(today.year());
    int year = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), year);
    constexpr int first = 2000;
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || year < first ||
        year > static_cast<int>(today.year())) {
        return std::nullopt;
    }
    return year;
}

Answer print_review(const Rooms& rooms, const Call& call, paper::Form form) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto link = TRY(link_to_read(tx, actor, call.parts.at(0), call.now));
        const auto id = grants::LinkReviewId::parse(call.parts.at(1));
        const base::Error unknown{base::Fault::not_found, "grants.link_review_unknown"};
        if (!id) return unknown;
        const auto review = TRY(grants::find_link_review(tx, *id));
        if (!review || review->link != link.id) return unknown;
        const auto document = TRY(duties::link_review_document(tx, rooms.profile(), link, *review));
        auto bytes = TRY(paper::write(document, form, review->at));
        return answer_document(form, "link-review-" + review->id.text(), std::move(bytes));
    });
}

}  // namespace

Answer get_links(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto all = TRY(grants::links(tx));
        CatalogueNames names{tx, call.now};
        LinkList list;
        std::optional<base::Error> refused;
        for (const Link& link : all) {
            const auto may = require_link_reader(tx, actor, link, call.now);
            if (!may) {
                refused = may.error();
                continue;
            }
            auto row = TRY(row_of(tx, link, names, rooms, call.now));
            list.items.push_back(std::move(row));
        }
        if (list.items.empty() && refused) return *refused;
        return answer_json(list);
    });
}

Answer get_link(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto link = TRY(link_to_read(tx, actor, call.parts.at(0), call.now));
        const auto view = TRY(view_of(tx, actor, link, rooms, call.now));
        return answer_json(view);
    });
}

Answer get_link_usage(const Rooms& rooms, const Call& call) {
    const base::Date today = base::taipei_date(call.now);
    const auto year = year_of(call.query_value("year"), today);
    if (!year) {
        return answer_problem(problem_of(Invalid{"year", "應為西元年，不晚於今年", "must be a year, not a later one"}));
    }
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto link = TRY(link_to_read(tx, actor, call.parts.at(0), call.now));
        const std::chrono::year of{*year};
        const base::Date first{of, std::chrono::January, std::chrono::day{1}};
        const base::Date last{of, std::chrono::December, std::chrono::day{31}};
        const auto usage = TRY(grants::link_usage(tx, link, first, std::min(last, today)));
        CatalogueNames names{tx, call.now};
        const auto view = TRY(view_of(usage, names));
        return answer_json(view);
    });
}

Answer get_link_review_pdf(const Rooms& rooms, const Call& call) { return print_review(rooms, call, paper::Form::pdf); }

Answer get_link_review_odt(const Rooms& rooms, const Call& call) { return print_review(rooms, call, paper::Form::odt); }

}  // namespace menhu::web
