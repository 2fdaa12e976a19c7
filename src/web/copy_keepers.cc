// Recipients and approvals: registered by one keeper, confirmed by another, revoked.
#include "web/copy_views.h"

namespace menhu::web {

namespace {

using registry::CopyApprovalId;
using registry::RecipientId;

constexpr auto day_zh = "日期應為 2026-11-23 的形式";
constexpr auto day_en = "must be a date, 2026-11-23";

// One closure on the writer; `work`: (WriteTx&, const Actor&) -> Result<std::string>, the id of what was made or
// changed.
template <class Work>
Answer in_one_act(const Rooms& rooms, const Call& call, Work work) {
    const auto done = rooms.database.write([&](store::WriteTx& tx) -> base::Result<std::string> {
        const auto by = TRY(enter(tx, rooms, call));
        return work(tx, by);
    });
    if (!done) return answer_error(done.error());
    if (call.endpoint->success == 204) return answer_nothing();
    auto answer = answer_json(CopyMade{.id = done->value()});
    answer.status = call.endpoint->success;
    return answer;
}

std::expected<registry::NewRecipient, Invalid> read_recipient(const RecipientRequest& request) {
    const auto from = base::from_iso(request.from_.value);
    if (!from) return std::unexpected{Invalid{"from", day_zh, day_en}};
    const auto until = base::from_iso(request.until.value);
    if (!until) return std::unexpected{Invalid{"until", day_zh, day_en}};
    return registry::NewRecipient{.name = request.name.value,
                                  .organisation = request.organisation.value,
                                  .contact = request.contact.value,
                                  .from = *from,
                                  .until = *until};
}

std::expected<registry::NewCopyApproval, Invalid> read_approval(const CopyApprovalRequest& request) {
    registry::NewCopyApproval approval;
    approval.letter_number = request.letter_number.value;
    const auto letter_on = base::from_iso(request.letter_on.value);
    const auto until = base::from_iso(request.until.value);
    const auto destroy_by = base::from_iso(request.destroy_by.value);
    if (!letter_on) return std::unexpected{Invalid{"letter_on", day_zh, day_en}};
    if (!until) return std::unexpected{Invalid{"until", day_zh, day_en}};
    if (!destroy_by) return std::unexpected{Invalid{"destroy_by", day_zh, day_en}};
    approval.letter_on = *letter_on;
    approval.until = *until;
    approval.destroy_by = *destroy_by;
    const auto grant = grants::GrantId::parse(request.grant.value);
    if (!grant) return std::unexpected{unknown_word("grant")};
    approval.grant = *grant;
    for (const auto& code : request.of) {
        const auto of = registry::copy_of_from_code(code);
        if (!of) return std::unexpected{unknown_word("of")};
        approval.of.push_back(*of);
    }
    approval.scope = request.scope.value;
    for (const auto& text : request.recipients) {
        const auto recipient = RecipientId::parse(text);
        if (!recipient) return std::unexpected{unknown_word("recipients")};
        approval.recipients.push_back(*recipient);
    }
    const auto carriage = registry::carriage_from_code(request.carriage.value);
    if (!carriage) return std::unexpected{unknown_word("carriage")};
    approval.carriage = *carriage;
    approval.copies_most = request.copies_most;
    approval.people_most = request.people_most;
    return approval;
}

}  // namespace

Answer get_recipients(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        Names names{tx, call.now};
        RecipientList list;
        const auto all = TRY(registry::recipients(tx));
        for (const auto& recipient : all) {
            auto row = TRY(view_of(names, recipient, by, call.now));
            list.items.push_back(std::move(row));
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer post_recipient(const Rooms& rooms, const Call& call) {
    RecipientRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto recipient = read_recipient(request);
    if (!recipient) return answer_problem(problem_of(recipient.error()));
    // Who may is asked before the key is tried, and again in the closure.
    const auto actor = who(rooms, call);
    if (!actor) return answer_error(actor.error());
    const auto key = registry::try_key(request.key.value);
    if (!key) return answer_error(key.error());
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        const auto id =
            TRY(registry::register_recipient(tx, rooms.registry, by, *recipient, *key, rooms.random, call.now));
        return id.text();
    });
}

Answer post_recipient_confirm(const Rooms& rooms, const Call& call) {
    RecipientConfirmation request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = RecipientId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.recipient_unknown"));
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        TRY(registry::confirm_recipient(tx, rooms.registry, by, *id, request.fingerprint.value, request.channel.value,
                                        call.now));
        return id->text();
    });
}

Answer post_recipient_revoke(const Rooms& rooms, const Call& call) {
    CopyReason request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = RecipientId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.recipient_unknown"));
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        TRY(registry::revoke_recipient(tx, rooms.registry, by, *id, request.reason.value, call.now));
        return id->text();
    });
}

Answer get_copy_approvals(const Rooms& rooms, const Call& call) {
    const auto text = call.query_value("grant");
    const auto grant = grants::GrantId::parse(text);
    if (!text.empty() && !grant) return answer_problem(problem_of(unknown_word("grant")));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        Names names{tx, call.now};
        CopyApprovalList list;
        const auto all = TRY(registry::copy_approvals(tx, call.now));
        for (const auto& approval : all) {
            if (grant && approval.grant != *grant) continue;
            auto row = TRY(view_of(tx, names, approval, by, call.now));
            list.items.push_back(std::move(row));
        }
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer post_copy_approval(const Rooms& rooms, const Call& call) {
    CopyApprovalRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto approval = read_approval(request);
    if (!approval) return answer_problem(problem_of(approval.error()));
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        const auto id =
            TRY(registry::register_copy_approval(tx, rooms.registry, by, *approval, rooms.random, call.now));
        return id.text();
    });
}

Answer post_copy_approval_confirm(const Rooms& rooms, const Call& call) {
    const auto id = CopyApprovalId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.copy_approval_unknown"));
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        TRY(registry::confirm_copy_approval(tx, rooms.registry, by, *id, call.now));
        return id->text();
    });
}

Answer post_copy_approval_revoke(const Rooms& rooms, const Call& call) {
    CopyReason request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    const auto id = CopyApprovalId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.copy_approval_unknown"));
    return in_one_act(rooms, call, [&](store::WriteTx& tx, const people::Actor& by) -> base::Result<std::string> {
        TRY(registry::revoke_copy_approval(tx, rooms.registry, by, *id, request.reason.value, call.now));
        return id->text();
    });
}

}  // namespace menhu::web
