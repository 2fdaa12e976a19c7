// The decoding loops. Each writes into the grown end of the caller's string; the bound on growth is one `expansion` for
// each input byte, so no loop checks for room.
#include <bit>
#include <cstring>

#include "format/code_points.h"
#include "format/encoding.h"
#include "format/encoding_tables.h"

namespace menhu::format {

namespace {

class Output {
public:
    Output(char* at, const DecodeTables& tables, DecodeReport& report) : at_{at}, tables_{tables}, report_{report} {}
    char* at() const { return at_; }

    void bytes(const std::uint8_t* from, std::size_t size) {
        std::memcpy(at_, from, size);
        at_ += size;
    }
    void three(std::uint32_t point) {
        at_[0] = static_cast<char>(0xE0 | (point >> 12));
        at_[1] = static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        at_[2] = static_cast<char>(0x80 | (point & 0x3F));
        at_ += 3;
    }
    void point(std::uint32_t point) {
        if (point >= 0x800 && point < 0x10000) {
            three(point);
        } else if (point < 0x80) {
            *at_++ = static_cast<char>(point);
        } else if (point < 0x800) {
            *at_++ = static_cast<char>(0xC0 | (point >> 6));
            *at_++ = static_cast<char>(0x80 | (point & 0x3F));
        } else {
            *at_++ = static_cast<char>(0xF0 | (point >> 18));
            *at_++ = static_cast<char>(0x80 | ((point >> 12) & 0x3F));
            *at_++ = static_cast<char>(0x80 | ((point >> 6) & 0x3F));
            *at_++ = static_cast<char>(0x80 | (point & 0x3F));
        }
    }
    void invalid(std::size_t offset) {
        if (report_.invalid++ == 0) report_.first_invalid = static_cast<std::uint32_t>(offset);
        three(0xFFFD);
    }
    // An entry with flags, but not entry_invalid.
    void flagged(std::uint32_t entry) {
        if ((entry & entry_user_defined) != 0) ++report_.user_defined;
        if ((entry & entry_mapped) != 0) ++report_.mapped;
        if ((entry & entry_sequence) != 0) {
            const std::string& text = tables_.sequences[entry & ~entry_flags];
            std::memcpy(at_, text.data(), text.size());
            at_ += text.size();
        } else {
            point(entry & ~entry_flags);
        }
    }
    // A code point that came as UTF-8 or UTF-16.
    void unicode(std::uint32_t value) {
        if (value < 0xE000 || !is_private_use(value)) {
            point(value);
        } else if (value < 0xF900) {
            flagged(tables_.private_use[value - 0xE000]);
        } else if (const CharacterMap::Row* row = tables_.map.find(value); row != nullptr) {
            ++report_.mapped;
            std::memcpy(at_, row->text.data(), row->text.size());
            at_ += row->text.size();
        } else {
            flagged(value | entry_user_defined);
        }
    }

private:
    char* at_;
    const DecodeTables& tables_;
    DecodeReport& report_;
};

// How many bytes from `at` are ASCII.
std::size_t ascii_run(base::ByteView in, std::size_t at) {
    const std::size_t start = at;
    while (at + 8 <= in.size()) {
        std::uint64_t word;
        std::memcpy(&word, in.data() + at, 8);
        if (const std::uint64_t high = word & 0x8080808080808080U; high != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(high)) / 8 - start;
        }
        at += 8;
    }
    while (at < in.size() && in[at] < 0x80) ++at;
    return at - start;
}

void decode_utf8(base::ByteView in, Output& out) {
    const std::string_view text = base::as_text(in);
    for (std::size_t at = 0; at < in.size();) {
        if (in[at] < 0x80) {
            const std::size_t run = ascii_run(in, at);
            out.bytes(in.data() + at, run);
            at += run;
            continue;
        }
        // Nearly all Han: three bytes, lead E1 to EC, copied as they are.
        if (in[at] >= 0xE1 && in[at] <= 0xEC && at + 2 < in.size() && (in[at + 1] & 0xC0) == 0x80 &&
            (in[at + 2] & 0xC0) == 0x80) {
            out.bytes(in.data() + at, 3);
            at += 3;
            continue;
        }
        const CodePoint point = next_code_point(text, at);
        if (point.valid) {
            out.unicode(point.value);
        } else {
            out.invalid(at);
        }
        at += point.size;
    }
}

void decode_utf16(base::ByteView in, Encoding encoding, Output& out) {
    const std::size_t high = encoding == Encoding::utf16be ? 0 : 1;
    const auto unit = [&](std::size_t at) {
        return static_cast<std::uint32_t>(in[at + high] << 8 | in[at + 1 - high]);
    };
    std::size_t at = 0;
    for (; at + 1 < in.size(); at += 2) {
        const std::uint32_t first = unit(at);
        if (!is_surrogate(first)) {
            out.unicode(first);
        } else if (first < 0xDC00 && at + 3 < in.size() && (unit(at + 2) & 0xFC00) == 0xDC00) {
            out.unicode(0x10000 + ((first - 0xD800) << 10) + (unit(at + 2) - 0xDC00));
            at += 2;
        } else {
            out.invalid(at);
        }
    }
    if (at < in.size()) out.invalid(at);
}

// Bytes of a pair that is no character: 1 if the second may begin something else, so that nothing is swallowed.
std::size_t bad_pair_size(std::uint8_t trail) {
    return (trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE) ? 2 : 1;
}

void decode_cp950(base::ByteView in, const DecodeTables& tables, Output& out) {
    for (std::size_t at = 0; at < in.size();) {
        if (in[at] < 0x80) {
            const std::size_t run = ascii_run(in, at);
            out.bytes(in.data() + at, run);
            at += run;
            continue;
        }
        if (at + 1 == in.size()) {
            out.invalid(at);
            return;
        }
        const std::uint32_t entry = tables.big5[static_cast<std::size_t>((in[at] & 0x7F) << 8 | in[at + 1])];
        if (entry < 0x10000 && entry >= 0x800) [[likely]] {
            out.three(entry);
            at += 2;
        } else if ((entry & entry_invalid) != 0) {
            out.invalid(at);
            at += in[at] == 0x80 || in[at] == 0xFF ? 1 : bad_pair_size(in[at + 1]);
        } else if ((entry & entry_flags) != 0) {
            out.flagged(entry);
            at += 2;
        } else {
            out.point(entry);
            at += 2;
        }
    }
}

void decode_euc_tw(base::ByteView in, const DecodeTables& tables, Output& out) {
    const auto in_range = [](std::uint8_t byte) { return byte >= 0xA1 && byte <= 0xFE; };
    for (std::size_t at = 0; at < in.size();) {
        if (in[at] < 0x80) {
            const std::size_t run = ascii_run(in, at);
            out.bytes(in.data() + at, run);
            at += run;
            continue;
        }
        const bool long_form = in[at] == 0x8E;
        const std::size_t size = long_form ? 4 : 2;
        std::size_t good = 1;
        if (long_form || in_range(in[at])) {
            while (good < size && at + good < in.size() && in_range(in[at + good]) &&
                   (!long_form || good != 1 || in[at + 1] <= 0xB0)) {
                ++good;
            }
        }
        if (good < size) {
            out.invalid(at);
            at += good;
            continue;
        }
        const std::size_t plane = long_form ? in[at + 1] - 0xA1U : 0;
        const std::size_t row = in[at + size - 2] - 0xA1U;
        const std::uint32_t entry = tables.cns[plane * cns_plane_size + row * 94 + (in[at + size - 1] - 0xA1U)];
        if ((entry & entry_invalid) != 0) {
            out.invalid(at);
        } else if ((entry & entry_flags) != 0) {
            out.flagged(entry);
        } else {
            out.point(entry);
        }
        at += size;
    }
}

}  // namespace

