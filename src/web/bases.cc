// Legal bases (P2.1): read, entered, dated.
#include <algorithm>

#include "grants/basis.h"
#include "grants/purpose.h"
#include "people/term.h"
#include "web/catalogue_views.h"
#include "web/day.h"
#include "web/handlers_catalogue.h"

namespace menhu::web {

namespace {

using grants::Basis;

std::string_view state_of(const Basis& basis, base::Instant now) {
    if (basis.in_force(now)) return "in_force";
    return basis.until && *basis.until <= now ? "ended" : "planned";
}

void fill(BasisRow& view, const Basis& basis, const std::vector<grants::Purpose>& purposes, const Rooms& rooms,
          base::Instant now) {
    view.id = basis.id;
    view.title = basis.title;
    view.title_en = basis.title_en;
    view.articles = basis.articles;
    view.text = basis.text;
    view.from = maybe_text(basis.from);
    view.until = maybe_text(basis.until);
    view.replaced_by = basis.replaced_by;
    view.origin = std::string{grants::basis_origin_code(basis.origin)};
    view.state = std::string{state_of(basis, now)};
    view.purposes = std::ranges::count_if(purposes, [&](const grants::Purpose& purpose) {
        return std::ranges::find(purpose.what.bases, basis.id) != purpose.what.bases.end();
    });
    view.ends_soon = basis.ends_between(now, people::after(now, rooms.profile().numbers().basis_end_warning));
}

// Absent stays absent; a text that is no day is refused by name.
std::expected<std::optional<base::Instant>, Invalid> read_day(const std::optional<Text<10, 35>>& text, std::string path,
                                                              std::optional<base::Instant> (*read)(std::string_view)) {
    if (!text) return std::optional<base::Instant>{};
    auto instant = read(text->value);
    if (!instant) return std::unexpected{bad_catalogue_day(std::move(path))};
    return instant;
}

template <class T>
grants::Setting<T> setting_of(std::optional<T> value) {
    return value ? grants::Setting<T>::to(*std::move(value)) : grants::Setting<T>::none();
}

}  // namespace

Answer get_bases(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor&) -> base::Result<Answer> {
        const auto all = TRY(grants::bases(tx));
        const auto purposes = TRY(grants::purposes(tx));
        BasisList list;
        for (const Basis& basis : all) fill(list.items.emplace_back(), basis, purposes, rooms, call.now);
        return answer_json(list);
    });
}

Answer get_basis(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto basis = TRY(grants::find_basis(tx, call.parts.at(0)));
        if (!basis) return base::Error{base::Fault::not_found, "grants.basis_unknown"};
        const auto purposes = TRY(grants::purposes(tx));
        BasisFull view;
        fill(view, *basis, purposes, rooms, call.now);
        for (const auto& purpose : purposes) {
            if (std::ranges::find(purpose.what.bases, basis->id) == purpose.what.bases.end()) continue;
            view.purposes_on_it.push_back({purpose.what.code, purpose.what.name_zh, purpose.what.name_en});
        }
        const auto versions = TRY(grants::basis_versions(tx, basis->id));
        CatalogueNames names{tx, call.now};
        for (const auto& version : versions) {
            auto by = TRY(names.account(version.by));
            view.versions.push_back({.number = version.number,
                                     .recorded_at = maybe_text(version.recorded_at),
                                     .by = std::move(by),
                                     .from = maybe_text(version.from),
                                     .until = maybe_text(version.until),
                                     .replaced_by = version.replaced_by,
                                     .note = version.note});
        }
        if (grants::require_catalogue_keeper(tx, actor, call.now)) view.may = {"dates"};
        return answer_json(view);
    });
}

Answer post_basis(const Rooms& rooms, const Call& call) {
    BasisRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    auto from = read_day(request.from, "from", read_start);
    if (!from) return answer_problem(problem_of(std::move(from.error())));
    auto until = read_day(request.until, "until", read_end);
    if (!until) return answer_problem(problem_of(std::move(until.error())));
    grants::NewBasis basis{.title = std::move(request.title.value),
                           .title_en = std::move(request.title_en.value),
                           .articles = {},
                           .from = *from,
                           .until = *until};
    for (auto& article : request.articles) basis.articles.push_back(std::move(article.value));
    const auto made =
        rooms.database.write([&rooms, call, basis = std::move(basis)](store::WriteTx& tx) -> base::Result<std::string> {
            const auto actor = TRY(enter(tx, rooms, call));
            return grants::add_basis(tx, rooms.desk, actor, basis, call.now);
        });
    if (!made) return answer_error(made.error());
    auto answer = answer_json(CatalogueCreated{.id = made->value()});
    answer.status = call.endpoint->success;
    return answer;
}

Answer post_basis_dates(const Rooms& rooms, const Call& call) {
    BasisDatesRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    auto from = read_day(request.from, "from", read_start);
    if (!from) return answer_problem(problem_of(std::move(from.error())));
    auto until = read_day(request.until, "until", read_end);
    if (!until) return answer_problem(problem_of(std::move(until.error())));
    std::optional<std::string> replaced_by;
    if (request.replaced_by) replaced_by = std::move(request.replaced_by->value);
    const grants::BasisDates dates{.from = setting_of(*from),
                                   .until = setting_of(*until),
                                   .replaced_by = setting_of(std::move(replaced_by)),
                                   .note = std::move(request.note.value)};
    const auto done = rooms.database.write([&rooms, call, dates](store::WriteTx& tx) -> base::Result<void> {
        const auto actor = TRY(enter(tx, rooms, call));
        return grants::set_basis_dates(tx, rooms.desk, actor, call.parts.at(0), dates, call.now);
    });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace menhu::web
