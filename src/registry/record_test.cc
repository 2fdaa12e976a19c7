// The pure parts: records, masks, tags, buckets, reports, the order of a household.
#include <gtest/gtest.h>

#include "registry/bucket.h"
#include "registry/household_order.h"
#include "registry/person.h"
#include "registry/report.h"
#include "registry/tags.h"

namespace menhu::registry {
namespace {

using format::PersonField;

TEST(Record, ReadsBackWhatWasBuilt) {
    PersonBuilder builder;
    const std::string notes(300, 'n');  // a length of two bytes
    builder.set(PersonField::notes, notes);
    builder.set(PersonField::person_id, "H100000010");
    builder.set(PersonField::person_name, "王小明");
    base::Bytes bytes;
    builder.finish(bytes);
    const auto view = PersonView::read(bytes);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->get(PersonField::person_id), "H100000010");
    EXPECT_EQ(view->get(PersonField::person_name), "王小明");
    EXPECT_EQ(view->get(PersonField::notes), notes);
    EXPECT_EQ(view->get(PersonField::spouse_id), "");
}

TEST(Record, RefusesEveryOtherEncoding) {
    PersonBuilder builder;
    builder.set(PersonField::person_id, "H100000010");
    builder.set(PersonField::person_name, "王小明");
    base::Bytes bytes;
    builder.finish(bytes);
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        const auto part = base::ByteView{bytes}.first(cut);
        const auto view = PersonView::read(part);
        if (view) EXPECT_EQ(cut, 12u) << "only between two fields";
    }
    EXPECT_FALSE(PersonView::read(base::Bytes{2, 1, 'a', 1, 1, 'b'})) << "descending";
    EXPECT_FALSE(PersonView::read(base::Bytes{1, 1, 'a', 1, 1, 'b'})) << "twice";
    EXPECT_FALSE(PersonView::read(base::Bytes{200, 1, 'a'})) << "no such field";
    EXPECT_FALSE(PersonView::read(base::Bytes{1, 0})) << "empty value";
    EXPECT_FALSE(PersonView::read(base::Bytes{1, 0x81, 0x00, 'a'})) << "a length in too many bytes";
    EXPECT_FALSE(PersonView::read(base::Bytes{1, 0xff, 0xff, 0xff, 0xff, 0x0f})) << "length without end";
}

TEST(Mask, ShowsEnoughAndNotMore) {
    EXPECT_EQ(masked(law::Mask::id, "H123456789"), "H12*****89");
    EXPECT_EQ(masked(law::Mask::id, "H123456789;H223456781"), "H12*****89;H22*****81");
    EXPECT_EQ(masked(law::Mask::id, "H12"), "***");
    EXPECT_EQ(masked(law::Mask::name, "王小明"), "王○明");
    EXPECT_EQ(masked(law::Mask::name, "王明"), "王○");
    EXPECT_EQ(masked(law::Mask::name, "歐陽小明"), "歐○○明");
    EXPECT_EQ(masked(law::Mask::name, "𠮷野"), "𠮷○");
    EXPECT_EQ(masked(law::Mask::date, "1985-07-01"), "1985-**-**");
    EXPECT_EQ(masked(law::Mask::date, "1985-07"), "1985-**");
    EXPECT_EQ(masked(law::Mask::date, "1985"), "1985");
    EXPECT_EQ(masked(law::Mask::address, "桃園市中壢區中山路1號"), "桃園市中壢區（已遮蔽）");
    EXPECT_EQ(masked(law::Mask::address, "中山路1號"), "（已遮蔽）");
    EXPECT_EQ(masked(law::Mask::text, "記事"), "（已遮蔽）");
    EXPECT_EQ(masked(law::Mask::none, "女"), "女");
    EXPECT_EQ(masked(law::Mask::text, ""), "");
}

TEST(Tags, EqualIdsMeetAndKindsDoNot) {
    const crypto::TagKey key{crypto::Secret::copy_of(std::string(32, 'k'))};
    EXPECT_EQ(person_tag(key, "H100000010"), person_tag(key, "H100000010"));
    EXPECT_NE(person_tag(key, "H1000001"), household_tag(key, "H1000001"));
    EXPECT_NE(name_birth_tag(key, "ab", "1985"), name_birth_tag(key, "a", "b1985")) << "delimited";
}

