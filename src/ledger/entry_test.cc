#include "ledger/entry.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/id.h"
#include "base/random.h"
#include "ledger/leaf.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

const base::Instant noon = *base::from_rfc3339("2026-11-23T04:05:06.789Z");

std::string encode(const Entry& entry, int month = 0, base::ByteView sealed = {}) {
    const auto leaf = encode_leaf(entry, noon, month, sealed);
    return leaf ? std::string{base::as_text(*leaf)} : std::string{leaf.error().code()};
}

Entry full_entry() {
    Entry entry;
    entry.kind = "query.lookup";
    entry.account = 1;
    entry.unit = 2;
    entry.grant = 3;
    entry.purpose = "役男\"徵集\"\\ \n\t\x01";
    entry.case_commitment = crypto::Digest{0xaa, 0xbb};
    entry.person = crypto::Tag{0x80, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08};
    entry.counts = {{"records", 1}, {"fields", -12}};
    entry.facts = {{"outcome", "found"}, {"basis", "戶籍法第67條"}};
    return entry;
}

TEST(Leaf, Golden) {
    Entry least;
    least.kind = "system.start";
    EXPECT_EQ(encode(least), R"({"at":"2026-11-23T04:05:06.789Z","kind":"system.start","v":1})");
    EXPECT_EQ(encode(full_entry(), 202611, base::Bytes(28, 0xff)),
              R"({"account":"0000000000001","at":"2026-11-23T04:05:06.789Z",)"
              R"("case":"aabb000000000000000000000000000000000000000000000000000000000000",)"
              R"("counts":{"fields":-12,"records":1},"facts":{"basis":"戶籍法第67條","outcome":"found"},)"
              R"("grant":"0000000000003","kind":"query.lookup","month":"2026-11",)"
              R"("person":"80010203040506070800000000000000","purpose":"役男\"徵集\"\\ \n\t\u0001",)"
              R"("sealed":"/////////////////////////////////////w==","unit":"0000000000002","v":1})");
}

TEST(Leaf, ReadsBackWhatWasWritten) {
    const Entry entry = full_entry();
    const base::Bytes sealed(40, 0x5a);
    const EntryView view = decode_leaf(encode_leaf(entry, noon, 202611, sealed).value()).value();
    EXPECT_EQ(view.at, noon);
    EXPECT_EQ(view.kind, entry.kind);
    EXPECT_EQ(view.account, entry.account);
    EXPECT_EQ(view.unit, entry.unit);
    EXPECT_EQ(view.grant, entry.grant);
    EXPECT_EQ(view.purpose, entry.purpose);
    EXPECT_EQ(view.case_commitment, entry.case_commitment);
    EXPECT_EQ(view.person, entry.person);
    EXPECT_EQ(view.counts, (std::vector<std::pair<std::string, std::int64_t>>{{"fields", -12}, {"records", 1}}));
    EXPECT_EQ(view.facts.at(0).second, "戶籍法第67條");
    EXPECT_EQ(view.month, 202611);
    EXPECT_EQ(view.sealed, sealed);
}

TEST(Leaf, ProjectionIsOfTheLeaf) {
    const Entry entry = full_entry();
    const base::Bytes leaf = encode_leaf(entry, noon, 0, {}).value();
    const Projection projection = projection_of(read_leaf(leaf).value());
    EXPECT_EQ(projection.person, search_key(entry.person));
    EXPECT_EQ(projection.case_key, search_key(entry.case_commitment));
    EXPECT_EQ(static_cast<std::uint64_t>(*projection.person), 0x8001020304050607U);
    EXPECT_EQ(projection.at, base::to_millis(noon));
    EXPECT_EQ(projection.kind, "query.lookup");
    EXPECT_EQ(projection.account, 1);
    EXPECT_EQ(search_key(std::optional<crypto::Tag>{}), std::nullopt);
}

TEST(Leaf, Limits) {
    Entry entry;
    entry.kind = "k";
    const std::size_t frame = encode(entry).size() + std::string_view{R"(,"purpose":"")"}.size();
    entry.purpose.assign(largest_entry - frame, 'x');
    EXPECT_EQ(encode(entry).size(), largest_entry);
    entry.purpose += 'x';
    EXPECT_EQ(encode(entry), "ledger.entry_too_large");
}

TEST(Leaf, InvalidEntries) {
    const auto code = [](auto change) {
        Entry entry = full_entry();
        change(entry);
        return encode(entry);
    };
    const std::string invalid = "ledger.entry_invalid";
    EXPECT_EQ(code([](Entry& e) { e.kind = ""; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.kind = "Query"; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.kind = std::string(41, 'a'); }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.kind = "a\"b"; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.purpose = "\xff"; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.account = -1; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.counts = {{"a", 1}, {"a", 2}}; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.counts = {{"", 1}}; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.counts = {{"a", std::int64_t{1} << 53}}; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.facts = {{"a b", "x"}}; }), invalid);
    EXPECT_EQ(code([](Entry& e) { e.facts = {{"a", "\xed\xa0\x80"}}; }), invalid);
}

