// Layouts, and cutting, reading and writing records by them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "format/layout.h"
#include "format/record_reader.h"
#include "format/record_writer.h"

namespace menhu::format {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string_view demonstration(std::string_view name) {
    for (const base::EmbeddedFile& file : demonstration_layouts()) {
        if (file.name == name) return file.bytes;
    }
    return {};
}

Layout layout_of(std::string_view toml) {
    auto layout = parse_layout(toml, "test.toml");
    EXPECT_TRUE(layout) << layout.error().describe();
    return std::move(*layout);
}

// Texts of all fields of each person, problems beside them.
struct Row {
    RecordProblem problem;
    std::uint64_t number;
    std::uint64_t offset;
    std::vector<std::string> texts;
    std::vector<FieldReading> readings;
};
std::vector<Row> read_all(const Layout& layout, std::string_view file, std::size_t chunk = 1 << 16,
                          std::string day = {}) {
    std::vector<Row> rows;
    const auto fields = FieldReader::open(layout, {}, std::move(day));
    EXPECT_TRUE(fields);
    BlockCutter cutter{layout};
    const auto take = [&] {
        while (const auto block = cutter.take()) {
            RecordReader reader{layout, *block};
            RawRecord record;
            while (reader.next(record)) {
                Row row{record.problem, record.number, record.offset, {}, {}};
                for (std::size_t i = 0; i < record.fields.size(); ++i) {
                    std::string text;
                    row.readings.push_back(fields->read(record, i, text));
                    row.texts.push_back(text);
                }
                rows.push_back(std::move(row));
            }
        }
    };
    for (std::size_t at = 0; at < file.size(); at += chunk) {
        EXPECT_TRUE(cutter.feed(base::as_bytes(file.substr(at, chunk))));
        take();
    }
    EXPECT_TRUE(cutter.finish());
    take();
    return rows;
}

// A person with a value in every field, rare ones included.
std::vector<std::string_view> sample(const RecordType& person) {
    std::vector<std::string_view> values;
    for (const Field& field : person.fields) {
        if (field.name == "EarlierIds") {
            values.emplace_back("H120000004;HC00000037");
        } else if (field.name == "BirthDate") {
            values.emplace_back("1904-02-29");
        } else if (field.name == "BornBeforeRepublic") {
            values.emplace_back("1");
        } else if (field.name == "PersonName") {
            values.emplace_back("許功蓋．瓦歷斯\xEE\x80\x80");  // with U+E000
        } else if (field.name.ends_with("Id")) {
            values.emplace_back("A123456789");
        } else if (field.name.ends_with("Date")) {
            values.emplace_back("2024-03");
        } else if (field.codes) {
            const auto table = person_field_values(*field.person);
            values.push_back(table.empty() ? "6" : table.back());
        } else if (field.name == "HouseholdNumber") {
            values.emplace_back("E5815657");
        } else if (field.type == FieldType::digits) {
            values.push_back(std::string_view{"68000010001"}.substr(0, field.name == "Neighbor"   ? 3
                                                                       : field.name == "AreaCode" ? 8
                                                                                                  : 11));
        } else {
            values.emplace_back(field.name == "RomanisedName" ? "Walis" : "功夫");
        }
    }
    return values;
}

TEST(Layouts, TheDemonstrationsCarryEveryFieldAndSayWhatTheyAreNot) {
    for (const char* name : {"demo_full_big5.toml", "demo_full_utf8.toml"}) {
        const Layout layout = layout_of(demonstration(name));
        EXPECT_EQ(layout.name + ".toml", name);
        EXPECT_THAT(layout.notice, HasSubstr("非內政部格式"));
        const RecordType* person = layout.record(RecordRole::person);
        ASSERT_NE(person, nullptr);
        for (const PersonFieldName& field : person_field_names) {
            EXPECT_EQ(person->index_of(field.field).has_value(), !is_made_of_events(field.field)) << field.name;
        }
        const RecordType* event = layout.record(RecordRole::event);
        ASSERT_NE(event, nullptr);
        const Field& code = event->fields[*event->index_of(EventField::event_code)];
        const CodeTable& events = layout.code_tables[*code.codes];
        for (const EventName& known : event_names) EXPECT_NE(events.find_canonical(known.code), nullptr) << known.code;
        for (const RecordRole role : {RecordRole::header, RecordRole::trailer}) {
            ASSERT_NE(layout.record(role), nullptr);
            EXPECT_TRUE(layout.record(role)->index_of(ControlField::record_count));
        }
    }
}

TEST(Layouts, TheDemonstrationsOfChangesHaveTwoImagesOfEveryField) {
    for (const char* name : {"demo_change_big5.toml", "demo_change_utf8.toml"}) {
        const Layout layout = layout_of(demonstration(name));
        EXPECT_EQ(layout.name + ".toml", name);
        EXPECT_THAT(layout.notice, HasSubstr("非內政部格式"));
        EXPECT_TRUE(layout.is_of_changes());
        EXPECT_EQ(layout.record(RecordRole::person), nullptr);
        for (const RecordRole role : {RecordRole::before, RecordRole::after}) {
            const RecordType* image = layout.record(role);
            ASSERT_NE(image, nullptr);
            EXPECT_TRUE(image->index_of(EventField::change_number));
            for (const PersonFieldName& field : person_field_names) {
                EXPECT_EQ(image->index_of(field.field).has_value(), !is_made_of_events(field.field)) << field.name;
            }
        }
        const RecordType* change = layout.record(RecordRole::change);
        for (const EventFieldName& field : event_field_names) {
            EXPECT_EQ(change->index_of(field.field).has_value(), field.field != EventField::undone) << field.name;
        }
        ASSERT_NE(layout.record(RecordRole::header), nullptr);
        EXPECT_TRUE(layout.record(RecordRole::header)->index_of(ControlField::previous_base_date));
    }
}

// What is wrong with a layout in UTF-8 with these records and the code table `event`.
std::string problems_of(std::string_view records) {
    const auto bad = parse_layout(std::string{R"(name = "x"
title_zh = "x"
title_en = "x"
table_number = "T"
encoding = "utf-8"
form = "delimited"
newline = "lf"
)"} + std::string{records} + R"(
[codes.event]
values = [ { code = "1", means = "move_in", zh = "x" } ]
[codes.free]
values = [ { code = "1", means = "moved", zh = "x" } ]
)",
                                  "x.toml");
    return bad ? "" : bad.error().detail();
}

TEST(Layouts, EventAndChangeRecordsAreChecked) {
    const std::string person = R"([[record]]
role = "person"
mark = "P"
fields = [ { name = "PersonId", type = "national_id" }, { name = "PersonName", type = "text" } ]
)";
    const std::string event = R"([[record]]
role = "event"
mark = "E"
fields = [ { name = "PersonId", type = "national_id" }, { name = "EventCode", type = "code", codes = "event" },
  { name = "EventDate", type = "date", date = "iso" } ]
)";
    EXPECT_EQ(problems_of(person + event), "");
    const auto replaced = [](std::string text, std::string_view from, std::string_view to) {
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    EXPECT_THAT(problems_of(person + replaced(event, "\"EventDate\"", "\"BirthDate\"")),
                AllOf(HasSubstr("BirthDate is no field of an event"), HasSubstr("the event record needs EventDate")));
    EXPECT_THAT(problems_of(person + replaced(event, "codes = \"event\"", "codes = \"free\"")),
                HasSubstr("needs `means`"));
    EXPECT_THAT(problems_of(person + replaced(event, "\"EventDate\", type = \"date\", date = \"iso\"",
                                              "\"EventDate\", type = \"text\"")),
                HasSubstr("EventDate has the wrong type"));
    EXPECT_THAT(problems_of(replaced(person, "PersonName", "MoveHistory")),
                HasSubstr("MoveHistory is no field of a person"));
    EXPECT_THAT(problems_of(event), HasSubstr("role = \"person\" is missing"));

    const std::string change = replaced(replaced(event, "\"event\"", "\"change\""), "[ {",
                                        "[ { name = \"ChangeNumber\", type = \"number\" }, {");
    EXPECT_THAT(problems_of(person + replaced(change, "\"E\"", "\"C\"")),
                AllOf(HasSubstr("people or changes, not both"), HasSubstr("role = \"before\" and role = \"after\"")));
    const std::string image = R"([[record]]
role = "ROLE"
mark = "MARK"
fields = [ { name = "ChangeNumber", type = "number" }, { name = "PersonId", type = "national_id" },
  { name = "PersonName", type = "text" } ]
)";
    const std::string before = replaced(replaced(image, "ROLE", "before"), "MARK", "B");
    const std::string after = replaced(replaced(image, "ROLE", "after"), "MARK", "A");
    const std::string header = R"([[record]]
