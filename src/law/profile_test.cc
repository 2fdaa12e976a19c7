#include "law/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace menhu::law {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// The Taoyuan profile with one text replaced by another in one of its files: what a slip of the hand would do to it.
class Edited {
public:
    Edited() {
        for (const base::EmbeddedFile& file : taoyuan_profile()) texts_[std::string{file.name}] = file.bytes;
    }
    Edited& replace(const std::string& part, std::string_view from, std::string_view to) {
        std::string& text = texts_.at("taoyuan/" + part + ".toml");
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        if (at != std::string::npos) text.replace(at, from.size(), to);
        return *this;
    }
    Edited& append(const std::string& part, std::string_view more) {
        texts_.at("taoyuan/" + part + ".toml") += more;
        return *this;
    }
    Edited& drop(const std::string& part) {
        texts_.erase("taoyuan/" + part + ".toml");
        return *this;
    }
    std::size_t line_of(const std::string& part, std::string_view text) const {
        const std::string& whole = texts_.at("taoyuan/" + part + ".toml");
        const std::size_t at = whole.find(text);
        return 1 + static_cast<std::size_t>(
                       std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }
    std::expected<Profile, std::vector<Problem>> load() const {
        std::vector<base::EmbeddedFile> files;
        for (const auto& [name, text] : texts_) files.push_back({name, text});
        return Profile::load(files);
    }
    // Its problems; fails the test when there are none.
    std::vector<Problem> problems() const {
        auto loaded = load();
        EXPECT_FALSE(loaded.has_value());
        return loaded ? std::vector<Problem>{} : loaded.error();
    }

private:
    std::map<std::string, std::string> texts_;
};

Profile taoyuan() {
    auto profile = Profile::load(taoyuan_profile());
    if (!profile) ADD_FAILURE() << describe(profile.error());
    return std::move(profile).value();
}

TEST(Profile, TaoyuanIsWhole) {
    const Profile profile = taoyuan();
    EXPECT_EQ(profile.agency().name, "桃園市政府婦幼發展局");
    EXPECT_EQ(profile.agency().provider, "桃園市政府民政局");
    EXPECT_THAT(profile.clauses(), SizeIs(37));
    EXPECT_THAT(profile.bases(), SizeIs(20));
    EXPECT_THAT(profile.roles(), SizeIs(all_roles.size()));
    EXPECT_THAT(profile.fields(), SizeIs(format::person_field_count));
    EXPECT_THAT(profile.audit_sections(), SizeIs(8));
    EXPECT_THAT(profile.register_columns(), SizeIs(28));
    const auto count = [&](UnitKind kind) { return std::ranges::count(profile.units(), kind, &Unit::kind); };
    EXPECT_EQ(count(UnitKind::section), 4);
    EXPECT_EQ(count(UnitKind::district_office), 13);
    EXPECT_EQ(count(UnitKind::staff_office), 3);
    EXPECT_EQ(count(UnitKind::provider), 1);
}

TEST(Profile, ClausesAreVerbatim) {
    const Profile profile = taoyuan();
    const Clause* const idle = profile.find_clause("S1.3");
    ASSERT_NE(idle, nullptr);
    EXPECT_EQ(idle->number, "四(一)3");
    EXPECT_EQ(idle->text, "連線查詢戶役政資料逾時，系統自動登出該連線。");
    // 七 names the ministry's rules with a slip of the pen, and so do we.
    EXPECT_THAT(profile.find_clause("X1")->text, HasSubstr("親等關係資料"));
    EXPECT_EQ(profile.find_clause("S9"), nullptr);
}

TEST(Profile, BasesKeepTheirArticlesAndInventNoDates) {
    const Profile profile = taoyuan();
    const Basis& children = profile.bases()[9];
    EXPECT_EQ(children.id, "B10");
    EXPECT_EQ(children.title, "兒童及少年福利與權益保障法");
    EXPECT_THAT(children.articles, ::testing::ElementsAre("第四條", "第七條", "第十三條", "第二十三條", "第三十一條",
                                                          "第三十二條", "第七十條"));
    EXPECT_EQ(profile.bases()[16].title, "優生保健法");
    EXPECT_THAT(profile.bases()[16].articles, SizeIs(0));
    for (const Basis& basis : profile.bases()) {
        EXPECT_FALSE(basis.from || basis.to) << basis.id << ": no source at hand states a date";
        EXPECT_THAT(basis.text, HasSubstr(basis.title));
    }
}

TEST(Profile, BasisInForceOnItsFirstAndLastDay) {
    using namespace std::chrono;
    Basis basis;
    basis.from = 2024y / January / 1;
    basis.to = 2024y / December / 31;
    EXPECT_FALSE(basis.in_force(2023y / December / 31));
    EXPECT_TRUE(basis.in_force(2024y / January / 1));
    EXPECT_TRUE(basis.in_force(2024y / December / 31));
    EXPECT_FALSE(basis.in_force(2025y / January / 1));
    EXPECT_TRUE(Basis{}.in_force(1900y / January / 1));
}

TEST(Profile, Annex2KeepsTheGapAndTheRepetitions) {
    const Profile profile = taoyuan();
    std::map<int, int> items;
    for (const AuditItem& item : profile.audit_items()) ++items[item.section];
    EXPECT_EQ(items, (std::map<int, int>{{1, 5}, {2, 13}, {3, 2}, {4, 6}, {5, 5}, {6, 6}, {7, 1}, {8, 1}}));
    const auto item = [&](std::string_view id) {
        return *std::ranges::find(profile.audit_items(), id, &AuditItem::id);
    };
    EXPECT_TRUE(item("4(5)").reserved);
    EXPECT_EQ(item("4(5)").text, "");
    EXPECT_FALSE(item("4(6)").reserved);
    EXPECT_EQ(item("2(8)").text, item("2(10)").text);
    EXPECT_TRUE(item("2(12)").checkboxes_added);
}

TEST(Profile, LettersSayWhatSomebodyFillsIn) {
    const Profile profile = taoyuan();
    ASSERT_NE(profile.find_letter("staff_change"), nullptr);
    EXPECT_EQ(profile.find_letter("staff_change")->clause, "U3");
    EXPECT_EQ(profile.find_letter("none"), nullptr);
    EXPECT_THAT(Edited{}.replace("letters", "{provider}", "{whoever}").problems(), SizeIs(1));
    EXPECT_THAT(Edited{}.replace("letters", "clause = \"U3\"", "clause = \"U9\"").problems(), SizeIs(1));
}

TEST(Profile, WorkDaysAreTheGovernmentsCalendar) {
    using namespace std::chrono;
    const Profile profile = taoyuan();
    const auto due = [&](base::Date event) {
        return base::due_day(event, {7, base::PeriodUnit::day}, profile.work_days());
    };
    EXPECT_EQ(due(2026y / December / 18).value(), 2026y / December / 28);  // the 25th is rest, and then a week-end
    EXPECT_EQ(due(2026y / November / 23).value(), 2026y / November / 30);
    EXPECT_FALSE(due(2026y / December / 28)) << "a year without lines is not guessed";
    EXPECT_THAT(Edited{}.replace("work_days", "2026-05-01,rest", "2026-05-01,idle").problems(), SizeIs(1));
}

TEST(Profile, OneAccountCannotUseAndCheck) {
    const Profile profile = taoyuan();
    for (const Role user : {Role::case_worker, Role::account_administrator, Role::designated_person}) {
        EXPECT_NE(profile.separation_between(user, Role::checker), nullptr) << role_name(user);
        EXPECT_NE(profile.separation_between(Role::auditor, user), nullptr) << role_name(user);
    }
    EXPECT_NE(profile.separation_between(Role::controller, Role::case_worker), nullptr);
    EXPECT_EQ(profile.separation_between(Role::case_worker, Role::unit_head), nullptr);
    EXPECT_EQ(profile.separation_between(Role::checker, Role::checker), nullptr);
    for (const Role role : all_roles) {
        if (role == Role::civil_affairs) continue;
        EXPECT_NE(profile.separation_between(Role::civil_affairs, role), nullptr) << role_name(role);
    }
}

TEST(Profile, NothingPersonalIsShownUnmaskedButWhatAGroupShares) {
    const Profile profile = taoyuan();
    EXPECT_EQ(profile.find_field("PersonId")->mask, Mask::id);
    EXPECT_EQ(profile.find_field("PersonName")->mask, Mask::name);
    EXPECT_EQ(profile.find_field("StreetDoorplate")->mask, Mask::address);
    EXPECT_EQ(profile.find_field("Notes")->mask, Mask::text);
    EXPECT_EQ(profile.find_field("NoSuch"), nullptr);
    for (const Field& field : profile.fields()) {
        const std::string_view name = field.name();
        if (name.ends_with("Id") || name.ends_with("Ids")) EXPECT_EQ(field.mask, Mask::id) << name;
        if (name.ends_with("Name")) EXPECT_EQ(field.mask, Mask::name) << name;
    }
}

TEST(ProfileProblems, UnknownClauseIsNamedByLine) {
    Edited edited;
    edited.replace("numbers", "clause = \"S1.3\"", "clause = \"S1.33\"");
    const auto problems = edited.problems();
    ASSERT_THAT(problems, SizeIs(1));
    EXPECT_EQ(problems[0].file, "taoyuan/numbers.toml");
    EXPECT_EQ(problems[0].line, edited.line_of("numbers", "S1.33"));
    EXPECT_THAT(problems[0].zh, HasSubstr("沒有「S1.33」這個條文"));
    EXPECT_THAT(problems[0].en, HasSubstr("no clause \"S1.33\""));
}

TEST(ProfileProblems, AllAtOnce) {
    Edited edited;
    edited.replace("numbers", "[numbers.session_idle]", "[numbers.session_idel]")
        .replace("roles", "name = \"checker\"", "name = \"chequer\"")
        .replace("bases", "number = 7", "number = 8")
        .replace("units", "district = \"68000010\"", "");
    const std::string text = describe(edited.problems());
    EXPECT_THAT(text, HasSubstr("there is no number \"session_idel\""));
    EXPECT_THAT(text, HasSubstr("the number \"session_idle\" is missing"));
    EXPECT_THAT(text, HasSubstr("there is no role \"chequer\""));
    EXPECT_THAT(text, HasSubstr("the role \"checker\" is missing"));
    EXPECT_THAT(text, HasSubstr("basis number \"8\" is there twice"));
    EXPECT_THAT(text, HasSubstr("a district office needs `district`"));
}

TEST(ProfileProblems, RangesUnitsAndOrder) {
    Edited percent;
    percent.replace("numbers", "value = 3\nunit = \"percent\"", "value = 101\nunit = \"percent\"");
    EXPECT_THAT(describe(percent.problems()), HasSubstr("must be a percentage"));

    Edited weak;  // the ministry's rules want 70 % of kinship queries; an agency may check more, never fewer
    weak.replace("numbers", "value = 70\nunit = \"percent\"", "value = 69.99\nunit = \"percent\"");
    EXPECT_THAT(describe(weak.problems()), HasSubstr("\"kinship_sample_share\" is outside"));

    Edited unit;
    unit.replace("numbers", "unit = \"minutes\"", "unit = \"fortnights\"");
    EXPECT_THAT(describe(unit.problems()), HasSubstr("does not know \"fortnights\""));

    Edited order;
    order.replace("numbers", "value = 120\nunit = \"seconds\"", "value = 900\nunit = \"seconds\"");
    EXPECT_THAT(describe(order.problems()), HasSubstr("\"session_warning\" must be less than \"session_idle\""));
}

TEST(ProfileProblems, MisspeltKeysDuplicatesAndMissingParts) {
    Edited misspelt;
    misspelt.replace("clauses", "summary_en = ", "sumary_en = ");
    const std::string text = describe(misspelt.problems());
    EXPECT_THAT(text, HasSubstr("`sumary_en` is not a known key"));
    EXPECT_THAT(text, HasSubstr("`summary_en` is missing"));

    Edited twice;
    twice.append("units",
                 "\n[[units]]\ncode = \"health\"\nkind = \"section\"\nname = \"另一科\"\nname_en = \"Other\"\n"
                 "clause = \"P2.3\"\nconfidence = \"confirmed\"\n");
    EXPECT_THAT(describe(twice.problems()), HasSubstr("unit \"health\" is there twice, first at taoyuan/units.toml:"));

    Edited missing;
    missing.drop("annex1");
    const std::string gone = describe(missing.problems());
    EXPECT_THAT(gone, HasSubstr("there is no file \"annex1.toml\""));
    EXPECT_THAT(gone, HasSubstr("annex 1 has no columns"));

    Edited syntax;
    syntax.append("units", "\n[[units\n");
    EXPECT_THAT(describe(syntax.problems()), HasSubstr("not valid TOML"));

    EXPECT_THAT(describe(Profile::load({}).error()), HasSubstr("there is no profile.toml"));
}

TEST(ProfileProblems, DatesAndSupersession) {
    Edited dates;
    dates.replace("bases", "id = \"B17\"", "id = \"B17\"\nfrom = 2024-05-01\nto = 2024-04-30");
    EXPECT_THAT(describe(dates.problems()), HasSubstr("`to` is before `from`"));

    Edited successor;
    successor.replace("bases", "id = \"B17\"", "id = \"B17\"\nsuperseded_by = \"B99\"");
    EXPECT_THAT(describe(successor.problems()), HasSubstr("there is no basis \"B99\""));

    Edited good;
    good.replace("bases", "id = \"B17\"", "id = \"B17\"\nfrom = 2024-05-01\nto = \"2025-04-30\"");
    const auto loaded = good.load();
    ASSERT_TRUE(loaded) << describe(loaded.error());
    using namespace std::chrono;
    EXPECT_EQ(loaded->find_basis("B17")->to, Date{2025y / April / 30});
}

TEST(ProfileProblems, Annex2GapWithoutAReservedRow) {
    Edited edited;
    edited.replace("annex2", "section = 4\nnumber = 5\ntext = \"\"\nclause = \"F2.4\"\nreserved = true",
                   "section = 4\nnumber = 7\ntext = \"x\"\nclause = \"F2.4\"");
    EXPECT_THAT(describe(edited.problems()), HasSubstr("annex 2: an item before 4(7) is missing or out of place"));
}

TEST(ProfileProblems, ThePledgeIsThereOnceWithItsVersion) {
    const auto profile = Edited{}.load();
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->pledge().clause, "L1");
    EXPECT_FALSE(profile->pledge().version.empty());
    EXPECT_THAT(profile->pledge().text, HasSubstr("保密"));

