#pragma once
// What a signed account review makes of an account (U2): other roles, a suspension or the end. The right to it is the
// signature's, and whoever takes it has made sure of that; here it is recorded under whoever decided the line. Thread
// rule: as the transaction.
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "people/account_term.h"
#include "people/actor.h"
#include "people/office.h"
#include "store/database.h"

namespace menhu::people {

struct ReviewedChange {
    AccountId account{0};
    State state = State::open;  // open: the roles change
    Roles roles;                // with open
    AccountId decided_by{0};    // the line's, never the account itself
    std::string review;         // its id as text
};
// done: a new term is in force from now on, whatever was planned, and sessions that may not go on are over. already:
// the account was so, or is closed.
enum class Carried : std::uint8_t { done, already };
// `by` signed the review. Errors: people.not_found, people.roles_separated, people.account_ill_formed.
base::Result<Carried> carry_out_reviewed(store::WriteTx& tx, const Office& office, const Actor& by,
                                         const ReviewedChange& change, base::Instant now);

}  // namespace menhu::people
