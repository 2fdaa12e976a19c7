#pragma once
// Parameters and rows in PostgreSQL's binary form. Inside the room.
#include <array>
#include <vector>

#include "store/postgres_handle.h"

namespace menhu::store {

// Parameters in the form that PQsendQueryPrepared takes; borrows the values.
class PostgresParameters {
public:
    // `types`: what the server inferred. A value that does not fit its type is a Bug.
    PostgresParameters(std::span<const Value> values, std::span<const Oid> types);

    int size() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    void put_integer(std::size_t index, std::int64_t number, Oid type);

    std::vector<std::array<char, 24>> numbers_;
    std::vector<const char*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_{result}, row_{row} {}
    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    base::ByteView bytes(int column) const override;

private:
    base::ByteView raw(int column) const;
    const PGresult* result_;
    int row_;
};

}  // namespace menhu::store
