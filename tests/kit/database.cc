#include "database.h"

#include <filesystem>
#include <stdexcept>

#include "postgres.h"

namespace menhu::kit {
namespace {

// FNV-1a: enough to notice a changed migration in a test; the product pins them by SHA-256.
std::string short_digest(base::ByteView bytes) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3;
    return std::to_string(hash);
}

std::unique_ptr<store::Database> opened(store::Settings settings) {
    auto database = store::Database::open(std::move(settings));
    if (!database) throw std::runtime_error{database.error().describe()};
    return *std::move(database);
}

// Ends the server with the test program: gtest owns environments and tears them down.
class Server final : public testing::Environment {
public:
    std::unique_ptr<Postgres> postgres = Postgres::start();
    void TearDown() override { postgres.reset(); }
};

}  // namespace

Postgres& postgres_of_this_run() {
    static Server* server = nullptr;
    if (server == nullptr) {
        server = new Server;
        testing::AddGlobalTestEnvironment(server);
    }
    if (!server->postgres) server->postgres = Postgres::start();
    return *server->postgres;
}

TestDatabase::TestDatabase(store::Engine engine, std::vector<base::EmbeddedFile> migrations) {
    std::string directory = std::filesystem::temp_directory_path() / "menhu-test-XXXXXX";
    if (::mkdtemp(directory.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    settings_.engine = engine;
    settings_.directory = directory;
    settings_.digest = short_digest;
    settings_.migrations = std::move(migrations);
    if (engine == store::Engine::postgres) settings_.postgres = postgres_of_this_run().create_database();
    database_ = opened(settings_);
}

TestDatabase::~TestDatabase() {
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(settings_.directory, ignored);
}

void TestDatabase::reopen(store::Settings settings) {
    database_.reset();
    database_ = opened(std::move(settings));
}

std::vector<base::EmbeddedFile> all_of(std::initializer_list<std::span<const base::EmbeddedFile>> rooms) {
    std::vector<base::EmbeddedFile> files;
    for (const auto room : rooms) files.insert(files.end(), room.begin(), room.end());
    return files;
}

std::string engine_name(const testing::TestParamInfo<store::Engine>& info) {
    return info.param == store::Engine::sqlite ? "Sqlite" : "Postgres";
}

}  // namespace menhu::kit
