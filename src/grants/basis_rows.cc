#include "grants/basis_rows.h"

#include <array>

namespace menhu::grants::rows {
namespace {

constexpr store::Statement bases_statement{
    "grants.bases",
    "SELECT id, title, title_en, articles, text, valid_from, valid_until, ended_at, replaced_by, origin, from_by, "
    "version FROM grants_bases ORDER BY id"};
constexpr store::Statement basis_statement{
    "grants.basis",
    "SELECT id, title, title_en, articles, text, valid_from, valid_until, ended_at, replaced_by, origin, from_by, "
    "version FROM grants_bases WHERE id = $1"};
constexpr store::Statement put_statement{
    "grants.put_basis",
    "INSERT INTO grants_bases (id, title, title_en, articles, text, valid_from, valid_until, ended_at, replaced_by, "
    "origin, from_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE "
    "SET title = excluded.title, title_en = excluded.title_en, articles = excluded.articles, text = excluded.text, "
    "valid_from = excluded.valid_from, valid_until = excluded.valid_until, ended_at = excluded.ended_at, "
    "replaced_by = excluded.replaced_by, from_by = excluded.from_by, version = excluded.version"};
constexpr store::Statement version_statement{
    "grants.insert_basis_version",
    "INSERT INTO grants_basis_versions (basis_id, number, recorded_at, recorded_by, title, title_en, articles, "
    "valid_from, valid_until, replaced_by, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
constexpr store::Statement versions_statement{
    "grants.basis_versions",
    "SELECT number, recorded_at, recorded_by, valid_from, valid_until, replaced_by, note FROM grants_basis_versions "
    "WHERE basis_id = $1 ORDER BY number DESC"};
constexpr std::array basis_table{bases_statement, basis_statement, put_statement, version_statement,
                                 versions_statement};

// Articles stand in one column, a line each.
std::string lines_of(const std::vector<std::string>& articles) {
    std::string text;
    for (const std::string& article : articles) {
        if (!text.empty()) text += '\n';
        text += article;
    }
    return text;
}

std::vector<std::string> from_lines(std::string_view text) {
    std::vector<std::string> articles;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        articles.emplace_back(line);
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return articles;
}

BasisRow decode(const store::Row& row) {
    return {.basis = {.id = std::string{row.text(0)},
                      .title = std::string{row.text(1)},
                      .title_en = std::string{row.text(2)},
                      .articles = from_lines(row.text(3)),
                      .text = std::string{row.text(4)},
                      .from = row.maybe_instant(5),
                      .until = row.maybe_instant(6),
                      .replaced_by = row.maybe_text(8),
                      .origin = row.text(9) == "agency" ? BasisOrigin::agency : BasisOrigin::profile},
            .ended_at = row.maybe_instant(7),
            .from_by = row.text(10) == "agency" ? FromBy::agency : FromBy::profile,
            .version = row.integer(11)};
}

}  // namespace

Basis BasisRow::effective() const {
    Basis now = basis;
    if (ended_at && (!now.until || *ended_at < *now.until)) now.until = ended_at;
    return now;
}

base::Result<std::vector<BasisRow>> bases(store::ReadTx& tx) { return tx.all(bases_statement, decode); }

base::Result<std::optional<BasisRow>> basis(store::ReadTx& tx, std::string_view id) {
    return tx.one(basis_statement, decode, id);
}

base::Result<void> put_basis(store::WriteTx& tx, const BasisRow& row, people::AccountId by, std::string_view note,
                             base::Instant now) {
    const Basis& basis = row.basis;
    const std::string articles = lines_of(basis.articles);
    const std::int64_t number = row.version + 1;
    TRY(tx.run(put_statement, basis.id, basis.title, basis.title_en, articles, basis.text, basis.from, basis.until,
               row.ended_at, basis.replaced_by, basis_origin_code(basis.origin),
               std::string_view{row.from_by == FromBy::agency ? "agency" : "profile"}, number));
    const Basis effective = row.effective();
    TRY(tx.run(version_statement, basis.id, number, now, by, basis.title, basis.title_en, articles, effective.from,
               effective.until, basis.replaced_by, note));
    return {};
}

base::Result<std::vector<BasisVersion>> basis_versions(store::ReadTx& tx, std::string_view id) {
    return tx.all(
        versions_statement,
        [](const store::Row& row) {
            BasisVersion version{.number = row.integer(0),
                                 .recorded_at = std::nullopt,
                                 .by = people::AccountId{row.integer(2)},
                                 .from = row.maybe_instant(3),
                                 .until = row.maybe_instant(4),
                                 .replaced_by = row.maybe_text(5),
                                 .note = std::string{row.text(6)}};
            if (row.integer(1) != 0) version.recorded_at = row.instant(1);
            return version;
        },
        id);
}

std::span<const store::Statement> basis_statements() { return basis_table; }

}  // namespace menhu::grants::rows
