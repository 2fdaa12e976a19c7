#include "ledger/tree.h"

#include <algorithm>
#include <array>
#include <bit>

namespace menhu::ledger {
namespace {

using Index = std::uint64_t;

Index number(std::int64_t value) { return static_cast<Index>(value); }

// The largest power of two below n; n > 1 (RFC 6962 section 2.1).
std::int64_t split(std::int64_t n) { return static_cast<std::int64_t>(std::bit_floor(number(n) - 1)); }

// The root of the leaves [low, high). The splits keep `low` a multiple of the size wherever that is a power of two.
base::Result<Hash> range_root(Nodes& nodes, std::int64_t low, std::int64_t high) {
    const std::int64_t count = high - low;
    if (std::has_single_bit(number(count))) {
        const int height = std::countr_zero(number(count));
        return nodes.node(height, low >> height);
    }
    const std::int64_t middle = low + split(count);
    const Hash left = TRY(range_root(nodes, low, middle));
    const Hash right = TRY(range_root(nodes, middle, high));
    return node_hash(left, right);
}

// RFC 6962 section 2.1.1, PATH.
base::Result<void> path(Nodes& nodes, std::int64_t index, std::int64_t low, std::int64_t high,
                        std::vector<Hash>& proof) {
    if (high - low == 1) return {};
    const std::int64_t middle = low + split(high - low);
    if (index < middle) {
        TRY(path(nodes, index, low, middle, proof));
        const Hash beside = TRY(range_root(nodes, middle, high));
        proof.push_back(beside);
    } else {
        TRY(path(nodes, index, middle, high, proof));
        const Hash beside = TRY(range_root(nodes, low, middle));
        proof.push_back(beside);
    }
    return {};
}

enum class Known : std::uint8_t { yes, no };  // whether the verifier knows the old subtree's root already

// RFC 6962 section 2.1.2, SUBPROOF; `old_end` is where the old tree ends.
base::Result<void> subproof(Nodes& nodes, std::int64_t old_end, std::int64_t low, std::int64_t high, Known known,
                            std::vector<Hash>& proof) {
    if (old_end == high) {
        if (known == Known::yes) return {};
        const Hash whole = TRY(range_root(nodes, low, high));
        proof.push_back(whole);
        return {};
    }
    const std::int64_t middle = low + split(high - low);
    if (old_end <= middle) {
        TRY(subproof(nodes, old_end, low, middle, known, proof));
        const Hash beside = TRY(range_root(nodes, middle, high));
        proof.push_back(beside);
    } else {
        TRY(subproof(nodes, old_end, middle, high, Known::no, proof));
        const Hash beside = TRY(range_root(nodes, low, middle));
        proof.push_back(beside);
    }
    return {};
}

}  // namespace

Hash leaf_hash(base::ByteView entry) { return crypto::Sha256{}.add(std::uint8_t{0}).add(entry).finish(); }

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 65> both;
    both[0] = 1;
    std::ranges::copy(left, both.begin() + 1);
    std::ranges::copy(right, both.begin() + 33);
    return crypto::sha256(base::ByteView{both});
}

Hash empty_root() { return crypto::sha256(base::ByteView{}); }

base::Result<Hash> root_of(Nodes& nodes, std::int64_t size) {
    if (size == 0) return empty_root();
    return range_root(nodes, 0, size);
}

base::Result<std::vector<Hash>> inclusion_proof(Nodes& nodes, std::int64_t index, std::int64_t size) {
    CHECK(index >= 0 && index < size);
    std::vector<Hash> proof;
    TRY(path(nodes, index, 0, size, proof));
    return proof;
}

base::Result<std::vector<Hash>> consistency_proof(Nodes& nodes, std::int64_t old_size, std::int64_t size) {
    CHECK(old_size >= 0 && old_size <= size);
    std::vector<Hash> proof;
    if (old_size > 0) TRY(subproof(nodes, old_size, 0, size, Known::yes, proof));
    return proof;
}

// RFC 9162 section 2.1.3.2, with its names.
bool verify_inclusion(const Hash& leaf, std::int64_t index, std::int64_t size, std::span<const Hash> proof,
                      const Hash& root) {
    if (index < 0 || index >= size) return false;
    Index fn = number(index);
    Index sn = number(size) - 1;
    Hash r = leaf;
    for (const Hash& p : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            r = node_hash(p, r);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = node_hash(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && r == root;
}

// RFC 9162 section 2.1.4.2, with its names.
bool verify_consistency(std::int64_t old_size, const Hash& old_root, std::int64_t size, const Hash& root,
                        std::span<const Hash> proof) {
    if (old_size < 0 || old_size > size) return false;
    if (old_size == size) return proof.empty() && old_root == root;
    if (old_size == 0) return proof.empty() && old_root == empty_root();
    Index fn = number(old_size) - 1;
    Index sn = number(size) - 1;
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    Hash fr = old_root;  // an old tree of a power of two is its own first node
    if (!std::has_single_bit(number(old_size))) {
        if (proof.empty()) return false;
        fr = proof.front();
        proof = proof.subspan(1);
    }
    Hash sr = fr;
    for (const Hash& c : proof) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == old_root && sr == root;
}

void Frontier::add(int height, const Hash& subtree) {
    CHECK((number(size_) & ((Index{1} << height) - 1)) == 0);
    Hash hash = subtree;
    for (Index left = number(size_) >> height; (left & 1) != 0; left >>= 1) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
    }
    peaks_.push_back(hash);
    size_ += std::int64_t{1} << height;
}

Hash Frontier::root() const {
    if (peaks_.empty()) return empty_root();
    Hash root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
    return root;
}

Hash fold(std::span<const Hash> hashes) {
    CHECK(std::has_single_bit(hashes.size()));
    if (hashes.size() == 1) return hashes.front();
    std::vector<Hash> row(hashes.size() / 2);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
    for (std::size_t count = row.size() / 2; count > 0; count /= 2) {
        for (std::size_t i = 0; i < count; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    }
    return row.front();
}

}  // namespace menhu::ledger
