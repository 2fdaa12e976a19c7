#include "registry/match_pack.h"

#include <algorithm>
#include <charconv>

#include "base/id.h"
#include "crypto/aead.h"
#include "registry/packing.h"

namespace menhu::registry {

namespace {

constexpr std::string_view corrupt = "registry.match_corrupt";

std::uint64_t nonce_number(SealedKind kind, std::int64_t number) {
    return static_cast<std::uint64_t>(kind) << 56U | static_cast<std::uint64_t>(number);
}

base::Bytes part_aad(std::int64_t owner, SealedKind kind, std::int64_t number) {
    base::Bytes aad;
    base::put_u64(aad, static_cast<std::uint64_t>(owner));
    base::put_u64(aad, nonce_number(kind, number));
    return aad;
}

}  // namespace

base::Bytes pack_head(const MatchHead& head) {
    base::Bytes out;
    pack_text(out, head.file);
    pack_text(out, head.case_number);
    pack_text(out, head.reason);
    pack_all(out, head.headers, [&](const auto& header) { pack_text(out, header); });
    pack_all(out, head.fields, [&](const auto& field) { pack_text(out, field); });
    return out;
}

base::Result<MatchHead> unpack_head(base::ByteView bytes) {
    Unpacker in{bytes};
    MatchHead head;
    head.file = in.text();
    head.case_number = in.text();
    head.reason = in.text();
    in.all([&] { head.headers.push_back(in.text()); });
    in.all([&] { head.fields.push_back(in.text()); });
    TRY(in.finish(corrupt));
    return head;
}

void pack_row(const InputRow& row, base::Bytes& out) {
    base::put_u32(out, row.number);
    out.push_back(row.usable);
    pack_all(out, row.people, [&](const InputPerson& person) {
        pack_text(out, person.role);
        pack_text(out, person.id);
        out.push_back(person.first);
    });
    pack_all(out, row.values, [&](const auto& value) {
        pack_text(out, value.first);
        pack_text(out, value.second);
    });
    pack_all(out, row.cells, [&](const auto& cell) { pack_text(out, cell); });
}

base::Result<std::vector<InputRow>> unpack_rows(base::ByteView bytes) {
    Unpacker in{bytes};
    std::vector<InputRow> rows;
    while (in.has_more()) {
        auto& row = rows.emplace_back();
        row.number = in.number();
        row.usable = in.byte();
        in.all([&] {
            auto& person = row.people.emplace_back();
            person.role = in.text();
            person.id = in.text();
            person.first = in.byte();
        });
        in.all([&] {
            auto role = in.text();
            row.values.emplace_back(std::move(role), in.text());
        });
        in.all([&] { row.cells.push_back(in.text()); });
    }
    TRY(in.finish(corrupt));
    return rows;
}

void pack_row(const OutputRow& row, base::Bytes& out) {
    pack_text(out, row.outcome);
    pack_all(out, row.notes, [&](const MatchNote& note) {
        pack_text(out, note.zh);
        pack_text(out, note.en);
        pack_text(out, note.value);
    });
}

base::Result<std::vector<OutputRow>> unpack_outcomes(base::ByteView bytes) {
    Unpacker in{bytes};
    std::vector<OutputRow> rows;
    while (in.has_more()) {
        auto& row = rows.emplace_back();
        row.outcome = in.text();
        in.all([&] {
            auto& note = row.notes.emplace_back();
            note.zh = in.text();
            note.en = in.text();
            note.value = in.text();
        });
    }
    TRY(in.finish(corrupt));
    return rows;
}

std::string pack_counts(const OutcomeCounts& counts) {
    std::string out;
    for (const auto& [outcome, count] : counts) out += outcome + ' ' + std::to_string(count) + '\n';
    return out;
}

OutcomeCounts unpack_counts(std::string_view text) {
    OutcomeCounts counts;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto space = line.find(' ');
        if (space == std::string_view::npos) continue;
        std::int64_t count = 0;
        std::from_chars(line.data() + space + 1, line.data() + line.size(), count);
        counts.emplace_back(line.substr(0, space), count);
    }
    return counts;
}

void add_count(OutcomeCounts& counts, std::string_view outcome, std::int64_t more) {
    const auto found = std::ranges::find(counts, outcome, &std::pair<std::string, std::int64_t>::first);
    if (found != counts.end()) {
        found->second += more;
    } else {
        counts.emplace_back(outcome, more);
    }
}

base::Bytes seal_part(const crypto::Secret& key, std::int64_t owner, SealedKind kind, std::int64_t number,
                      base::ByteView plain) {
    crypto::Aead aead{key};
    return aead.seal(crypto::nonce_of(nonce_number(kind, number)), part_aad(owner, kind, number), plain);
}

base::Result<crypto::Secret> open_part(const crypto::Secret& key, std::int64_t owner, SealedKind kind,
                                       std::int64_t number, base::ByteView sealed) {
    crypto::Aead aead{key};
    return aead.open(crypto::nonce_of(nonce_number(kind, number)), part_aad(owner, kind, number), sealed);
}

std::string match_key_name(std::int64_t owner) { return "registry match " + base::id_text(owner); }

}  // namespace menhu::registry
