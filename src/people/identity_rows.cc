#include "people/identity_rows.h"

#include <array>

#include "crypto/kdf.h"

namespace menhu::people {

crypto::Tag identity_tag(const Office& office, std::string_view provider, std::string_view subject) {
    const crypto::TagKey key{crypto::hkdf_sha256(office.sealing_key(), "menhu people identity")};
    return key.tag({base::as_bytes(provider), base::as_bytes("\n"), base::as_bytes(subject)});
}

namespace rows {
namespace {

constexpr store::Statement by_tag_statement{
    "people.identity",
    "SELECT id, account_id, provider, subject, since, bound_by FROM people_identities WHERE provider = $1 "
    "AND subject_tag = $2"};
constexpr store::Statement of_account_statement{
    "people.identities",
    "SELECT id, account_id, provider, subject, since, bound_by FROM people_identities WHERE account_id = $1 "
    "ORDER BY provider"};
constexpr store::Statement insert_statement{
    "people.insert_identity",
    "INSERT INTO people_identities (id, account_id, provider, subject_tag, subject, since, bound_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr store::Statement delete_statement{"people.delete_identity", "DELETE FROM people_identities WHERE id = $1"};
constexpr store::Statement use_statement{
    "people.use_proof",
    "INSERT INTO people_used_proofs (digest, until_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING"};
constexpr store::Statement forget_statement{"people.forget_proofs",
                                            "DELETE FROM people_used_proofs WHERE until_at <= $1"};
constexpr std::array identity_table{by_tag_statement, of_account_statement, insert_statement,
                                    delete_statement, use_statement,        forget_statement};

IdentityRow decode(const store::Row& row) {
    const auto subject = row.bytes(3);
    return {.id = row.integer(0),
            .account = AccountId{row.integer(1)},
            .provider = std::string{row.text(2)},
            .subject = base::Bytes(subject.begin(), subject.end()),
            .since = row.instant(4),
            .bound_by = AccountId{row.integer(5)}};
}

}  // namespace

base::Result<std::optional<IdentityRow>> identity(store::ReadTx& tx, std::string_view provider,
                                                  const crypto::Tag& tag) {
    return tx.one(by_tag_statement, decode, provider, tag);
}

base::Result<std::vector<IdentityRow>> identities(store::ReadTx& tx, AccountId account) {
    return tx.all(of_account_statement, decode, account.number());
}

base::Result<void> insert_identity(store::WriteTx& tx, const IdentityRow& identity, const crypto::Tag& tag) {
    TRY(tx.run(insert_statement, identity.id, identity.account.number(), identity.provider, tag, identity.subject,
               identity.since, identity.bound_by.number()));
    return {};
}

base::Result<void> delete_identity(store::WriteTx& tx, std::int64_t id) {
    TRY(tx.run(delete_statement, id));
    return {};
}

base::Result<bool> use_proof(store::WriteTx& tx, const crypto::Digest& digest, base::Instant until, base::Instant now) {
    TRY(tx.run(forget_statement, now));
    const auto added = TRY(tx.run(use_statement, digest, until));
    return added == 1;
}

std::span<const store::Statement> identity_statements() { return identity_table; }

}  // namespace rows
}  // namespace menhu::people
