// RFC 6962: the roots of the reference implementation's test leaves, then every proof of every size up to 300.
#include "ledger/tree.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>

#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

Hash numbered_leaf(std::int64_t i) {
    base::Bytes bytes;
    base::put_u64(bytes, static_cast<std::uint64_t>(i));
    return leaf_hash(bytes);
}

// RFC 6962 section 2.1 read literally, without any of the code under test but the two hashes.
Hash naive_root(std::span<const Hash> leaves) {
    if (leaves.empty()) return empty_root();
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

class MemoryNodes final : public Nodes {
public:
    explicit MemoryNodes(std::span<const Hash> leaves) : leaves_{leaves} {}
    base::Result<Hash> node(int height, std::int64_t index) override {
        const auto key = std::pair{height, index};
        const auto found = known_.find(key);
        if (found != known_.end()) return found->second;
        const auto count = std::size_t{1} << height;
        const auto first = static_cast<std::size_t>(index) << height;
        return known_[key] = naive_root(leaves_.subspan(first, count));
    }

private:
    std::span<const Hash> leaves_;
    std::map<std::pair<int, std::int64_t>, Hash> known_;
};

TEST(Tree, ReferenceRoots) {
    const std::vector<std::string> entries{
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string> roots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    EXPECT_EQ(base::to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Frontier frontier;
    EXPECT_EQ(frontier.root(), empty_root());
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        leaves.push_back(leaf_hash(*base::from_hex(entries[i])));
        frontier.add(leaves.back());
        EXPECT_EQ(base::to_hex(frontier.root()), roots[i]);
        MemoryNodes nodes{leaves};
        EXPECT_EQ(base::to_hex(root_of(nodes, static_cast<std::int64_t>(i) + 1).value()), roots[i]);
    }
}

// The paths of the same reference tree, as the reference implementation lists them.
TEST(Tree, ReferenceInclusionProof) {
    std::vector<Hash> leaves;
    for (const std::string_view entry :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}) {
        leaves.push_back(leaf_hash(*base::from_hex(entry)));
    }
    MemoryNodes nodes{leaves};
    std::vector<std::string> proof;
    for (const Hash& hash : inclusion_proof(nodes, 0, 8).value()) proof.push_back(base::to_hex(hash));
    EXPECT_EQ(proof, (std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                               "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                               "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
}

class EverySize : public testing::Test {
protected:
    static constexpr std::int64_t most = 300;
    EverySize() {
        for (std::int64_t i = 0; i < most; ++i) leaves_.push_back(numbered_leaf(i));
        for (std::int64_t size = 0; size <= most; ++size) {
            roots_.push_back(naive_root(std::span{leaves_}.first(static_cast<std::size_t>(size))));
        }
    }
    const Hash& root(std::int64_t size) const { return roots_[static_cast<std::size_t>(size)]; }
    const Hash& leaf(std::int64_t index) const { return leaves_[static_cast<std::size_t>(index)]; }
    std::vector<Hash> leaves_;
    std::vector<Hash> roots_;
};

TEST_F(EverySize, FrontierNamesTheRoot) {
    Frontier frontier;
    for (std::int64_t size = 1; size <= most; ++size) {
        frontier.add(leaf(size - 1));
        ASSERT_EQ(frontier.root(), root(size)) << size;
        ASSERT_EQ(frontier.size(), size);
    }
}

TEST_F(EverySize, InclusionHoldsAndNothingElseDoes) {
    MemoryNodes nodes{leaves_};
    for (std::int64_t size = 1; size <= most; ++size) {
        for (std::int64_t index = 0; index < size; ++index) {
            std::vector<Hash> proof = inclusion_proof(nodes, index, size).value();
            ASSERT_TRUE(verify_inclusion(leaf(index), index, size, proof, root(size))) << index << " of " << size;
            if (size > 1) {
                ASSERT_FALSE(verify_inclusion(leaf((index + 1) % size), index, size, proof, root(size)));
                ASSERT_FALSE(verify_inclusion(leaf(index), (index + 1) % size, size, proof, root(size)));
                const auto which = static_cast<std::size_t>(index + size) % proof.size();
                proof[which][static_cast<std::size_t>(size) % 32] ^= 1;
                ASSERT_FALSE(verify_inclusion(leaf(index), index, size, proof, root(size)));
                proof[which][static_cast<std::size_t>(size) % 32] ^= 1;
                ASSERT_FALSE(
                    verify_inclusion(leaf(index), index, size, std::span{proof}.first(proof.size() - 1), root(size)));
            }
            proof.push_back(leaf(0));
            ASSERT_FALSE(verify_inclusion(leaf(index), index, size, proof, root(size)));
        }
    }
    EXPECT_FALSE(verify_inclusion(leaf(0), 0, 0, {}, root(0)));
    EXPECT_FALSE(verify_inclusion(leaf(0), -1, 1, {}, root(1)));
    EXPECT_FALSE(verify_inclusion(leaf(0), 1, 1, {}, root(1)));
}

TEST_F(EverySize, ConsistencyHoldsAndNothingElseDoes) {
    MemoryNodes nodes{leaves_};
    for (std::int64_t size = 1; size <= most; ++size) {
        for (std::int64_t old = 0; old <= size; ++old) {
            std::vector<Hash> proof = consistency_proof(nodes, old, size).value();
            ASSERT_TRUE(verify_consistency(old, root(old), size, root(size), proof)) << old << " to " << size;
            ASSERT_FALSE(verify_consistency(old, leaf(0), size, root(size), proof) && old != 1);
            if (old > 0 && old < size) {
                ASSERT_FALSE(verify_consistency(old, root(old - 1), size, root(size), proof));
                ASSERT_FALSE(verify_consistency(old, root(old), size, root(size - 1), proof));
                const auto which = static_cast<std::size_t>(old) % proof.size();
                proof[which][static_cast<std::size_t>(old) % 32] ^= 0x80;
                ASSERT_FALSE(verify_consistency(old, root(old), size, root(size), proof));
                proof[which][static_cast<std::size_t>(old) % 32] ^= 0x80;
            }
            proof.push_back(leaf(0));
            ASSERT_FALSE(verify_consistency(old, root(old), size, root(size), proof));
        }
    }
    EXPECT_FALSE(verify_consistency(3, root(3), 2, root(2), {}));
}

TEST_F(EverySize, TilesHoldTheNodes) {
    base::Bytes tile;
    for (std::int64_t i = 0; i < tile_width; ++i) tile.insert(tile.end(), leaf(i).begin(), leaf(i).end());
    MemoryNodes nodes{leaves_};
    for (int height = 0; height < tile_height; ++height) {
        for (std::int64_t index = 0; index < tile_width >> height; ++index) {
            ASSERT_EQ(hash_in_tile(tile, height, index), nodes.node(height, index).value()) << height << ' ' << index;
        }
    }
    EXPECT_EQ(tile_root(tile), root(tile_width));
}

// c2sp.org/tlog-tiles.
TEST(Tile, Paths) {
    EXPECT_EQ(tile_path({.kind = TileKind::entries, .number = 1'234'067}), "tile/entries/x001/x234/067");
    EXPECT_EQ(tile_path({.level = 0, .number = 0, .width = 1}), "tile/0/000.p/1");
    EXPECT_EQ(tile_path({.level = 2, .number = 999}), "tile/2/999");
    EXPECT_EQ(tile_path({.level = 1, .number = 1000, .width = 255}), "tile/1/x001/000.p/255");
    for (const std::int64_t number : {0L, 1L, 999L, 1000L, 1'000'000L, 123'456'789'012L}) {
        for (const int width : {1, 255, 256}) {
            const TileName name{.level = 3, .number = number, .width = width};
            EXPECT_EQ(parse_tile_path(tile_path(name)), name);
        }
    }
    for (const std::string_view wrong : {"",
                                         "tile",
                                         "tile/",
                                         "tile/0",
                                         "tile/0/",
                                         "tile/0/00",
                                         "tile/0/0000",
                                         "tile/00/000",
                                         "tile/5/000",
                                         "tile/-1/000",
                                         "tile/0/x000/001",
                                         "tile/0/x001/1",
                                         "tile/0/001/002",
                                         "tile/0/000.p/0",
                                         "tile/0/000.p/256",
                                         "tile/0/000.p/01",
                                         "tile/0/000.p/",
                                         "tile/0/000.p/1/",
                                         "tile/entries",
                                         "tile/entries/000/",
                                         "/tile/0/000",
                                         "tile/0/../000",
                                         "tile/0/x999/x999/x999/x999/999"}) {
        EXPECT_FALSE(parse_tile_path(wrong).has_value()) << wrong;
    }
}

TEST(Tile, TilesOfATree) {
    const auto paths = [](std::int64_t size) {
        std::vector<std::string> list;
        for (const TileName& name : tiles_of(size)) list.push_back(tile_path(name));
        return list;
    };
    using Paths = std::vector<std::string>;
    EXPECT_EQ(paths(0), Paths{});
    EXPECT_EQ(paths(1), (Paths{"tile/entries/000.p/1", "tile/0/000.p/1"}));
    EXPECT_EQ(paths(256), (Paths{"tile/entries/000", "tile/0/000", "tile/1/000.p/1"}));
    EXPECT_EQ(paths(513), (Paths{"tile/entries/000", "tile/entries/001", "tile/entries/002.p/1", "tile/0/000",
                                 "tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2"}));
    EXPECT_EQ(paths(70'000).size(), 274U + 274U + 2U + 1U);
    EXPECT_EQ(paths(70'000).back(), "tile/2/000.p/1");
}

TEST(Tile, Bundles) {
    base::Bytes bundle;
    put_entry(bundle, base::as_bytes("one"));
    put_entry(bundle, {});
    put_entry(bundle, base::Bytes(largest_entry, 7));
    const auto entries = split_bundle(bundle).value();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(base::as_text(entries[0]), "one");
    EXPECT_TRUE(entries[1].empty());
    EXPECT_EQ(entries[2].size(), largest_entry);
    EXPECT_FALSE(split_bundle(base::ByteView{bundle}.first(bundle.size() - 1)).has_value());
    EXPECT_FALSE(split_bundle(base::ByteView{bundle}.first(6)).has_value());
    EXPECT_TRUE(split_bundle({}).value().empty());
    EXPECT_TRUE(split_bundle(base::Bytes(512, 0)).has_value());
    EXPECT_FALSE(split_bundle(base::Bytes(514, 0)).has_value());
}

}  // namespace
}  // namespace menhu::ledger
