// Columns guessed, ids cleaned, dates read: before anybody is asked about.
#include "registry/match_columns.h"

#include <gtest/gtest.h>

#include "registry/match_book.h"

namespace menhu::registry {
namespace {

class Columns : public testing::Test {
protected:
    ListShape shape(const std::string& csv, std::optional<std::uint32_t> header = std::nullopt) {
        const auto workbook = format::Workbook::open(csv);
        return *shape_of(*workbook, 0, header, book_.rules);
    }
    ReadRow row(std::string_view rule, std::vector<ColumnChoice> choices, std::vector<std::string> cells) {
        return RowReader::open(*book_.rules.find(rule), std::move(choices))->read({3, std::move(cells)});
    }
    MatchBook book_ = *MatchBook::load();
};

TEST_F(Columns, AreGuessedByHeaderAndContent) {
    const auto found = shape(
        "115年度生育津貼名冊,,,,\n編號,新生兒身分證字號,申請人統一編號,申請日期,備註\n"
        "1,H120000004,H220000015,115/03/05,H120000004 之兄\n2,h120000004,,115/3/6,\n");
    EXPECT_EQ(found.header_row, 2u);
    EXPECT_EQ(found.rows, 2);
    ASSERT_EQ(found.columns.size(), 5u);
    EXPECT_EQ(found.columns[0].guess, "");
    EXPECT_EQ(found.columns[1].guess, "child");
    EXPECT_EQ(found.columns[1].sure, ListColumn::Sure::yes);
    EXPECT_EQ(found.columns[2].guess, "parent");
    EXPECT_EQ(found.columns[3].guess, "applied_on");
    EXPECT_EQ(found.columns[4].guess, "");
    for (const auto& column : found.columns) {
        for (const auto& sample : column.samples) EXPECT_EQ(sample.find("H120000004"), std::string::npos) << sample;
    }
    EXPECT_EQ(found.columns[1].samples.front(), "H12*****04");
}

TEST_F(Columns, OfGroupsAreCalledByBothRows) {
    const std::string rows =
        "序號,新生兒,,申請人,,申請日期,備註\n,姓名,身分證字號,姓名,身分證字號,,\n"
        "1,王小明,H120000004,李美,H220000015,115/03/05,\n,,,,,,\n2,王小華,H120000004,,,115/3/6,補件\n";
    const auto found = shape("桃園市中壢區公所 115年生育津貼名冊,,,,,,\n製表日期：115年3月,,,,,,\n" + rows);
    EXPECT_EQ(found.header_row, 4u) << "the lower of the two";
    ASSERT_EQ(found.columns.size(), 7u);
    EXPECT_EQ(found.columns[0].header, "序號");
    EXPECT_EQ(found.columns[1].header, "新生兒姓名");
    EXPECT_EQ(found.columns[2].header, "新生兒身分證字號");
    EXPECT_EQ(found.columns[2].guess, "child");
    EXPECT_EQ(found.columns[4].header, "申請人身分證字號");
    EXPECT_EQ(found.columns[4].guess, "parent");
    EXPECT_EQ(found.columns[5].guess, "applied_on");
    EXPECT_EQ(found.columns[5].samples.front(), "115/**/**");
    EXPECT_EQ(shape(rows, 2).columns[2].header, "新生兒身分證字號") << "as somebody chose the lower";
    EXPECT_EQ(shape(rows, 1).columns[2].header, "") << "and the upper";
    // A title over a table, a merged title, and a first row of people name no groups.
    EXPECT_EQ(shape("名冊,,\n姓名,統一編號,備註\n王小明,H120000004,\n").columns[1].header, "統一編號");
    EXPECT_EQ(shape("名冊,,115年3月\n姓名,統一編號,備註\n王小明,H120000004,\n").columns[1].header, "統一編號");
    EXPECT_EQ(shape("姓名,統一編號,備註\n王小明,H120000004,有\n李美,H220000015,\n").header_row, 1u);
    EXPECT_EQ(shape("姓名,統一編號,備註\n王小明,,有\n李美,H220000015,\n").header_row, 1u);
}

TEST_F(Columns, WithoutAHeaderTheContentDecides) {
    const auto found = shape("王小明,H120000004\n李美,H220000015\n");
    EXPECT_EQ(found.header_row, 0u);
    EXPECT_EQ(found.rows, 2);
    EXPECT_EQ(found.columns[1].guess, "person");
    EXPECT_EQ(found.columns[1].sure, ListColumn::Sure::no);
    EXPECT_EQ(shape("王小明,H120000004\n李美,H220000015\n", 1).rows, 1) << "as somebody chose";
}

TEST_F(Columns, AHeaderThatTheContentBeliesIsNoGuess) {
    const auto found = shape("姓名,統一編號\n王小明,無\n李美,無\n");
    EXPECT_EQ(found.columns[1].guess, "");
    const auto twice = shape("統一編號,身分證字號\nH120000004,H120000004\n");
    EXPECT_EQ(twice.columns[0].guess.empty(), !twice.columns[1].guess.empty()) << "a role goes to one column";
}

TEST_F(Columns, ConditionsHaveTheirHeaderFirst) {
    const auto found = shape("里別,年齡起,年齡迄\n文中里,0,5\n中壢區,0,5\n");
    EXPECT_EQ(found.header_row, 1u);
    EXPECT_EQ(found.rows, 2);
    EXPECT_EQ(found.columns[0].guess, "place");
    EXPECT_EQ(found.columns[1].guess, "age_from");
    EXPECT_EQ(found.columns[2].guess, "age_to");
    const auto wrong = row("roster", {{0, "place"}, {1, "age_from"}}, {"文中里", "151"});
    ASSERT_EQ(wrong.wrong.size(), 1u);
    EXPECT_EQ(words_of(wrong.wrong.front().problem).code, "number_unreadable");
}

TEST_F(Columns, IdsAreCleanedAndWhatIsWrongIsNamed) {
    const auto good = row("early_intervention", {{0, "child"}}, {"ｈ１２ 0000004　"});
    ASSERT_TRUE(good.is_usable());
    EXPECT_EQ(good.people.front().id, "H120000004");
    ASSERT_EQ(good.cleaned.size(), 1u);
    EXPECT_EQ(changes_zh(good.cleaned.front().changes), "全形改半形、小寫改大寫、去除空白");
    EXPECT_EQ(with_hidden_middle(good.cleaned.front().before), "ｈ１２␣*****04␣");
    for (const auto& [cell, code] : {std::pair{"", "id_empty"}, std::pair{"H1200000", "id_shape"},
                                     std::pair{"H120000005", "id_check_digit"}, std::pair{"王小明", "id_shape"}}) {
        const auto bad = row("early_intervention", {{0, "child"}}, {cell});
        ASSERT_EQ(bad.wrong.size(), 1u) << cell;
        EXPECT_EQ(words_of(bad.wrong.front().problem).code, code) << cell;
    }
    EXPECT_TRUE(row("maternity_taxi_monthly", {{0, "holder"}, {1, "spouse"}}, {"H220000015"}).is_usable())
        << "the spouse is optional";
    EXPECT_FALSE(row("maternity_taxi_monthly", {{0, "holder"}, {1, "spouse"}}, {"H220000015", "H1"}).is_usable());
}

TEST_F(Columns, DatesAsOfficesWriteThem) {
    for (const auto* text : {"115/03/05", "115/3/5", "115.3.5", "1150305", "2026-03-05", "2026/3/5", "20260305",
                             "民國115年3月5日", "中華民國115年03月05日", "１１５／３／５"}) {
        EXPECT_EQ(read_list_date(text), "2026-03-05") << text;
    }
    for (const auto* text : {"", "115/13/01", "115/02/30", "abc", "115", "1", "11503055555"}) {
        EXPECT_EQ(read_list_date(text), std::nullopt) << text;
    }
    for (const auto* text : {"115/03", "11503", "2026-03", "202603", "115年3月", "115/03/05"}) {
        EXPECT_EQ(read_list_month(text), "2026-03") << text;
    }
    EXPECT_EQ(read_list_month("115/13"), std::nullopt);
}

TEST_F(Columns, NumbersAndCellsWithoutMeasure) {
    for (const std::string age : {"99999999999999999999", "4294967296", "-1", "1e1", "0x1"}) {
        const auto wrong = row("roster", {{0, "place"}, {1, "age_from"}}, {"文中里", age});
        ASSERT_EQ(wrong.wrong.size(), 1u) << age;
        EXPECT_EQ(words_of(wrong.wrong.front().problem).code, "number_unreadable");
    }
    // A cell as long as a book is no date, and is shown by its beginning.
    std::string book;
    for (int at = 0; at < 10'000; ++at) book += "年";
    EXPECT_EQ(read_list_date(book), std::nullopt);
    EXPECT_EQ(read_list_month(book), std::nullopt);
    const auto found = shape(book + ",統一編號\n" + book + ",H120000004\n");
    EXPECT_LT(found.columns[0].header.size(), 200u);
    EXPECT_LT(found.columns[0].samples.front().size(), 300u);
    EXPECT_EQ(found.columns[1].guess, "person");
    const auto spaced = row("early_intervention", {{0, "child"}}, {"H12" + std::string(20'000, ' ') + "0000004"});
    EXPECT_LT(with_hidden_middle(spaced.cleaned.front().before).size(), 300u);
}

TEST_F(Columns, RolesThatTheRuleDoesNotHaveAreRefused) {
    const auto& rule = *book_.rules.find("early_intervention");
    EXPECT_EQ(RowReader::open(rule, {{0, "mother"}}).error().code(), "registry.match_columns");
    EXPECT_EQ(RowReader::open(rule, {{0, "child"}, {1, "child"}}).error().code(), "registry.match_columns");
    EXPECT_EQ(RowReader::open(rule, {})->missing(), std::vector<std::string>{"child"});
}

}  // namespace
}  // namespace menhu::registry
