#include "format/toml_parser.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

#include "format/code_points.h"

namespace menhu::format {

namespace {

// How a table came to be: it decides who may add to it (TOML 1.0, "Table" and "Inline Table").
enum class Origin : std::uint8_t {
    value,     // written as a value: closed
    implied,   // a parent in [a.b.c]: may still get its own header
    header,    // by [a] or as an element of [[a]]
    dotted,    // by a.b = 1
    elements,  // the array of [[a]]
};

struct Draft {
    TomlNode node;
    Origin origin = Origin::value;
    std::vector<std::unique_ptr<Draft>> items;
    std::unordered_map<std::string, std::size_t> index;

    Draft* find(const std::string& key) {
        const auto found = index.find(key);
        return found == index.end() ? nullptr : items[found->second].get();
    }
    Draft* add(const std::string& key, std::unique_ptr<Draft> item) {
        index.emplace(key, items.size());
        node.keys.push_back(key);
        items.push_back(std::move(item));
        return items.back().get();
    }
};

std::unique_ptr<Draft> make_table(Origin origin, std::uint32_t line) {
    auto draft = std::make_unique<Draft>();
    draft->origin = origin;
    draft->node.kind = TomlKind::table;
    draft->node.line = line;
    return draft;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_{text} {}
    TomlFailure parse(TomlNode& out);

private:
    using Key = std::vector<std::string>;

    bool fail(std::string_view what) {
        if (failure_.what.empty()) failure_ = {line_, what, false};
        return false;
    }
    bool too_much(std::string_view what) {
        fail(what);
        failure_.limit = true;
        return false;
    }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool at_end() const { return at_ >= text_.size(); }
    bool take(char c) {
        if (at_end() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool starts(std::string_view word) const { return text_.substr(std::min(at_, text_.size())).starts_with(word); }
    void skip_blanks() {
        while (peek() == ' ' || peek() == '\t') ++at_;
    }
    bool skip_comment();
    bool end_line();
    bool skip_lines();
    bool line_end();

    bool statement();
    bool header();
    bool read_key(Key& key);
    bool read_key_part(std::string& part);
    bool key_value(Draft& table, int depth);
    bool read_value(Draft& value, int depth);
    bool read_array(Draft& value, int depth);
    bool read_inline_table(Draft& value, int depth);
    bool read_scalar(Draft& value);
    bool basic_string(std::string& out);
    bool literal_string(std::string& out);
    bool long_string(std::string& out, char quote);
    bool escape(std::string& out);
    bool finish(Draft& draft, TomlNode& out, int depth);

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::unique_ptr<Draft> root_ = make_table(Origin::header, 1);
    Draft* current_ = root_.get();
    TomlFailure failure_;
};

// One line end, LF or CRLF.
bool Parser::line_end() {
    if (starts("\r\n")) ++at_;
    if (!take('\n')) return false;
    ++line_;
    return true;
}

bool Parser::skip_comment() {
    skip_blanks();
    if (!take('#')) return true;
    while (!at_end() && peek() != '\n' && !starts("\r\n")) {
        const auto byte = static_cast<unsigned char>(peek());
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return fail("a control character in a comment");
        ++at_;
    }
    return true;
}

// Nothing but a comment up to the end of the line.
bool Parser::end_line() {
    if (!skip_comment()) return false;
    return at_end() || line_end() || fail("more on the line than belongs there");
}

// Over blank lines and comments.
bool Parser::skip_lines() {
    for (;;) {
        if (!skip_comment()) return false;
        if (!line_end()) return true;
    }
}

bool Parser::escape(std::string& out) {
    const char c = peek();
    ++at_;
    switch (c) {
        case 'b':
            out.push_back('\b');
            return true;
        case 't':
            out.push_back('\t');
            return true;
        case 'n':
            out.push_back('\n');
            return true;
        case 'f':
            out.push_back('\f');
            return true;
        case 'r':
            out.push_back('\r');
            return true;
        case '"':
            out.push_back('"');
            return true;
        case '\\':
            out.push_back('\\');
            return true;
        case 'u':
        case 'U':
            break;
        default:
            return fail("an unknown escape");
    }
    char32_t value = 0;
    for (int i = c == 'u' ? 4 : 8; i > 0; --i) {
        const char digit = peek();
        const int nibble = digit >= '0' && digit <= '9'   ? digit - '0'
                           : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                           : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                          : -1;
        if (nibble < 0) return fail("an escape with too few digits");
        value = value << 4 | static_cast<char32_t>(nibble);
        ++at_;
    }
    if (value > 0x10FFFF || is_surrogate(value)) return fail("an escape that is no character");
    append_utf8(value, out);
    return true;
}

bool Parser::basic_string(std::string& out) {
    ++at_;
    for (;;) {
        if (at_end()) return fail("a text is not closed");
        const auto byte = static_cast<unsigned char>(peek());
        if (take('"')) return true;
        if (take('\\')) {
            if (!escape(out)) return false;
            continue;
        }
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return fail("a control character or line end in a text");
        out.push_back(text_[at_++]);
    }
}

bool Parser::literal_string(std::string& out) {
    ++at_;
    for (;;) {
        if (at_end()) return fail("a text is not closed");
        const auto byte = static_cast<unsigned char>(peek());
        if (take('\'')) return true;
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return fail("a control character or line end in a text");
        out.push_back(text_[at_++]);
    }
}

bool Parser::long_string(std::string& out, char quote) {
    at_ += 3;
    line_end();  // the first line end is not part of it
    for (;;) {
        if (at_end()) return fail("a text is not closed");
        if (peek() == quote) {
            std::size_t quotes = 0;
            while (quotes < 5 && peek(quotes) == quote && at_ + quotes < text_.size()) ++quotes;
            at_ += quotes;
            // Up to two quotes may stand before the three that close it.
            out.append(quotes >= 3 ? quotes - 3 : quotes, quote);
            if (quotes >= 3) return true;
            continue;
        }
        if (line_end()) {
            out.push_back('\n');
            continue;
        }
        if (quote == '"' && take('\\')) {
            const std::size_t start = at_;
            skip_blanks();
            if (line_end()) {
                for (;;) {
                    skip_blanks();
                    if (!line_end()) break;
                }
                continue;
            }
            at_ = start;
            if (!escape(out)) return false;
            continue;
        }
        const auto byte = static_cast<unsigned char>(peek());
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return fail("a control character in a text");
        out.push_back(text_[at_++]);
    }
}

bool Parser::read_key_part(std::string& part) {
    if (peek() == '"') return basic_string(part);
    if (peek() == '\'') return literal_string(part);
    const std::size_t start = at_;
    while (!at_end()) {
        const char c = peek();
        const bool bare =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!bare) break;
        ++at_;
    }
    part = text_.substr(start, at_ - start);
    return !part.empty() || fail("a key is expected");
}

bool Parser::read_key(Key& key) {
    do {
        skip_blanks();
        std::string part;
        if (!read_key_part(part)) return false;
        key.push_back(std::move(part));
        if (key.size() > toml_depth_limit) return too_much("a key with too many parts");
        skip_blanks();
    } while (take('.'));
    return true;
}

bool Parser::header() {
    ++at_;
    const bool element = take('[');
    const std::uint32_t line = line_;
    Key key;
    if (!read_key(key)) return false;
    if (!take(']') || (element && !take(']'))) return fail("a table's name is not closed");
    Draft* table = root_.get();
    for (std::size_t i = 0; i + 1 < key.size(); ++i) {
        Draft* next = table->find(key[i]);
        if (next == nullptr) next = table->add(key[i], make_table(Origin::implied, line));
        if (next->origin == Origin::elements) next = next->items.back().get();
        if (next->origin == Origin::value) return fail("a name before this one is no open table");
        table = next;
    }
    Draft* last = table->find(key.back());
    if (element) {
        if (last == nullptr) {
            auto array = std::make_unique<Draft>();
            array->node.kind = TomlKind::array;
            array->node.line = line;
            array->origin = Origin::elements;
            last = table->add(key.back(), std::move(array));
        }
        if (last->origin != Origin::elements) return fail("this name is already something else");
        last->items.push_back(make_table(Origin::header, line));
        current_ = last->items.back().get();
        return end_line();
    }
    if (last == nullptr) {
        last = table->add(key.back(), make_table(Origin::header, line));
    } else if (last->origin != Origin::implied) {
        return fail("this name is already there");
    }
    last->origin = Origin::header;
    last->node.line = line;
    current_ = last;
    return end_line();
}

bool Parser::key_value(Draft& into, int depth) {
    const std::uint32_t line = line_;
    Key key;
    if (!read_key(key)) return false;
    if (!take('=')) return fail("an equals sign is expected");
    Draft* table = &into;
    for (std::size_t i = 0; i + 1 < key.size(); ++i) {
        Draft* next = table->find(key[i]);
        if (next == nullptr) next = table->add(key[i], make_table(Origin::dotted, line));
        if (next->origin == Origin::implied) next->origin = Origin::dotted;
        if (next->origin != Origin::dotted) return fail("a name before this one is already something else");
        table = next;
    }
    if (table->find(key.back()) != nullptr) return fail("this name is already there");
    skip_blanks();
    auto value = std::make_unique<Draft>();
    value->node.line = line_;
    if (!read_value(*value, depth)) return false;
    table->add(key.back(), std::move(value));
    return true;
}

bool Parser::read_value(Draft& value, int depth) {
    if (depth > toml_depth_limit) return too_much("nested too deep");
    const char c = peek();
    if (c == '[') return read_array(value, depth);
    if (c == '{') return read_inline_table(value, depth);
    if (c != '"' && c != '\'') return read_scalar(value);
    value.node.kind = TomlKind::text;
    if (starts("\"\"\"") || starts("'''")) return long_string(value.node.text, c);
    return c == '"' ? basic_string(value.node.text) : literal_string(value.node.text);
}

bool Parser::read_array(Draft& value, int depth) {
    value.node.kind = TomlKind::array;
    ++at_;
    for (;;) {
        if (!skip_lines()) return false;
        if (take(']')) return true;
        auto item = std::make_unique<Draft>();
        item->node.line = line_;
        if (!read_value(*item, depth + 1)) return false;
        value.items.push_back(std::move(item));
        if (!skip_lines()) return false;
        if (take(']')) return true;
        if (!take(',')) return fail("a comma or the end of an array is expected");
    }
}

bool Parser::read_inline_table(Draft& value, int depth) {
    value.node.kind = TomlKind::table;
    ++at_;
    skip_blanks();
    if (take('}')) return true;
    do {
        if (!key_value(value, depth + 1)) return false;
        skip_blanks();
    } while (take(','));
    return take('}') || fail("a comma or the end of an inline table is expected");
}

bool Parser::read_scalar(Draft& value) {
    const std::size_t start = at_;
    const auto run = [this] {
        while (!at_end()) {
            const char c = peek();
            const bool part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
                              c == '-' || c == '_' || c == '.' || c == ':';
            if (!part) break;
            ++at_;
        }
    };
    run();
    // "1979-05-27 07:32:00": one space may part a date from its time.
    if (at_ - start == 10 && text_[start + 4] == '-' && peek() == ' ' && peek(1) >= '0' && peek(1) <= '9') {
        ++at_;
        run();
    }
    const std::uint32_t line = value.node.line;
    if (!read_toml_scalar(text_.substr(start, at_ - start), value.node)) return fail("a value is expected");
    value.node.line = line;
    return true;
}

bool Parser::statement() {
    if (peek() == '[') return header();
    return key_value(*current_, 1) && end_line();
}

// The drafts as the plain tree.
bool Parser::finish(Draft& draft, TomlNode& out, int depth) {
    if (depth > 2 * toml_depth_limit) return too_much("nested too deep");
    out = std::move(draft.node);
    out.items.reserve(draft.items.size());
    for (const auto& item : draft.items) {
        if (!finish(*item, out.items.emplace_back(), depth + 1)) return false;
    }
    return true;
}

TomlFailure Parser::parse(TomlNode& out) {
    if (starts("\xEF\xBB\xBF")) at_ += 3;
    // UTF-8 first, so that the rest can copy bytes.
    for (std::size_t at = 0; at < text_.size();) {
        const CodePoint point = next_code_point(text_, at);
        if (!point.valid) {
            line_ = static_cast<std::uint32_t>(
                1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            fail("bytes that are not UTF-8");
            return failure_;
        }
        at += point.size;
    }
    while (skip_lines() && !at_end() && statement()) {
    }
    if (failure_.what.empty()) finish(*root_, out, 0);
    return failure_;
}

}  // namespace

TomlFailure parse_toml_text(std::string_view text, TomlNode& out) { return Parser{text}.parse(out); }

}  // namespace menhu::format
