// menhu demo-delivery: delivery files of a made-up city, whole or with one thing wrong, and the change files of its
// months; nothing is imported.
#include "app/demo_delivery.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/commands.h"
#include "demo/city.h"
#include "demo/flaws.h"
#include "law/districts.h"

namespace menhu::app {

using base::Error;
using base::Fault;

base::Result<law::Date> base_date_of(const Arguments& arguments, base::Instant now) {
    const auto text = arguments.option("base-date");
    if (!text) return law::Date{std::chrono::floor<std::chrono::days>(now + std::chrono::hours{8})};
    const auto instant = base::from_rfc3339(*text + "T00:00:00.000Z");
    if (!instant) return Error{Fault::bad_input, "app.argument_instant", "--base-date"};
    return law::Date{std::chrono::floor<std::chrono::days>(*instant)};
}

base::Result<int> demo_delivery(const Command& command) {
    const auto arguments = TRY(Arguments::parse(
        command.words, {"to", "people", "months", "after", "seed", "sequence", "base-date", "layout", "flaw"}, {}, 0));
    const auto folder = TRY(arguments.need("to"));
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const auto people = TRY(arguments.number_or("people", demo::fewest_people, demo::most_people, 50'000));
    const auto seed = TRY(arguments.number_or("seed", 0, most, 1));
    const auto months = TRY(arguments.number_or("months", 0, demo::most_months, 0));
    const auto after = TRY(arguments.number_or("after", 0, months, months));
    const auto sequence = TRY(arguments.number_or("sequence", 1, 999'999, 1));
    const auto base_date = TRY(base_date_of(arguments, command.clock.now()));
    const auto layout = arguments.option_or("layout", "big5");
    const auto districts = law::Districts::load(law::taoyuan_districts());
    if (!districts) return Error{Fault::bad_input, "app.profile_invalid", law::describe(districts.error())};
    const demo::CityOptions options{.people = people,
                                    .seed = static_cast<std::uint64_t>(seed),
                                    .base_date = base_date,
                                    .months = static_cast<int>(months),
                                    .after = static_cast<int>(after),
                                    .sequence = sequence,
                                    .directory = folder,
                                    .files = layout == "utf8" ? demo::Files::utf8 : demo::Files::big5};
    const auto flaw = arguments.option("flaw");
    const auto named = std::ranges::find(demo::flaw_names(), flaw.value_or(""), &demo::FlawName::name);
    if (flaw && named == demo::flaw_names().end()) {
        return Error{Fault::bad_input, "app.argument_unknown", "--flaw " + *flaw};
    }
    // With --after: the full file as it stands then. Without: the one of the beginning and each month's changes.
    const bool one = months == 0 || arguments.option("after");
    const auto city = TRY(flaw  ? demo::write_flawed(named->flaw, options, *districts)
                          : one ? demo::write_deliveries(options, *districts)
                                : demo::write_months(options, *districts));
    for (const auto* deliveries : {&city.deliveries, &city.changes}) {
        for (const auto& delivery : *deliveries) {
            command.terminal.print(fmt::format("{}\n{}", delivery.manifest.string(), delivery.data.string()));
        }
    }
    return 0;
}

}  // namespace menhu::app
