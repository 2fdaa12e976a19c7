#pragma once
// Who answers for a link: designated persons, handlers and its head, with dates (F2.1, U3).
//
// Promises: who answered on any past day stays answerable; a row only ever gets an end, and never one in the past.
// Where no head is named, the head of the managing unit is. Beginnings and ends are told to the provider by letter,
// which the room duties drafts. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "grants/link.h"

namespace menhu::grants {

enum class LinkDuty : std::uint8_t { designated_person, handler, head };
std::string_view link_duty_code(LinkDuty duty);  // as people::duty_kind_code
std::optional<LinkDuty> link_duty_from_code(std::string_view code);

struct LinkPerson {
    LinkPersonId id{0};
    LinkId link{0};
    std::string link_code;
    std::string link_zh;
    std::string provider;
    people::UnitId link_unit{0};
    LinkDuty duty = LinkDuty::handler;
    people::AccountId account{0};
    base::Instant from{};
    std::optional<base::Instant> until;  // not included
    std::string note;

    bool in_force(base::Instant at) const { return from <= at && (!until || at < *until); }
    bool took_effect() const { return !until || from < *until; }
};

struct NewLinkPerson {
    LinkDuty duty = LinkDuty::handler;
    people::AccountId account{0};
    base::Instant from{};  // may lie in the past: somebody was in charge before this was entered
    std::string note;
};

// By a designated person or an administrator of the whole agency; nobody names or ends the own account
// (grants.own_link_duty). Errors: grants.link_unknown, grants.link_over, grants.link_person_ill_formed,
// grants.link_person_unknown, grants.link_person_role_missing (a designated person has that role, a head heads a unit),
// grants.link_person_taken (there is a head then, or this account has the duty then), those of people::require.
base::Result<LinkPersonId> name_link_person(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                            std::string_view code, const NewLinkPerson& person, base::Random& random,
                                            base::Instant now);
base::Result<void> end_link_person(store::WriteTx& tx, const Desk& desk, const people::Actor& by, LinkPersonId person,
                                   base::Instant at, std::string_view note, base::Instant now);
// Every duty of the account that goes on at `at` ends then; for who has the right to end the account. One entry each;
// answers how many. And back again from `at` on, if somebody's leaving was taken back.
base::Result<std::int64_t> end_link_people_of(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                              people::AccountId account, base::Instant at, base::Instant now);
base::Result<std::int64_t> restore_link_people_of(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                                  people::AccountId account, base::Instant at, base::Random& random,
                                                  base::Instant now);

// By their beginning, past ones and those ahead among them.
base::Result<std::vector<LinkPerson>> people_of_link(store::ReadTx& tx, LinkId link);
base::Result<std::vector<LinkPerson>> people_of_links(store::ReadTx& tx);
base::Result<std::vector<LinkPerson>> link_people_of(store::ReadTx& tx, people::AccountId account);

// Who heads the link at `at`: the named one, or who acts as head of the managing unit. Nothing if nobody does.
base::Result<std::optional<people::AccountId>> link_head(store::ReadTx& tx, const Link& link, base::Instant at);
// The designated persons named for the link, in office at `at`, and with an account that may act then.
base::Result<std::vector<people::AccountId>> link_designated_persons(store::ReadTx& tx, const Link& link,
                                                                     base::Instant at);

}  // namespace menhu::grants
