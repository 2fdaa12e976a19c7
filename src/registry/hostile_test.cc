// Files made to harm, from the manifest to what is in use, on both engines: cut at every byte, in mixed encodings, with
// lines without an end, counts that lie and records that do not belong. Each is refused by the check that found it;
// what is in use, the tables and the folders are as they were. Lists and definitions likewise.
#include <functional>

#include "format/encoding.h"
#include "law/districts.h"
#include "registry/change_kit.h"
#include "registry/definition.h"
#include "registry/inside.h"
#include "registry/match.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using format::Encoding;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    CHECK(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string in(Encoding encoding, std::string_view text) {
    std::string bytes;
    CHECK(format::Encoder::open(encoding)->encode(text, bytes).unencodable == 0);
    return bytes;
}

struct Line {
    std::size_t from;
    std::size_t to;  // after its end
};
Line line_of(const std::string& bytes, std::size_t number) {
    std::size_t from = 0;
    for (std::size_t at = 1; at < number; ++at) from = bytes.find('\n', from) + 1;
    return {from, bytes.find('\n', from) + 1};
}
std::string without_line(std::string bytes, std::size_t number) {
    const auto line = line_of(bytes, number);
    return bytes.erase(line.from, line.to - line.from);
}
// Line `number` once more, before line `before`.
std::string with_copy(std::string bytes, std::size_t number, std::size_t before) {
    const auto line = line_of(bytes, number);
    const auto copy = bytes.substr(line.from, line.to - line.from);
    const auto at = before == 0 ? bytes.size() : line_of(bytes, before).from;
    return bytes.insert(at, copy);
}

class Hostile : public RegistryTest {
protected:
    static constexpr int held = 40;

    void SetUp() override {
        open_office();
        make_people();
        auto layouts = demonstration_layouts();
        for (const auto& file : format::demonstration_layouts()) {
            const std::string text{file.bytes};
            if (text.find("name = \"demo_full_utf8\"") == std::string::npos) continue;
            for (const std::string encoding : {"utf-16le", "utf-16be", "euc-tw"}) {
                auto name = encoding;
                std::ranges::replace(name, '-', '_');
                auto other = replaced(text, "encoding = \"utf-8\"", "encoding = \"" + encoding + "\"");
                other = replaced(std::move(other), "\"demo_full_utf8\"", "\"" + name + "\"");
                layouts.push_back(good(format::parse_layout(other, encoding)));
            }
        }
        registry_ = good(Registry::open(*store_, *ledger_, keyring_, profile_, random_,
                                        {.inbox = directory_ / "inbox",
                                         .scratch = directory_ / "scratch",
                                         .layouts = std::move(layouts),
                                         .characters = {},
                                         .districts = nullptr,
                                         .workers = 2},
                                        now_));
        load(kit::residents(held));
        standing_ = standing();
    }

    // What no refused file may move.
    struct Standing {
        std::int64_t generation = 0;
        std::int64_t generations = 0;  // that hold anything
        std::int64_t lists = 0;
        std::int64_t definitions = 0;
        std::int64_t switches = 0;
        friend bool operator==(const Standing&, const Standing&) = default;
    };
    Standing standing() {
        const auto holding = registry_->inside().holding;
        return {.generation = read([&](store::ReadTx& tx) { return rows::current_generation(tx, holding); }).value(),
                .generations = number("SELECT COUNT(*) FROM registry_generations WHERE state <> 'destroyed'"),
                .lists = number("SELECT COUNT(*) FROM registry_match_lists"),
                .definitions = number("SELECT COUNT(*) FROM registry_definitions"),
                .switches = entries("generation.switched")};
    }
    void nothing_has_changed(const std::string& what) {
        EXPECT_EQ(standing(), standing_) << what;
        for (const char* folder : {"inbox", "scratch"}) {
            EXPECT_TRUE(std::filesystem::is_empty(directory_ / folder)) << folder << " " << what;
        }
    }

