#pragma once
// A PostgreSQL server for tests: a cluster of its own in a temporary directory, reached by a unix socket only, gone at
// the end. When MENHU_TEST_POSTGRES holds a connection string without a database ("host=/tmp/x user=postgres"), that
// server is used instead: `with_postgres` sets it so that all tests of one run share one server. Each caller makes its
// own databases. Thread rule: one thread.
#include <sys/types.h>

#include <memory>
#include <string>

namespace menhu::kit {

enum class Durable : unsigned char { yes, no };

class Postgres {
public:
    // Throws std::runtime_error if the server programs are missing or the server does not start: a test of both engines
    // must fail loudly where one of them is not there.
    static std::unique_ptr<Postgres> start(Durable durable = Durable::no);
    ~Postgres();
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    // A connection string without a database.
    const std::string& server() const { return server_; }
    // A new, empty database; the answer is its connection string.
    std::string create_database();
    // One statement, in one database; throws if it fails.
    void run(const std::string& connection, const std::string& sql);
    // Ends every other session on this server's database, as a failing line would.
    void cut_sessions(const std::string& connection);

private:
    Postgres() = default;
    void launch(Durable durable);

    std::string programs_;  // directory of psql, initdb and postgres
    std::string server_;
    std::string directory_;  // empty if the server is another's
    pid_t process_ = 0;
    int databases_ = 0;
};

}  // namespace menhu::kit
