// Layouts and tables as versions, and trying them, on both engines.
#include "registry/definition.h"

#include "registry/registry_test.h"
#include "registry/trial.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class Definitions : public RegistryTest {
protected:
    static std::string demonstration(std::string_view name) {
        for (const auto& file : format::demonstration_layouts()) {
            if (file.name.starts_with(name)) return std::string{file.bytes};
        }
        CHECK(false);
    }
    // The demonstration layout with one text in place of another.
    static std::string changed(std::string_view from, std::string_view to) {
        auto text = demonstration("demo_full_utf8");
        const auto at = text.find(from);
        CHECK(at != std::string::npos);
        return text.replace(at, from.size(), to);
    }
    base::Result<DefinitionId> save(std::string text, const people::Actor& by,
                                    DefinitionKind kind = DefinitionKind::layout) {
        auto committed = TRY(store_->write(
            [&](store::WriteTx& tx) { return save_definition(tx, *registry_, by, kind, text, random_, now_); }));
        now_ += std::chrono::milliseconds{1};
        return committed.value();
    }
    base::Result<void> decide(DefinitionId id, const people::Actor& by, Approval approval = Approval::approve,
                              std::string_view reason = "") {
        const auto done = store_->write(
            [&](store::WriteTx& tx) { return decide_definition(tx, *registry_, by, id, approval, reason, now_); });
        if (!done) return done.error();
        return {};
    }
    LayoutInForce in_force(std::string_view name = "demo_full_utf8") {
        return good(store_->read([&](store::ReadTx& tx) { return layout_in_force(tx, *registry_, name); }));
    }
    TrialLayout trial(std::string_view reference) {
        return good(store_->read([&](store::ReadTx& tx) { return trial_layout(tx, *registry_, reference); }));
    }
};

INSTANTIATE_TEST_SUITE_P(Both, Definitions, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Definitions, AVersionIsInForceOnceAnotherPersonApprovedIt) {
    const auto text = changed("Demonstration", "Demonstration, second edition");
    const auto id = good(save(text, fetcher()));
    EXPECT_EQ(in_force().definition, std::nullopt) << "a draft is not in force";
    EXPECT_EQ(code_of(decide(id, fetcher())), "registry.definition_own");
    EXPECT_EQ(code_of(decide(id, good(who(worker_token_)))), "people.role_missing");
    EXPECT_EQ(in_force().definition, std::nullopt);
    good(decide(id, second()));
    EXPECT_EQ(in_force().definition, id);
    EXPECT_NE(in_force().layout, registry_->find_layout("demo_full_utf8"));
    EXPECT_EQ(code_of(decide(id, second())), "registry.definition_decided");
    EXPECT_EQ(entries("definition.saved"), 1);
    EXPECT_EQ(entries("definition.approved"), 1);
    open_registry();
    EXPECT_EQ(in_force().definition, id) << "also after a restart";
}

TEST_P(Definitions, OnlyTextWithoutAMistakeIsKept) {
    const auto wrong = changed("encoding = \"utf-8\"", "encoding = \"utf-9\"");
    const auto problems = definition_problems(DefinitionKind::layout, wrong);
    ASSERT_EQ(problems.size(), 1u);
    const auto before = std::string_view{wrong}.substr(0, wrong.find("utf-9"));
    EXPECT_EQ(problems[0].line, 1 + std::ranges::count(before, '\n'));
    EXPECT_NE(problems[0].en.find("encoding"), std::string::npos) << problems[0].en;
    EXPECT_EQ(code_of(save(wrong, fetcher())), "registry.definition_invalid");
    EXPECT_EQ(definition_problems(DefinitionKind::layout, "name = [").size(), 1u) << "no TOML at all";
    EXPECT_EQ(definition_problems(DefinitionKind::characters, "code,unicode\nU+E000,U+4E00\n").size(), 0u);
    EXPECT_EQ(definition_problems(DefinitionKind::characters, "code,unicode\nU+4E00,U+4E00\n").at(0).line, 2u);
    EXPECT_EQ(definition_problems(DefinitionKind::villages, law::taoyuan_districts().bytes).size(), 0u);
}

TEST_P(Definitions, ADraftIsChangedByItsMakerAndTakenBack) {
    const auto id = good(save(changed("Demonstration", "First draft"), fetcher()));
    EXPECT_EQ(good(save(changed("Demonstration", "Better draft"), fetcher())), id) << "in place of the first";
    EXPECT_EQ(code_of(save(changed("Demonstration", "Another"), second())), "registry.definition_draft");
    EXPECT_EQ(code_of(decide(id, fetcher(), Approval::refuse)), "registry.definition_reason");
    good(decide(id, fetcher(), Approval::refuse, "表號有誤"));
    const auto next = good(save(changed("Demonstration", "Another"), second()));
    const auto all = good(store_->read([](store::ReadTx& tx) { return definitions(tx); }));
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].id, next);
    EXPECT_EQ(all[0].version, 2);
    EXPECT_EQ(all[1].state, DefinitionState::refused);
    EXPECT_EQ(all[1].reason, "表號有誤");
    good(decide(next, fetcher()));
    EXPECT_EQ(code_of(save(changed("Demonstration", "Another"), fetcher())), "registry.definition_same");
}

