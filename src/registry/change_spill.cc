#include "registry/change_spill.h"

#include <algorithm>
#include <cstring>

#include "registry/bucket.h"
#include "registry/scratch_file.h"

namespace menhu::registry {

namespace {

constexpr std::size_t buffer_size = 32 * 1024;

struct Head {
    Tag root;
    std::uint32_t number;
    std::uint32_t sealed_length;
};
static_assert(std::is_trivially_copyable_v<Head> && std::is_trivially_copyable_v<RowPlace>);

base::Error corrupt() { return {base::Fault::corrupt, "registry.spill_corrupt", "changes"}; }

void put(base::Bytes& out, const void* from, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    out.insert(out.end(), bytes, bytes + size);
}

void put_part(base::Bytes& out, base::ByteView part) {
    base::put_u32(out, static_cast<std::uint32_t>(part.size()));
    out.insert(out.end(), part.begin(), part.end());
}

template <class T>
bool get(base::ByteView& from, T& value) {
    if (from.size() < sizeof value) return false;
    std::memcpy(&value, from.data(), sizeof value);
    from = from.subspan(sizeof value);
    return true;
}

bool get_part(base::ByteView& from, base::ByteView& part) {
    if (from.size() < 4) return false;
    const std::size_t size = base::get_u32(from);
    if (from.size() - 4 < size) return false;
    part = from.subspan(4, size);
    from = from.subspan(4 + size);
    return true;
}

base::Bytes plain_of(const Change& change) {
    base::Bytes plain;
    put(plain, &change.before, sizeof change.before);
    put(plain, &change.after, sizeof change.after);
    for (const auto* place : {&change.place, &change.before_place, &change.after_place}) {
        put(plain, place, sizeof *place);
    }
    base::Bytes event;
    append_events(std::span{&change.event, 1}, event);
    put_part(plain, event);
    put_part(plain, base::as_bytes(change.undone_act));
    put_part(plain, change.before_image);
    put_part(plain, change.after_image);
    return plain;
}

base::Result<Change> read_plain(base::ByteView plain, const Head& head) {
    Change change;
    change.root = head.root;
    change.number = head.number;
    base::ByteView event;
    base::ByteView act;
    base::ByteView before;
    base::ByteView after;
    const bool whole = get(plain, change.before) && get(plain, change.after) && get(plain, change.place) &&
                       get(plain, change.before_place) && get(plain, change.after_place) && get_part(plain, event) &&
                       get_part(plain, act) && get_part(plain, before) && get_part(plain, after) && plain.empty();
    if (!whole) return corrupt();
    auto events = TRY(read_events(event));
    if (events.size() != 1) return corrupt();
    change.event = std::move(events.front());
    change.undone_act = base::as_text(act);
    change.before_image.assign(before.begin(), before.end());
    change.after_image.assign(after.begin(), after.end());
    return change;
}

}  // namespace

Change::~Change() {
    crypto::wipe(before_image);
    crypto::wipe(after_image);
}

std::filesystem::path ChangeSpill::path(std::size_t partition) const {
    return directory_ / ("changes-" + std::to_string(partition));
}

base::Result<void> ChangeSpill::add(const Change& change) {
    auto plain = plain_of(change);
    // Each number comes once in a file, and each import has a scratch key of its own.
    const auto sealed = aead_.seal(crypto::nonce_of(change.number), record_aad(generation_, change.root), plain);
    crypto::wipe(plain);
    const Head head{change.root, change.number, static_cast<std::uint32_t>(sealed.size())};
    const auto partition = partition_of(change.root);
    auto& out = buffers_[partition];
    put(out, &head, sizeof head);
    put(out, sealed.data(), sealed.size());
    if (out.size() < buffer_size) return {};
    return flush(partition);
}

base::Result<void> ChangeSpill::flush(std::size_t partition) {
    auto& out = buffers_[partition];
    if (out.empty()) return {};
    TRY(append_scratch(path(partition), out));
    out.clear();
    return {};
}

base::Result<void> ChangeSpill::flush() {
    for (std::size_t index = 0; index < buffers_.size(); ++index) {
        TRY(flush(index));
        buffers_[index].shrink_to_fit();
    }
    return {};
}

base::Result<std::vector<Change>> ChangeSpill::take(std::size_t partition) const {
    const auto bytes = TRY(take_scratch(path(partition)));
    crypto::Aead aead{key_};
    std::vector<Change> changes;
    for (base::ByteView left{bytes}; !left.empty();) {
        Head head;
        if (!get(left, head) || left.size() < head.sealed_length) return corrupt();
        const auto plain = TRY(aead.open(crypto::nonce_of(head.number), record_aad(generation_, head.root),
                                         left.first(head.sealed_length)));
        left = left.subspan(head.sealed_length);
        auto change = TRY(read_plain(plain.view(), head));
        changes.push_back(std::move(change));
    }
    std::ranges::sort(changes, [](const Change& a, const Change& b) {
        return a.root != b.root ? a.root < b.root : a.number < b.number;
    });
    return changes;
}

}  // namespace menhu::registry
