#pragma once
// The registry: one holding of household records, and what every act upon it needs beside its transaction. Made once
// by app, lives as long as the database; everything it borrows outlives it.
//
// Promises: keys leave the keyring only into memory that is wiped; a data key that has been destroyed in the tables is
// not used again. Thread rule: any thread, except where a function says otherwise.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "crypto/keyring.h"
#include "format/character_map.h"
#include "format/layout.h"
#include "law/districts.h"
#include "law/profile.h"
#include "law/residence_rules.h"
#include "store/database.h"

namespace menhu::ledger {
class Ledger;
}

namespace menhu::registry {

using DeliveryId = base::Id<struct DeliveryTag>;
using GenerationId = base::Id<struct GenerationTag>;
using QueryId = base::Id<struct QueryTag>;

struct Settings {
    std::filesystem::path inbox;                // received files, mode 0600, until they are imported
    std::filesystem::path scratch;              // spill files of an import: tags and sealed records only
    std::vector<format::Layout> layouts;        // those that a manifest may name
    format::CharacterMap characters;            // the agency's table of user-defined characters; may be empty
    const law::Districts* districts = nullptr;  // their names, for cards; without it a card shows the code
    int workers = 2;                            // threads that parse, check and seal during an import
};

class Registry {
public:
    // Opens the holding; makes it and its index key the first time (that is why it writes). Removes spill files that a
    // crash left behind. Errors: registry.directory_unusable; those of crypto and store.
    static base::Result<std::unique_ptr<Registry>> open(store::Database& database, const ledger::Ledger& ledger,
                                                        const crypto::Keyring& keyring, const law::Profile& profile,
                                                        base::Random& random, Settings settings, base::Instant now);
    ~Registry();
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    store::Database& database() const;
    const ledger::Ledger& ledger() const;
    const law::Profile& profile() const;
    const Settings& settings() const;
    const law::ResidenceRules& residence_rules() const;
    // nullptr if no layout has this name.
    const format::Layout* find_layout(std::string_view name) const;

    struct Inside;  // inside.h, for the files of this room
    Inside& inside() const { return *inside_; }

private:
    explicit Registry(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace menhu::registry