TEST_P(Definitions, AnImportReadsWithTheVersionInForceAndCardsKeepItsWords) {
    load(kit::residents(20));
    // The new version calls 未婚 by another word; nothing else differs.
    const auto id = good(save(changed("未婚", "未曾結婚"), fetcher()));
    good(decide(id, second()));
    const auto word = [&] {
        const auto answer = good(ask(make_grant({}, {"PersonId", "MarriageCode"}), by_id(kit::id_of(1))));
        const auto& card = std::get<Disclosure>(answer.value()).cards().at(0);
        const auto field = std::ranges::find(card.fields, "MarriageCode", &CardField::name);
        return field == card.fields.end() ? std::string{} : field->value;
    };
    EXPECT_EQ(word(), "未婚") << "what was read before keeps the words of its version";
    load(kit::residents(20), 2);
    EXPECT_EQ(word(), "未曾結婚");
}

TEST_P(Definitions, TheTableOfUserDefinedCharactersCanBeReplaced) {
    const auto id = good(save("code,unicode\nU+E000,U+2A6A5\n", fetcher(), DefinitionKind::characters));
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) { return characters_in_force(tx, *registry_); }))->rows().size(),
              0u);
    good(decide(id, second()));
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) { return characters_in_force(tx, *registry_); }))->rows().size(),
              1u);
}

TEST_P(Definitions, ASampleIsCutAndNothingOfItIsKept) {
    auto people = kit::residents(3);
    people[1][PersonField::birth_date] = "2020-01-05";
    auto written = kit::write_delivery(layout(), people, 1);
    const auto at = written.bytes.find(kit::id_of(2));
    written.bytes[at + 9] = written.bytes[at + 9] == '0' ? '1' : '0';  // a wrong check digit
    const auto tried = trial("demo_full_utf8");
    const auto sample = good(cut_sample(tried, "2026-11-01", base::as_bytes(written.bytes), 50));
    ASSERT_EQ(sample.total, 5u);
    EXPECT_EQ(sample.stopped, "");
    EXPECT_EQ(sample.records[0].role, "header");
    EXPECT_EQ(sample.records[4].role, "trailer");
    const auto& record = sample.records[2];
    EXPECT_EQ(record.number, 3u);
    EXPECT_EQ(std::string(record.raw.begin(), record.raw.begin() + 1), "P");
    const auto field = [](const CutRecord& cut, std::string_view name) {
        return *std::ranges::find(cut.fields, name, &CutField::name);
    };
    EXPECT_EQ(field(record, "BirthDate").value, "2020-01-05");
    EXPECT_EQ(field(record, "PersonId").problem, "check_digit");
    EXPECT_EQ(field(sample.records[1], "PersonId").problem, "");
    EXPECT_EQ(field(sample.records[1], "PersonId").value, kit::id_of(1));
    const auto name = field(sample.records[1], "PersonName");
    EXPECT_EQ(base::as_text(name.raw), "王小1");
    EXPECT_EQ(std::string(sample.records[1].raw.begin() + static_cast<std::ptrdiff_t>(name.at),
                          sample.records[1].raw.begin() + static_cast<std::ptrdiff_t>(name.at + name.length)),
              "王小1");
    write([&](store::WriteTx& tx) { return enter_sample(tx, *registry_, fetcher(), tried, 7, now_); });
    EXPECT_EQ(entries("layout.sampled"), 1);
    EXPECT_TRUE(std::filesystem::is_empty(directory_ / "inbox"));
}

TEST_P(Definitions, ADryRunCountsWhatAnImportWouldReject) {
    auto people = kit::residents(200);
    people[4][PersonField::area_code] = "";
    auto written = kit::write_delivery(layout(), people, 1);
    for (const int wrong : {20, 30}) {
        const auto at = written.bytes.find("P|" + kit::id_of(wrong));
        ASSERT_NE(at, std::string::npos);
        auto& digit = written.bytes[at + 2 + 9];
        digit = digit == '0' ? '1' : '0';
    }
    auto run = good(DryRun::open(trial("demo_full_utf8"), "2026-11-01"));
    for (std::size_t at = 0; at < written.bytes.size(); at += 977) {
        run->write(base::as_bytes(std::string_view{written.bytes}.substr(at, 977)));
    }
    const auto outcome = run->finish(profile_.numbers().import_reject_share);
    // An import of the same bytes, whose manifest says what they are.
    auto manifest = good(format::parse_manifest(written.manifest));
    manifest.sha256 = outcome.sha256;
    written.manifest = format::print_manifest(manifest);
    const auto id = take(written);
    upload(id, written.bytes);
    good(import(id));
    const auto report = delivery(id).report.value();
    EXPECT_EQ(outcome.report.read, report.read);
    EXPECT_EQ(outcome.report.rejected, report.rejected);
    EXPECT_GE(outcome.report.rejected, 2u);
    EXPECT_EQ(outcome.report.refusal, report.refusal);
    for (const auto kind : {CheckKind::id_check_digits, CheckKind::required_fields, CheckKind::codes}) {
        EXPECT_EQ(outcome.report.check(kind).count, report.check(kind).count) << check_info(kind).code;
    }
    EXPECT_EQ(outcome.records[static_cast<std::size_t>(format::RecordRole::person)], 200u);
    EXPECT_EQ(outcome.bytes, written.bytes.size());
    ASSERT_GE(outcome.rejects.size(), 2u);
    EXPECT_NE(std::ranges::find(outcome.rejects, 21u, &DryRunReject::number), outcome.rejects.end());
    EXPECT_EQ(outcome.stopped, "");
    EXPECT_EQ(entries("layout.dry_run"), 0);
    write([&](store::WriteTx& tx) { return enter_dry_run(tx, *registry_, fetcher(), run->trial(), outcome, now_); });
    EXPECT_EQ(entries("layout.dry_run"), 1);
}

}  // namespace
}  // namespace menhu::registry
