#include "registry/registry.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "crypto/kdf.h"
#include "registry/clear.h"
#include "registry/inside.h"
#include "registry/spill.h"
#include "registry/tables.h"

namespace menhu::registry {

namespace {

constexpr std::string_view index_key_name = "registry holding household index";

base::Result<void> make_directory(const std::filesystem::path& path) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) {
        // What is inside is personal data: nobody but the service's account looks in.
        if (::chmod(path.c_str(), 0700) == 0) return {};
    }
    return base::Error{base::Fault::unavailable, "registry.directory_unusable",
                       path.string() + ": " + std::generic_category().message(errno)};
}

struct Opened {
    std::int64_t id;
    base::Bytes wrapped;
};

// Two processes may start at once on PostgreSQL: the one writer decides whose key it is.
base::Result<Opened> open_holding(store::Database& database, std::int64_t new_id, const base::Bytes& new_key,
                                  base::Instant now) {
    auto committed = TRY(database.write([&](store::WriteTx& tx) -> base::Result<Opened> {
        auto found = TRY(rows::holding(tx, holding_code));
        if (found) return Opened{found->id, std::move(found->wrapped_index_key)};
        TRY(rows::insert_holding(tx, new_id, holding_code, new_key, now));
        return Opened{new_id, new_key};
    }));
    return std::move(committed).value();
}

}  // namespace

Registry::Registry(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Registry::~Registry() = default;

base::Result<std::unique_ptr<Registry>> Registry::open(store::Database& database, const ledger::Ledger& ledger,
                                                       const crypto::Keyring& keyring, const law::Profile& profile,
                                                       base::Random& random, Settings settings, base::Instant now) {
    CHECK(settings.workers >= 1);
    TRY(make_directory(settings.inbox));
    TRY(make_directory(settings.scratch));
    Spill::remove_stale(settings.scratch);
    const auto fresh = crypto::Secret::random(32, random);
    const auto wrapped = keyring.wrap(index_key_name, fresh, random);
    const auto holding = TRY(open_holding(database, base::make_id_number(now, random), wrapped, now));
    const auto index_key = TRY(keyring.unwrap(index_key_name, holding.wrapped));
    auto residence_rules = law::ResidenceRules::load(law::taoyuan_residence());
    CHECK(residence_rules);  // inside the binary, and tested there
    std::unique_ptr<Registry> registry{new Registry{std::unique_ptr<Inside>{new Inside{
        .database = database,
        .ledger = ledger,
        .keyring = keyring,
        .profile = profile,
        .settings = std::move(settings),
        .holding = holding.id,
        .index_key = crypto::TagKey{index_key},
        .handle_key = crypto::hkdf_sha256(index_key, "menhu registry handle"),
        .residence_rules = std::move(*residence_rules),
        .mutex = {},
        .generations = {},
        .running = {},
        .definitions_mutex = {},
        .definitions = {},
    }}}};
    TRY(sweep_volumes(*registry->inside_));
    return registry;
}

store::Database& Registry::database() const { return inside_->database; }
const ledger::Ledger& Registry::ledger() const { return inside_->ledger; }
const law::Profile& Registry::profile() const { return inside_->profile; }
const Settings& Registry::settings() const { return inside_->settings; }
const law::ResidenceRules& Registry::residence_rules() const { return inside_->residence_rules; }

const format::Layout* Registry::find_layout(std::string_view name) const {
    for (const auto& layout : inside_->settings.layouts) {
        if (layout.name == name) return &layout;
    }
    return nullptr;
}

base::Result<OpenGeneration*> open_current(store::ReadTx& tx, Registry::Inside& inside) {
    const auto current = TRY(rows::current_generation(tx, inside.holding));
    if (!current) return base::Error{base::Fault::conflict, "registry.no_generation"};
    const std::lock_guard lock{inside.mutex};
    const auto found = inside.generations.find(*current);
    if (found != inside.generations.end()) return found->second.get();
    auto row = TRY(rows::generation(tx, *current));
    if (!row || !row->wrapped_key) return base::Error{base::Fault::corrupt, "registry.row_corrupt", "generation"};
    const auto key = TRY(inside.keyring.unwrap(generation_key_name(row->id), *row->wrapped_key));
    const auto* layout = TRY(layout_of_generation(tx, inside, row->id, row->layout));
    const auto kinds = TRY(rows::generation_indexes(tx, *current));
    const bool searchable = std::ranges::find(kinds, static_cast<std::int64_t>(Index::name_district)) != kinds.end();
    auto open = std::make_unique<OpenGeneration>(OpenGeneration{
        .id = row->id,
        .volume = std::move(row->volume),
        .base_date = std::move(row->base_date),
        .layout = layout,
        .record_bits = row->record_bits,
        .pair_bits = row->pair_bits,
        .name_district = searchable ? OpenGeneration::NameDistrict::built : OpenGeneration::NameDistrict::missing,
        .aead = crypto::Aead{key}});
    auto* raw = open.get();
    inside.generations.emplace(*current, std::move(open));
    return raw;
}

const format::Code* OpenGeneration::words(format::PersonField field, std::string_view value) const {
    if (layout == nullptr) return nullptr;
    const auto* type = layout->record(format::RecordRole::person);
    const auto index = type->index_of(field);
    if (!index || !type->fields[*index].codes) return nullptr;
    return layout->code_tables[*type->fields[*index].codes].find_canonical(value);
}

std::string generation_key_name(std::int64_t generation) { return "registry generation " + base::id_text(generation); }

std::string rejects_key_name(std::int64_t delivery) { return "registry rejects " + base::id_text(delivery); }

std::filesystem::path inbox_path(const Registry::Inside& inside, DeliveryId id) {
    return inside.settings.inbox / (id.text() + ".data");
}

ledger::Entry delivery_entry(std::string_view kind, Who by, const Delivery& delivery) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account;
    entry.unit = by.unit;
    entry.facts = {{"delivery", delivery.id.text()},
                   {"table_number", delivery.manifest.table_number},
                   {"base_date", delivery.manifest.base_date}};
    entry.counts = {{"sequence", delivery.manifest.sequence}};
    return entry;
}

}  // namespace menhu::registry