// A second spelling of the same meaning is not a leaf.
TEST(Leaf, OnlyCanonicalBytesAreRead) {
    const std::string good = encode(full_entry(), 202611, base::Bytes(28, 0xff));
    ASSERT_TRUE(decode_leaf(base::as_bytes(good)).has_value());
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    for (const std::string& wrong : {std::string{},
                                     std::string{"{}"},
                                     good + " ",
                                     " " + good,
                                     good.substr(1),
                                     with(R"("v":1)", R"("v":2)"),
                                     with(R"("v":1)", R"("v":1,"w":1)"),
                                     with(R"({"account":"0000000000001",)",
                                          "{"
                                          R"("account":"0000000000001", )"),
                                     with("0000000000001", "000000000000I"),
                                     with("789Z", "789z"),
                                     with("2026-11-23T", "2026-02-30T"),
                                     with("aabb", "AABB"),
                                     with(R"("fields":-12,"records":1)", R"("records":1,"fields":-12)"),
                                     with(R"("fields":-12)", R"("fields":-012)"),
                                     with(R"("fields":-12)", R"("fields":-0)"),
                                     with(R"("fields":-12)", R"("fields":1e1)"),
                                     with(R"("fields":-12)", R"("fields":9007199254740992)"),
                                     with(R"({"fields":-12,"records":1})", "{}"),
                                     with(R"("outcome":"found")", R"("basis":"found")"),
                                     with(R"(\n)", R"(\u000a)"),
                                     with(R"(\u0001)", R"(\u0041)"),
                                     with(R"(\t)", "\t"),
                                     with(R"(\t)", R"(\/)"),
                                     with("役", "\xe5\xbd"),
                                     with("query.lookup", "Query"),
                                     with("2026-11\"", "2026-13\""),
                                     with(R"("month":"2026-11",)", ""),
                                     with("w==\"", "x==\""),
                                     with("w==\"", "w=\""),
                                     with(R"("purpose":"役男\"徵集\"\\ \n\t\u0001")", R"("purpose":"")"),
                                     with(R"("grant":"0000000000003",)", R"("unit":"0000000000003",)")}) {
        const auto view = decode_leaf(base::as_bytes(wrong));
        ASSERT_FALSE(view.has_value()) << wrong;
        EXPECT_EQ(view.error().code(), "ledger.leaf_malformed");
    }
}

Entry random_entry(base::Random& random) {
    const auto text = [&] {
        std::string out;
        for (std::uint64_t i = random.below(20); i > 0; --i) {
            constexpr std::string_view pieces[]{"a", "\"", "\\", "\n", "\x1f", "戶", "𠀀", "\x7f", "/"};
            out += pieces[random.below(std::size(pieces))];
        }
        return out;
    };
    const auto maybe_id = [&]() -> std::optional<std::int64_t> {
        if (random.below(2) == 0) return std::nullopt;
        return static_cast<std::int64_t>(random.next() >> 1);
    };
    Entry entry;
    entry.kind = "kind." + std::to_string(random.below(10));
    entry.account = maybe_id();
    entry.unit = maybe_id();
    entry.grant = maybe_id();
    entry.purpose = text();
    if (random.below(2) == 0) random.fill(entry.person.emplace());
    if (random.below(2) == 0) random.fill(entry.case_commitment.emplace());
    for (std::uint64_t i = random.below(4); i > 0; --i) {
        entry.counts.emplace_back("c" + std::to_string(i),
                                  static_cast<std::int64_t>(random.below(1'000'000)) - 500'000);
        entry.facts.emplace_back("f" + std::to_string(i), text());
    }
    return entry;
}

TEST(Leaf, RandomEntriesRoundTrip) {
    base::SeededRandom random{2026};
    for (int i = 0; i < 5000; ++i) {
        const Entry entry = random_entry(random);
        const base::Instant at = noon + base::Duration{random.below(1'000'000'000'000)};
        base::Bytes sealed(random.below(2) == 0 ? 0 : 28 + random.below(50));
        random.fill(sealed);
        const int month = sealed.empty() ? 0 : month_of(at);
        const base::Bytes leaf = encode_leaf(entry, at, month, sealed).value();
        const auto view = decode_leaf(leaf);
        ASSERT_TRUE(view.has_value()) << base::as_text(leaf);
        Entry again;
        again.kind = view->kind;
        again.account = view->account;
        again.unit = view->unit;
        again.grant = view->grant;
        again.purpose = view->purpose;
        again.case_commitment = view->case_commitment;
        again.person = view->person;
        again.counts = view->counts;
        again.facts = view->facts;
        ASSERT_EQ(base::as_text(encode_leaf(again, view->at, view->month, view->sealed).value()), base::as_text(leaf));
    }
}

TEST(Leaf, LogAndMonthAreThoseOfTaipei) {
    const auto at = [](std::string_view text) { return *base::from_rfc3339(text); };
    EXPECT_EQ(log_of(at("2026-12-31T15:59:59.999Z")), 2026);
    EXPECT_EQ(log_of(at("2026-12-31T16:00:00.000Z")), 2027);
    EXPECT_EQ(month_of(at("2026-10-31T15:59:59.999Z")), 202610);
    EXPECT_EQ(month_of(at("2026-10-31T16:00:00.000Z")), 202611);
}

}  // namespace
}  // namespace menhu::ledger
