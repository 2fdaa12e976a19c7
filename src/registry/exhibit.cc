// Exhibits as they travel: packed, sealed for one account and one answer, opened again.
#include "registry/exhibit.h"

#include <algorithm>
#include <array>

#include "crypto/aead.h"
#include "crypto/kdf.h"
#include "registry/handle.h"
#include "registry/inside.h"
#include "registry/packing.h"

namespace menhu::registry {

namespace {

// A request may be 64 KiB long, of which this leaves some for what is typed beside it.
constexpr std::size_t longest_sealed = std::size_t{58} * 1024;
constexpr std::string_view corrupt = "registry.exhibit_invalid";

constexpr std::array<ExhibitWords, 5> words{{{"card", "戶籍資料查詢結果", "Result of a look-up"},
                                             {"household", "全戶戶籍資料查詢結果", "Result of a household look-up"},
                                             {"answer", "戶籍資料問答結果", "Answer to a question"},
                                             {"kinship", "親等關聯資料查詢結果", "Result of a kinship query"},
                                             {"match", "名冊勾稽結果", "Result of a match"}}};

base::Error invalid() { return {base::Fault::bad_input, "registry.exhibit_invalid"}; }

base::Bytes aad_of(people::AccountId account, std::int64_t source) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(account.number()));
    base::put_u64(aad, static_cast<std::uint64_t>(source));
    return aad;
}

crypto::Aead aead_of(const Registry& registry) {
    return crypto::Aead{crypto::hkdf_sha256(registry.inside().handle_key, "menhu exhibit")};
}

void put_long(base::Bytes& out, std::int64_t number) { base::put_u64(out, static_cast<std::uint64_t>(number)); }

void pack_table(base::Bytes& out, const ExhibitTable& table) {
    pack_text(out, table.caption);
    pack_all(out, table.columns, [&](const ExhibitColumn& column) {
        pack_text(out, column.head);
        base::put_u32(out, column.width);
    });
    pack_all(out, table.rows,
             [&](const auto& row) { pack_all(out, row, [&](const auto& cell) { pack_text(out, cell); }); });
}

base::Bytes pack(const Exhibit& exhibit, base::Instant until) {
    base::Bytes out;
    put_long(out, base::to_millis(until));
    out.push_back(static_cast<std::uint8_t>(exhibit.kind));
    out.push_back(static_cast<std::uint8_t>(exhibit.shown));
    put_long(out, exhibit.grant.number());
    pack_text(out, exhibit.case_number);
    pack_text(out, exhibit.base_date);
    base::put_u32(out, static_cast<std::uint32_t>(exhibit.log));
    put_long(out, exhibit.first_index);
    put_long(out, exhibit.last_index);
    put_long(out, base::to_millis(exhibit.answered_at));
    pack_all(out, exhibit.people, [&](const crypto::Tag& tag) { out.insert(out.end(), tag.begin(), tag.end()); });
    pack_all(out, exhibit.lines, [&](const auto& line) {
        pack_text(out, line.first);
        pack_text(out, line.second);
    });
    pack_all(out, exhibit.tables, [&](const auto& table) { pack_table(out, table); });
    pack_all(out, exhibit.notes, [&](const auto& note) { pack_text(out, note); });
    return out;
}

ExhibitTable unpack_table(Unpacker& in) {
    ExhibitTable table;
    table.caption = in.text();
    in.all([&] {
        auto& column = table.columns.emplace_back();
        column.head = in.text();
        column.width = in.number();
    });
    in.all([&] {
        auto& row = table.rows.emplace_back();
        in.all([&] { row.push_back(in.text()); });
    });
    return table;
}

// What was sealed here is as it was packed: authenticated, so that nothing but a change of this form can break it.
base::Result<Exhibit> unpack(base::ByteView bytes, base::Instant now) {
    Unpacker in{bytes};
    Exhibit out;
    if (now >= base::from_millis(in.long_number())) {
        return base::Error{base::Fault::conflict, "registry.exhibit_expired"};
    }
    out.kind = static_cast<ExhibitKind>(in.byte());
    out.shown = static_cast<Shown>(in.byte());
    out.grant = grants::GrantId{in.long_number()};
    out.case_number = in.text();
    out.base_date = in.text();
    out.log = static_cast<int>(in.number());
    out.first_index = in.long_number();
    out.last_index = in.long_number();
    out.answered_at = base::from_millis(in.long_number());
    in.all([&] {
        auto& tag = out.people.emplace_back();
        for (auto& byte : tag) byte = in.byte();
    });
    in.all([&] {
        auto label = in.text();
        out.lines.emplace_back(std::move(label), in.text());
    });
    in.all([&] { out.tables.push_back(unpack_table(in)); });
    in.all([&] { out.notes.push_back(in.text()); });
    TRY(in.finish(corrupt));
    return out;
}

}  // namespace

const ExhibitWords& words_of(ExhibitKind kind) { return words[static_cast<std::size_t>(kind)]; }

std::optional<ExhibitKind> exhibit_kind(std::string_view code) {
    const auto* found = std::ranges::find(words, code, &ExhibitWords::code);
    if (found == words.end()) return std::nullopt;
    return static_cast<ExhibitKind>(found - words.begin());
}

std::string seal_exhibit(const Registry& registry, const Exhibit& exhibit, base::Random& random, base::Instant now) {
    const auto plain = pack(exhibit, now + handle_life);
    if ((plain.size() + sizeof(crypto::Nonce) + crypto::Aead::overhead) / 3 * 4 + 4 > longest_sealed) return {};
    auto aead = aead_of(registry);
    // Chance is enough here, as for handles.
    const auto nonce = crypto::random_nonce(random);
    base::Bytes out(nonce.begin(), nonce.end());
    const auto sealed = aead.seal(nonce, aad_of(exhibit.account, exhibit.source), plain);
    out.insert(out.end(), sealed.begin(), sealed.end());
    return base::to_base64url(out);
}

base::Result<Exhibit> open_exhibit(const Registry& registry, const people::Actor& actor, QueryId query,
                                   std::string_view sealed, base::Instant now) {
    const auto bytes = base::from_base64url(sealed);
    if (!bytes || bytes->size() < sizeof(crypto::Nonce) + crypto::Aead::overhead) return invalid();
    crypto::Nonce nonce;
    std::copy_n(bytes->begin(), nonce.size(), nonce.begin());
    auto aead = aead_of(registry);
    const auto plain =
        aead.open(nonce, aad_of(actor.account(), query.number()), base::ByteView{*bytes}.subspan(nonce.size()));
    if (!plain) return invalid();
    auto exhibit = TRY(unpack(plain->view(), now));
    exhibit.account = actor.account();
    exhibit.source = query.number();
    return exhibit;
}

}  // namespace menhu::registry