DecodeReport Decoder::decode(base::ByteView in, std::string& out) const {
    DecodeReport report;
    if (in.empty()) return report;
    const std::size_t before = out.size();
    const std::size_t bound = before + in.size() * tables_->expansion;
    out.resize_and_overwrite(bound, [&](char* data, std::size_t) {
        Output output{data + before, *tables_, report};
        switch (encoding_) {
            case Encoding::utf8:
                decode_utf8(in, output);
                break;
            case Encoding::utf16le:
            case Encoding::utf16be:
                decode_utf16(in, encoding_, output);
                break;
            case Encoding::cp950:
                decode_cp950(in, *tables_, output);
                break;
            case Encoding::euc_tw:
                decode_euc_tw(in, *tables_, output);
                break;
        }
        return static_cast<std::size_t>(output.at() - data);
    });
    return report;
}

std::vector<InvalidSequence> Decoder::invalid_sequences(base::ByteView in, std::size_t limit) const {
    std::vector<InvalidSequence> found;
    std::string scratch;
    for (std::size_t at = 0; at < in.size() && found.size() < limit;) {
        scratch.clear();
        const DecodeReport rest = decode(in.subspan(at), scratch);
        if (rest.invalid == 0) break;
        const std::size_t start = at + rest.first_invalid;
        // The sequence ends where decoding up to there is still one invalid sequence, and one byte more is not.
        std::size_t size = 1;
        for (std::size_t longer = 2; longer <= 4 && start + longer <= in.size(); ++longer) {
            scratch.clear();
            const DecodeReport report = decode(in.subspan(start, longer), scratch);
            if (report.invalid == 1 && scratch == "\xEF\xBF\xBD") size = longer;
        }
        found.push_back({start,
                         {in.begin() + static_cast<std::ptrdiff_t>(start),
                          in.begin() + static_cast<std::ptrdiff_t>(start + size)}});
        at = start + size;
    }
    return found;
}

