#pragma once
// grants_kinship_authorisations and grants_kinship_acts, and what a decision reads of them. Inside the room. Thread
// rule: as the transaction.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "crypto/hash.h"
#include "crypto/tag.h"
#include "grants/kinship.h"
#include "grants/kinship_state.h"
#include "store/database.h"

namespace menhu::grants {

// What a question brings to the authorisation that it names by its code.
struct KinshipQuestion {
    std::string_view code;  // as typed; empty: none is named
    people::AccountId asker{0};
    people::SessionId session{0};  // the asker's; 0: at the console, where there is none
    GrantId grant{0};
    std::optional<crypto::Tag> person;
    const crypto::Digest& case_commitment;
};
// Nothing: no code, or no authorisation of that code. `opened` looks at the newest opening, `present_until` at the
// newest attendance that rests on it. For the decision of Operation::kinship; eight SELECTs at most, none without a
// code.
base::Result<std::optional<KinshipFacts>> kinship_facts(store::ReadTx& tx, const Desk& desk,
                                                        const KinshipQuestion& question, base::Instant now);
// A permit was made for this question: one act, one entry ("grants.kinship_used") that names asker and controller.
base::Result<void> record_kinship_use(store::WriteTx& tx, const Desk& desk, const people::Actor& by,
                                      const KinshipQuestion& question, base::Instant now);

namespace rows {

struct AuthorisationRow {
    AuthorisationId id{0};
    crypto::Digest code_hash{};
    GrantId grant{0};
    people::AccountId asker{0};
    people::AccountId controller{0};
    crypto::Tag person{};
    crypto::Digest case_commitment{};
    base::Instant from{};
    base::Instant until{};
    base::Instant recorded_at{};
    int entry_log = 0;
    std::int64_t entry_index = 0;
};
enum class KinshipAct : std::uint8_t { opened, attended, used, withdrawn, wrong_code };
struct ActRow {
    std::int64_t number = 0;
    KinshipAct act = KinshipAct::opened;
    people::AccountId account{0};
    people::SessionId session{0};
    base::Instant at{};
    std::optional<base::Instant> until;
    std::optional<std::int64_t> of;  // the opening of an attendance, the attendance of a use
};
std::string_view kinship_act_code(KinshipAct act);

base::Result<void> insert_authorisation(store::WriteTx& tx, const AuthorisationRow& row);
base::Result<std::optional<AuthorisationRow>> authorisation(store::ReadTx& tx, AuthorisationId id);
base::Result<std::optional<AuthorisationRow>> authorisation_by_code(store::ReadTx& tx, const crypto::Digest& code_hash);
base::Result<std::vector<AuthorisationRow>> authorisations(store::ReadTx& tx);  // newest first
base::Result<std::vector<AuthorisationRow>> authorisations_of(store::ReadTx& tx, people::AccountId asker);
// Its number is given here.
base::Result<void> insert_act(store::WriteTx& tx, AuthorisationId id, const ActRow& row);
base::Result<std::vector<ActRow>> acts(store::ReadTx& tx, AuthorisationId id);  // in order
// How many links for kinship data are in force with their letter.
base::Result<std::int64_t> count_kinship_links(store::ReadTx& tx, base::Instant now);
// The same, of the holding of a grant.
base::Result<std::int64_t> count_kinship_links_of(store::ReadTx& tx, GrantId grant, base::Instant now);

// Those with one of the operations whose link is for kinship data, in force and approved, by id; in whatever state.
base::Result<std::vector<GrantId>> kinship_grants(store::ReadTx& tx, std::int64_t operations, base::Instant now);

std::span<const store::Statement> kinship_statements();

}  // namespace rows
}  // namespace menhu::grants
