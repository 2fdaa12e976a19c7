#include "format/manifest.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "format/code_points.h"
#include "format/toml.h"

namespace menhu::format {

namespace {

// What an entry of the ledger and a number of JSON carry exactly: nine petabytes.
constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;

bool is_plain(std::string_view text, std::size_t longest) {
    if (text.size() > longest) return false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = next_code_point(text, at);
        if (!point.valid || point.value < 0x20 || point.value == 0x7F) return false;
        at += point.size;
    }
    return true;
}

std::uint32_t line_of(const TomlNode& table, std::string_view key) {
    const TomlNode* node = table.find(key);
    return node == nullptr ? table.line : node->line;
}

}  // namespace

std::string_view delivery_kind_name(DeliveryKind kind) { return kind == DeliveryKind::full ? "full" : "change"; }

base::Result<DeliveryManifest> parse_manifest(std::string_view text) {
    const TomlNode root = TRY(parse_toml(text, "manifest"));
    TomlReader reader{"manifest"};
    reader.only(root, {"table_number", "sequence", "base_date", "kind", "layout", "records", "bytes", "sha256",
                       "sender", "file"});
    DeliveryManifest manifest;
    manifest.table_number = reader.text(root, "table_number");
    manifest.sequence = reader.integer(root, "sequence", 1, 999'999'999);
    manifest.base_date = reader.date(root, "base_date");
    const std::string kind = reader.text(root, "kind");
    if (kind == "change") {
        manifest.kind = DeliveryKind::change;
    } else if (!kind.empty() && kind != "full") {
        reader.refuse(line_of(root, "kind"), "kind must be \"full\" or \"change\"");
    }
    manifest.layout = reader.text(root, "layout");
    manifest.records = reader.integer(root, "records", 0, most);
    manifest.bytes = reader.integer(root, "bytes", 0, most);
    const std::string hash = reader.text(root, "sha256");
    if (!hash.empty()) {
        const auto bytes = base::from_hex(hash);
        if (bytes && bytes->size() == manifest.sha256.size()) {
            std::copy(bytes->begin(), bytes->end(), manifest.sha256.begin());
        } else {
            reader.refuse(line_of(root, "sha256"), "sha256 must be 64 hexadecimal digits");
        }
    }
    manifest.sender = reader.text_or(root, "sender", "");
    manifest.file = reader.text_or(root, "file", "");
    if (!is_plain(manifest.table_number, 64))
        reader.refuse(line_of(root, "table_number"), "table_number is no plain text");
    if (!is_plain(manifest.sender, 256)) reader.refuse(line_of(root, "sender"), "sender is no plain text");
    if (!is_plain(manifest.layout, 64)) reader.refuse(line_of(root, "layout"), "layout is no plain text");
    // A name only: a manifest must not point elsewhere on the disk.
    if (!is_plain(manifest.file, 255) || manifest.file.find_first_of("/\\") != std::string::npos ||
        manifest.file.starts_with('.')) {
        reader.refuse(line_of(root, "file"), "file must be the name of a file, without a path");
    }
    TRY(reader.finish("format.manifest_invalid"));
    return manifest;
}

std::string print_manifest(const DeliveryManifest& manifest) {
    std::string out;
    const auto back = std::back_inserter(out);
    fmt::format_to(back, "table_number = {}\n", toml_quote(manifest.table_number));
    fmt::format_to(back, "sequence = {}\n", manifest.sequence);
    fmt::format_to(back, "base_date = {}\n", manifest.base_date);
    fmt::format_to(back, "kind = {}\n", toml_quote(delivery_kind_name(manifest.kind)));
    fmt::format_to(back, "layout = {}\n", toml_quote(manifest.layout));
    fmt::format_to(back, "records = {}\n", manifest.records);
    fmt::format_to(back, "bytes = {}\n", manifest.bytes);
    fmt::format_to(back, "sha256 = {}\n", toml_quote(base::to_hex(manifest.sha256)));
    if (!manifest.sender.empty()) fmt::format_to(back, "sender = {}\n", toml_quote(manifest.sender));
    if (!manifest.file.empty()) fmt::format_to(back, "file = {}\n", toml_quote(manifest.file));
    return out;
}

}  // namespace menhu::format