    // Brought with its manifest to where it is refused or waits; the check that refused it, else the state.
    std::string brought(const kit::Written& written) {
        now_ += std::chrono::milliseconds{1};
        last_ = take(written);
        if (delivery(last_).state != DeliveryState::refused) {
            upload(last_, written.bytes);
            good(import(last_));
        }
        const auto arrived = delivery(last_);
        return arrived.state == DeliveryState::refused ? arrived.report->refusal
                                                       : std::string{delivery_state_code(arrived.state)};
    }
    // The manifest tells the truth about the bytes, whatever they are.
    static kit::Written with_manifest(std::string bytes, const std::string& manifest,
                                      const std::function<void(format::DeliveryManifest&)>& change = {}) {
        auto says = format::parse_manifest(manifest).value();
        says.bytes = static_cast<std::int64_t>(bytes.size());
        says.sha256 = crypto::sha256(bytes);
        if (change) change(says);
        return {std::move(bytes), format::print_manifest(says)};
    }
    void refused(const std::string& what, const kit::Written& written, std::string_view check) {
        EXPECT_EQ(brought(written), check) << what << " " << report_json(delivery(last_).report.value_or(Report{}));
        nothing_has_changed(what);
    }
    void refused(const std::string& what, std::string bytes, const std::string& manifest, std::string_view check) {
        refused(what, with_manifest(std::move(bytes), manifest), check);
    }
    // Something that is fit to load: taken back, and nothing has changed either.
    void waits(const std::string& what, const kit::Written& written) {
        EXPECT_EQ(brought(written), "awaiting_sign_off") << what << report_json(delivery(last_).report.value());
        good(cancel_delivery(*registry_, fetcher(), last_, now_));
        nothing_has_changed(what);
    }
    const Check& check(CheckKind kind) {
        report_ = delivery(last_).report.value();
        return report_.check(kind);
    }
    // Every byte on one engine; the other answers the same, so it is asked now and then.
    std::size_t stride() const { return GetParam() == store::Engine::sqlite ? 1 : 23; }

    DeliveryId last_{0};
    Report report_;
    Standing standing_;
};

INSTANTIATE_TEST_SUITE_P(Both, Hostile, menhu::kit::both_engines(), menhu::kit::engine_name);

// ---- cut off ----

TEST_P(Hostile, AFullFileCutAtEveryByteIsNotLoaded) {
    const auto whole = kit::write_delivery(layout(), kit::residents(1), 2);
    // The manifest says how long the piece is: only what stands in it can tell.
    for (std::size_t size = 0; size + 1 < whole.bytes.size(); size += stride()) {
        const auto piece = with_manifest(whole.bytes.substr(0, size), whole.manifest);
        EXPECT_NE(brought(piece), "awaiting_sign_off") << size << " of " << whole.bytes.size();
        EXPECT_EQ(delivery(last_).state, DeliveryState::refused) << size;
    }
    nothing_has_changed("cut");
    // The manifest says how long the whole is.
    for (std::size_t size = 0; size < whole.bytes.size(); size += 40) {
        refused("short of its manifest", {whole.bytes.substr(0, size), whole.manifest}, "size");
    }
    // Without the last line end nothing is lacking.
    waits("no last line end", with_manifest(whole.bytes.substr(0, whole.bytes.size() - 1), whole.manifest));
    waits("whole", whole);
}

TEST_P(Hostile, AChangeFileCutAtEveryByteIsNotApplied) {
    auto renamed = kit::resident(1);
    renamed[kit::PersonField::person_name] = "王更名";
    const PersonEvent event{
        .kind = LegalEvent::name_change, .on = "2026-11-01", .registered = "2026-11-01", .act = "A"};
    const auto whole =
        kit::write_changes(layout("demo_change_utf8"), {{event, kit::resident(1), renamed}},
                           {.sequence = 1, .base_date = "2026-11-02", .previous_base_date = "2026-11-01"});
    for (std::size_t size = 0; size + 1 < whole.bytes.size(); size += 3 * stride()) {
        const auto piece = with_manifest(whole.bytes.substr(0, size), whole.manifest);
        EXPECT_NE(brought(piece), "awaiting_sign_off") << size << " of " << whole.bytes.size();
        EXPECT_EQ(delivery(last_).state, DeliveryState::refused) << size;
    }
    nothing_has_changed("cut");
    waits("whole", whole);
}