role = "header"
mark = "H"
fields = [ { name = "Sequence", type = "number" }, { name = "BaseDate", type = "date", date = "iso" },
  { name = "PreviousBaseDate", type = "date", date = "iso" } ]
)";
    EXPECT_EQ(problems_of(header + change + before + after), "");
    EXPECT_THAT(problems_of(change + before + after), HasSubstr("role = \"header\""));
    EXPECT_THAT(problems_of(header + change + before +
                            replaced(after, "\"text\" } ]", "\"text\" }, { name = \"Notes\", type = \"text\" } ]")),
                HasSubstr("one lacks Notes"));
    EXPECT_THAT(problems_of(replaced(header, "PreviousBaseDate", "OtherDate") + change + before + after),
                HasSubstr("the header record needs PreviousBaseDate"));
}

TEST(Layouts, PersonFieldNamesStandInTheirEnumerationsOrder) {
    for (std::size_t i = 0; i < person_field_count; ++i) {
        EXPECT_EQ(static_cast<std::size_t>(person_field_names[i].field), i);
        EXPECT_EQ(person_field_named(person_field_names[i].name), person_field_names[i].field);
    }
}

TEST(Layouts, EveryProblemIsNamedByItsLine) {
    const auto bad = parse_layout(R"(name = "Bad Name"
title_zh = "x"
title_en = "x"
table_number = "T"
encoding = "big5-hkscs"
form = "fixed"
newline = "lf"
mark = { at = 1, length = 1 }
typo = 1
[codes.c]
values = [ { code = "1", zh = "一" }, { code = "1", zh = "一", from = "2024-01-02", until = "2024-01-01" } ]
[[record]]
role = "person"
mark = "PP"
bytes = 20
fields = [
  { name = "PersonId", at = 1, length = 10, type = "national_id" },
  { name = "PersonName", at = 11, length = 11, type = "text" },
  { name = "Nonsense", at = 3, length = 1, type = "text" },
  { name = "BirthDate", at = 12, length = 7, type = "text" },
  { name = "MovedInDate", at = 12, length = 7, type = "date", date = "dmy", before_republic = "PersonId" },
  { name = "Sex", at = 12, length = 1, type = "code", codes = "none" },
]
)",
                                  "bad.toml");
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code(), "format.layout_invalid");
    const std::string& detail = bad.error().detail();
    for (const char* part :
         {"bad.toml:1: name must be", "bad.toml:5: encoding must be", "bad.toml:9: unknown key \"typo\"",
          "bad.toml:11: this code is there twice", "bad.toml:11: until is before from",
          "bad.toml:14: mark must be as long", "bad.toml:19: Nonsense is no field",
          "bad.toml:20: BirthDate has the wrong type", "bad.toml:21: date must be one of",
          "before_republic must name a flag", "there is no such code table", "PersonName passes the record's end",
          "PersonId overlaps"}) {
        EXPECT_THAT(detail, HasSubstr(part));
    }
}

