#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "format/layout.h"
#include "format/layout_fields.h"
#include "format/toml.h"

namespace menhu::format {

namespace {

template <class T>
struct Named {
    std::string_view name;
    T value;
};
constexpr Named<FieldType> field_types[]{
    {"text", FieldType::text},     {"national_id", FieldType::national_id},
    {"date", FieldType::date},     {"national_ids", FieldType::national_ids},
    {"code", FieldType::code},     {"household_number", FieldType::household_number},
    {"number", FieldType::number}, {"digits", FieldType::digits},
    {"flag", FieldType::flag},     {"filler", FieldType::filler},
};
constexpr Named<RecordRole> roles[]{{"header", RecordRole::header},  {"person", RecordRole::person},
                                    {"event", RecordRole::event},    {"change", RecordRole::change},
                                    {"before", RecordRole::before},  {"after", RecordRole::after},
                                    {"trailer", RecordRole::trailer}};
// Each is held against the others. There are fewer roles than records allowed, and fewer things to know of a person
// than fields.
constexpr std::size_t most_records = 32;
constexpr std::size_t most_fields = 2000;

constexpr Named<FileForm> forms[]{{"fixed", FileForm::fixed}, {"delimited", FileForm::delimited}};
constexpr Named<Newline> newlines[]{
    {"lf", Newline::lf}, {"crlf", Newline::crlf}, {"any", Newline::any}, {"none", Newline::none}};

template <class T, std::size_t N>
std::optional<T> named(const Named<T> (&rows)[N], std::string_view name) {
    for (const Named<T>& row : rows) {
        if (row.name == name) return row.value;
    }
    return std::nullopt;
}

std::uint32_t line_of(const TomlNode& table, std::string_view key) {
    const TomlNode* node = table.find(key);
    return node == nullptr ? table.line : node->line;
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// Reads one layout; every mistake goes to `reader_`.
class LayoutReader {
public:
    explicit LayoutReader(std::string_view source) : reader_{std::string{source}} {}
    base::Result<Layout> read(const TomlNode& root);

private:
    template <class T, std::size_t N>
    T choice(const TomlNode& table, std::string_view key, const Named<T> (&rows)[N], T fallback);
    char one_character(const TomlNode& root, std::string_view key, char fallback);
    void read_head(const TomlNode& root);
    void read_code_tables(const TomlNode& root);
    void read_record(const TomlNode& node);
    void read_field(const TomlNode& node, RecordType& record);
    void read_typed(const TomlNode& node, const RecordType& record, Field& field);
    void name_field(const TomlNode& node, RecordRole role, Field& field);
    void check_places(const TomlNode& node, const RecordType& record);
    void check_whole(const TomlNode& root);

    TomlReader reader_;
    Layout layout_;
    std::vector<std::pair<std::uint32_t, std::string>> flags_wanted_;  // of the record being read: line, flag's name
};

template <class T, std::size_t N>
T LayoutReader::choice(const TomlNode& table, std::string_view key, const Named<T> (&rows)[N], T fallback) {
    const std::string name = reader_.text(table, key);
    const auto value = named(rows, name);
    if (!value && !name.empty()) {
        std::string names;
        for (const Named<T>& row : rows) fmt::format_to(std::back_inserter(names), " {}", row.name);
        reader_.refuse(line_of(table, key), fmt::format("{} must be one of:{}", key, names));
    }
    return value.value_or(fallback);
}

char LayoutReader::one_character(const TomlNode& root, std::string_view key, char fallback) {
    const std::string text = reader_.text_or(root, key, std::string_view{&fallback, 1});
    if (text.empty()) return 0;
    if (text.size() != 1 || (text[0] != '\t' && (text[0] < 0x20 || text[0] >= 0x7F))) {
        reader_.refuse(line_of(root, key), fmt::format("{} must be one ASCII character", key));
        return fallback;
    }
    return text[0];
}

void LayoutReader::read_head(const TomlNode& root) {
    reader_.only(root, {"name", "title_zh", "title_en", "notice", "table_number", "encoding", "form", "newline",
                        "max_record_bytes", "mark", "delimiter", "quote", "record", "codes"});
    layout_.name = reader_.text(root, "name");
    if (!layout_.name.empty() && !is_name(layout_.name)) {
        reader_.refuse(line_of(root, "name"), "name must be of a-z, 0-9 and _, at most 64");
    }
    layout_.title_zh = reader_.text(root, "title_zh");
    layout_.title_en = reader_.text(root, "title_en");
    layout_.notice = reader_.text_or(root, "notice", "");
    layout_.table_number = reader_.text(root, "table_number");
    const std::string encoding = reader_.text(root, "encoding");
    if (const auto known = encoding_named(encoding)) {
        layout_.encoding = *known;
    } else if (!encoding.empty()) {
        reader_.refuse(line_of(root, "encoding"), "encoding must be one of: utf-8 utf-16le utf-16be cp950 big5 euc-tw");
    }
    layout_.form = choice(root, "form", forms, FileForm::delimited);
    layout_.newline = choice(root, "newline", newlines, Newline::any);
    layout_.max_record_bytes =
        static_cast<std::size_t>(reader_.integer_or(root, "max_record_bytes", 16, 1'048'576, 65'536));
    if (layout_.form == FileForm::delimited) {
        layout_.delimiter = one_character(root, "delimiter", ',');
        layout_.quote = one_character(root, "quote", '"');
        if (layout_.delimiter == 0) reader_.refuse(line_of(root, "delimiter"), "delimiter is empty");
        if (layout_.delimiter == layout_.quote) {
            reader_.refuse(line_of(root, "quote"), "quote and delimiter must differ");
        }
        if (layout_.newline == Newline::none) {
            reader_.refuse(line_of(root, "newline"), "newline = \"none\" needs form = \"fixed\"");
        }
        if (root.find("mark") != nullptr) reader_.refuse(line_of(root, "mark"), "mark is for form = \"fixed\"");
        return;
    }
    for (const std::string_view key : {"delimiter", "quote"}) {
        if (root.find(key) != nullptr) {
            reader_.refuse(line_of(root, key), fmt::format("{} is for form = \"delimited\"", key));
        }
    }
    if (const TomlNode* mark = reader_.table_if(root, "mark")) {
        reader_.only(*mark, {"at", "length"});
        layout_.mark_at = static_cast<std::size_t>(reader_.integer(*mark, "at", 1, 1'048'576));
        if (layout_.mark_at > 0) --layout_.mark_at;
        layout_.mark_length = static_cast<std::size_t>(reader_.integer(*mark, "length", 1, 32));
    }
}

void LayoutReader::read_code_tables(const TomlNode& root) {
    const TomlNode* tables = reader_.table_if(root, "codes");
    if (tables == nullptr) return;
    for (std::size_t i = 0; i < tables->keys.size(); ++i) {
        const TomlNode& node = tables->items[i];
        if (node.kind != TomlKind::table) {
            reader_.refuse(node.line, fmt::format("codes.{} must be a table", tables->keys[i]));
            continue;
        }
        reader_.only(node, {"source", "values"});
        CodeTable table{tables->keys[i], reader_.text_or(node, "source", ""), {}};
        std::set<std::string> seen;
        for (const TomlNode* row : reader_.tables(node, "values")) {
            reader_.only(*row, {"code", "means", "zh", "en", "from", "until"});
            Code code{reader_.text(*row, "code"),
                      reader_.text_or(*row, "means", ""),
                      reader_.text(*row, "zh"),
                      reader_.text_or(*row, "en", ""),
                      reader_.date_if(*row, "from").value_or(""),
                      reader_.date_if(*row, "until").value_or("")};
            if (!code.from.empty() && !code.until.empty() && code.until < code.from) {
                reader_.refuse(row->line, "until is before from");
            }
            if (!is_printable_ascii(code.code) || code.code.find(' ') != std::string::npos) {
                reader_.refuse(row->line, "code must be ASCII without spaces");
            }
            if (!seen.insert(code.code).second) reader_.refuse(row->line, "this code is there twice");
            table.codes.push_back(std::move(code));
        }
        if (table.codes.empty()) reader_.refuse(node.line, fmt::format("codes.{} has no values", table.name));
        layout_.code_tables.push_back(std::move(table));
    }
}

void LayoutReader::name_field(const TomlNode& node, RecordRole role, Field& field) {
    if (field.type == FieldType::filler || field.name.empty()) return;
    for (const std::string& problem : name_of_field(role, layout_.code_tables, field)) {
        reader_.refuse(node.line, problem);
    }
}

void LayoutReader::read_typed(const TomlNode& node, const RecordType& record, Field& field) {
    const auto only_for = [&](std::string_view key, FieldType type) {
        const bool there = node.find(key) != nullptr;
        if (there && field.type != type)
            reader_.refuse(line_of(node, key), fmt::format("{} is not for this type", key));
        return there && field.type == type;
    };
    if (only_for("check_digit", FieldType::national_id)) field.check_digit = reader_.boolean(node, "check_digit");
    if (only_for("max_code_points", FieldType::text)) {
        field.max_code_points = static_cast<std::size_t>(reader_.integer(node, "max_code_points", 1, 100'000));
    }
    if (only_for("before_republic", FieldType::date)) {
        // The flag may stand after the date: found when the record is whole.
        flags_wanted_.emplace_back(line_of(node, "before_republic"), reader_.text(node, "before_republic"));
        field.before_republic = flags_wanted_.size() - 1;
    }
    only_for("yes", FieldType::flag);
    only_for("no", FieldType::flag);
    only_for("date", FieldType::date);
    only_for("codes", FieldType::code);
    if (field.type == FieldType::date) {
        const std::string form = reader_.text(node, "date");
        if (const auto known = date_form_named(form)) {
            field.date_form = *known;
        } else if (!form.empty()) {
            reader_.refuse(line_of(node, "date"), "date must be one of: roc7 roc6 yyyymmdd iso roc_slashes");
        }
    }
    if (field.type == FieldType::flag) {
        field.flag_true = reader_.text(node, "yes");
        field.flag_false = reader_.text_or(node, "no", "");
        if (field.flag_true == field.flag_false) reader_.refuse(node.line, "yes and no must differ");
    }
    if (field.type == FieldType::code) {
        const std::string codes = reader_.text(node, "codes");
        for (std::size_t i = 0; i < layout_.code_tables.size(); ++i) {
            if (layout_.code_tables[i].name == codes) field.codes = i;
        }
        if (!field.codes && !codes.empty()) reader_.refuse(line_of(node, "codes"), "there is no such code table");
    }
    for (const Field& other : record.fields) {
        if (other.name == field.name && field.type != FieldType::filler) {
            reader_.refuse(node.line, fmt::format("{} is there twice", field.name));
            break;
        }
    }
}

void LayoutReader::read_field(const TomlNode& node, RecordType& record) {
    reader_.only(node, {"name", "at", "length", "type", "required", "check_digit", "date", "before_republic", "codes",
                        "yes", "no", "max_code_points"});
    Field field;
    field.name = reader_.text(node, "name");
    field.type = choice(node, "type", field_types, FieldType::text);
    field.required = reader_.boolean_or(node, "required", false);
    if (layout_.form == FileForm::fixed) {
        const std::int64_t at = reader_.integer(node, "at", 1, 1'048'576);
        field.at = at > 0 ? static_cast<std::size_t>(at - 1) : 0;
        field.length = static_cast<std::size_t>(reader_.integer(node, "length", 1, 1'048'576));
        const std::size_t unit = unit_bytes(layout_.encoding);
        if (field.at % unit != 0 || field.length % unit != 0) {
            reader_.refuse(node.line, "at and length must not cut a UTF-16 code unit");
        }
    } else {
        if (node.find("at") != nullptr || node.find("length") != nullptr) {
            reader_.refuse(node.line, "at and length are for form = \"fixed\"");
        }
        field.at = record.fields.size() + (record.mark.empty() ? 0 : 1);
    }
    read_typed(node, record, field);
    name_field(node, record.role, field);
    record.fields.push_back(std::move(field));
}

// Fixed: no two fields share a byte, none passes the end, none covers the mark.
void LayoutReader::check_places(const TomlNode& node, const RecordType& record) {
    if (record.bytes > layout_.max_record_bytes) reader_.refuse(node.line, "bytes is above max_record_bytes");
    std::vector<std::pair<std::size_t, std::size_t>> taken;
    if (layout_.mark_length != 0) taken.emplace_back(layout_.mark_at, layout_.mark_at + layout_.mark_length);
    for (const Field& field : record.fields) {
        if (field.at + field.length > record.bytes) {
            reader_.refuse(node.line, fmt::format("{} passes the record's end", field.name));
        }
        for (const auto& [from, to] : taken) {
            if (field.at < to && from < field.at + field.length) {
                reader_.refuse(node.line, fmt::format("{} overlaps with another field or the mark", field.name));
                break;
            }
        }
        taken.emplace_back(field.at, field.at + field.length);
    }
}

void LayoutReader::read_record(const TomlNode& node) {
    reader_.only(node, {"role", "mark", "bytes", "fields"});
    RecordType record;
    record.role = choice(node, "role", roles, RecordRole::person);
    record.mark = reader_.text_or(node, "mark", "");
    if (!is_printable_ascii(record.mark)) reader_.refuse(line_of(node, "mark"), "mark must be ASCII");
    if (layout_.form == FileForm::fixed) {
        record.bytes = static_cast<std::size_t>(reader_.integer(node, "bytes", 1, 1'048'576));
        if (record.mark.size() * unit_bytes(layout_.encoding) != layout_.mark_length) {
            reader_.refuse(line_of(node, "mark"), "mark must be as long as the layout's mark says");
        }
    } else if (node.find("bytes") != nullptr) {
        reader_.refuse(line_of(node, "bytes"), "bytes is for form = \"fixed\"");
    }
    if (layout_.record(record.role) != nullptr) reader_.refuse(node.line, "this role is there twice");
    for (const RecordType& other : layout_.records) {
        if (other.mark != record.mark) continue;
        reader_.refuse(node.line, "records need different marks");
        break;
    }
    flags_wanted_.clear();
    const auto fields = reader_.tables(node, "fields");
    if (fields.size() > most_fields) {
        reader_.refuse(node.line, fmt::format("more than {} fields", most_fields));
        return;
    }
    for (const TomlNode* field : fields) read_field(*field, record);
    if (record.fields.empty()) reader_.refuse(node.line, "fields is missing or empty");
    for (Field& field : record.fields) {
        if (!field.before_republic) continue;
        const auto& [line, name] = flags_wanted_[*field.before_republic];
        field.before_republic = record.index_of(name);
        if (!field.before_republic || record.fields[*field.before_republic].type != FieldType::flag) {
            reader_.refuse(line, "before_republic must name a flag of the same record");
            field.before_republic.reset();
        }
    }
    if (layout_.form == FileForm::fixed) check_places(node, record);
    layout_.records.push_back(std::move(record));
}

void LayoutReader::check_whole(const TomlNode& root) {
    for (const std::string& problem : problems_of_records(layout_)) reader_.refuse(root.line, problem);
    if (layout_.records.size() > 1) {
        for (const RecordType& record : layout_.records) {
            if (record.mark.empty()) reader_.refuse(root.line, "with several records each needs a mark");
        }
    }
    if (layout_.newline == Newline::none) {
        for (const RecordType& record : layout_.records) {
            if (record.bytes != layout_.records[0].bytes) {
                reader_.refuse(root.line, "without line ends all records must have the same bytes");
                break;
            }
        }
    }
}

base::Result<Layout> LayoutReader::read(const TomlNode& root) {
    read_head(root);
    read_code_tables(root);
    const auto records = reader_.tables(root, "record");
    if (records.size() > most_records) reader_.refuse(root.line, fmt::format("more than {} records", most_records));
    for (const TomlNode* record : records) {
        if (records.size() <= most_records) read_record(*record);
    }
    check_whole(root);
    TRY(reader_.finish("format.layout_invalid"));
    return std::move(layout_);
}

}  // namespace

base::Result<Layout> parse_layout(std::string_view toml, std::string_view source) {
    const TomlNode root = TRY(parse_toml(toml, source));
    LayoutReader reader{source};
    return TRY(reader.read(root));
}

}  // namespace menhu::format
