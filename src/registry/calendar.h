#pragma once
// What was due and what came: the rhythm that was agreed for each table, the provider's notices that a file lies ready
// (five days to fetch it, 辦法第十二條第一項) and the doubts about what came (seven days to raise them,
// 辦法第十一條第三款).
//
// Promises: what is late is computed when it is asked; the days are those of the law, without the grace of a day of
// rest: after them the provider deletes the file. Every act is entered in the ledger. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "people/actor.h"
#include "registry/delivery.h"

namespace menhu::registry {

using ScheduleId = base::Id<struct ScheduleTag>;
using NoticeId = base::Id<struct NoticeTag>;
using DoubtId = base::Id<struct DoubtTag>;

enum class Rhythm : std::uint8_t { month, week, day };
std::string_view rhythm_code(Rhythm rhythm);  // "month", …
std::optional<Rhythm> rhythm_named(std::string_view code);

struct Schedule {
    ScheduleId id{0};
    std::string table_number;
    format::DeliveryKind kind = format::DeliveryKind::full;
    Rhythm rhythm = Rhythm::month;
    std::int64_t due_day = 0;  // of the month 1-28, of the week 1 (Monday) - 7; 0 with Rhythm::day
    base::Date from{};
    std::optional<base::Date> until;
    std::string set_by_name;
    base::Instant set_at{};
};
// A new rhythm; that of the same table and kind, if there is one, ends the day before `from`. Errors:
// registry.schedule_invalid; those of people::require.
base::Result<ScheduleId> set_schedule(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                      Schedule schedule, base::Random& random, base::Instant now);
// Nothing more is due after that day. Errors: registry.schedule_unknown, registry.schedule_invalid.
base::Result<void> end_schedule(store::WriteTx& tx, const Registry& registry, const people::Actor& by, ScheduleId id,
                                base::Date until, base::Instant now);
base::Result<std::vector<Schedule>> schedules(store::ReadTx& tx);

enum class SlotState : std::uint8_t {
    ahead,    // its period has not begun or its day is not here
    came,     // in time
    late,     // after its day
    missing,  // its day is over and nothing came
};
std::string_view slot_state_code(SlotState state);  // "ahead", …

// One delivery that a schedule wants: of a month, week or day, by its base date.
struct Slot {
    ScheduleId schedule{0};
    base::Date from{};  // the period that its base date lies in
    base::Date to{};
    base::Date due{};
    SlotState state = SlotState::ahead;
    std::int64_t days = 0;  // late: how many; missing: since when; ahead: until its day
    std::optional<DeliveryId> delivery;
};
// The last `count` periods of each schedule up to today's and the next one, oldest first. Pure.
std::vector<Slot> slots(const std::vector<Schedule>& schedules, const std::vector<Delivery>& deliveries,
                        base::Date today, int count);

struct Notice {
    NoticeId id{0};
    std::string table_number;
    base::Date notified_on{};
    base::Date fetch_by{};
    std::string letter_number;
    std::string registered_by_name;
    std::optional<DeliveryId> delivery;  // with which it was fetched
};
// The provider's notice of `notified_on`. Errors: registry.notice_invalid; those of people::require.
base::Result<NoticeId> register_notice(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                       std::string_view table_number, base::Date notified_on,
                                       std::string_view letter_number, base::Random& random, base::Instant now);
// Newest first.
base::Result<std::vector<Notice>> notices(store::ReadTx& tx, const Registry& registry);
// A delivery of that table has come: the oldest open notice is answered by it.
base::Result<void> answer_notice(store::WriteTx& tx, const Delivery& delivery);

struct Doubt {
    DoubtId id{0};
    DeliveryId delivery{0};
    std::string letter_number;
    std::string text;
    std::string raised_by_name;
    base::Instant raised_at{};
};
// Until when a doubt about a delivery may be raised: seven days from its arrival.
base::Date doubt_by(const Registry& registry, const Delivery& delivery);
// Asks the provider to look into a delivery; also after the last day, because a doubt does not end with it. Errors:
// registry.delivery_unknown, registry.doubt_invalid; those of people::require.
base::Result<DoubtId> raise_doubt(store::WriteTx& tx, const Registry& registry, const people::Actor& by, DeliveryId id,
                                  std::string_view letter_number, std::string_view text, base::Random& random,
                                  base::Instant now);
// Of a delivery, oldest first; and of which deliveries there are some.
base::Result<std::vector<Doubt>> doubts_of(store::ReadTx& tx, const Registry& registry, DeliveryId id);
base::Result<std::vector<DeliveryId>> doubted(store::ReadTx& tx);

}  // namespace menhu::registry
