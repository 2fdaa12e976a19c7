#include "registry/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "format/event_fields.h"

namespace menhu::registry {
namespace {

using format::PersonField;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const PersonEvent moved{.kind = LegalEvent::move_in,
                        .on = "2019-03-05",
                        .registered = "2019-03-06",
                        .from = "新北市板橋區",
                        .to = "桃園市中壢區",
                        .other_id = {},
                        .act = "A0000017"};
const PersonEvent married{
    .kind = LegalEvent::marriage, .on = "2020-02-29", .other_id = "Y200000000", .act = "A0000018", .undone = true};

base::Bytes stored(std::vector<PersonEvent> events) {
    base::Bytes out;
    append_events(events, out);
    return out;
}

TEST(Events, EveryKindHasACodeOfItsOwnAndIsFoundByIt) {
    std::set<std::string_view> codes;
    for (std::size_t index = 0; index < legal_event_count; ++index) {
        const auto kind = static_cast<LegalEvent>(index);
        EXPECT_TRUE(codes.insert(legal_event_code(kind)).second) << legal_event_code(kind);
        EXPECT_EQ(legal_event_named(legal_event_code(kind)), kind);
        EXPECT_FALSE(legal_event_zh(kind).empty());
        EXPECT_FALSE(legal_event_en(kind).empty());
        EXPECT_TRUE(format::is_made_of_events(history_of_kind(kind)));
    }
    // The two lists stand beside each other.
    EXPECT_EQ(legal_event_code(LegalEvent::birth), "birth");
    EXPECT_EQ(legal_event_code(LegalEvent::declared_dead), "declared_dead");
    EXPECT_EQ(legal_event_code(LegalEvent::move_abroad), "move_abroad");
    EXPECT_EQ(legal_event_code(LegalEvent::id_change), "id_change");
    EXPECT_EQ(legal_event_code(LegalEvent::boundary), "boundary");
    EXPECT_EQ(legal_event_code(LegalEvent::correction), "correction");
    EXPECT_FALSE(legal_event_named("moved"));
    EXPECT_FALSE(legal_event_named(""));
}

TEST(Events, ComeBackFromTheSealedFormWithTheRecordAroundThem) {
    const auto events = stored({moved, married});
    PersonBuilder builder;
    builder.set(PersonField::person_id, "Y100000001");
    builder.set(PersonField::status_date, "2019-03-05");
    builder.set_events(events);
    base::Bytes compact;
    builder.finish(compact);
    const auto view = PersonView::read(compact);
    ASSERT_TRUE(view);
    EXPECT_EQ(view->get(PersonField::status_date), "2019-03-05");
    EXPECT_EQ(view->get(PersonField::move_history), "");
    const auto back = events_of(*view);
    ASSERT_TRUE(back);
    EXPECT_THAT(*back, ElementsAre(moved, married));

    builder.clear();
    builder.set(PersonField::person_id, "Y100000001");
    compact.clear();
    builder.finish(compact);
    const auto none = events_of(PersonView::read(compact).value());
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
}

TEST(Events, ACutOrChangedFormIsRefused) {
    const auto whole = stored({moved, married});
    const auto first = stored({moved}).size();
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        if (cut == first) continue;  // one event is whole by itself
        const auto read = read_events(base::ByteView{whole}.first(cut));
        EXPECT_FALSE(read) << cut;
    }
    auto unknown_kind = whole;
    unknown_kind[0] = legal_event_count;
    EXPECT_FALSE(read_events(unknown_kind));
    auto unknown_flag = whole;
    unknown_flag[1] = 2;
    EXPECT_FALSE(read_events(unknown_flag));
    EXPECT_FALSE(read_events(base::Bytes{0, 0, 0x80, 0x00, 0, 0, 0, 0, 0})) << "a length in too many bytes";
}

TEST(Events, HaveOneOrderWhateverTheOrderInWhichTheyCame) {
    const PersonEvent year{.kind = LegalEvent::move_in, .on = "2019", .act = "A9"};
    const PersonEvent first_act{.kind = LegalEvent::move_within, .on = "2020-02-29", .act = "A0000001"};
    std::vector<PersonEvent> events{married, first_act, moved, year};
    std::vector<PersonEvent> sorted = events;
    sort_events(sorted);
    EXPECT_THAT(sorted, ElementsAre(year, moved, first_act, married)) << "the act decides on one day";
    std::ranges::reverse(events);
    sort_events(events);
    EXPECT_EQ(events, sorted);
}

TEST(Events, EachHistoryShowsItsOwnInWords) {
    const std::vector events{moved, married};
    EXPECT_EQ(history_zh(events, PersonField::move_history), "2019-03-05 遷入（新北市板橋區 → 桃園市中壢區）");
    EXPECT_EQ(history_zh(events, PersonField::status_history), "2020-02-29 結婚〔已撤銷〕");
    EXPECT_EQ(history_en(events, PersonField::status_history), "2020-02-29 Marriage [revoked]");
    EXPECT_THAT(history_en(events, PersonField::move_history), Not(HasSubstr("Marriage")));
    EXPECT_EQ(history_zh({}, PersonField::move_history), "");
}

}  // namespace
}  // namespace menhu::registry
