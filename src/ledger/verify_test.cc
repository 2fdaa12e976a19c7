// Verification finds what was changed: every bit of an exported log, and the database behind its triggers.
#include "ledger/verify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "kit/database.h"
#include "ledger/export.h"
#include "ledger/ledger.h"
#include "ledger/log_reader.h"
#include "ledger/note.h"
#include "ledger/publisher.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

namespace fs = std::filesystem;

class VerifyTest : public testing::Test {
protected:
    VerifyTest() {
        std::string pattern = (fs::temp_directory_path() / "menhu-export-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~VerifyTest() override { fs::remove_all(folder_); }

    void enter(int count) {
        const auto done = store_->write([&](store::WriteTx& tx) -> base::Result<void> {
            for (int i = 0; i < count; ++i) {
                Entry entry;
                entry.kind = "query.lookup";
                entry.account = i;
                entry.person = ledger_->person_tag(std::to_string(i));
                TRY(append(tx, *ledger_, entry, now_));
            }
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().describe();
        ASSERT_TRUE(publisher_.publish(now_).has_value());
    }
    fs::path exported(int more) {
        enter(more);
        fs::path directory = folder_ / std::to_string(++exports_);
        const auto done = export_log(*store_, 2026, directory);
        EXPECT_TRUE(done.has_value());
        return directory;
    }
    static std::string content(const fs::path& path) {
        std::ostringstream text;
        text << std::ifstream{path, std::ios::binary}.rdbuf();
        return text.str();
    }
    static void put(const fs::path& path, std::string_view text) {
        std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
    }
    static std::vector<fs::path> files(const fs::path& directory) {
        std::vector<fs::path> list;
        for (const auto& each : fs::recursive_directory_iterator{directory}) {
            if (each.is_regular_file()) list.push_back(each.path());
        }
        std::ranges::sort(list);
        return list;
    }
    std::set<std::string> codes(const base::Result<Verification>& verification) {
        std::set<std::string> found;
        if (!verification) return {std::string{verification.error().code()}};
        for (const Finding& finding : verification->findings) found.insert(finding.code);
        return found;
    }
    // Changes the database as somebody could who has the file and no respect for triggers.
    void tamper(std::string_view sql) {
        for (const std::string_view trigger : {"ledger_entry_no_update", "ledger_entry_no_delete",
                                               "ledger_tile_no_update", "ledger_checkpoint_no_update"}) {
            const std::string drop = "DROP TRIGGER IF EXISTS " + std::string{trigger};
            const store::Statement statement{"test.drop", drop};
            ASSERT_TRUE(store_->write([&](store::WriteTx& tx) { return tx.run(statement); }).has_value());
        }
        const store::Statement statement{"test.tamper", sql};
        const auto done = store_->write([&](store::WriteTx& tx) { return tx.run(statement); });
        ASSERT_TRUE(done.has_value()) << done.error().describe();
    }
    Verification database() { return verify_database(*store_, 2026, policy_).value(); }

    base::SeededRandom random_{9};
    base::Instant now_ = *base::from_rfc3339("2026-11-23T04:00:00.000Z");
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    kit::TestDatabase store_{store::Engine::sqlite, kit::all_of({migrations()})};
    std::unique_ptr<Ledger> ledger_ = Ledger::open(*store_, keyring_, "menhu.example", random_, now_).value();
    Publisher publisher_{*store_, *ledger_};
    TrustPolicy policy_ = TrustPolicy::of_log(ledger_->verify_key(2026).text()).value();
    fs::path folder_;
    int exports_ = 0;
};

TEST_F(VerifyTest, SoundAtEverySize) {
    int size = 0;
    for (const int more : {1, 1, 253, 1, 1, 255, 300}) {
        const fs::path directory = exported(more);
        size += more;
        const auto found = verify_export(directory, policy_);
        EXPECT_TRUE(found.value().sound()) << size;
        EXPECT_EQ(found->entries, size);
        EXPECT_TRUE(database().sound()) << size;
        std::set<std::string> names;
        for (const TileName& name : tiles_of(size)) names.insert(tile_path(name));
        names.insert("checkpoint");
        EXPECT_EQ(files(directory).size(), names.size());
    }
    const auto again = export_log(*store_, 2026, folder_ / "1");
    EXPECT_EQ(again.error().code(), "ledger.export_not_empty");
    EXPECT_EQ(export_log(*store_, 2025, folder_ / "x").error().code(), "ledger.log_not_found");
    EXPECT_EQ(verify_database(*store_, 2025, policy_).error().code(), "ledger.log_not_found");
}

TEST_F(VerifyTest, EveryFlippedBitOfAnExportIsCaught) {
    const fs::path directory = exported(5);
    for (const fs::path& file : files(directory)) {
        const std::string good = content(file);
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            std::string bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
            put(file, bad);
            const auto found = verify_export(directory, policy_);
            ASSERT_FALSE(found && found->sound()) << file << " bit " << bit;
        }
        put(file, good);
    }
    EXPECT_TRUE(verify_export(directory, policy_).value().sound());
}

TEST_F(VerifyTest, EveryFileOfALargerExportMatters) {
    const fs::path directory = exported(600);
    for (const fs::path& file : files(directory)) {
        const std::string good = content(file);
        for (const std::size_t place : {std::size_t{0}, good.size() / 2, good.size() - 1}) {
            std::string bad = good;
            bad[place] = static_cast<char>(bad[place] ^ 1);
            put(file, bad);
            const auto found = verify_export(directory, policy_);
            EXPECT_FALSE(found && found->sound()) << file << " byte " << place;
        }
        put(file, good.substr(0, good.size() - 1));
        const auto cut = verify_export(directory, policy_);
        EXPECT_FALSE(cut && cut->sound()) << file;
        fs::remove(file);
        const auto gone = verify_export(directory, policy_);
        EXPECT_FALSE(gone && gone->sound()) << file;
        put(file, good);
    }
    EXPECT_TRUE(verify_export(directory, policy_).value().sound());
}

TEST_F(VerifyTest, AnEntryOfAnotherYearIsFound) {
    now_ += std::chrono::days{60};
    enter(3);
    const fs::path directory = folder_ / "2027";
    ASSERT_TRUE(export_log(*store_, 2027, directory).has_value());
    const TrustPolicy policy = TrustPolicy::of_log(ledger_->verify_key(2027).text()).value();
    EXPECT_TRUE(verify_export(directory, policy).value().sound());
    // The same tree under the name of another year, well signed.
    const crypto::SigningKey other = crypto::SigningKey::generate(random_);
    const NoteKey key{"other.example/2026", KeyType::log, other.verify_key()};
    Checkpoint checkpoint = policy.check(content(directory / "checkpoint")).value();
    checkpoint.origin = key.name;
    put(directory / "checkpoint", sign_note(checkpoint_text(checkpoint), key.name, other));
    EXPECT_EQ(codes(verify_export(directory, TrustPolicy::of_log(key.text()).value())),
              std::set<std::string>{"ledger.wrong_year"});
}

// Strangers' tools: Debian's golang.org/x/mod/sumdb, which knows nothing of Menhu.
TEST_F(VerifyTest, GoAcceptsWhatWasNotChangedAndNothingElse) {
    const fs::path directory = exported(300);
    const fs::path receipt = folder_ / "299.tlog-proof";
    put(receipt, store_->read([](store::ReadTx& tx) { return receipt_text(tx, 2026, 299); }).value());
    const fs::path early = folder_ / "3.tlog-proof";
    put(early, store_->read([](store::ReadTx& tx) { return receipt_text(tx, 2026, 3); }).value());
    const auto go = [&](const fs::path& from, const fs::path& proof) {
        const std::string command = "tests/go_sumdb/run.sh " + from.string() + " '" + ledger_->verify_key(2026).text() +
                                    "' " + proof.string() + " >" + (folder_ / "go.log").string() + " 2>&1";
        return std::system(command.c_str()) == 0;
    };
    EXPECT_TRUE(go(directory, receipt)) << content(folder_ / "go.log");
    // A receipt of an older checkpoint against a log that has grown.
    const fs::path grown = exported(700);
    EXPECT_TRUE(go(grown, early)) << content(folder_ / "go.log");
    for (const std::string_view name : {"tile/entries/002", "tile/0/001", "tile/1/000.p/3", "checkpoint"}) {
        const std::string good = content(grown / name);
        std::string bad = good;
        bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 1);
        put(grown / name, bad);
        EXPECT_FALSE(go(grown, early)) << name;
        EXPECT_TRUE(content(folder_ / "go.log").contains("NOT VERIFIED")) << content(folder_ / "go.log");
        put(grown / name, good);
    }
    std::string bad = content(early);
    bad[bad.find("index 3") + 6] = '4';
    put(early, bad);
    EXPECT_FALSE(go(grown, early));
    EXPECT_TRUE(content(folder_ / "go.log").contains("NOT VERIFIED")) << content(folder_ / "go.log");
}

TEST_F(VerifyTest, AnotherKeyIsNotTrusted) {
    const fs::path directory = exported(3);
    const crypto::SigningKey other = crypto::SigningKey::generate(random_);
    const NoteKey key{ledger_->origin(2026), KeyType::log, other.verify_key()};
    const auto found = verify_export(directory, TrustPolicy::of_log(key.text()).value());
    EXPECT_EQ(codes(found), std::set<std::string>{"ledger.log_unknown"});
}

TEST_F(VerifyTest, AHugeSizeIsNotWalked) {
    const fs::path directory = exported(3);
    const crypto::SigningKey other = crypto::SigningKey::generate(random_);
    const NoteKey key{"huge.example", KeyType::log, other.verify_key()};
    const auto note = [&](std::int64_t size) {
        return sign_note(checkpoint_text({.origin = key.name, .size = size, .root = {}, .extension = {}}), key.name,
                         other);
    };
    const TrustPolicy policy = TrustPolicy::of_log(key.text()).value();
    put(directory / "checkpoint", note((std::int64_t{1} << 40) - 1));
    EXPECT_EQ(codes(verify_export(directory, policy)), std::set<std::string>{"ledger.tile_missing"});
    put(directory / "checkpoint", note(std::int64_t{1} << 50));
    EXPECT_EQ(codes(verify_export(directory, policy)), std::set<std::string>{"ledger.checkpoint_malformed"});
    put(directory / "checkpoint", note(0));
    EXPECT_EQ(codes(verify_export(directory, policy)), std::set<std::string>{"ledger.root_differs"});
}

TEST_F(VerifyTest, AChangedColumnIsFound) {
    enter(300);
    ASSERT_TRUE(database().sound());
    std::int64_t changed = 0;
    for (const std::string_view change :
         {"account_id = 99", "account_id = NULL", "unit_id = 1", "grant_id = 1", "kind = 'query.other'",
          "at_millis = at_millis + 1", "person = person + 1", "person = NULL", "case_key = 5"}) {
        const std::string sql = "UPDATE ledger_entry SET " + std::string{change} +
                                " WHERE place % 1099511627776 = " + std::to_string(++changed * 30);
        tamper(sql);
        const Verification found = database();
        EXPECT_EQ(codes(found), std::set<std::string>{"ledger.projection_differs"}) << change;
        EXPECT_EQ(found.findings_in_all, changed) << change;
    }
}

TEST_F(VerifyTest, AChangedLeafIsFound) {
    enter(300);
    tamper(
        "UPDATE ledger_entry SET leaf = CAST(REPLACE(CAST(leaf AS TEXT), 'lookup', 'locked') AS BLOB), "
        "kind = 'query.locked' WHERE account_id = 17");
    EXPECT_EQ(codes(database()), (std::set<std::string>{"ledger.tile_differs", "ledger.root_differs"}));
}

TEST_F(VerifyTest, AMissingEntryIsFoundAndNothingMoreIsSigned) {
    enter(300);
    tamper("DELETE FROM ledger_entry WHERE account_id = 299");
    EXPECT_EQ(codes(database()), (std::set<std::string>{"ledger.entry_missing", "ledger.root_differs"}));
    Publisher fresh{*store_, *ledger_};
    EXPECT_EQ(fresh.publish(now_).error().code(), "ledger.checkpoint_mismatch");
}

TEST_F(VerifyTest, AChangedTileIsFoundAndNothingMoreIsSigned) {
    enter(300);
    tamper("UPDATE ledger_tile SET root = hashes");
    Publisher fresh{*store_, *ledger_};
    EXPECT_EQ(fresh.publish(now_).error().code(), "ledger.checkpoint_mismatch");
    tamper("UPDATE ledger_tile SET hashes = CAST(SUBSTR(hashes, 33) AS BLOB)");
    EXPECT_EQ(codes(database()), std::set<std::string>{"ledger.tile_differs"});
}

TEST_F(VerifyTest, AChangedCheckpointIsFound) {
    enter(300);
    tamper("UPDATE ledger_checkpoint SET note = REPLACE(note, '300', '301')");
    EXPECT_EQ(codes(database()), std::set<std::string>{"ledger.signature_wrong"});
    Publisher fresh{*store_, *ledger_};
    EXPECT_EQ(fresh.publish(now_).error().code(), "ledger.checkpoint_mismatch");
}

}  // namespace
}  // namespace menhu::ledger