TEST(Layouts, WholeChecks) {
    constexpr const char* head =
        "name = \"x\"\ntitle_zh = \"x\"\ntitle_en = \"x\"\ntable_number = \"T\"\nencoding = \"utf-8\"\n";
    const auto problem = [&](const std::string& rest) { return parse_layout(head + rest, "t").error().detail(); };
    EXPECT_THAT(problem("form = \"delimited\"\nnewline = \"none\"\n"), HasSubstr("needs form = \"fixed\""));
    EXPECT_THAT(problem("form = \"delimited\"\nnewline = \"lf\"\ndelimiter = \"ab\"\n"),
                HasSubstr("one ASCII character"));
    EXPECT_THAT(problem("form = \"delimited\"\nnewline = \"lf\"\n"), HasSubstr("role = \"person\" is missing"));
    EXPECT_THAT(problem("form = \"delimited\"\nnewline = \"lf\"\n[[record]]\nrole = \"person\"\nfields = [{ name = "
                        "\"Sex\", type = \"filler\" }]\n"),
                HasSubstr("needs PersonId"));
    EXPECT_THAT(problem("form = \"delimited\"\nnewline = \"lf\"\n[[record]]\nrole = \"person\"\nfields = [{ name = "
                        "\"PersonId\", type = \"national_id\", at = 1 }]\n"),
                HasSubstr("are for form = \"fixed\""));
}

