#include "app/demo_accesses.h"

#include <algorithm>
#include <array>

#include "app/asking.h"
#include "format/csv.h"
#include "format/national_id.h"
#include "grants/grant.h"
#include "ledger/trail.h"

namespace menhu::app {

namespace {

constexpr std::array reasons{
    std::string_view{"審查申請案，核對申請人與兒童之戶籍"},
    std::string_view{"審查申請案，確認設籍日期"},
    std::string_view{"申復案，核對父母與現住地址"},
    std::string_view{"複查案，確認是否仍設籍本市"},
};

base::Result<bool> has_accesses(House& house) {
    ledger::TrailFilter filter;
    filter.kind = "query.";
    const auto count = TRY(house.database().read([&](store::ReadTx& tx) { return ledger::count_trail(tx, filter); }));
    return count > 0;
}

// The ids of the list, in its order.
base::Result<std::vector<std::string>> ids_of(std::string_view examples) {
    const auto rows = TRY(format::parse_csv(examples));
    std::vector<std::string> ids;
    constexpr std::size_t id_column = 2;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].cells.size() > id_column) ids.push_back(rows[i].cells[id_column]);
    }
    return ids;
}

// Two thirds of the look-ups go on to the full values, as in an office.
base::Result<void> ask_about(Asking& asking, const grants::GrantView& grant, const std::string& id, std::size_t turn) {
    if (format::read_national_id(id).problem() != format::IdProblem::none) return {};
    const registry::Subject subject{registry::ById{base::Personal{id}}};
    const std::string reason{reasons[turn % reasons.size()]};
    grants::Ask ask{.grant = grant.id, .case_number = grant.case_example, .reason = reason, .fields = {}, .person = {}};
    const auto answer = TRY(asking.look_up(std::move(ask), subject));
    const auto* first = std::get_if<registry::Disclosure>(&answer);
    if (first == nullptr || first->cards().empty() || turn % 3 == 2) return {};
    TRY(asking.follow(*first, 0, grants::Operation::reveal, reason));
    return {};
}

}  // namespace

base::Result<void> make_accesses(House& house, const demo::Plan& plan, const SignIns& sign_ins,
                                 const std::filesystem::path& examples, base::Random& random, base::Clock& clock) {
    const auto is_made = TRY(has_accesses(house));
    const auto text = read_file(examples);
    if (is_made || !text) return {};
    const auto ids = TRY(ids_of(*text));
    for (const auto& account : plan.accounts) {
        if (std::ranges::find(account.roles, law::Role::case_worker) == account.roles.end()) continue;
        auto by = TRY(SignedInAccount::with(house, random, account.name,
                                            crypto::Secret::copy_of(sign_ins.at(account.name)), clock.now()));
        const auto actor = TRY(by.actor(clock.now()));
        const auto now = clock.now();
        const auto grants =
            TRY(house.database().read([&](store::ReadTx& tx) { return grants::grants_of(tx, actor, now); }));
        if (!grants.empty() && grants.front().state == grants::GrantState::in_force) {
            Asking asking{house, by, clock, random};
            const auto most =
                std::min<std::size_t>({ids.size(), 6, static_cast<std::size_t>(grants.front().quota_day / 2)});
            for (std::size_t i = 0; i < most; ++i) TRY(ask_about(asking, grants.front(), ids[i], i));
        }
        TRY(by.sign_out(clock.now()));
    }
    return {};
}

}  // namespace menhu::app
