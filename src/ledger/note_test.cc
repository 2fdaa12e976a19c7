// Notes, checkpoints, policies and receipts; vectors of C2SP and of Go's golang.org/x/mod/sumdb/note.
#include "ledger/note.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "ledger/proof.h"

namespace menhu::ledger {
namespace {

constexpr std::string_view vector_key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view vector_note =
    "This is an example message.\n"
    "\n"
    "— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

TEST(Note, Vector) {
    const NoteKey key = NoteKey::parse(vector_key).value();
    EXPECT_EQ(key.name, "example.com/foo");
    EXPECT_EQ(key.id(), 0x530d903aU);
    EXPECT_EQ(key.text(), vector_key);
    const Note note = parse_note(vector_note).value();
    EXPECT_EQ(note.text, "This is an example message.\n");
    EXPECT_EQ(check_signature(note, key), SignatureState::good);
}

TEST(Note, EveryFlippedBitOfTheVectorIsCaught) {
    const NoteKey key = NoteKey::parse(vector_key).value();
    std::string text{vector_note};
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
        const auto note = parse_note(text);
        EXPECT_FALSE(note && check_signature(*note, key) == SignatureState::good) << bit;
        text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    }
}

// The public checksum database of Go; its base64 holds a '+'.
TEST(Note, KeyWithAPlusInItsBase64) {
    constexpr std::string_view vkey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    EXPECT_EQ(NoteKey::parse(vkey).value().text(), vkey);
    for (std::size_t i = 0; i < vkey.size(); ++i) {
        std::string changed{vkey};
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(NoteKey::parse(changed).has_value()) << changed;
    }
}

TEST(Note, Malformed) {
    for (const std::string_view text :
         {"", "\n", "\n\n", "text\n\n", "text\n\n\n", "text\n— a AAAAAAA=\n", "text\n\n- a AAAAAAA=\n",
          "text\n\n— a AAAAAAA=", "text\n\n— a  AAAAAAA=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAB=\n",
          "text\n\n— a+b AAAAAAA=\n", "text\n\n—  AAAAAAA=\n", "text\r\n\n— a AAAAAAA=\n", "te\xff\n\n— a AAAAAAA=\n",
          "text\n\n— a AAAAAAA=\nmore\n", "text\n\n— \u3000 AAAAAAA=\n"}) {
        const auto note = parse_note(text);
        ASSERT_FALSE(note.has_value()) << text;
        EXPECT_EQ(note.error().code(), "ledger.note_malformed");
    }
    EXPECT_EQ(parse_note("a\n\nb\n\n— 中文 AAAAAAA=\n").value().text, "a\n\nb\n");
}

class Signed : public testing::Test {
protected:
    std::string vkey(const crypto::SigningKey& key, std::string_view name, KeyType type) const {
        return NoteKey{std::string{name}, type, key.verify_key()}.text();
    }
    base::SeededRandom random_{42};
    crypto::SigningKey log_ = crypto::SigningKey::generate(random_);
    crypto::SigningKey first_ = crypto::SigningKey::generate(random_);
    crypto::SigningKey second_ = crypto::SigningKey::generate(random_);
    crypto::SigningKey third_ = crypto::SigningKey::generate(random_);
    std::string origin_ = "menhu.example/ledger/2026";
    Checkpoint checkpoint_{.origin = origin_, .size = 1, .root = leaf_hash(base::as_bytes("entry")), .extension = {}};
    std::string text_ = checkpoint_text(checkpoint_);
    std::string note_ = sign_note(text_, origin_, log_);
    std::string log_line_ = "log " + vkey(log_, origin_, KeyType::log) + "\n";
    std::string witnesses_ = "witness A " + vkey(first_, "w.example/a", KeyType::witness) + "\n" + "witness B " +
                             vkey(second_, "w.example/b", KeyType::witness) + " https://b.example/\n" + "witness C " +
                             vkey(third_, "w.example/c", KeyType::witness) + "\n";
    std::string by(const crypto::SigningKey& key, std::string_view name) {
        return cosign(text_, name, key, 1'795'000'000);
    }
};

TEST_F(Signed, CheckpointRoundTrip) {
    EXPECT_EQ(text_, fmt::format("{}\n1\n{}\n", origin_, base::to_base64(checkpoint_.root)));
    EXPECT_EQ(parse_checkpoint(text_).value(), checkpoint_);
    EXPECT_EQ(parse_checkpoint(text_ + "more\n").value().extension, "more\n");
    const std::string root = base::to_base64(checkpoint_.root);
    for (const std::string& wrong :
         {std::string{}, origin_ + "\n", origin_ + "\n1\n" + root, "\n1\n" + root + "\n",
          origin_ + "\n01\n" + root + "\n", origin_ + "\n-1\n" + root + "\n", origin_ + "\n+1\n" + root + "\n",
          origin_ + "\n\n" + root + "\n", origin_ + "\n1\n" + root.substr(4) + "\n",
          origin_ + "\n99999999999999999999\n" + root + "\n", text_ + "\n", text_ + "more"}) {
        const auto parsed = parse_checkpoint(wrong);
        ASSERT_FALSE(parsed.has_value()) << wrong;
        EXPECT_EQ(parsed.error().code(), "ledger.checkpoint_malformed");
    }
}

TEST_F(Signed, APolicyOfOneLog) {
    const TrustPolicy policy = TrustPolicy::of_log(vkey(log_, origin_, KeyType::log)).value();
    EXPECT_EQ(policy.check(note_).value(), checkpoint_);
    EXPECT_EQ(TrustPolicy::of_log(vkey(first_, origin_, KeyType::log)).value().check(note_).error().code(),
              "ledger.log_unknown");
    // The right key under another name is another log.
    EXPECT_EQ(TrustPolicy::of_log(vkey(log_, "other", KeyType::log)).value().check(note_).error().code(),
              "ledger.log_unknown");
    EXPECT_EQ(TrustPolicy::of_log(vkey(log_, origin_, KeyType::witness)).error().code(), "ledger.key_malformed");
    EXPECT_EQ(TrustPolicy::of_log("nonsense").error().code(), "ledger.key_malformed");
    for (std::size_t bit = 0; bit < note_.size() * 8; ++bit) {
        std::string changed = note_;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(policy.check(changed).has_value()) << bit;
    }
}

TEST_F(Signed, QuorumIsEnforced) {
    const auto check = [&](std::string_view rule, const std::string& note) {
        const auto policy = TrustPolicy::parse(log_line_ + witnesses_ + std::string{rule});
        EXPECT_TRUE(policy.has_value()) << rule;
        const auto result = policy->check(note);
        return result ? std::string{"good"} : std::string{result.error().code()};
    };
    const std::string a = by(first_, "w.example/a");
    const std::string b = by(second_, "w.example/b");
    const std::string c = by(third_, "w.example/c");
    EXPECT_EQ(check("quorum none\n", note_), "good");
    EXPECT_EQ(check("quorum A\n", note_), "ledger.quorum_missed");
    EXPECT_EQ(check("quorum A\n", note_ + b), "ledger.quorum_missed");
    EXPECT_EQ(check("quorum A\n", note_ + a), "good");
    EXPECT_EQ(check("group two 2 A B C\nquorum two\n", note_ + c), "ledger.quorum_missed");
    EXPECT_EQ(check("group two 2 A B C\nquorum two\n", note_ + c + a), "good");
    // The same witness twice is one witness.
    EXPECT_EQ(check("group two 2 A B C\nquorum two\n", note_ + a + a), "ledger.quorum_missed");
    EXPECT_EQ(check("group all all A B C\nquorum all\n", note_ + a + b), "ledger.quorum_missed");
    EXPECT_EQ(check("group all all A B C\nquorum all\n", note_ + a + b + c), "good");
    EXPECT_EQ(check("group x any A B\ngroup y all x C\nquorum y\n", note_ + b + c), "good");
    EXPECT_EQ(check("group x any A B\ngroup y all x C\nquorum y\n", note_ + a + b), "ledger.quorum_missed");
    // A key's signature under another witness's name does not count; a wrong one of a known key spoils the note.
    EXPECT_EQ(check("quorum A\n", note_ + by(first_, "w.example/b")), "ledger.quorum_missed");
    const std::string other = cosign("other text\n", "w.example/a", first_, 1);
    EXPECT_EQ(check("quorum B\n", note_ + b + other), "ledger.signature_wrong");
}

TEST_F(Signed, EveryFlippedBitUnderAFullQuorumIsCaught) {
    const TrustPolicy policy = TrustPolicy::parse(log_line_ + witnesses_ + "group all all A B C\nquorum all\n").value();
    const std::string note = note_ + by(first_, "w.example/a") + by(second_, "w.example/b") + by(third_, "w.example/c");
    ASSERT_TRUE(policy.check(note).has_value());
    for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
        std::string changed = note;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(policy.check(changed).has_value()) << bit;
    }
}

TEST_F(Signed, PolicyLines) {
    const auto code = [&](const std::string& text) {
        const auto policy = TrustPolicy::parse(text);
        return policy ? std::string{"good"} : std::string{policy.error().code()};
    };
    EXPECT_EQ(code("# comment\n\n \tlog\t" + log_line_.substr(4) + witnesses_ + "quorum none \n"), "good");
    const std::string key = vkey(first_, "w", KeyType::witness);
    for (const std::string& wrong :
         {std::string{}, log_line_, std::string{"quorum none"}, std::string{"quorum none\nquorum none\n"},
          log_line_ + log_line_ + "quorum none\n", std::string{"quorum A\n"},
          std::string{"group g any A\nquorum none\n"}, "witness none " + key + "\nquorum none\n",
          "witness A " + key + "\nwitness A " + key + "\nquorum A\n",
          "witness A " + key + "\nwitness B " + key + "\nquorum A\n", "log " + key + "\nquorum none\n",
          witnesses_ + "group g 0 A\nquorum g\n", witnesses_ + "group g 2 A\nquorum g\n",
          witnesses_ + "group g any A A\nquorum g\n", witnesses_ + "group g any A\ngroup h any A\nquorum g\n",
          witnesses_ + "group g any\nquorum none\n", std::string{"nonsense\nquorum none\n"},
          std::string{"quorum none\r\n"}}) {
        EXPECT_EQ(code(wrong), "ledger.policy_malformed") << wrong;
    }
}

TEST_F(Signed, Receipt) {
    const TrustPolicy policy = TrustPolicy::of_log(vkey(log_, origin_, KeyType::log)).value();
    const base::ByteView entry = base::as_bytes("entry");
    const Proof proof{.extra = base::Bytes(entry.begin(), entry.end()), .index = 0, .hashes = {}, .checkpoint = note_};
    const std::string text = proof_text(proof);
    EXPECT_EQ(text, "c2sp.org/tlog-proof@v1\nextra ZW50cnk=\nindex 0\n\n" + note_);
    EXPECT_EQ(verify_proof(text, policy).value(), checkpoint_);
    EXPECT_EQ(verify_proof(text, leaf_hash(entry), policy).value(), checkpoint_);
    EXPECT_EQ(verify_proof(text, leaf_hash(base::as_bytes("other")), policy).error().code(), "ledger.proof_wrong");
    Proof bare = proof;
    bare.extra.reset();
    EXPECT_EQ(proof_text(bare), "c2sp.org/tlog-proof@v1\nindex 0\n\n" + note_);
    EXPECT_EQ(verify_proof(proof_text(bare), policy).error().code(), "ledger.proof_without_entry");
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        std::string changed = text;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(verify_proof(changed, policy).has_value()) << bit;
    }
    for (const std::string_view wrong :
         {"", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n",
          "c2sp.org/tlog-proof@v1\nindex 00\n\nx", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx",
          "c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n\nx", "c2sp.org/tlog-proof@v1\n\nx"}) {
        EXPECT_EQ(parse_proof(wrong).error().code(), "ledger.proof_malformed") << wrong;
    }
}

}  // namespace
}  // namespace menhu::ledger