TEST(Records, WhatIsWrittenIsReadBackInBothDemonstrations) {
    for (const char* name : {"demo_full_big5.toml", "demo_full_utf8.toml"}) {
        const Layout layout = layout_of(demonstration(name));
        const auto writer = RecordWriter::open(layout);
        ASSERT_TRUE(writer);
        const RecordType& person = *layout.record(RecordRole::person);
        const auto values = sample(person);
        const std::string_view header[]{"DEMO-P01", "1", "2026-11-01", "2", "12"};
        const std::string_view trailer[]{"2"};
        std::string file;
        ASSERT_TRUE(writer->write(*layout.record(RecordRole::header), header, file));
        for (int i = 0; i < 2; ++i) {
            const auto written = writer->write(person, values, file);
            ASSERT_TRUE(written) << written.error().describe();
        }
        ASSERT_TRUE(writer->write(*layout.record(RecordRole::trailer), trailer, file));
        for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{100}, std::size_t{1} << 16}) {
            const auto rows = read_all(layout, file, chunk);
            ASSERT_EQ(rows.size(), 4U);
            EXPECT_EQ(rows[0].texts, (std::vector<std::string>{"DEMO-P01", "1", "2026-11-01", "2", "12"}));
            EXPECT_EQ(rows[3].texts, std::vector<std::string>{"2"});
            EXPECT_EQ(rows[3].number, 4U);
            for (std::size_t i = 0; i < values.size(); ++i) {
                EXPECT_EQ(rows[2].texts[i], values[i]) << name << ' ' << person.fields[i].name;
                EXPECT_EQ(rows[2].readings[i].problem, FieldProblem::none) << name << ' ' << person.fields[i].name;
            }
            EXPECT_EQ(rows[2].readings[*person.index_of(PersonField::person_name)].user_defined, 1U);
        }
    }
}

constexpr const char* small_head = R"(name = "small"
title_zh = "小"
title_en = "small"
table_number = "S"
)";