EncodeReport Encoder::encode(std::string_view text, std::string& out) const {
    EncodeReport report;
    const std::size_t before = out.size();
    for (std::size_t at = 0; at < text.size();) {
        if (encoding_ != Encoding::utf16le && encoding_ != Encoding::utf16be) {
            const std::size_t run = ascii_run(base::as_bytes(text), at);
            out.append(text, at, run);
            at += run;
            if (at == text.size()) break;
        }
        const CodePoint point = next_code_point(text, at);
        std::size_t size = point.size;
        bool written = point.valid;
        if (point.valid && encoding_ == Encoding::utf8) {
            out.append(text, at, size);
        } else if (point.valid && unit_bytes(encoding_) == 2) {
            const auto unit = [&](std::uint32_t value) {
                const char high = static_cast<char>(value >> 8);
                const char low = static_cast<char>(value & 0xFF);
                out.push_back(encoding_ == Encoding::utf16be ? high : low);
                out.push_back(encoding_ == Encoding::utf16be ? low : high);
            };
            if (point.value >= 0x10000) {
                unit(0xD800 + ((point.value - 0x10000) >> 10));
                unit(0xDC00 + ((point.value - 0x10000) & 0x3FF));
            } else {
                unit(point.value);
            }
        } else if (point.valid) {
            std::uint32_t code = 0;
            for (const auto& [several, its_code] : tables_->texts) {
                if (!text.substr(at).starts_with(several)) continue;
                code = its_code;
                size = several.size();
                break;
            }
            if (code == 0 && point.value < tables_->codes.size()) code = tables_->codes[point.value];
            if (code == 0 && !tables_->beyond.empty()) {
                const auto found = tables_->beyond.find(point.value);
                if (found != tables_->beyond.end()) code = found->second;
            }
            written = code != 0;
            for (int shift = code > 0xFFFF ? 24 : 8; written && shift >= 0; shift -= 8) {
                out.push_back(static_cast<char>(code >> shift));
            }
        }
        if (!written && report.unencodable++ == 0) report.first_unencodable = at;
        at += size;
    }
    if (report.unencodable != 0) out.resize(before);
    return report;
}

bool Encoder::can_encode(char32_t point) const {
    if (point > 0x10FFFF || is_surrogate(point)) return false;
    if (point < 0x80 || encoding_ == Encoding::utf8 || unit_bytes(encoding_) == 2) return true;
    if (point < tables_->codes.size() && tables_->codes[point] != 0) return true;
    return tables_->beyond.contains(point);
}

}  // namespace menhu::format
