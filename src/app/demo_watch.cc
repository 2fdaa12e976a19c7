#include "app/demo_watch.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/sign_in.h"
#include "format/csv.h"
#include "format/national_id.h"
#include "grants/grant.h"
#include "registry/watch.h"

namespace menhu::app {

namespace {

constexpr std::string_view worker = "worker.women";
constexpr std::size_t most_people = 8;
constexpr std::size_t id_column = 2;

// The last of the list, each with a case of its own.
std::vector<registry::CasePerson> people_of(std::string_view csv, std::string_view case_example) {
    std::vector<registry::CasePerson> people;
    const auto rows = format::parse_csv(csv);
    if (!rows) return people;
    // "特境-115-00001" and on.
    const auto stem = case_example.substr(0, case_example.find_last_of('-') + 1);
    const auto digits = case_example.size() - stem.size();
    for (auto row = rows->rbegin(); row != rows->rend() && people.size() < most_people; ++row) {
        if (row->cells.size() <= id_column) continue;
        const auto& id = row->cells[id_column];
        if (format::read_national_id(id).problem() != format::IdProblem::none) continue;
        people.push_back({fmt::format("{}{:0{}}", stem, people.size() + 1, digits), base::Personal<std::string>{id}});
    }
    return people;
}

}  // namespace

base::Result<void> make_watch(House& house, const SignIns& sign_ins, const std::filesystem::path& examples,
                              base::Random& random, base::Clock& clock) {
    const auto password = sign_ins.find(std::string{worker});
    const auto text = read_file(examples);
    if (password == sign_ins.end() || !text) return {};
    auto by = TRY(
        SignedInAccount::with(house, random, password->first, crypto::Secret::copy_of(password->second), clock.now()));
    const auto now = clock.now();
    const auto actor = TRY(by.actor(now));
    const auto grants =
        TRY(house.database().read([&](store::ReadTx& tx) { return grants::grants_of(tx, actor, now); }));
    const auto known = TRY(house.database().read(
        [&](store::ReadTx& tx) { return registry::watches_of(tx, house.registry(), actor, 0, 1, now); }));
    const auto grant = std::ranges::find_if(grants, [](const grants::GrantView& one) {
        return one.state == grants::GrantState::in_force && one.operations.has(grants::Operation::watch);
    });
    if (grant != grants.end() && known.total == 0) {
        registry::NewWatch watch{.grant = grant->id,
                                 .reason = "扶助期間追蹤當事人異動",
                                 .groups = registry::groups_under(grant->fields),
                                 .until = base::add_days(base::taipei_date(now), 60),
                                 .people = people_of(*text, grant->case_example),
                                 .source = {}};
        if (!watch.people.empty()) {
            TRY(house.database().write([&house, &random, actor, watch, now](store::WriteTx& tx) {
                return registry::order_watch(tx, house.registry(), actor, watch, random, now);
            }));
        }
    }
    return by.sign_out(clock.now());
}

}  // namespace menhu::app
