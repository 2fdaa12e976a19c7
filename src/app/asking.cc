#include "app/asking.h"

namespace menhu::app {

namespace {

base::Result<registry::Answer> committed(base::Result<store::Committed<registry::Answer>> answer) {
    if (!answer) return answer.error();
    return std::move(*answer).value();
}

}  // namespace

base::Result<registry::Answer> Asking::look_up(grants::Ask ask, const registry::Subject& subject) {
    TRY(registry::check_subject(house_.registry(), subject));
    ask.operation = registry::operation_for(subject);
    ask.district = registry::district_of(subject);
    ask.person = registry::subject_tag(house_.registry(), subject);
    ask.sealed = registry::subject_json(subject);
    const auto now = clock_.now();
    const auto actor = TRY(account_.actor(now));
    return committed(house_.database().write([&house = house_, &random = random_, actor, ask = std::move(ask), subject,
                                              now](store::WriteTx& tx) -> base::Result<registry::Answer> {
        auto decision = TRY(grants::decide(tx, house.desk(), actor, ask, now));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
        return registry::lookup(tx, house.registry(), std::get<grants::Permit>(std::move(decision)), subject, random,
                                now);
    }));
}

base::Result<registry::Answer> Asking::follow(const registry::Disclosure& first, std::size_t card,
                                              grants::Operation operation, const std::string& reason) {
    const auto now = clock_.now();
    const auto actor = TRY(account_.actor(now));
    return committed(house_.database().write([&house = house_, &random = random_, actor, query = first.query(),
                                              handle_text = first.cards().at(card).handle, operation, reason,
                                              now](store::WriteTx& tx) -> base::Result<registry::Answer> {
        const auto handle = TRY(registry::open_handle(house.registry(), actor, query, handle_text, now));
        const grants::Ask ask{.grant = handle.grant(),
                              .operation = operation,
                              .case_number = handle.case_number(),
                              .reason = reason,
                              .fields = {},
                              .person = handle.person()};
        auto decision = TRY(grants::decide(tx, house.desk(), actor, ask, now));
        if (auto* refusal = std::get_if<grants::Refusal>(&decision)) return registry::Answer{std::move(*refusal)};
        const auto act = operation == grants::Operation::reveal   ? registry::reveal
                         : operation == grants::Operation::lookup ? registry::open_listed
                                                                  : registry::household;
        return act(tx, house.registry(), std::get<grants::Permit>(std::move(decision)), handle, random, now);
    }));
}

}  // namespace menhu::app
