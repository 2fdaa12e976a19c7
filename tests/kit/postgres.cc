#include "postgres.h"

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace menhu::kit {
namespace {

constexpr const char* programs_of_debian = "/usr/lib/postgresql/15/bin";

// The server refuses to run as root: become someone else.
void become_unprivileged() {
    if (::geteuid() != 0) return;
    const passwd* user = ::getpwnam("postgres");
    if (user == nullptr) user = ::getpwnam("nobody");
    if (user == nullptr || ::initgroups(user->pw_name, user->pw_gid) != 0 || ::setgid(user->pw_gid) != 0 ||
        ::setuid(user->pw_uid) != 0) {
        ::_exit(126);
    }
}

enum class As : unsigned char { self, unprivileged };

pid_t spawn(As as, const std::vector<std::string>& words, bool quiet) {
    std::vector<char*> raw;
    for (const std::string& word : words) raw.push_back(const_cast<char*>(word.c_str()));
    raw.push_back(nullptr);
    const pid_t process = ::fork();
    if (process < 0) throw std::runtime_error{"fork failed"};
    if (process == 0) {
        if (as == As::unprivileged) become_unprivileged();
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // the server ends with the test, however that ends
        if (quiet && ::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(126);
        ::execv(raw[0], raw.data());
        ::_exit(127);
    }
    return process;
}

bool succeeded(pid_t process) {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::unique_ptr<Postgres> Postgres::start(Durable durable) {
    std::unique_ptr<Postgres> server{new Postgres};
    server->programs_ = programs_of_debian;
    if (!std::filesystem::exists(server->programs_ + "/postgres")) {
        throw std::runtime_error{"PostgreSQL 15 is not installed (" + server->programs_ + ")"};
    }
    if (const char* given = std::getenv("MENHU_TEST_POSTGRES"); given != nullptr && durable == Durable::no) {
        server->server_ = given;
    } else {
        server->launch(durable);
    }
    return server;
}

void Postgres::launch(Durable durable) {
    std::string directory = std::filesystem::temp_directory_path() / "menhu-postgres-XXXXXX";
    if (::mkdtemp(directory.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
    directory_ = directory;
    if (::geteuid() == 0) {
        const passwd* user = ::getpwnam("postgres");
        if (user == nullptr) user = ::getpwnam("nobody");
        if (user == nullptr || ::chown(directory.c_str(), user->pw_uid, user->pw_gid) != 0) {
            throw std::runtime_error{"no user to run PostgreSQL as"};
        }
    }
    const std::string data = directory + "/data";
    if (!succeeded(spawn(As::unprivileged,
                         {programs_ + "/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                          "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
                         true))) {
        throw std::runtime_error{"initdb failed"};
    }
    const std::string safe = durable == Durable::yes ? "on" : "off";
    process_ = spawn(As::unprivileged,
                     {programs_ + "/postgres",
                      "-D",
                      data,
                      "-k",
                      directory,
                      "-c",
                      "listen_addresses=",
                      "-c",
                      "fsync=" + safe,
                      "-c",
                      "full_page_writes=" + safe,
                      "-c",
                      "max_connections=200",
                      "-c",
                      "shared_buffers=64MB",
                      "-c",
                      "log_min_messages=panic",
                      "-c",
                      "logging_collector=off",
                      "-c",
                      "log_destination=stderr",
                      "-c",
                      "log_min_error_statement=panic"},
                     true);
    server_ = "host=" + directory + " user=postgres";
    constexpr int naps = 600;
    for (int n = 0;; ++n) {
        if (succeeded(spawn(As::self, {programs_ + "/pg_isready", "-q", "-h", directory, "-U", "postgres"}, true)))
            return;
        if (n == naps) throw std::runtime_error{"PostgreSQL did not start"};
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

Postgres::~Postgres() {
    if (process_ > 0) {
        ::kill(process_, SIGQUIT);
        succeeded(process_);
    }
    if (!directory_.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
}

void Postgres::run(const std::string& connection, const std::string& sql) {
    if (!succeeded(
            spawn(As::self, {programs_ + "/psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, connection}, true))) {
        throw std::runtime_error{"psql failed: " + sql};
    }
}

std::string Postgres::create_database() {
    const std::string name = "menhu_test_" + std::to_string(::getpid()) + "_" + std::to_string(++databases_);
    run(server_ + " dbname=postgres", "CREATE DATABASE " + name);
    return server_ + " dbname=" + name;
}

void Postgres::cut_sessions(const std::string& connection) {
    run(connection,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

}  // namespace menhu::kit