// A fixed Big5 layout: id 10, name 8, sex 1, born 7, flag 1.
Layout small_fixed(const std::string& newline, const std::string& extra = "") {
    return layout_of(std::string{small_head} + "encoding = \"cp950\"\nform = \"fixed\"\nnewline = \"" + newline +
                     "\"\n" + extra + R"(
[codes.sex]
values = [ { code = "1", means = "male", zh = "男" }, { code = "2", means = "female", zh = "女", until = "2024-12-31" } ]
[[record]]
role = "person"
bytes = 27
fields = [
  { name = "PersonId", at = 1, length = 10, type = "national_id", required = true },
  { name = "PersonName", at = 11, length = 8, type = "text", required = true, max_code_points = 3 },
  { name = "Sex", at = 19, length = 1, type = "code", codes = "sex" },
  { name = "BirthDate", at = 20, length = 7, type = "date", date = "roc7", before_republic = "BornBeforeRepublic" },
  { name = "BornBeforeRepublic", at = 27, length = 1, type = "flag", yes = "Y", no = "N" },
]
)");
}

Layout small_delimited(std::string_view encoding, std::string_view delimiter = "|", std::string_view newline = "lf") {
    return layout_of(std::string{small_head} + "encoding = \"" + std::string{encoding} +
                     "\"\nform = \"delimited\"\nnewline = \"" + std::string{newline} +
                     "\"\nmax_record_bytes = 64\ndelimiter = \"" + std::string{delimiter} + R"("
[[record]]
role = "person"
mark = "P"
fields = [
  { name = "PersonId", type = "national_id", required = true },
  { name = "PersonName", type = "text", required = true },
]
)");
}

TEST(Records, FixedWidthIsCutByBytesBeforeDecoding) {
    const Layout layout = small_fixed("lf");
    // 許功蓋 all have 0x5C as the second byte, 弋 has 0x7C.
    const auto rows = read_all(layout,
                               "A123456789\xB3\x5C\xA5\x5C\xBB\x5C"
                               "  10750101N\nA123456789\xA4\x40\xA4\x7C    20010101Y\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].texts[1], "許功蓋");
    EXPECT_EQ(rows[0].texts[2], "male");
    EXPECT_EQ(rows[0].texts[3], "1986-01-01");
    EXPECT_EQ(rows[0].texts[4], "0");
    EXPECT_EQ(rows[1].texts[1], "一弋");
    EXPECT_EQ(rows[1].readings[1].problem, FieldProblem::none);
    EXPECT_EQ(rows[1].texts[3], "1911-01-01");
    EXPECT_EQ(rows[1].offset, 28U);
}

TEST(Records, EveryFieldProblemIsReported) {
    const Layout layout = small_fixed("lf");
    const auto read = [&](std::string_view record, std::string day = {}) {
        return read_all(layout, std::string{record} + "\n", 1 << 16, std::move(day)).at(0);
    };
    EXPECT_EQ(read("          \xA4\x40      10750101N").readings[0].problem, FieldProblem::missing);
    EXPECT_EQ(read("A123456788\xA4\x40      10750101N").readings[0].problem, FieldProblem::check_digit);
    EXPECT_EQ(read("A12345678 \xA4\x40      10750101N").readings[0].problem, FieldProblem::none);  // nine characters
    EXPECT_EQ(read("AXX345678 \xA4\x40      10750101N").readings[0].problem, FieldProblem::not_an_id);
    EXPECT_EQ(read("a123456789\xA4\x40      10750101N").readings[0].normalised, true);
    EXPECT_EQ(read("a123456789\xA4\x40      10750101N").texts[0], "A123456789");
    const Row cut = read("A123456789 \xA4\x40\xA4 \xA4  10750101N");
    EXPECT_EQ(cut.readings[1].problem, FieldProblem::not_characters);
    EXPECT_EQ(cut.readings[1].offset, 3U);
    EXPECT_EQ(read("A123456789\xA4\x40\xA4\x40\xA4\x40\xA4\x40"
                   "10750101N")
                  .readings[1]
                  .problem,
              FieldProblem::too_long);
    EXPECT_EQ(read("A123456789\xA4\x40      30750101N").readings[2].problem, FieldProblem::unknown_code);
    EXPECT_EQ(read("A123456789\xA4\x40      20750101N", "2024-12-31").readings[2].problem, FieldProblem::none);
    EXPECT_EQ(read("A123456789\xA4\x40      20750101N", "2025-01-01").readings[2].problem, FieldProblem::expired_code);
    EXPECT_EQ(read("A123456789\xA4\x40      10751301N").readings[3].problem, FieldProblem::not_a_date);
    EXPECT_EQ(read("A123456789\xA4\x40      10000000N").texts[3], "");
    EXPECT_EQ(read("A123456789\xA4\x40      10750101Z").readings[4].problem, FieldProblem::not_a_flag);
    EXPECT_EQ(read("A123456789\xA1\x40      10750101 ").readings[1].problem,
              FieldProblem::missing);  // an ideographic space
}

TEST(Records, LengthsMarksAndLineEnds) {
    const std::string good = "A123456789\xA4\x40      10750101N";
    const Layout lf = small_fixed("lf");
    EXPECT_EQ(read_all(lf, good.substr(1) + "\n")[0].problem, RecordProblem::wrong_length);
    EXPECT_EQ(read_all(lf, good + "x\n")[0].problem, RecordProblem::wrong_length);
    EXPECT_EQ(read_all(lf, good + "\r\n")[0].problem, RecordProblem::bad_line_end);
    EXPECT_EQ(read_all(lf, good)[0].problem, RecordProblem::none);  // the last line has no end
    const Layout crlf = small_fixed("crlf");
    EXPECT_EQ(read_all(crlf, good + "\r\n")[0].problem, RecordProblem::none);
    EXPECT_EQ(read_all(crlf, good + "\n")[0].problem, RecordProblem::bad_line_end);
    EXPECT_EQ(read_all(crlf, good + "\r\n\x1A").size(), 1U);  // Control-Z
    const Layout any = small_fixed("any");
    EXPECT_EQ(read_all(any, good + "\r\n" + good + "\n")[1].problem, RecordProblem::none);
    const Layout none = small_fixed("none");
    const auto rows = read_all(none, good + good + good.substr(0, 9), 5);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].problem, RecordProblem::none);
    EXPECT_EQ(rows[1].offset, 27U);
    EXPECT_EQ(rows[2].problem, RecordProblem::wrong_length);
}

