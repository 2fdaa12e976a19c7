#pragma once
// What a Registry holds. Inside the room. Thread rule: `mutex` guards what it says; the rest does not change.
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "crypto/aead.h"
#include "crypto/secret.h"
#include "crypto/tag.h"
#include "ledger/ledger.h"
#include "registry/delivery_rows.h"
#include "registry/import.h"
#include "registry/registry.h"

namespace menhu::registry {

// A generation whose data key is open. Its Aead is used by the writer's thread only.
struct OpenGeneration {
    std::int64_t id = 0;
    std::string volume;
    std::string base_date;
    const format::Layout* layout = nullptr;  // for the words of its codes; null if the office has it no more
    int record_bits = 0;
    int pair_bits = 0;
    // Generations of before were built without the index by name and district.
    enum class NameDistrict : std::uint8_t { missing, built } name_district = NameDistrict::missing;
    crypto::Aead aead;

    // What a coded value means: 有偶, married; null if it is no code or has no words.
    const format::Code* words(format::PersonField field, std::string_view value) const;
};

// An import that runs in this process.
struct RunningImport {
    std::mutex mutex;
    Progress progress;  // under mutex
    std::atomic<bool> stop = false;
};

// The parsed text of a definition: the one of its kind is there.
struct ParsedDefinition {
    std::optional<format::Layout> layout;
    std::optional<format::CharacterMap> characters;
    std::optional<law::Districts> districts;
};

struct Registry::Inside {
    store::Database& database;
    const ledger::Ledger& ledger;
    const crypto::Keyring& keyring;
    const law::Profile& profile;
    Settings settings;
    std::int64_t holding;
    crypto::TagKey index_key;
    crypto::Secret handle_key;
    law::ResidenceRules residence_rules;

    std::mutex mutex;
    std::map<std::int64_t, std::unique_ptr<OpenGeneration>> generations;  // under mutex; never removed
    std::map<std::int64_t, std::unique_ptr<RunningImport>> running;       // under mutex
    std::mutex definitions_mutex;
    std::map<std::int64_t, std::unique_ptr<ParsedDefinition>> definitions;  // under definitions_mutex; never removed
};

inline constexpr std::string_view holding_code = "household";

// The generation in use. Error: registry.no_generation.
base::Result<OpenGeneration*> open_current(store::ReadTx& tx, Registry::Inside& inside);

// The districts and villages in force; null if the office has none. (definition.cc)
base::Result<const law::Districts*> districts_of(store::ReadTx& tx, Registry::Inside& inside);
// The layout with which a generation was read; null if the office has it no more. (definition.cc)
base::Result<const format::Layout*> layout_of_generation(store::ReadTx& tx, Registry::Inside& inside,
                                                         std::int64_t generation, std::string_view name);

// What data keys are bound to when they are wrapped.
std::string generation_key_name(std::int64_t generation);
std::string rejects_key_name(std::int64_t delivery);

// Files of a delivery.
std::filesystem::path inbox_path(const Registry::Inside& inside, DeliveryId id);

// Who acts, for entries that outlive the Actor of the call.
struct Who {
    std::int64_t account;
    std::int64_t unit;
};
inline Who who(const people::Actor& actor) { return {actor.account().number(), actor.unit().number()}; }
// An entry about a delivery: who, and in clear its id, table number, base date and sequence.
ledger::Entry delivery_entry(std::string_view kind, Who by, const Delivery& delivery);

}  // namespace menhu::registry
