// Deliveries from manifest to sign-off, on both engines: what is loaded, what is refused, what is rejected.
#include <fstream>

#include "registry/people_in.h"
#include "registry/registry_test.h"
#include "registry/rejects.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class Import : public RegistryTest {
protected:
    Report import_report(const std::vector<kit::Person>& people, DeliveryState expected) {
        const auto written = kit::write_delivery(layout(), people, 1);
        const auto id = take(written);
        upload(id, written.bytes);
        EXPECT_EQ(good(import(id)), expected);
        last_ = id;
        return delivery(id).report.value();
    }
    std::string rejects(DeliveryId id) {
        std::string csv;
        good(open_rejects(*registry_, fetcher(), id, now_, [&](std::string_view piece) -> base::Result<void> {
            csv += piece;
            return {};
        }));
        return csv;
    }
    bool nothing_in_use() { return code_of(ask(make_grant(), by_id(kit::id_of(1)))) == "registry.no_generation"; }
    bool scratch_empty() { return std::filesystem::is_empty(directory_ / "scratch"); }
    std::optional<DeliveryId> last_;
};

INSTANTIATE_TEST_SUITE_P(Both, Import, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Import, CountsThePeopleOfEachDistrict) {
    const auto reach = [&](std::string_view holding, const std::vector<std::string>& districts) {
        return good(store_->read([&](store::ReadTx& tx) { return people_in(tx, holding, districts); }));
    };
    EXPECT_EQ(reach("household", {}), std::nullopt) << "nothing is in use, and nothing is guessed";
    auto people = kit::residents(40);
    for (std::size_t i = 0; i < 15; ++i) people[i][PersonField::area_code] = "68000020";
    load(people);
    EXPECT_EQ(reach("household", {}), 40);
    EXPECT_EQ(reach("household", {"68000020"}), 15);
    EXPECT_EQ(reach("household", {"68000010", "68000020"}), 40);
    EXPECT_EQ(reach("household", {"68000130"}), 0);
    EXPECT_EQ(reach("kinship", {}), std::nullopt);
    good(store_->write([](store::WriteTx& tx) -> base::Result<std::int64_t> {
        return tx.run(store::Statement{"test.uncounted", "DELETE FROM registry_generation_districts"});
    }));
    EXPECT_EQ(reach("household", {"68000020"}), std::nullopt) << "imported before districts were counted";
}

TEST_P(Import, LoadsAWholeDeliveryInBothLayouts) {
    for (const auto& [name, sequence] : {std::pair{"demo_full_utf8", 1}, std::pair{"demo_full_big5", 2}}) {
        const auto written = kit::write_delivery(layout(name), kit::residents(500), sequence);
        const auto id = take(written);
        EXPECT_EQ(delivery(id).state, DeliveryState::received);
        upload(id, written.bytes);
        EXPECT_EQ(delivery(id).state, DeliveryState::uploading);
        ASSERT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
        const auto report = delivery(id).report.value();
        EXPECT_EQ(report.read, 500u);
        EXPECT_EQ(report.accepted, 500u);
        EXPECT_EQ(report.refusal, "");
        for (const auto& check : report.checks) {
            if (!check_info(check.kind).applies_to(format::DeliveryKind::full)) continue;
            EXPECT_EQ(check.outcome, Outcome::passed) << check_info(check.kind).code << " " << check.detail;
        }
        EXPECT_EQ(received_bytes(*registry_, id), 0u) << "the plain file goes when it has served";
        EXPECT_TRUE(scratch_empty());
        EXPECT_EQ(good(sign_off(*registry_, fetcher(), id, Decision::accept, "看過報告", now_)), DeliveryState::in_use);
        now_ += std::chrono::milliseconds{1};  // ids of one millisecond have no order
    }
    const auto all = good(store_->read([](store::ReadTx& tx) { return deliveries(tx); }));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1].state, DeliveryState::superseded) << "switched in one step";
    EXPECT_EQ(entries("delivery.received"), 2);
    EXPECT_EQ(entries("import.started"), 2);
    EXPECT_EQ(entries("import.finished"), 2);
    EXPECT_EQ(entries("delivery.signed_off"), 2);
    EXPECT_EQ(entries("generation.switched"), 2);
}

