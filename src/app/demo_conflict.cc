#include "app/demo_conflict.h"

#include "app/sign_in.h"
#include "format/national_id.h"
#include "grants/conflict.h"
#include "grants/grant.h"

namespace menhu::app {

namespace {

constexpr std::string_view worker = "worker.women";
// Nobody of the made-up city: what it is about is a tag, and the city's people stay open to be asked about.
constexpr std::string_view relative = "H29999999";

}  // namespace

base::Result<void> make_conflict(House& house, const SignIns& sign_ins, base::Random& random, base::Clock& clock) {
    const auto password = sign_ins.find(std::string{worker});
    if (password == sign_ins.end()) return {};
    auto by = TRY(
        SignedInAccount::with(house, random, password->first, crypto::Secret::copy_of(password->second), clock.now()));
    const auto now = clock.now();
    const auto actor = TRY(by.actor(now));
    const auto grants =
        TRY(house.database().read([&](store::ReadTx& tx) { return grants::grants_of(tx, actor, now); }));
    const auto known =
        TRY(house.database().read([&](store::ReadTx& tx) { return grants::conflicts(tx, house.desk(), actor, now); }));
    if (!grants.empty() && known.empty()) {
        const auto check = format::national_id_check_digit(relative);
        CHECK(check);
        grants::NewConflict conflict;
        conflict.grant = grants.front().id;
        conflict.person = house.desk().ledger.person_tag(std::string{relative} + *check);
        conflict.case_number = grants.front().case_example;
        conflict.relation = grants::Relation::relative;
        conflict.note = "示範：申請人是我的表妹";
        TRY(house.database().write([&house, &random, actor, conflict, now](store::WriteTx& tx) {
            return grants::declare_conflict(tx, house.desk(), actor, conflict, random, now);
        }));
    }
    return by.sign_out(clock.now());
}

}  // namespace menhu::app
