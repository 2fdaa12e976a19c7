#pragma once
// The Merkle tree of RFC 6962 section 2.1 over SHA-256: hashes, roots, inclusion and consistency proofs, and how to
// check them (RFC 9162 sections 2.1.3 and 2.1.4). Pure; any thread.
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/hash.h"

namespace menhu::ledger {

using Hash = crypto::Digest;

// SHA-256(0x00 ‖ entry), SHA-256(0x01 ‖ left ‖ right), SHA-256("").
Hash leaf_hash(base::ByteView entry);
Hash node_hash(const Hash& left, const Hash& right);
Hash empty_root();

// Where hashes of complete subtrees come from: of the leaves [index << height, (index + 1) << height).
class Nodes {
public:
    virtual ~Nodes() = default;
    virtual base::Result<Hash> node(int height, std::int64_t index) = 0;
};

base::Result<Hash> root_of(Nodes& nodes, std::int64_t size);
// From the leaf's sibling up to the root's child. 0 <= index < size.
base::Result<std::vector<Hash>> inclusion_proof(Nodes& nodes, std::int64_t index, std::int64_t size);
// That the tree of `size` continues the tree of `old_size`. 0 <= old_size <= size; empty when either is trivial.
base::Result<std::vector<Hash>> consistency_proof(Nodes& nodes, std::int64_t old_size, std::int64_t size);

bool verify_inclusion(const Hash& leaf, std::int64_t index, std::int64_t size, std::span<const Hash> proof,
                      const Hash& root);
bool verify_consistency(std::int64_t old_size, const Hash& old_root, std::int64_t size, const Hash& root,
                        std::span<const Hash> proof);

// The right edge of a growing tree: one hash for each complete subtree, largest first. Enough to go on and to name the
// root, 2 kB at most. Thread rule: a value.
class Frontier {
public:
    void add(const Hash& leaf) { add(0, leaf); }
    // A complete subtree of 2^height leaves; the size so far is a multiple of 2^height.
    void add(int height, const Hash& subtree);
    std::int64_t size() const { return size_; }
    Hash root() const;

private:
    std::int64_t size_ = 0;
    std::vector<Hash> peaks_;
};

// The hash of a run of complete siblings whose number is a power of two.
Hash fold(std::span<const Hash> hashes);

}  // namespace menhu::ledger