TEST_P(Import, IsNotInUseBeforeSignOff) {
    const auto written = kit::write_delivery(layout(), kit::residents(20), 1);
    const auto id = take(written);
    upload(id, written.bytes);
    ASSERT_EQ(good(import(id)), DeliveryState::awaiting_sign_off);
    EXPECT_TRUE(nothing_in_use());
    EXPECT_EQ(good(sign_off(*registry_, fetcher(), id, Decision::refuse, "筆數可疑", now_)), DeliveryState::refused);
    EXPECT_EQ(delivery(id).report->refusal, "sign_off");
    EXPECT_TRUE(nothing_in_use());
    EXPECT_EQ(code_of(sign_off(*registry_, fetcher(), id, Decision::accept, "", now_)), "registry.delivery_state");
}

TEST_P(Import, RefusesAWrongHash) {
    auto written = kit::write_delivery(layout(), kit::residents(50), 1);
    const auto id = take(written);
    written.bytes[written.bytes.find("示範路")] ^= 1;  // still as long
    upload(id, written.bytes);
    EXPECT_EQ(good(import(id)), DeliveryState::refused);
    const auto report = delivery(id).report.value();
    EXPECT_EQ(report.refusal, "hash");
    EXPECT_EQ(report.check(CheckKind::hash).outcome, Outcome::failed);
    EXPECT_EQ(report.check(CheckKind::size).outcome, Outcome::passed);
    EXPECT_TRUE(nothing_in_use());
    EXPECT_EQ(entries("delivery.refused"), 1);
    EXPECT_TRUE(scratch_empty());
    EXPECT_EQ(received_bytes(*registry_, id), 0u);
}

TEST_P(Import, RefusesAMissingTrailer) {
    const auto written = kit::write_delivery(layout(), kit::residents(50), 1, kit::Trailer::missing);
    const auto id = take(written);
    upload(id, written.bytes);
    EXPECT_EQ(good(import(id)), DeliveryState::refused);
    EXPECT_EQ(delivery(id).report->refusal, "trailer");
    EXPECT_EQ(delivery(id).report->check(CheckKind::hash).outcome, Outcome::passed);
    EXPECT_TRUE(nothing_in_use());
}

TEST_P(Import, RefusesATruncatedFileAndSaysAllThatIsWrong) {
    const auto written = kit::write_delivery(layout(), kit::residents(50), 1);
    const auto id = take(written);
    upload(id, std::string_view{written.bytes}.substr(0, written.bytes.size() / 2));
    EXPECT_EQ(good(import(id)), DeliveryState::refused);
    const auto report = delivery(id).report.value();
    for (const auto kind : {CheckKind::size, CheckKind::hash, CheckKind::trailer, CheckKind::record_count}) {
        EXPECT_EQ(report.check(kind).outcome, Outcome::failed) << check_info(kind).code;
    }
    EXPECT_TRUE(nothing_in_use());
    // A refused delivery may come again.
    const auto again = take(written);
    EXPECT_EQ(delivery(again).state, DeliveryState::received);
}

TEST_P(Import, RefusesARepeatedDelivery) {
    const auto people = kit::residents(30);
    load(people);
    const auto same = take(kit::write_delivery(layout(), people, 1));
    EXPECT_EQ(delivery(same).state, DeliveryState::refused);
    EXPECT_EQ(delivery(same).report->refusal, "not_repeated");
    auto sequence = kit::write_delivery(layout(), kit::residents(31), 1);
    EXPECT_EQ(delivery(take(sequence)).report->refusal, "not_repeated") << "table and sequence came before";
    EXPECT_EQ(code_of(Upload::open(*registry_, fetcher(), same, 0)), "registry.delivery_state");
    EXPECT_EQ(entries("delivery.refused"), 2);
    // A gap is said of a full file and does not stop it.
    const auto gap = delivery(take(kit::write_delivery(layout(), kit::residents(32), 5)));
    EXPECT_EQ(gap.state, DeliveryState::received);
    EXPECT_EQ(gap.report->check(CheckKind::sequence).outcome, Outcome::warning);
    const auto back = delivery(take(kit::write_delivery(layout(), kit::residents(33), 3)));
    EXPECT_EQ(back.report->refusal, "sequence");
}

