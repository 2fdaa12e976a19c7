#include "store/readers.h"

namespace menhu::store {

using base::Error;
using base::Result;

Readers::Readers(const Settings& settings) : settings_{settings} { CHECK(settings.readers > 0); }

Result<std::unique_ptr<Connection>> Readers::take() {
    {
        std::unique_lock lock{mutex_};
        free_.wait(lock, [this] { return busy_ < settings_.readers; });
        ++busy_;
        while (!idle_.empty()) {
            std::unique_ptr<Connection> connection = std::move(idle_.back());
            idle_.pop_back();
            if (!connection->dead()) return connection;
        }
    }
    Result<std::unique_ptr<Connection>> connection = connect(settings_);
    if (!connection) give_back(nullptr);
    return connection;
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock{mutex_};
        --busy_;
        if (connection && !connection->dead()) idle_.push_back(std::move(connection));
    }
    free_.notify_one();
}

Result<void> Readers::run(const std::function<Result<void>(ReadTx&)>& work) {
    // Ends the snapshot and gives the connection back on every way out, a thrown Bug among them.
    class Loan {
    public:
        Loan(Readers& pool, std::unique_ptr<Connection> connection) : pool_{pool}, connection_{std::move(connection)} {}
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        ~Loan() {
            connection_->rollback();
            pool_.give_back(std::move(connection_));
        }
        Connection& operator*() { return *connection_; }

    private:
        Readers& pool_;
        std::unique_ptr<Connection> connection_;
    };

    constexpr int tries = 2;  // an idle line that the server has cut shows it only when it is used
    for (int n = 1;; ++n) {
        std::unique_ptr<Connection> connection = TRY(take());
        Loan loan{*this, std::move(connection)};
        TRY((*loan).begin(Access::read));
        ReadTx tx{*loan};
        Result<void> answer = work(tx);
        if (answer && (*loan).failure()) answer = *(*loan).failure();
        if (answer || !(*loan).dead()) return answer;
        drop_idle();
        if (n == tries) return answer;
    }
}

Result<void> Readers::prepare(std::span<const Statement> statements) {
    std::unique_ptr<Connection> connection = TRY(connect(settings_));
    for (const Statement& statement : statements) {
        TRY(connection->prepare(statement));
    }
    return {};
}

// What cut one line has most likely cut all of them.
void Readers::drop_idle() {
    const std::lock_guard lock{mutex_};
    idle_.clear();
}

void Readers::forget_volumes() {
    const std::lock_guard lock{mutex_};
    for (const auto& connection : idle_) connection->forget_volumes();
}

}  // namespace menhu::store
