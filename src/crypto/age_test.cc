// Encrypting with Debian's age: the file opens with the recipient's key and with nothing else; nothing stays behind.
#include "crypto/age.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "crypto/hash.h"

namespace menhu::crypto {
namespace {

// A key pair made by the real age-keygen for this test.
struct Pair {
    std::filesystem::path file;
    std::string recipient;
};

std::string out_of(const std::string& command) {
    std::string text;
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
    std::array<char, 65536> piece{};
    for (std::size_t got = 1; got != 0;) {
        got = std::fread(piece.data(), 1, piece.size(), pipe.get());
        text.append(piece.data(), got);
    }
    return text;
}

class Age : public ::testing::Test {
protected:
    Age() : folder_{std::filesystem::temp_directory_path() / ("menhu-age-" + std::to_string(::getpid()))} {
        std::filesystem::create_directories(folder_);
    }
    ~Age() override { std::filesystem::remove_all(folder_); }

    Pair pair(const std::string& name) const {
        Pair made{.file = folder_ / name, .recipient = {}};
        out_of("/usr/bin/age-keygen -o " + made.file.string() + " 2>/dev/null");
        made.recipient = out_of("/usr/bin/age-keygen -y " + made.file.string());
        made.recipient.pop_back();
        return made;
    }
    std::string opened(const Pair& pair, const base::Bytes& sealed) const {
        const auto file = folder_ / "sealed.age";
        std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(sealed.data()),
                                                    static_cast<std::streamsize>(sealed.size()));
        return out_of("/usr/bin/age -d -i " + pair.file.string() + " " + file.string() + " 2>/dev/null");
    }

    std::filesystem::path folder_;
};

TEST_F(Age, OpensWithTheRecipientsKeyAndNoOther) {
    const auto mine = pair("mine");
    const auto other = pair("other");
    // Empty, one byte, a chunk of age (64 KiB) and one byte more, and more than any pipe holds.
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{65536}, std::size_t{65537}, std::size_t{5} << 20}) {
        std::string plain(size, '\0');
        for (std::size_t i = 0; i < size; ++i) plain[i] = static_cast<char>(i * 31 + i / 251);
        const auto sealed = age_encrypt(mine.recipient, base::as_bytes(plain));
        ASSERT_TRUE(sealed) << sealed.error().describe();
        EXPECT_EQ(sha256(opened(mine, *sealed)), sha256(plain)) << size;
        EXPECT_EQ(opened(other, *sealed), "");
        if (size > 64) {
            EXPECT_EQ(base::as_text(*sealed).find(plain.substr(0, 32)), std::string_view::npos);
        }
    }
}

TEST_F(Age, TwoOfTheSameAreNotTheSame) {
    const auto mine = pair("mine");
    const auto first = age_encrypt(mine.recipient, base::as_bytes("名冊"));
    const auto second = age_encrypt(mine.recipient, base::as_bytes("名冊"));
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
}

TEST_F(Age, ManyAtOnce) {
    const auto mine = pair("mine");
    std::array<bool, 6> good{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < good.size(); ++i) {
            threads.emplace_back([&, i] {
                const std::string plain(300'000 + i, 'x');
                good[i] = age_encrypt(mine.recipient, base::as_bytes(plain)).has_value();
            });
        }
    }
    for (const bool one : good) EXPECT_TRUE(one);
}

TEST_F(Age, WhatTheToolDoesNotTakeIsAnError) {
    const auto wrong = age_encrypt("age1wrong", base::as_bytes("x"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code(), "crypto.age_failed");
    // A tool that ends at once, with the input unread: neither a signal nor a half file.
    const auto early = age_encrypt("age1wrong", base::as_bytes(std::string(std::size_t{4} << 20, 'x')));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code(), "crypto.age_failed");
    // One that takes all and answers something else.
    const auto other = age_encrypt("age1", base::as_bytes("x"), "/usr/bin/true");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code(), "crypto.age_failed");
}

TEST_F(Age, OnlyAToolThatNobodyElseMayChange) {
    EXPECT_TRUE(check_age());
    EXPECT_EQ(check_age("/usr/bin/no-such-age").error().code(), "crypto.age_missing");
    EXPECT_EQ(check_age("age").error().code(), "crypto.age_missing");
    EXPECT_EQ(check_age("/usr/bin").error().code(), "crypto.age_missing");
    const auto own = folder_ / "age";
    std::ofstream{own} << "#!/bin/sh\ncat\n";
    ::chmod(own.c_str(), 0777);
    EXPECT_EQ(check_age(own.string()).error().code(), "crypto.age_unsafe");
}

}  // namespace
}  // namespace menhu::crypto
