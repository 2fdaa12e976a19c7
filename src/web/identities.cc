// The outside identities of an account (F2.2): which person at which provider it is.
#include "federation/federation.h"
#include "people/identity.h"
#include "web/handlers_identity.h"
#include "web/views_identity.h"

namespace menhu::web {

namespace {

base::Result<people::AccountId> account_of(const Call& call) {
    const auto account = people::AccountId::parse(call.parts[0]);
    if (!account) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    return *account;
}

}  // namespace

Answer get_identities(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto account = TRY(account_of(call));
        const auto found = TRY(people::identities(tx, rooms.office, actor, account, call.now));
        IdentityList list;
        for (const auto& one : found) {
            list.items.push_back({one.id.text(), one.provider, one.subject, instant_text(one.since)});
        }
        return answer_json(list);
    });
}

void post_identity(const Rooms& rooms, Call call, Reply reply) {
    IdentityRequest request;
    if (auto wrong = read_body(call, request)) return reply.now(answer_problem(problem_of(std::move(*wrong))));
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call), request](store::WriteTx& tx) -> base::Result<people::IdentityId> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto account = TRY(account_of(call));
            const auto bound = TRY(people::bind_identity(
                tx, rooms.office, actor,
                {.account = account, .provider = request.provider.value, .subject = request.subject.value},
                rooms.random, call.now));
            if (!rooms.federation.knows(request.provider.value)) {  // said only to who may bind at all
                return base::Error{base::Fault::bad_input, "people.identity_ill_formed", "provider"};
            }
            return bound;
        },
        [](people::IdentityId id) {
            auto answer = answer_json(IdentityCreated{id.text()});
            answer.status = 201;
            return answer;
        });
}

void delete_identity(const Rooms& rooms, Call call, Reply reply) {
    in_one_write(
        rooms, reply,
        [&rooms, call = std::move(call)](store::WriteTx& tx) -> base::Result<int> {
            const auto actor = TRY(enter(tx, rooms, call));
            const auto account = TRY(account_of(call));
            const auto identity = people::IdentityId::parse(call.parts[1]);
            if (!identity) return base::Error{base::Fault::not_found, "people.not_found", "identity"};
            TRY(people::unbind_identity(tx, rooms.office, actor, account, *identity, call.now));
            return 0;
        },
        [](int) { return answer_nothing(); });
}

}  // namespace menhu::web
