#include "crypto/keyring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace menhu::crypto {
namespace {

class KeyringTest : public testing::Test {
protected:
    KeyringTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "menhu-keyring-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        path_ = folder_ / "kek.key";
    }
    ~KeyringTest() override { std::filesystem::remove_all(folder_); }

    std::string content() const {
        std::ostringstream text;
        text << std::ifstream{path_}.rdbuf();
        return text.str();
    }
    void put(const std::string& text) const { std::ofstream{path_} << text; }

    std::filesystem::path folder_;
    std::filesystem::path path_;
    base::SeededRandom random_{11};
};

TEST_F(KeyringTest, WrapsAcrossReopening) {
    const Keyring made = Keyring::create(path_, random_).value();
    const Secret key = Secret::random(32, random_);
    const base::Bytes wrapped = made.wrap("ledger month 2026-11", key, random_);
    const Keyring opened = Keyring::open(path_).value();
    EXPECT_EQ(opened.current_key_id(), made.current_key_id());
    EXPECT_EQ(opened.unwrap("ledger month 2026-11", wrapped).value(), key);
    const auto elsewhere = opened.unwrap("ledger month 2026-12", wrapped);
    ASSERT_FALSE(elsewhere.has_value());
    EXPECT_EQ(elsewhere.error().code(), "crypto.seal_broken");
}

TEST_F(KeyringTest, FileIsForItsOwnerOnly) {
    ASSERT_TRUE(Keyring::create(path_, random_).has_value());
    struct ::stat about{};
    ASSERT_EQ(::stat(path_.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
    for (const mode_t loose : {0640U, 0604U, 0610U}) {
        ASSERT_EQ(::chmod(path_.c_str(), loose), 0);
        const auto opened = Keyring::open(path_);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code(), "crypto.key_file_mode");
    }
    ASSERT_EQ(::chmod(path_.c_str(), 0400), 0);
    EXPECT_TRUE(Keyring::open(path_).has_value());
}

TEST_F(KeyringTest, NeverOverwrites) {
    ASSERT_TRUE(Keyring::create(path_, random_).has_value());
    const std::string before = content();
    const auto again = Keyring::create(path_, random_);
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code(), "crypto.key_file_exists");
    EXPECT_EQ(content(), before);
}

TEST_F(KeyringTest, MissingAndBroken) {
    EXPECT_EQ(Keyring::open(path_).error().code(), "crypto.key_file_missing");
    ASSERT_TRUE(Keyring::create(path_, random_).has_value());
    const std::string good = content();
    std::string typo = good;
    typo[40] = typo[40] == '0' ? '1' : '0';
    std::string capital = good;
    capital[25] = 'A';
    for (const std::string& text : {std::string{}, good.substr(1), good.substr(0, good.size() - 1), good + "\n",
                                    good.substr(0, 14), typo, capital}) {
        put(text);
        const auto opened = Keyring::open(path_);
        ASSERT_FALSE(opened.has_value()) << text.size();
        EXPECT_EQ(opened.error().code(), "crypto.key_file_broken");
    }
}

TEST_F(KeyringTest, AnAddedKeyWrapsAndTheOldOneStillUnwraps) {
    const Keyring first = Keyring::create(path_, random_).value();
    const Secret key = Secret::random(32, random_);
    const base::Bytes old = first.wrap("x", key, random_);
    const std::string one = content();
    const std::filesystem::path other = folder_ / "other.key";
    const Keyring second = Keyring::create(other, random_).value();
    std::ostringstream text;
    text << std::ifstream{other}.rdbuf();
    put(one + text.str().substr(14));
    const Keyring both = Keyring::open(path_).value();
    EXPECT_EQ(both.current_key_id(), second.current_key_id());
    EXPECT_EQ(both.unwrap("x", old).value(), key);
    const auto unknown = first.unwrap("x", both.wrap("x", key, random_));
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code(), "crypto.key_unknown");
}

TEST_F(KeyringTest, EveryFlippedBitOfAWrappedKeyIsCaught) {
    const Keyring ring = Keyring::in_memory(random_);
    base::Bytes wrapped = ring.wrap("x", Secret::random(32, random_), random_);
    for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
        wrapped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_FALSE(ring.unwrap("x", wrapped).has_value()) << bit;
        wrapped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    EXPECT_FALSE(ring.unwrap("x", {}).has_value());
}

}  // namespace
}  // namespace menhu::crypto