TEST_P(Import, RefusesWhatItCannotKnow) {
    auto written = kit::write_delivery(layout(), kit::residents(5), 1);
    const auto at = written.manifest.find("demo_full_utf8");
    written.manifest.replace(at, 14, "no_such_layout");
    const auto id = take(written);
    EXPECT_EQ(delivery(id).report->refusal, "manifest");
    EXPECT_FALSE(store_->write(
        [&](store::WriteTx& tx) { return take_manifest(tx, *registry_, fetcher(), "not a manifest", random_, now_); }));
}

TEST_P(Import, RefusesAHeaderThatDiffersFromTheManifest) {
    const auto file = kit::write_delivery(layout(), kit::residents(20), 7).bytes;
    auto manifest = format::parse_manifest(kit::write_delivery(layout(), kit::residents(20), 1).manifest).value();
    manifest.sha256 = crypto::sha256(file);
    manifest.bytes = static_cast<std::int64_t>(file.size());
    const auto id = take({file, format::print_manifest(manifest)});
    upload(id, file);
    EXPECT_EQ(good(import(id)), DeliveryState::refused);
    EXPECT_EQ(delivery(id).report->refusal, "header");
    EXPECT_EQ(delivery(id).report->check(CheckKind::header).detail, "differs: sequence;");
}