// ---- encodings ----

TEST_P(Hostile, MixedEncodingsAreRefused) {
    const auto utf8 = kit::write_delivery(layout(), kit::residents(held), 2);
    const auto big5_of = [](std::string bytes, std::string_view words) {
        return replaced(std::move(bytes), words, in(Encoding::cp950, words));
    };
    refused("a Big5 row in UTF-8", big5_of(utf8.bytes, "示範路7號"), utf8.manifest, "rejected_share");
    EXPECT_EQ(check(CheckKind::characters).count, 1u);
    waits("a mark at the start", with_manifest("\xEF\xBB\xBF" + utf8.bytes, utf8.manifest));
    refused("a mark in the middle", replaced(utf8.bytes, "\nP|", "\n\xEF\xBB\xBFP|"), utf8.manifest, "rejected_share");
    EXPECT_EQ(check(CheckKind::record_shape).count, 1u);
    refused("the mark of another encoding", "\xFF\xFE" + utf8.bytes, utf8.manifest, "header");
    refused("a surrogate", replaced(utf8.bytes, "王小7", "\xED\xA0\x80"), utf8.manifest, "rejected_share");
    refused("an over-long form", replaced(utf8.bytes, "王小7", "\xC0\xAF"), utf8.manifest, "rejected_share");
    refused("NUL", replaced(utf8.bytes, "王小7", std::string{"王\0", 4}), utf8.manifest, "rejected_share");
    EXPECT_EQ(check(CheckKind::characters).count, 1u);
    refused("escape", replaced(utf8.bytes, "王小7", "\x1B[2J"), utf8.manifest, "rejected_share");

    for (const char* name : {"utf_16le", "utf_16be"}) {
        const auto wide = kit::write_delivery(layout(name), kit::residents(held), 2);
        const bool is_little = std::string_view{name} == "utf_16le";
        waits(name, wide);
        refused("an odd byte at the end", wide.bytes + "x", wide.manifest, "trailer");
        refused("an odd byte at the start", "x" + wide.bytes, wide.manifest, "header");
        auto changed = wide.bytes;
        changed.insert(changed.size() / 2, "x");
        refused("an odd byte in the middle", changed, wide.manifest, "trailer");
        const std::string character = is_little ? std::string{"\x0F\x5C"} : std::string{"\x5C\x0F"};  // 小
        refused("half of a pair",
                replaced(wide.bytes, character, is_little ? std::string{"\x00\xD8", 2} : std::string{"\xD8\x00", 2}),
                wide.manifest, "rejected_share");
    }
    const auto big5 = kit::write_delivery(layout("demo_full_big5"), kit::residents(held), 2);
    // Two characters of EUC-TW where Big5 has one of its user-defined areas: said, never taken for others.
    const auto put = replaced(big5.bytes, in(Encoding::cp950, "王小"), "\x8E\xA2\xA1\xA1");
    waits("EUC-TW in Big5", with_manifest(put, big5.manifest));
    EXPECT_GT(check(CheckKind::user_defined).count, 0u);
    refused("half a character", replaced(big5.bytes, in(Encoding::cp950, "王小7"), "\xA4\xFA\xA4 \xFF"), big5.manifest,
            "rejected_share");
    const auto taiwan = kit::write_delivery(layout("euc_tw"), kit::residents(held), 2);
    refused("Big5 in EUC-TW",
            replaced(taiwan.bytes, in(Encoding::euc_tw, "示範路7號"), in(Encoding::cp950, "示範路7號")),
            taiwan.manifest, "rejected_share");
}

// ---- records ----

