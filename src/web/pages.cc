#include "web/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/embedded.h"

namespace menhu::web {

std::span<const base::EmbeddedFile> front_end();  // ui/dist, empty if it was not built

namespace {

constexpr std::string_view placeholder = "__CSP_NONCE__";

constexpr std::string_view not_built =
    "<!doctype html><html lang=\"zh-Hant\"><meta charset=\"utf-8\"><title>門戶 Menhu</title>"
    "<h1>門戶 Menhu</h1><p>這個執行檔沒有包含網頁前端。請先執行 tools/build，再重新編譯；介面 /api/v1 照常可用。</p>"
    "<p lang=\"en\">This binary was built without the front end. Run tools/build and build again; the interface "
    "/api/v1 works.</p></html>";

std::string_view media_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> known{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".map", "application/json"},
    }};
    for (const auto& [extension, media] : known) {
        if (name.ends_with(extension)) return media;
    }
    return "application/octet-stream";
}

const base::EmbeddedFile* find_file(std::string_view name) {
    const auto files = front_end();
    const auto found = std::ranges::find(files, name, &base::EmbeddedFile::name);
    return found == files.end() ? nullptr : &*found;
}

Answer index_page(std::string_view nonce) {
    const auto* index = find_file("index.html");
    std::string html{index != nullptr ? index->bytes : not_built};
    for (auto at = html.find(placeholder); at != std::string::npos; at = html.find(placeholder, at)) {
        html.replace(at, placeholder.size(), nonce);
    }
    auto answer = answer_text("text/html; charset=utf-8", std::move(html));
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.headers.emplace_back("Content-Security-Policy", content_security_policy(nonce));
    return answer;
}

}  // namespace

std::string content_security_policy(std::string_view nonce) {
    return fmt::format(
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
        nonce);
}

Answer page(std::string_view path, std::string_view nonce) {
    auto name = path;
    name.remove_prefix(name.starts_with('/') ? 1 : 0);
    if (name.empty() || name == "index.html") return index_page(nonce);
    if (const auto* file = find_file(name)) {
        auto answer = answer_text(media_of(name), std::string{file->bytes});
        const bool is_hashed = name.starts_with("assets/");
        answer.headers.emplace_back("Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "no-cache");
        return answer;
    }
    const auto last = name.substr(name.rfind('/') + 1);
    if (last.find('.') == std::string_view::npos) return index_page(nonce);
    return answer_problem(problem_of("web.no_such_page"));
}

}  // namespace menhu::web