TEST(Records, TruncatedAtEveryByteIsNeverAnotherPerson) {
    const Layout layout = small_fixed("lf");
    const std::string record = "A123456789\xB3\x5C\xA5\x5C\xBB\x5C  10750101N\n";
    for (std::size_t size = 1; size < record.size() - 1; ++size) {
        const auto rows = read_all(layout, record + record.substr(0, size));
        ASSERT_EQ(rows.size(), 2U) << size;
        EXPECT_EQ(rows[1].problem, RecordProblem::wrong_length) << size;
    }
}

TEST(Records, DelimitedBig5IsAwareOfItsSecondBytes) {
    const Layout layout = small_delimited("cp950");
    // A4 7C is a character whose second byte is the delimiter.
    const auto rows =
        read_all(layout, "P|A123456789|\xA4\x7C\xA4\x7C\nP|A123456789|\"\xA4\x7C\"\"|\n\"\nP|A123456789|\xA4|\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].problem, RecordProblem::none);
    EXPECT_EQ(rows[0].texts.size(), 2U);
    EXPECT_EQ(rows[0].texts[1].size(), 6U);
    EXPECT_EQ(rows[1].texts[1], rows[0].texts[1].substr(0, 3) + "\"|\n");
    EXPECT_EQ(rows[2].problem, RecordProblem::none);  // A4 7C again
}

TEST(Records, DelimitedProblems) {
    const Layout layout = small_delimited("utf-8");
    const auto problem = [&](std::string_view line) {
        return read_all(layout, std::string{line} + "\n").at(0).problem;
    };
    EXPECT_EQ(problem("P|A123456789|王"), RecordProblem::none);
    EXPECT_EQ(problem("P|A123456789"), RecordProblem::wrong_field_count);
    EXPECT_EQ(problem("P|A123456789|王|"), RecordProblem::wrong_field_count);
    EXPECT_EQ(problem("Q|A123456789|王"), RecordProblem::unknown_mark);
    EXPECT_EQ(problem(""), RecordProblem::unknown_mark);
    EXPECT_EQ(problem("P|A123456789|王\"小"), RecordProblem::bad_quoting);
    EXPECT_EQ(problem("P|A123456789|\"王\"小"), RecordProblem::bad_quoting);
    // A stray quote spoils its own record only.
    const auto rows = read_all(layout, "P|A123456789|王\"\nP|A123456789|李\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].texts[1], "李");
}

TEST(Records, Utf16) {
    for (const char* encoding : {"utf-16le", "utf-16be"}) {
        const Layout layout = small_delimited(encoding, "|", "crlf");
        const auto writer = RecordWriter::open(layout);
        ASSERT_TRUE(writer);
        std::string file = std::string_view{encoding} == "utf-16le" ? "\xFF\xFE" : "\xFE\xFF";
        const std::string_view values[]{"A123456789", "上|\"\r\n\xF0\xA0\x80\x80"};  // U+4E0A holds a 0x0A byte
        ASSERT_TRUE(writer->write(layout.records[0], values, file));
        ASSERT_TRUE(writer->write(layout.records[0], values, file));
        for (const std::size_t chunk : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
            const auto rows = read_all(layout, file, chunk);
            ASSERT_EQ(rows.size(), 2U);
            EXPECT_EQ(rows[1].problem, RecordProblem::none);
            EXPECT_EQ(rows[1].texts[0], values[0]);
            EXPECT_EQ(rows[1].texts[1], values[1]);
        }
    }
}

TEST(Records, ALongLineRefusesTheFileWithBoundedMemory) {
    const Layout layout = small_delimited("utf-8");  // at most 64 bytes
    BlockCutter cutter{layout};
    const std::string chunk(1 << 10, 'x');
    auto fed = cutter.feed(base::as_bytes("P|A123456789|王\n"));
    ASSERT_TRUE(fed);
    fed = cutter.feed(base::as_bytes(chunk));
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().code(), "format.record_too_long");
    EXPECT_THAT(fed.error().detail(), HasSubstr("record 2 at byte 17"));
    // Inside quotes too, and when the end comes in the same chunk.
    for (const std::string& text : {"P|\"" + chunk, "P|" + std::string(100, 'x') + "\n"}) {
        BlockCutter other{layout};
        EXPECT_FALSE(other.feed(base::as_bytes(text)));
    }
}

TEST(Records, WriterRefusals) {
    const Layout layout = small_fixed("lf");
    const auto writer = RecordWriter::open(layout);
    ASSERT_TRUE(writer);
    const auto code = [&](std::string_view id, std::string_view name, std::string_view sex, std::string_view born) {
        const std::string_view values[]{id, name, sex, born, "0"};
        std::string out = "kept";
        const auto written = writer->write(layout.records[0], values, out);
        EXPECT_EQ(out, written ? out : "kept");
        return written ? std::string{"ok"} : std::string{written.error().code()};
    };
    EXPECT_EQ(code("A123456789", "王", "male", "1986-01-01"), "ok");
    EXPECT_EQ(code("A1234567890", "王", "male", "1986-01-01"), "format.value_too_long");
    EXPECT_EQ(code("A123456789", "王王王王王", "male", "1986-01-01"), "format.value_too_long");
    EXPECT_EQ(code("A123456789", "菓", "male", "1986-01-01"), "format.value_unencodable");
    EXPECT_EQ(code("A123456789", "王", "other", "1986-01-01"), "format.value_invalid");
    EXPECT_EQ(code("A123456789", "王", "male", "1986-02-30"), "format.value_invalid");
    EXPECT_EQ(code("A123456789", "王\n", "male", "1986-01-01"), "format.value_invalid");
}

}  // namespace
}  // namespace menhu::format
