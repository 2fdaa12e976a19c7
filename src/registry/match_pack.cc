#include "registry/match_pack.h"

#include <algorithm>
#include <charconv>

#include "base/id.h"
#include "crypto/aead.h"

namespace menhu::registry {

namespace {

void put(base::Bytes& out, std::string_view text) {
    base::put_u32(out, static_cast<std::uint32_t>(text.size()));
    out.insert(out.end(), text.begin(), text.end());
}

template <class T, class Put>
void put_all(base::Bytes& out, const std::vector<T>& items, Put put_one) {
    base::put_u32(out, static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items) put_one(item);
}

// Takes from the front; after the first piece that is not there it stays broken and gives nothing.
class Unpacker {
public:
    explicit Unpacker(base::ByteView in) : in_{in} {}
    bool has_more() const { return !broken_ && !in_.empty(); }
    std::uint32_t number() {
        if (broken_ || in_.size() < 4) return fail();
        const auto value = base::get_u32(in_);
        in_ = in_.subspan(4);
        return value;
    }
    std::uint8_t byte() {
        if (broken_ || in_.empty()) return static_cast<std::uint8_t>(fail());
        const auto value = in_.front();
        in_ = in_.subspan(1);
        return value;
    }
    std::string text() {
        const auto size = number();
        if (broken_ || in_.size() < size) {
            fail();
            return {};
        }
        std::string out{base::as_text(in_.first(size))};
        in_ = in_.subspan(size);
        return out;
    }
    template <class Take>
    void all(Take take) {
        const auto count = number();
        for (std::uint32_t at = 0; at < count && !broken_; ++at) take();
    }
    base::Result<void> finish() const {
        if (!broken_ && in_.empty()) return {};
        return base::Error{base::Fault::corrupt, "registry.match_corrupt"};
    }

private:
    std::uint32_t fail() {
        broken_ = true;
        return 0;
    }
    base::ByteView in_;
    bool broken_ = false;
};

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
    put(out, head.file);
    put(out, head.case_number);
    put(out, head.reason);
    put_all(out, head.headers, [&](const auto& header) { put(out, header); });
    put_all(out, head.fields, [&](const auto& field) { put(out, field); });
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
    TRY(in.finish());
    return head;
}

void pack_row(const InputRow& row, base::Bytes& out) {
    base::put_u32(out, row.number);
    out.push_back(row.usable);
    put_all(out, row.people, [&](const InputPerson& person) {
        put(out, person.role);
        put(out, person.id);
        out.push_back(person.first);
    });
    put_all(out, row.values, [&](const auto& value) {
        put(out, value.first);
        put(out, value.second);
    });
    put_all(out, row.cells, [&](const auto& cell) { put(out, cell); });
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
    TRY(in.finish());
    return rows;
}

void pack_row(const OutputRow& row, base::Bytes& out) {
    put(out, row.outcome);
    put_all(out, row.notes, [&](const MatchNote& note) {
        put(out, note.zh);
        put(out, note.en);
        put(out, note.value);
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
    TRY(in.finish());
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
