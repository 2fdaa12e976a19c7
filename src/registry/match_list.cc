// Lists: taken, kept sealed for a while, read back by the one who took them.
#include <algorithm>
#include <set>

#include "crypto/aead.h"
#include "crypto/hash.h"
#include "format/json.h"
#include "registry/inside.h"
#include "registry/match.h"
#include "registry/match_pack.h"
#include "registry/match_rows.h"

namespace menhu::registry {

namespace {

constexpr std::size_t part_size = std::size_t{512} * 1024;
constexpr std::size_t most_shown = 100;

// Reading a sheet to its end costs as much as the file was made to cost: a list is among the first few.
constexpr std::size_t most_tried = 8;

// What is wrong with the first, if none can be read to its end.
base::Result<std::string> first_readable(const format::Workbook& book) {
    std::optional<base::Error> wrong;
    for (std::size_t sheet = 0; sheet < std::min(book.sheets().size(), most_tried); ++sheet) {
        const auto done = book.read(sheet, [](format::SheetRow&) { return format::Reading::go_on; });
        if (done) return book.sheets()[sheet];
        if (!wrong) wrong = done.error();
    }
    return *wrong;
}

base::Error unknown_list() { return {base::Fault::not_found, "registry.match_list_unknown"}; }

}  // namespace

base::Result<ListTaken> take_list(const Registry& registry, const people::Actor& by, std::string_view name,
                                  std::string_view bytes, base::Random& random, base::Instant now) {
    TRY(people::require(by, people::Role::case_worker));
    // What cannot be opened is not kept.
    const auto book = TRY(format::Workbook::open(bytes));
    const auto sheet = TRY(first_readable(book));
    auto& inside = registry.inside();
    const auto key = crypto::Secret::random(crypto::Aead::key_size, random);
    const auto id = MatchListId::make(now, random);
    const rows::ListRow row{.id = id.number(),
                            .account = by.account().number(),
                            .unit = by.unit().number(),
                            .form = std::string{format::sheet_form_name(book.form())},
                            .bytes = static_cast<std::int64_t>(bytes.size()),
                            .wrapped_key = inside.keyring.wrap(match_key_name(id.number()), key, random),
                            .sealed_name = seal_part(key, id.number(), SealedKind::list_name, 0, base::as_bytes(name)),
                            .expires_at = now + inside.profile.numbers().match_list_hours.value};
    std::vector<base::Bytes> parts;
    for (std::size_t at = 0; at < bytes.size(); at += part_size) {
        parts.push_back(seal_part(key, id.number(), SealedKind::list_part, static_cast<std::int64_t>(parts.size()),
                                  base::as_bytes(bytes.substr(at, part_size))));
    }
    ledger::Entry entry;
    entry.kind = "match.list_taken";
    entry.account = row.account;
    entry.unit = row.unit;
    entry.facts = {{"list", id.text()}, {"form", row.form}};
    entry.counts = {{"bytes", row.bytes}};
    // Sealed: the hash of a list of one person could be tried out.
    std::string secret = R"({"name":)";
    format::append_json_text(name, secret);
    secret += R"(,"sha256":")" + base::to_hex(crypto::sha256(base::as_bytes(bytes))) + "\"}";
    entry.secret = base::Personal<std::string>{std::move(secret)};
    TRY(inside.database.write([&inside, &row, &parts, &entry, now](store::WriteTx& tx) -> base::Result<void> {
        TRY(rows::insert_list(tx, row, now));
        for (std::size_t at = 0; at < parts.size(); ++at) {
            TRY(rows::insert_list_part(tx, row.id, static_cast<std::int64_t>(at), parts[at]));
        }
        TRY(ledger::append(tx, inside.ledger, entry, now));
        return {};
    }));
    return ListTaken{.id = id, .sheet = sheet, .expires_at = row.expires_at};
}

base::Result<KeptList> read_list(store::ReadTx& tx, const Registry& registry, const people::Actor& by, MatchListId id,
                                 base::Instant now) {
    const auto row = TRY(rows::list(tx, id.number()));
    if (!row || row->account != by.account().number() || row->expires_at <= now || !row->wrapped_key) {
        return unknown_list();
    }
    auto& inside = registry.inside();
    const auto key = TRY(inside.keyring.unwrap(match_key_name(row->id), *row->wrapped_key));
    const auto name = TRY(open_part(key, row->id, SealedKind::list_name, 0, row->sealed_name));
    const auto parts = TRY(rows::list_parts(tx, row->id));
    crypto::Secret bytes{static_cast<std::size_t>(row->bytes)};
    std::size_t at = 0;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto plain =
            TRY(open_part(key, row->id, SealedKind::list_part, static_cast<std::int64_t>(part), parts[part]));
        if (plain.size() > bytes.size() - at) return base::Error{base::Fault::corrupt, "registry.match_corrupt"};
        std::ranges::copy(plain.view(), bytes.writable().subspan(at).begin());
        at += plain.size();
    }
    if (at != bytes.size()) return base::Error{base::Fault::corrupt, "registry.match_corrupt"};
    auto form = format::SheetForm::csv;
    for (const auto one : {format::SheetForm::ods, format::SheetForm::xlsx}) {
        if (format::sheet_form_name(one) == row->form) form = one;
    }
    return KeptList{.id = id,
                    .name = base::Personal<std::string>{std::string{name.text()}},
                    .form = form,
                    .bytes = std::move(bytes),
                    .expires_at = row->expires_at};
}

base::Result<std::size_t> sheet_named(const format::Workbook& book, std::string_view name) {
    if (name.empty()) return std::size_t{0};
    const auto& sheets = book.sheets();
    const auto found = std::ranges::find(sheets, name);
    if (found == sheets.end()) return base::Error{base::Fault::bad_input, "format.sheet_missing"};
    return static_cast<std::size_t>(found - sheets.begin());
}

base::Result<ListCheck> check_list(const format::Workbook& book, std::size_t sheet, std::uint32_t header_row,
                                   const law::MatchRule& rule, std::vector<ColumnChoice> columns) {
    const auto reader = TRY(RowReader::open(rule, std::move(columns)));
    ListCheck out;
    out.missing = reader.missing();
    std::set<std::string> firsts;
    std::set<std::string> ids;
    TRY(book.read(sheet, [&](format::SheetRow& raw) {
        if (raw.number <= header_row) return format::Reading::go_on;
        ++out.rows;
        auto row = reader.read(std::move(raw));
        for (auto& cell : row.cleaned) {
            ++out.cleaned_total;
            if (out.cleaned.size() < most_shown) out.cleaned.emplace_back(row.number, std::move(cell));
        }
        for (const auto& cell : row.wrong) {
            ++out.wrong_total;
            if (out.wrong.size() < most_shown) out.wrong.emplace_back(row.number, cell);
        }
        if (!row.is_usable()) return format::Reading::go_on;
        ++out.usable;
        for (const auto& person : row.people) {
            ids.insert(person.id);
            if (person.role == rule.subject() && !firsts.insert(person.id).second) ++out.duplicates;
        }
        return format::Reading::go_on;
    }));
    out.people = static_cast<std::int64_t>(ids.size());
    return out;
}

}  // namespace menhu::registry
