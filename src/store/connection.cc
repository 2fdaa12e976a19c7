#include "store/connection.h"

#include <algorithm>

#include "store/postgres_connection.h"
#include "store/sqlite_connection.h"

namespace menhu::store {

using base::Error;
using base::Fault;
using base::Result;

namespace {

// Length of the UTF-8 sequence that starts at `text[i]`, 0 if there is none (RFC 3629 section 4: no overlong forms, no
// surrogates, nothing above U+10FFFF).
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<std::uint8_t>(text[at]) : 0U; };
    const auto tail = [&](std::size_t at) { return (byte(at) & 0xc0U) == 0x80U; };
    const unsigned lead = byte(i);
    if (lead < 0x80) return lead == 0 ? 0 : 1;
    if (lead >= 0xc2 && lead <= 0xdf) return tail(i + 1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        if (!tail(i + 1) || !tail(i + 2)) return 0;
        if (lead == 0xe0 && byte(i + 1) < 0xa0) return 0;
        if (lead == 0xed && byte(i + 1) > 0x9f) return 0;
        return 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        if (!tail(i + 1) || !tail(i + 2) || !tail(i + 3)) return 0;
        if (lead == 0xf0 && byte(i + 1) < 0x90) return 0;
        if (lead == 0xf4 && byte(i + 1) > 0x8f) return 0;
        return 4;
    }
    return 0;
}

bool is_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

}  // namespace

Result<void> inject(const Settings& settings, std::string_view what, std::string_view name) {
    if (!settings.failure) [[likely]]
        return {};
    std::string call{what};
    if (!name.empty()) call.append(" ").append(name);
    if (auto error = settings.failure(call)) return *std::move(error);
    return {};
}

Result<void> check_values(std::span<const Value> values) {
    for (const Value& value : values) {
        const auto* text = std::get_if<std::string_view>(&value);
        if (text != nullptr && !is_text(*text)) {
            return Error{Fault::bad_input, "store.text", "a text parameter is not UTF-8 or holds U+0000"};
        }
    }
    return {};
}

bool is_volume_name(std::string_view name) {
    constexpr std::size_t bound = 40;
    return !name.empty() && name.size() <= bound && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<std::unique_ptr<Connection>> connect(const Settings& settings) {
    TRY(inject(settings, "connect"));
    if (settings.engine == Engine::postgres) return PostgresConnection::open(settings);
    return SqliteConnection::open(settings);
}

Result<void> Connection::begin(Access access) {
    CHECK(!in_transaction_);
    access_ = access;
    failure_.reset();
    in_unit_ = has_savepoint_ = unit_changed_ = must_undo_whole_ = false;
    TRY(inject(settings_, "begin"));
    TRY(do_begin(access));
    in_transaction_ = true;
    return {};
}

Result<void> Connection::commit() {
    CHECK(in_transaction_ && !in_unit_);
    TRY(inject(settings_, "commit"));
    TRY(do_commit());
    in_transaction_ = false;
    return {};
}

void Connection::rollback() {
    if (in_transaction_) do_rollback();
    in_transaction_ = in_unit_ = has_savepoint_ = false;
    failure_.reset();
}

void Connection::open_unit(Undo undo) {
    CHECK(in_transaction_ && !in_unit_ && !must_undo_whole_);
    in_unit_ = true;
    undo_ = undo;
    has_savepoint_ = unit_changed_ = false;
    failure_.reset();
}

Result<void> Connection::keep_unit() {
    CHECK(in_unit_ && !failure_);
    in_unit_ = false;
    if (!std::exchange(has_savepoint_, false)) return {};
    TRY(inject(settings_, "release"));
    return do_release();
}

Result<void> Connection::undo_unit() {
    in_unit_ = false;
    // A failed read ends a transaction on PostgreSQL.
    const bool left_something = unit_changed_ || (failure_ && savepoint_before_reads());
    must_undo_whole_ = undo_ == Undo::whole && left_something;
    failure_.reset();
    if (!std::exchange(has_savepoint_, false) || lost()) return {};
    return do_rollback_to();
}

Result<void> Connection::need_savepoint() {
    if (!in_unit_ || has_savepoint_ || undo_ == Undo::whole) return {};
    TRY(inject(settings_, "savepoint"));
    TRY(do_savepoint());
    has_savepoint_ = true;
    return {};
}

Result<void> Connection::before(std::string_view what, std::string_view name, Access access) {
    if (failure_) return *failure_;
    CHECK(in_transaction_);
    if (access == Access::write || savepoint_before_reads()) {
        CHECK(access == Access::read || access_ == Access::write);
        TRY(need_savepoint());
    }
    if (access == Access::write) unit_changed_ = true;
    return inject(settings_, what, name);
}

template <class T>
Result<T> Connection::remember(Result<T> result) {
    if (!result && !failure_) failure_ = result.error();
    return result;
}

Result<void> Connection::query(const Statement& statement, std::span<const Value> values,
                               const std::function<void(const Row&)>& sink) {
    TRY(remember(before("statement", statement.name, Access::read)));
    TRY(remember(check_values(values)));
    return remember(do_query(statement, values, sink));
}

Result<std::int64_t> Connection::execute(const Statement& statement, std::span<const Value> values) {
    TRY(remember(before("statement", statement.name, Access::write)));
    TRY(remember(check_values(values)));
    return remember(do_execute(statement, values));
}

Result<std::optional<base::Bytes>> Connection::bucket(std::string_view volume, std::int64_t key) {
    CHECK(is_volume_name(volume));
    TRY(remember(before("bucket", volume, Access::read)));
    return remember(do_bucket(volume, key));
}

Result<void> Connection::script(std::string_view sql) {
    TRY(inject(settings_, "script"));
    return do_script(sql);
}

}  // namespace menhu::store
