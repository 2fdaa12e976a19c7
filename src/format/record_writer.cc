#include "format/record_writer.h"

#include <fmt/format.h>

#include "format/national_id.h"

namespace menhu::format {

namespace {

base::Error invalid(const Field& field, std::string_view what) {
    return base::Error{base::Fault::bad_input, "format.value_invalid", fmt::format("{}: {}", field.name, what)};
}

}  // namespace

base::Result<RecordWriter> RecordWriter::open(const Layout& layout, const CharacterMap& map) {
    Encoder encoder = TRY(Encoder::open(layout.encoding, map));
    return RecordWriter{layout, std::move(encoder)};
}

// The value as the file has it, still in UTF-8.
base::Result<void> RecordWriter::write_field(const Field& field, std::string_view value, std::string& out) const {
    const auto encode = [&](std::string_view text) -> base::Result<void> {
        if (encoder_.encode(text, out).unencodable != 0) {
            return base::Error{base::Fault::bad_input, "format.value_unencodable", field.name};
        }
        return {};
    };
    if (field.type == FieldType::filler) return {};
    if (field.type == FieldType::flag) return encode(value == "1" ? field.flag_true : field.flag_false);
    if (value.empty()) return {};
    if (field.type == FieldType::date) {
        const auto date = read_date(value, DateForm::iso);
        std::string text;
        if (!date) return invalid(field, "no date");
        if (!write_date(*date, field.date_form, text)) return invalid(field, "a year that the form cannot hold");
        return encode(text);
    }
    if (field.type == FieldType::code) {
        const Code* code = layout_->code_tables[*field.codes].find_canonical(value);
        if (code == nullptr) return invalid(field, "no such code");
        return encode(code->code);
    }
    if (layout_->form == FileForm::fixed) {
        if (value.find_first_of("\r\n") != std::string_view::npos) return invalid(field, "a line end");
        if (field.type == FieldType::number) {
            const std::size_t digits = field.length / unit_bytes(layout_->encoding);
            if (value.size() < digits) {
                TRY(encode(std::string(digits - value.size(), '0')));
            }
        }
        return encode(value);
    }
    const char special[]{layout_->delimiter, '\r', '\n', layout_->quote};
    const std::size_t specials = layout_->quote == 0 ? 3 : 4;
    if (value.find_first_of(std::string_view{special, specials}) == std::string_view::npos) return encode(value);
    if (layout_->quote == 0) return invalid(field, "a delimiter or line end, and the layout has no quotes");
    std::string quoted{layout_->quote};
    for (const char c : value) {
        if (c == layout_->quote) quoted.push_back(c);
        quoted.push_back(c);
    }
    quoted.push_back(layout_->quote);
    return encode(quoted);
}

base::Result<void> RecordWriter::write(const RecordType& type, std::span<const std::string_view> values,
                                       std::string& out) const {
    CHECK(values.size() == type.fields.size());
    const std::size_t before = out.size();
    const auto write_all = [&]() -> base::Result<void> {
        // ASCII only, so this cannot fail.
        const auto plain = [&](std::string_view text) { encoder_.encode(text, out); };
        if (layout_->form == FileForm::delimited) {
            bool first = type.mark.empty();
            plain(type.mark);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (!first) plain({&layout_->delimiter, 1});
                first = false;
                TRY(write_field(type.fields[i], values[i], out));
            }
            return {};
        }
        // Fields may be listed in any order: a record of spaces, each field put in its place.
        out.append(type.bytes, ' ');
        if (unit_bytes(layout_->encoding) == 2) {
            for (std::size_t at = layout_->encoding == Encoding::utf16be ? 0 : 1; at < type.bytes; at += 2) {
                out[before + at] = '\0';
            }
        }
        std::string cell;
        encoder_.encode(type.mark, cell);
        out.replace(before + layout_->mark_at, cell.size(), cell);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Field& field = type.fields[i];
            cell.clear();
            TRY(write_field(field, values[i], cell));
            if (cell.size() > field.length) {
                return base::Error{base::Fault::bad_input, "format.value_too_long", field.name};
            }
            out.replace(before + field.at, cell.size(), cell);
        }
        return {};
    };
    if (auto written = write_all(); !written) {
        out.resize(before);
        return std::move(written).error();
    }
    if (layout_->newline == Newline::crlf) encoder_.encode("\r\n", out);
    if (layout_->newline == Newline::lf || layout_->newline == Newline::any) encoder_.encode("\n", out);
    return {};
}

}  // namespace menhu::format
