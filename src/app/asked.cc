#include "app/asked.h"

#include <fmt/format.h>

#include "base/bytes.h"
#include "grants/grant.h"
#include "ledger/log_reader.h"
#include "ledger/publisher.h"

namespace menhu::app {

using base::Error;
using base::Fault;

base::Result<grants::GrantId> choose_grant(House& house, const people::Actor& actor, const Arguments& arguments,
                                           base::Instant now) {
    if (const auto text = arguments.option("grant")) {
        const auto id = grants::GrantId::parse(*text);
        if (!id) return Error{Fault::bad_input, "app.no_such_grant", *text};
        return *id;
    }
    const auto all = TRY(house.database().read([&](store::ReadTx& tx) { return grants::grants_of(tx, actor, now); }));
    std::vector<grants::GrantId> in_force;
    for (const auto& grant : all) {
        if (grant.state == grants::GrantState::in_force) in_force.push_back(grant.id);
    }
    if (in_force.size() == 1) return in_force.front();
    return Error{Fault::bad_input, "app.grant_to_choose", fmt::format("{}", in_force.size())};
}

void print_receipt(const Terminal& terminal, const ledger::Receipt& receipt) {
    terminal.print(fmt::format("{}: {}/{}  {}  {}", terminal.either("收據", "Receipt"), receipt.log, receipt.index,
                               base::to_hex(receipt.leaf_hash), base::to_rfc3339(receipt.at)));
}

void show(const Terminal& terminal, const grants::Refusal& refusal) {
    terminal.print(fmt::format("{}: {} {}（{} · {}）", terminal.either("拒絕", "Refused"),
                               terminal.either(refusal.reason_zh(), refusal.reason_en()),
                               terminal.either(refusal.next_zh(), refusal.next_en()), refusal.code(),
                               refusal.clause()));
    print_receipt(terminal, refusal.receipt());
}

base::Result<void> write_receipt(House& house, base::Clock& clock, const ledger::Receipt& receipt,
                                 const std::filesystem::path& path) {
    ledger::Publisher publisher{house.database(), house.ledger()};
    TRY(publisher.publish(clock.now()));
    const auto text = TRY(
        house.database().read([&](store::ReadTx& tx) { return ledger::receipt_text(tx, receipt.log, receipt.index); }));
    return write_new_file(path, text);
}

}  // namespace menhu::app