    Edited missing;
    missing.replace("pledge", "[[pledge]]", "[[letters]]");
    EXPECT_THAT(describe(missing.problems()), HasSubstr("there is no pledge"));

    Edited twice;
    twice.append("pledge", "\n[[pledge]]\nversion = \"2\"\nclause = \"L1\"\ntext = \"x\"\ntext_en = \"x\"\n");
    EXPECT_FALSE(twice.problems().empty());
}

TEST(ProfileProblems, EveryApplicationGoesThroughAStage) {
    const auto profile = Edited{}.load();
    ASSERT_TRUE(profile);
    const auto stages = profile->approval_stages();
    ASSERT_THAT(stages, SizeIs(5));
    EXPECT_EQ(stages[0].by, Approver::unit_head);
    EXPECT_EQ(stages[1].by, Approver::data_owner);
    EXPECT_EQ(stages[3].only_for, std::vector<std::string>{"kinship"});
    EXPECT_EQ(stages[4].by, Approver::agency_head);
    for (const ApprovalStage& stage : stages) EXPECT_FALSE(stage.source.article.empty());

    Edited none;
    none.drop("approval").replace("profile", "    \"approval.toml\",\n", "");
    EXPECT_THAT(describe(none.problems()), HasSubstr("no stage through which every application goes"));

    Edited unknown;
    unknown.replace("approval", "[\"kinship\"]", "[\"browse\"]");
    EXPECT_THAT(describe(unknown.problems()), HasSubstr("there is no operation \"browse\""));

    Edited twice;
    twice.replace("approval", "name = \"data_owner\"", "name = \"unit_head\"");
    EXPECT_FALSE(twice.problems().empty());
}

}  // namespace
}  // namespace menhu::law
