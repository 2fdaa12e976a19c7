#pragma once
// What the files of watches share: what lies sealed, who may see a watch, and the telling of one hit. Inside the room.
// Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"
#include "grants/decide.h"
#include "ledger/entry.h"
#include "registry/inside.h"
#include "registry/watch.h"
#include "registry/watch_rows.h"

namespace menhu::registry {

// What a sealed part of a watch is, so that none can stand in another's place; also its nonce under the watch's key. A
// note is sealed once: who handles a hit handles it for good.
enum class WatchPart : std::uint8_t { head = 1, person = 2, note = 3 };
std::string watch_key_name(std::int64_t watch);
// `texts` with their lengths before them. `number`: 0 of the head, the position of a person, the id of a note's hit.
base::Bytes seal_watch_part(const crypto::Secret& key, std::int64_t watch, WatchPart part, std::int64_t number,
                            const std::vector<std::string_view>& texts);
// Errors: crypto.seal_broken, registry.watch_corrupt (another count of texts).
base::Result<std::vector<std::string>> open_watch_part(const crypto::Secret& key, std::int64_t watch, WatchPart part,
                                                       std::int64_t number, base::ByteView sealed, std::size_t count);

struct OpenWatch {
    rows::WatchRow row;
    crypto::Secret key;
    std::string reason;
    std::string source;
    std::string first_case;
};
// Error: registry.watch_unknown, also of one that has been destroyed.
base::Result<OpenWatch> open_watch(store::ReadTx& tx, const Registry& registry, std::int64_t id);
base::Result<OpenWatch> open_watch(const Registry& registry, rows::WatchRow row);

struct OpenPerson {
    crypto::Tag tag{};
    std::string case_number;
    std::string id;
};
base::Result<OpenPerson> open_person(const OpenWatch& watch, const rows::WatchedRow& row);

// Which watches the actor sees: own ones, and those under grants that the actor holds; all of the actor's unit.
class Sight {
public:
    static base::Result<Sight> of(store::ReadTx& tx, const people::Actor& by, base::Instant now);
    bool sees(const rows::WatchRow& watch) const;
    bool holds(std::int64_t grant) const { return held_.contains(grant); }
    // The grant is held and in force: its hits may be told further.
    bool may_ask(std::int64_t grant) const { return in_force_.contains(grant); }

private:
    std::int64_t account_ = 0;
    std::int64_t unit_ = 0;
    std::set<std::int64_t> held_;
    std::set<std::int64_t> in_force_;
};

// Who, under which grant, which watch.
ledger::Entry watch_entry(std::string_view kind, Who by, const rows::WatchRow& watch);

// One hit that is to be decided about.
struct Telling {
    const OpenWatch& watch;
    const OpenPerson& person;
    std::int64_t hit = 0;
    std::int64_t delivery = 0;
    EventBits kinds = 0;  // of the watch's groups
    std::string_view source;
};
struct Told {
    EventBits kinds = 0;                     // none if it was refused
    std::optional<grants::Refusal> refusal;  // why not
    ledger::Receipt receipt;                 // of the entry of either
    std::string new_id;                      // of the person, if it is another today than the one they are watched by
};
// Decides and enters it. Errors: registry.no_generation, those of grants::decide and of finding.
base::Result<Told> tell_hit(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                            const Telling& telling, base::Instant now);

// Whoever got a new id is watched by that one from the next change file on: a row of its own, with an entry.
base::Result<void> follow_new_id(store::WriteTx& tx, const Registry& registry, Who by, const OpenWatch& watch,
                                 const OpenPerson& person, std::int64_t position, const Told& told, base::Instant now);

}  // namespace menhu::registry
