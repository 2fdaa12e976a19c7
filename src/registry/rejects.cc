#include "registry/rejects.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "registry/inside.h"
#include "registry/rejects_file.h"

namespace menhu::registry {

namespace {

struct Rejects {
    std::string volume;
    crypto::Secret key;
};

base::Result<Rejects> enter_opening(store::WriteTx& tx, Registry::Inside& inside, const people::Actor& by,
                                    DeliveryId id, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    const auto row = TRY(rows::delivery(tx, id.number()));
    if (!row) return base::Error{base::Fault::not_found, "registry.delivery_unknown"};
    const bool built = row->delivery.state != DeliveryState::importing;
    if (!built || row->rejects_volume.empty() || !row->wrapped_rejects_key) {
        return base::Error{base::Fault::not_found, "registry.no_rejects"};
    }
    auto key = TRY(inside.keyring.unwrap(rejects_key_name(id.number()), *row->wrapped_rejects_key));
    auto entry = delivery_entry("rejects.opened", who(by), row->delivery);
    entry.counts.emplace_back("rejected",
                              static_cast<std::int64_t>(row->delivery.report ? row->delivery.report->rejected : 0));
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return Rejects{row->rejects_volume, std::move(key)};
}

base::Error corrupt() { return {base::Fault::corrupt, "registry.report_corrupt", "rejects"}; }

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(mark), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "12,1024,bad_id;bad_date,PersonId,48e6…", as RejectsFile writes it: no cell needs quotes.
base::Result<Reject> read_line(std::string_view line) {
    std::array<std::string_view, 5> cells;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const auto end = at + 1 == cells.size() ? line.size() : line.find(',');
        if (end == std::string_view::npos) return corrupt();
        cells[at] = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    const auto number = number_in(cells[0]);
    const auto offset = number_in(cells[1]);
    auto raw = base::from_hex(cells[4]);
    if (!number || !offset || !raw) return corrupt();
    return Reject{*number, *offset, split(cells[2], ';'), split(cells[3], ';'), *std::move(raw)};
}

// Takes the lines of a rejects file as its pieces come, and keeps those of one page.
class PageReader {
public:
    PageReader(std::uint64_t first, std::size_t most) : first_{first}, most_{most} {}
    base::Result<void> take(std::string_view piece) {
        text_ += piece;
        std::size_t at = 0;
        for (auto end = text_.find("\r\n"); end != std::string::npos; end = text_.find("\r\n", at)) {
            const auto line = std::string_view{text_}.substr(at, end - at);
            at = end + 2;
            if (std::exchange(is_head_, false)) continue;
            const auto place = page_.total++;
            if (place < first_ || page_.rows.size() >= most_) continue;
            auto row = TRY(read_line(line));
            page_.rows.push_back(std::move(row));
        }
        text_.erase(0, at);
        return {};
    }
    RejectPage finish() { return std::move(page_); }

private:
    std::uint64_t first_;
    std::size_t most_;
    bool is_head_ = true;
    std::string text_;
    RejectPage page_;
};

}  // namespace

base::Result<RejectPage> read_rejects(const Registry& registry, const people::Actor& by, DeliveryId id,
                                      std::uint64_t first, std::size_t most, base::Instant now) {
    PageReader reader{first, most};
    TRY(open_rejects(registry, by, id, now, [&](std::string_view piece) { return reader.take(piece); }));
    return reader.finish();
}

base::Result<void> open_rejects(const Registry& registry, const people::Actor& by, DeliveryId id, base::Instant now,
                                const std::function<base::Result<void>(std::string_view)>& sink) {
    auto& inside = registry.inside();
    const auto committed =
        TRY(inside.database.write([&](store::WriteTx& tx) { return enter_opening(tx, inside, by, id, now); }));
    const auto& rejects = committed.value();
    crypto::Aead aead{rejects.key};
    for (std::int64_t segment = 0;; ++segment) {
        const auto body =
            TRY(inside.database.read([&](store::ReadTx& tx) { return tx.bucket(rejects.volume, segment); }));
        if (!body) return {};
        const auto text = TRY(aead.open(crypto::nonce_of(static_cast<std::uint64_t>(segment)), rejects_aad(id), *body));
        TRY(sink(text.text()));
    }
}

}  // namespace menhu::registry
