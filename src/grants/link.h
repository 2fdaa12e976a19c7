#pragma once
// Links (連結作業): what the provider's approval letter allows, for how long, and in whose charge (F2.3, X1; 各機關申請
// 提供戶籍資料及親等關聯資料辦法 8, 9, 15).
//
// Promises: a link holds for five years at most and is renewed from three months before; it ends no sooner than the
// notice to the provider. What is expired or ended is so at that millisecond and by itself; how a link stood at any
// past instant stays answerable. Without a link nothing of its holding may be asked. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "grants/desk.h"
#include "grants/ids.h"
#include "people/actor.h"
#include "people/ids.h"
#include "store/database.h"

namespace menhu::grants {

enum class DataClass : std::uint8_t { household, kinship, change };
std::string_view data_class_code(DataClass data_class);  // "household", "kinship", "change"
std::optional<DataClass> data_class_from_code(std::string_view code);

// What is stored; that a link has expired or ended is computed.
enum class StoredLinkState : std::uint8_t { active, suspended };
std::string_view stored_link_state_code(StoredLinkState state);
StoredLinkState stored_link_state_from_code(std::string_view code);  // a Bug if there is none

enum class LinkState : std::uint8_t { active, not_yet_valid, suspended, expired, ended };
std::string_view link_state_code(LinkState state);

// A table of the approval: the provider's number for it, and the fields approved.
struct LinkTable {
    std::string number;
    std::string name;
    std::vector<std::string> fields;  // names of law::Field; at least one
    friend bool operator==(const LinkTable&, const LinkTable&) = default;
};

// What the letter says, and who manages the data here.
struct LinkTerms {
    std::string name_zh;
    std::string name_en;
    std::string provider;
    people::UnitId unit{0};  // the managing unit (資料管理單位); who acts as its head is the data owner
    std::string purpose;     // what the data are used for, in words
    std::string letter;      // number of the approval letter; empty only for kinship, until it has come
    std::optional<base::Date> letter_on;
    std::vector<LinkTable> tables;  // at least one
    base::Instant from{};
    base::Instant until{};  // not included
    friend bool operator==(const LinkTerms&, const LinkTerms&) = default;
};

struct NewLink {
    std::string code;  // [a-z0-9-]{1,40}: that of the holding whose data come by it ("household", "kinship")
    DataClass data_class = DataClass::household;
    LinkTerms terms;
};

struct Link {
    LinkId id{0};
    std::string code;
    std::int64_t version = 0;
    DataClass data_class = DataClass::household;
    LinkTerms terms;
    std::vector<std::string> fields;  // of all its tables, sorted
    StoredLinkState stored = StoredLinkState::active;
    std::optional<base::Instant> ended_at;  // or will be

    LinkState state(base::Instant now) const;
    bool in_force(base::Instant now) const { return state(now) == LinkState::active; }
    std::int64_t days_left(base::Instant now) const;  // whole days, rounded up; 0 when over
    // When it is over: by its term or by its ending, whichever comes first.
    base::Instant over_at() const { return ended_at && *ended_at < terms.until ? *ended_at : terms.until; }
};

// As it stands, or as it stood at `at` (then with the tables of that version).
base::Result<std::optional<Link>> find_link(store::ReadTx& tx, std::string_view code);
base::Result<std::optional<Link>> find_link(store::ReadTx& tx, std::string_view code, base::Instant at);
base::Result<std::vector<Link>> links(store::ReadTx& tx);  // by code

// From when a renewal may be recorded.
base::Instant renewal_opens(const Link& link, const law::Profile& profile);

// These by a designated person or an administrator of the whole agency. Errors besides those of people::require:
// grants.link_exists, grants.link_ill_formed (detail: which part), grants.field_unknown, grants.unit_unknown,
// grants.link_too_long (more than the profile's years), grants.link_unknown, grants.link_over.
base::Result<LinkId> register_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, const NewLink& link,
                                   base::Random& random, base::Instant now);
// A change within the term: who manages it, its tables, a corrected letter. It makes no term longer than it might have
// been from its beginning: for that it is renewed.
base::Result<void> change_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               const LinkTerms& terms, std::string_view note, base::Instant now);
// With a new letter and a new end. Errors too: grants.link_renewal_early (before it opens), grants.link_ending (its
// ending is planned: take that back first), grants.link_letter_same.
struct Renewal {
    std::string letter;
    base::Date letter_on{};
    base::Instant until{};
    std::string note;
};
base::Result<void> renew_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                              const Renewal& renewal, base::Instant now);
// Its ending is planned no sooner than the profile's notice (one month) and before its term is over; planned again, the
// new day counts. Errors too: grants.link_notice_short, grants.link_ill_formed.
base::Result<void> plan_link_ending(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                    std::string_view code, base::Instant at, std::string_view reason,
                                    base::Instant now);
// The first instant at which an ending planned now may take effect.
base::Instant earliest_ending(const law::Profile& profile, base::Instant now);
// The ending is taken back before it takes effect. Error too: grants.link_not_ending.
base::Result<void> keep_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                             std::string_view reason, base::Instant now);
// Also by an ethics officer. Error too: grants.link_suspended_already, grants.link_not_suspended.
base::Result<void> suspend_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                                std::string_view reason, base::Instant now);
base::Result<void> resume_link(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view code,
                               std::string_view reason, base::Instant now);

// Every step of a link, newest first.
struct LinkVersion {
    std::int64_t number = 0;
    std::string act;  // "registered", "changed", "renewed", "suspended", "resumed", "ending", "kept"
    base::Instant recorded_at{};
    people::AccountId by{0};
    std::string note;
    Link link;  // as it stood from then on, without its tables
};
base::Result<std::vector<LinkVersion>> link_versions(store::ReadTx& tx, LinkId link);

}  // namespace menhu::grants