TEST(Tags, KeysAscendWithTheTagAndStayInTheirKind) {
    Tag low{};
    Tag high{};
    high.fill(0xff);
    for (const int bits : {0, 1, 10, 24}) {
        EXPECT_LE(bucket_key(low, Index::person, bits), bucket_key(high, Index::person, bits));
        EXPECT_GT(bucket_key(low, Index::person, bits), 0);
        EXPECT_EQ(bucket_key(high, Index::spouse, bits) >> 40, (255 << 8) | 5);
    }
    EXPECT_EQ(bits_for(0, 8), 0);
    EXPECT_EQ(bits_for(2048, 8), 0);
    EXPECT_EQ(bits_for(2'350'000, 8), 10);
}

TEST(Buckets, FindTheirEntriesOnly) {
    base::Bytes body;
    std::vector<Tag> tags(3);
    for (std::size_t index = 0; index < tags.size(); ++index) {
        tags[index].fill(static_cast<std::uint8_t>(10 * (index + 1)));
        put_record(body, tags[index], static_cast<std::uint32_t>(index + 7), base::Bytes(index, 0xaa));
    }
    for (std::size_t index = 0; index < tags.size(); ++index) {
        const auto found = find_record(body, tags[index]);
        ASSERT_TRUE(found && *found);
        EXPECT_EQ((*found)->number, index + 7);
        EXPECT_EQ((*found)->sealed.size(), index);
    }
    Tag absent{};
    absent.fill(15);
    const auto none = find_record(body, absent);
    ASSERT_TRUE(none);
    EXPECT_FALSE(*none);
    absent.fill(99);
    for (std::size_t cut = 0; cut < body.size(); ++cut) {
        const auto found = find_record(base::ByteView{body}.first(cut), absent);
        if (found) EXPECT_FALSE(*found) << cut;  // an entry's end may be a body's end
    }
    EXPECT_FALSE(find_record(base::ByteView{body}.first(body.size() - 1), absent)) << "cut inside an entry";
}

TEST(Buckets, HoldSeveralPeopleUnderOneTag) {
    base::Bytes body;
    Tag tag{};
    tag.fill(5);
    Tag other{};
    other.fill(6);
    Tag first{};
    Tag second{};
    second.fill(1);
    put_pair(body, tag, first);
    put_pair(body, tag, second);
    put_pair(body, other, first);
    const auto found = find_pairs(body, tag);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<Tag>{first, second}));
    body.pop_back();
    EXPECT_FALSE(find_pairs(body, tag));
}

TEST(Report, ReadsBackWhatWasWritten) {
    Report report;
    report.read = 10;
    report.accepted = 9;
    report.rejected = 1;
    report.refusal = "hash";
    report.set(CheckKind::hash, Outcome::failed, 1, "found 00");
    report.set(CheckKind::codes, Outcome::warning, 3, "rows 1 2 3");
    const auto back = read_report(report_json(report));
    ASSERT_TRUE(back);
    EXPECT_EQ(report_json(*back), report_json(report));
    EXPECT_EQ(back->check(CheckKind::hash).outcome, Outcome::failed);
    EXPECT_EQ(back->check(CheckKind::trailer).outcome, Outcome::not_run);
    EXPECT_EQ(back->checks.size(), check_count);
    EXPECT_FALSE(read_report("{}"));
    EXPECT_FALSE(read_report(R"({"checks":[{"code":"no such","count":0,"detail":"","outcome":"passed"}]})"));
}

TEST(Report, NamesReasons) {
    EXPECT_EQ(reason_codes(static_cast<std::uint32_t>(Reason::bad_id) | static_cast<std::uint32_t>(Reason::bad_date)),
              "bad_id;bad_date");
    EXPECT_EQ(reason_codes(0), "");
}

TEST(Household, PlacesRelationsInLegalOrder) {
    for (const auto& [relation, place] : {std::pair{"戶長", Place::head},
                                          {"妻", Place::spouse},
                                          {"父", Place::ascendant},
                                          {"祖母", Place::ascendant},
                                          {"翁", Place::ascendant},
                                          {"岳母", Place::ascendant},
                                          {"養母", Place::ascendant},
                                          {"長男", Place::descendant},
                                          {"養女", Place::descendant},
                                          {"孫女", Place::descendant},
                                          {"媳", Place::descendant},
                                          {"弟", Place::collateral},
                                          {"伯父", Place::collateral},
                                          {"姪女", Place::collateral},
                                          {"表妹", Place::collateral},
                                          {"家屬", Place::other},
                                          {"寄居人", Place::lodger},
                                          {"?", Place::other}}) {
        EXPECT_EQ(place_of(relation), place) << relation;
    }
}

}  // namespace
}  // namespace menhu::registry