TEST_P(Import, SaysWhichUserDefinedCharactersHaveNoMappingAndWhichBytesAreNone) {
    auto written = kit::write_delivery(layout("demo_full_big5"), kit::residents(2000), 1);
    auto manifest = format::parse_manifest(written.manifest).value();
    const auto big5 = base::Bytes{0xa4, 0x70};  // 小
    auto& bytes = written.bytes;
    const auto put = [&](const char* character, std::size_t after) {
        const auto at = bytes.find(std::string{base::as_text(big5)}, after);
        ASSERT_NE(at, std::string::npos);
        bytes.replace(at, 2, character, 2);
    };
    put("\xfa\x40", 0);       // user-defined: U+E000
    put("\x80\x80", 5'000);   // no character
    put("\xfa\x41", 50'000);  // user-defined: U+E001
    manifest.sha256 = crypto::sha256(bytes);
    const auto id = take({bytes, format::print_manifest(manifest)});
    upload(id, bytes);
    ASSERT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
    const auto report = delivery(id).report.value();
    EXPECT_EQ(report.check(CheckKind::user_defined).outcome, Outcome::warning);
    EXPECT_EQ(report.check(CheckKind::user_defined).count, 2u);
    EXPECT_EQ(report.check(CheckKind::user_defined).detail, "code points without a mapping: U+E000 U+E001");
    EXPECT_EQ(report.check(CheckKind::characters).count, 1u);
    EXPECT_EQ(report.rejected, 1u);
}

TEST_P(Import, RejectsARecordOfTheWrongLengthAndRefusesAnEndlessOne) {
    auto written = kit::write_delivery(layout("demo_full_big5"), kit::residents(2000), 1);
    auto manifest = format::parse_manifest(written.manifest).value();
    written.bytes.insert(written.bytes.find("\r\n", 60'000), " ");
    manifest.sha256 = crypto::sha256(written.bytes);
    manifest.bytes = static_cast<std::int64_t>(written.bytes.size());
    const auto id = take({written.bytes, format::print_manifest(manifest)});
    upload(id, written.bytes);
    ASSERT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
    EXPECT_EQ(delivery(id).report->check(CheckKind::record_shape).count, 1u);
    EXPECT_EQ(delivery(id).report->rejected, 1u);

    const std::string endless = written.bytes.substr(0, 33) + std::string(3'000'000, 'P');
    manifest.sequence = 2;
    manifest.sha256 = crypto::sha256(endless);
    manifest.bytes = static_cast<std::int64_t>(endless.size());
    const auto second = take({endless, format::print_manifest(manifest)});
    upload(second, endless);
    EXPECT_EQ(good(import(second)), DeliveryState::refused);
    EXPECT_EQ(delivery(second).report->check(CheckKind::record_shape).outcome, Outcome::failed);
}

TEST_P(Import, RejectsWrongRowsAndKeepsThemSealed) {
    auto people = kit::residents(2000);
    people[10][PersonField::person_id] = "H100000000";  // wrong check digit
    people[10][PersonField::head_id] = kit::id_of(11);
    people[20][PersonField::birth_date] = "2026-11-02";  // after the base date
    people[30] = people[29];                             // the same person twice
    const auto written = kit::write_delivery(layout(), people, 1);
    const auto id = take(written);
    upload(id, written.bytes);
    ASSERT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
    const auto report = delivery(id).report.value();
    EXPECT_EQ(report.read, 2000u);
    EXPECT_EQ(report.rejected, 3u);
    EXPECT_EQ(report.accepted, 1997u);
    EXPECT_EQ(report.check(CheckKind::id_check_digits).count, 1u);
    EXPECT_EQ(report.check(CheckKind::plausible_dates).count, 1u);
    EXPECT_EQ(report.check(CheckKind::duplicate_ids).count, 1u);
    EXPECT_EQ(report.check(CheckKind::duplicate_ids).detail, "rows 32") << "header is row 1";
    const auto csv = rejects(id);
    EXPECT_NE(csv.find("row,byte_offset,reasons,fields,raw_hex"), std::string::npos);
    EXPECT_NE(csv.find("12,"), std::string::npos);
    EXPECT_NE(csv.find(",bad_id,PersonId,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",implausible_date,BirthDate,"), std::string::npos);
    EXPECT_NE(csv.find(",duplicate_id,PersonId,"), std::string::npos);
    EXPECT_NE(csv.find(base::to_hex(base::as_bytes("H100000000"))), std::string::npos) << "raw bytes kept";
    EXPECT_EQ(entries("rejects.opened"), 1);
    EXPECT_EQ(code_of(open_rejects(*registry_, good(who(worker_token_)), id, now_,
                                   [](std::string_view) -> base::Result<void> { return {}; })),
              "people.role_missing");
}

TEST_P(Import, RefusesWhenTooManyRowsAreRejected) {
    auto people = kit::residents(40);
    for (int index = 0; index < 20; ++index)
        people[static_cast<std::size_t>(index)][PersonField::person_id] = "H100000000";
    const auto report = import_report(people, DeliveryState::refused);
    EXPECT_EQ(report.refusal, "rejected_share");
    EXPECT_EQ(report.rejected, 20u);
    EXPECT_TRUE(nothing_in_use());
    EXPECT_NE(rejects(*last_).find("bad_id"), std::string::npos) << "the reasons stay to be read";
}

TEST_P(Import, ChecksRowsAgainstEachOther) {
    auto people = kit::residents(500);
    for (auto& person : kit::family()) people.push_back(person);
    people[0][PersonField::spouse_id] = kit::id_of(2);                // 2 does not point back
    people[3][PersonField::father_id] = kit::id_of(5);                // born a day later
    people[6][PersonField::household_number] = kit::household_of(8);  // two heads in one household
    people[10][PersonField::head_id] = kit::id_of(13);                // head elsewhere, and no head
    const auto report = import_report(people, DeliveryState::awaiting_sign_off);
    EXPECT_EQ(report.check(CheckKind::spouses).outcome, Outcome::warning);
    EXPECT_EQ(report.check(CheckKind::spouses).detail, "rows 2");
    EXPECT_EQ(report.check(CheckKind::parents).detail, "rows 5");
    EXPECT_EQ(report.check(CheckKind::one_head).count, 2u);
    EXPECT_EQ(report.check(CheckKind::head_in_household).detail, "rows 12");
    EXPECT_EQ(report.rejected, 0u) << "doubts are for the provider, the people stay";
}

TEST_P(Import, UploadsInPiecesAndGoesOn) {
    const auto written = kit::write_delivery(layout(), kit::residents(100), 1);
    const auto id = take(written);
    const std::string_view bytes{written.bytes};
    upload(id, bytes.substr(0, 1000));
    EXPECT_EQ(received_bytes(*registry_, id), 1000u);
    EXPECT_EQ(code_of(Upload::open(*registry_, fetcher(), id, 999)), "registry.upload_offset");
    {
        auto first = good(Upload::open(*registry_, fetcher(), id, 1000));
        EXPECT_EQ(code_of(Upload::open(*registry_, fetcher(), id, 1000)), "registry.upload_in_progress");
        EXPECT_EQ(code_of(start_import(*registry_, fetcher(), id, random_, now_)), "registry.upload_in_progress");
        EXPECT_EQ(code_of(first.write(base::Bytes(written.bytes.size()))), "registry.upload_too_long");
    }
    EXPECT_EQ(code_of(Upload::open(*registry_, good(who(worker_token_)), id, 1000)), "people.role_missing");
    upload(id, bytes.substr(1000));
    EXPECT_EQ(good(import(id)), DeliveryState::awaiting_sign_off);
}

TEST_P(Import, StopsAndGoesOn) {
    const auto written = kit::write_delivery(layout(), kit::residents(300), 1);
    const auto id = take(written);
    upload(id, written.bytes);
    for (const auto phase : {Phase::reading, Phase::building}) {
        EXPECT_EQ(good(import(id,
                              [&](const Progress& progress) {
                                  return progress.phase == phase ? Proceed::stop : Proceed::go_on;
                              })),
                  DeliveryState::importing);
        EXPECT_TRUE(scratch_empty());
    }
    EXPECT_EQ(entries("import.stopped"), 2);
    EXPECT_EQ(good(import(id)), DeliveryState::awaiting_sign_off);
}

TEST_P(Import, IsCancelledAndOvertaken) {
    const auto written = kit::write_delivery(layout(), kit::residents(300), 1);
    const auto id = take(written);
    upload(id, written.bytes);
    base::FakeClock clock{now_};
    auto job = good(start_import(*registry_, fetcher(), id, random_, now_));
    EXPECT_EQ(code_of(start_import(*registry_, fetcher(), id, random_, now_)), "registry.import_running");
    EXPECT_TRUE(import_progress(*registry_, id));
    good(cancel_delivery(*registry_, fetcher(), id, now_));
    EXPECT_FALSE(job.run(clock, {}));
    EXPECT_EQ(delivery(id).state, DeliveryState::refused);
    EXPECT_EQ(delivery(id).report->refusal, "cancelled");
    EXPECT_EQ(received_bytes(*registry_, id), 0u);
    EXPECT_EQ(entries("delivery.cancelled"), 1);
    EXPECT_EQ(code_of(cancel_delivery(*registry_, fetcher(), id, now_)), "registry.delivery_state");
}

TEST_P(Import, KeepsNoPlaintextOnDisk) {
    auto people = kit::residents(400);
    for (auto& person : people) person[PersonField::notes] = "PLANTED-PLAINTEXT";
    people[7][PersonField::person_id] = "H100000000";
    const auto written = kit::write_delivery(layout(), people, 1);
    const auto id = take(written);
    upload(id, written.bytes);
    bool looked = false;
    const auto look = [&](const std::filesystem::path& where) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator{where}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
            EXPECT_EQ(bytes.find("PLANTED-PLAINTEXT"), std::string::npos) << entry.path();
            EXPECT_EQ(bytes.find("504c414e544544"), std::string::npos) << entry.path();
            looked = true;
        }
    };
    ASSERT_EQ(good(import(id,
                          [&](const Progress& progress) {
                              if (progress.phase == Phase::building) look(directory_ / "scratch");
                              return Proceed::go_on;
                          })),
              DeliveryState::awaiting_sign_off);
    if (GetParam() == store::Engine::sqlite) look(store_.settings().directory);
    EXPECT_TRUE(looked);
}

}  // namespace
}  // namespace menhu::registry