TEST_P(Hostile, LinesWithoutAnEndAreRefusedBeforeTheyAreHeld) {
    const auto utf8 = kit::write_delivery(layout(), kit::residents(held), 2);
    const std::string endless(std::size_t{10} << 20, 'P');
    refused("a line of 10 MB", replaced(utf8.bytes, "王小7", endless), utf8.manifest, "trailer");
    EXPECT_NE(check(CheckKind::record_shape).detail.find("format.record_too_long"), std::string::npos);
    refused("nothing but a line", endless, utf8.manifest, "header");
    refused("a quote that is not closed", replaced(utf8.bytes, "王小7", "\"" + endless), utf8.manifest, "trailer");
    refused("a quote that is closed by nothing", replaced(utf8.bytes, "|王小7|", "|\"王小7|"), utf8.manifest,
            "trailer");
    refused("a cell of 60,000", replaced(utf8.bytes, "王小7", endless.substr(0, 60'000)), utf8.manifest,
            "rejected_share");
    refused("a million empty lines", std::string(1'000'000, '\n'), utf8.manifest, "header");
    refused("a million NUL", std::string(1'000'000, '\0'), utf8.manifest, "header");
    refused("nothing", "", utf8.manifest, "header");
    refused("the end of a file of old", "\x1A", utf8.manifest, "header");
    const auto big5 = kit::write_delivery(layout("demo_full_big5"), kit::residents(held), 2);
    refused("10 MB in a fixed record", replaced(big5.bytes, "\r\nP", "\r\n" + endless), big5.manifest, "trailer");
}

TEST_P(Hostile, MixedLineEndsAreRejectedRowByRow) {
    const auto utf8 = kit::write_delivery(layout(), kit::residents(held), 2);
    refused("one CRLF", replaced(utf8.bytes, "\nP|", "\r\nP|"), utf8.manifest, "header");
    auto of_person = utf8.bytes;
    of_person.insert(line_of(of_person, 5).to - 1, "\r");
    refused("one CRLF after a person", of_person, utf8.manifest, "rejected_share");
    EXPECT_EQ(check(CheckKind::record_shape).count, 1u);
    auto apple = utf8.bytes;
    std::ranges::replace(apple, '\n', '\r');
    refused("CR alone", apple, utf8.manifest, "header");
    std::string dos;
    for (const char c : utf8.bytes) dos += c == '\n' ? std::string{"\r\n"} : std::string{c};
    refused("CRLF everywhere", dos, utf8.manifest, "header");
    auto joined = utf8.bytes;
    joined.erase(line_of(joined, 5).to - 1, 1);
    refused("two people on a line", joined, utf8.manifest, "trailer");
}

TEST_P(Hostile, HeadersAndTrailersOutOfPlace) {
    const auto utf8 = kit::write_delivery(layout(), kit::residents(held), 2);
    constexpr std::size_t trailer = held + 2;
    refused("no header", without_line(utf8.bytes, 1), utf8.manifest, "header");
    refused("two headers", with_copy(utf8.bytes, 1, 2), utf8.manifest, "header");
    refused("a header in the middle", without_line(with_copy(utf8.bytes, 1, 20), 1), utf8.manifest, "header");
    refused("a second header in the middle", with_copy(utf8.bytes, 1, 20), utf8.manifest, "header");
    refused("no trailer", without_line(utf8.bytes, trailer), utf8.manifest, "trailer");
    refused("two trailers", with_copy(utf8.bytes, trailer, 0), utf8.manifest, "trailer");
    refused("a trailer in the middle", with_copy(utf8.bytes, trailer, 20), utf8.manifest, "trailer");
    refused("somebody after the trailer", without_line(with_copy(utf8.bytes, 9, 0), 9), utf8.manifest, "trailer");
    refused(
        "a thousand trailers",
        utf8.bytes +
            [&] {
                std::string many;
                for (int at = 0; at < 1000; ++at) many += "T|" + std::to_string(held) + "\n";
                return many;
            }(),
        utf8.manifest, "trailer");
}

TEST_P(Hostile, CountsThatLieAndNumbersWithoutMeasure) {
    const auto utf8 = kit::write_delivery(layout(), kit::residents(held), 2);
    const auto count = std::to_string(held);
    for (const std::string number : {"0", "39", "-40", "+40", "40.0", "0x28", "1e9", "99999999999999999999", "", "四十",
                                     "9223372036854775807", "18446744073709551656"}) {
        refused("trailer " + number, replaced(utf8.bytes, "\nT|" + count, "\nT|" + number), utf8.manifest, "trailer");
        refused("header " + number, replaced(utf8.bytes, "|" + count + "|", "|" + number + "|"), utf8.manifest,
                "header");
    }
    for (const std::string number : {"", "abc", "-2", "99999999999999999999"}) {
        refused("sequence " + number, replaced(utf8.bytes, "|2|", "|" + number + "|"), utf8.manifest, "header");
    }
    refused("a day that is none", replaced(utf8.bytes, "2026-11-01", "2026-02-30"), utf8.manifest, "header");
    for (const std::int64_t records : {std::int64_t{0}, std::int64_t{41}, (std::int64_t{1} << 53) - 1}) {
        refused("records " + std::to_string(records),
                with_manifest(utf8.bytes, utf8.manifest, [&](auto& says) { says.records = records; }), "header");
        // The header lies as well.
        const auto lie = replaced(utf8.bytes, "|" + count + "|", "|" + std::to_string(records) + "|");
        refused("records of both " + std::to_string(records),
                with_manifest(lie, utf8.manifest, [&](auto& says) { says.records = records; }), "record_count");
    }
    refused("bytes",
            with_manifest(utf8.bytes, utf8.manifest, [](auto& says) { says.bytes = (std::int64_t{1} << 53) - 1; }),
            "size");
    for (const std::string line : {"records = -1", "records = 9007199254740992", "bytes = 1e3", "sequence = 0",
                                   "sequence = 1000000000", "sha256 = \"\"", "file = \"../../etc/passwd\"",
                                   "layout = \"\\u0000\"", "base_date = 2026-02-30", "more = 1"}) {
        auto text = utf8.manifest;
        const auto key = line.substr(0, line.find(' '));
        const auto at = text.find(key + " =");
        if (at != std::string::npos) text.erase(at, text.find('\n', at) + 1 - at);
        const auto code = attempt([&](store::WriteTx& tx) {
            return take_manifest(tx, *registry_, fetcher(), text + line + "\n", random_, now_);
        });
        EXPECT_TRUE(code.starts_with("format.")) << line << " " << code;
    }
    nothing_has_changed("manifests");
}

TEST_P(Hostile, TheSameIdAgainAndAgain) {
    auto people = kit::residents(held);
    for (auto& person : people) {
        person = people[0];
        person[kit::PersonField::household_number] = people[0][kit::PersonField::household_number];
    }
    refused("one person forty times", kit::write_delivery(layout(), people, 2), "rejected_share");
    EXPECT_EQ(check(CheckKind::duplicate_ids).count, static_cast<std::uint64_t>(held) - 1);
}

// ---- lists and definitions ----

TEST_P(Hostile, AListThatCannotBeReadIsNotKept) {
    const auto worker = good(who(worker_token_));
    const auto code_of_list = [&](std::string_view bytes) {
        return code_of(take_list(*registry_, worker, "名冊", bytes, random_, now_));
    };
    EXPECT_EQ(code_of_list("a,b\n1,=1+1\n"), "format.sheet_formula");
    EXPECT_EQ(code_of_list("姓名,統號\n\xA4\xA4,1\n"), "format.sheet_unreadable");
    EXPECT_EQ(code_of_list(std::string(std::size_t{10} << 20, 'x')), "format.csv_row_too_long");
    EXPECT_EQ(code_of_list("PK\x03\x04 not a package"), "format.sheet_unreadable");
    EXPECT_EQ(code_of_list(std::string((std::size_t{64} << 20) + 1, 'x')), "format.sheet_limit");
    EXPECT_EQ(code_of_list("a,b\n\"1,2\n"), "format.csv_syntax");
    nothing_has_changed("lists");
    EXPECT_EQ(entries("match.list_taken"), 0);
}

TEST_P(Hostile, DefinitionsCutAnywhereAreNamedAndNotKept) {
    struct Text {
        DefinitionKind kind;
        std::string text;
    };
    const std::vector<Text> texts{
        {DefinitionKind::layout, std::string{format::demonstration_layouts().front().bytes}},
        {DefinitionKind::villages, std::string{law::taoyuan_districts().bytes}},
        {DefinitionKind::characters, "code,unicode,note\r\nU+E000,U+2A6A5,龍\r\nFA41,U+5403+U+20000,吃\r\n"}};
    const auto by = fetcher();
    for (const auto& [kind, whole] : texts) {
        ASSERT_TRUE(definition_problems(kind, whole).empty()) << definition_kind_code(kind);
        const std::size_t step = whole.size() < 1000 ? 1 : whole.size() / (97 / stride());
        std::size_t wrong = 0;
        for (std::size_t size = 0; size < whole.size(); size += step) {
            const auto problems = definition_problems(kind, whole.substr(0, size));
            for (const auto& problem : problems) EXPECT_FALSE(problem.zh.empty() || problem.en.empty());
            wrong += problems.empty() ? 0 : 1;
        }
        EXPECT_GT(wrong, whole.size() / step / 2) << definition_kind_code(kind);
        const auto middle = whole.find('\n', whole.size() / 2) + 1;
        for (const auto& rubbish : {std::string{"\0\n", 2}, std::string{"\xA4\xA4\n"}, std::string{"\xFF\xFE"},
                                    std::string{"\x1B[2J\n"}, std::string(std::size_t{10} << 20, 'x')}) {
            auto changed = whole;
            changed.insert(middle, rubbish);
            EXPECT_FALSE(definition_problems(kind, changed).empty()) << definition_kind_code(kind);
            const auto code = attempt(
                [&](store::WriteTx& tx) { return save_definition(tx, *registry_, by, kind, changed, random_, now_); });
            EXPECT_EQ(code, "registry.definition_invalid") << definition_kind_code(kind);
        }
    }
    // The note of a character is nobody's rule, and text all the same.
    const auto problems =
        definition_problems(DefinitionKind::characters, std::string{"code,unicode,note\nU+E000,U+4E00,a\0b\n", 36});
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems.front().line, 2u);
    nothing_has_changed("definitions");
    if (GetParam() != store::Engine::sqlite) return;  // what follows asks no database
    // A megabyte of keys, of tables, of brackets: refused.
    std::string keys;
    for (int at = 0; keys.size() + 20 < longest_definition; ++at) keys += "k" + std::to_string(at) + " = 1\n";
    std::string tables;
    for (int at = 0; tables.size() + 20 < longest_definition; ++at) tables += "[t" + std::to_string(at) + "]\n";
    std::string records;
    while (records.size() + 20 < longest_definition) records += "[[record]]\n";
    std::string villages =
        "county_code = \"68000\"\ncounty_name = \"桃園市\"\n[[districts]]\ncode = \"68000010\"\nvillages = [";
    while (villages.size() + 20 < longest_definition) villages += "{},";
    villages += "]\n";
    std::string of_fields = "[[record]]\nfields = [";
    while (of_fields.size() + 20 < longest_definition) of_fields += "{},";
    of_fields += "]\n";
    for (const auto& text : {keys, tables, records, of_fields, villages, std::string(longest_definition, '['),
                             "a = " + std::string(longest_definition / 2, '[')}) {
        for (const auto kind : {DefinitionKind::layout, DefinitionKind::villages, DefinitionKind::characters}) {
            EXPECT_FALSE(definition_problems(kind, text).empty())
                << definition_kind_code(kind) << " " << text.substr(0, 12);
        }
    }
}

}  // namespace
}  // namespace menhu::registry
