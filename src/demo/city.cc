#include "demo/city.h"

#include <algorithm>
#include <deque>

#include "demo/chance.h"
#include "demo/city_writer.h"
#include "demo/clan_maker.h"
#include "demo/delivery_writer.h"
#include "demo/examples.h"
#include "demo/life.h"
#include "demo/spoiler.h"
#include "demo/villages.h"
#include "demo/world.h"

namespace menhu::demo {

using std::chrono::days;

namespace {

constexpr std::int64_t clan_budget = 400;
constexpr std::int64_t progress_step = 5000;

base::Result<void> check(const CityOptions& options) {
    if (options.people < fewest_people || options.people > most_people) {
        return base::Error{base::Fault::bad_input, "demo.people_out_of_range"};
    }
    const int year = static_cast<int>(options.base_date.year());
    if (!options.base_date.ok() || year < 2020 || year > 2099) {
        return base::Error{base::Fault::bad_input, "demo.base_date_out_of_range"};
    }
    const int after = options.after.value_or(options.months);
    if (options.months < 0 || options.months > most_months || after < 0 || after > options.months) {
        return base::Error{base::Fault::bad_input, "demo.months_out_of_range"};
    }
    std::error_code error;
    std::filesystem::create_directories(options.directory, error);
    if (error || !std::filesystem::is_directory(options.directory, error)) {
        return base::Error{base::Fault::unavailable, "demo.directory_unusable", error.message()};
    }
    return {};
}

// A seed of its own for each clan, and for each of its months, so that one's length moves no other (splitmix64).
std::uint64_t clan_seed(std::uint64_t seed, std::uint64_t clan) {
    std::uint64_t x = seed + (clan + 1) * 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}
std::uint64_t month_seed(std::uint64_t seed, std::uint64_t clan, int month) {
    return clan_seed(clan_seed(seed, clan), static_cast<std::uint64_t>(month));
}

// The city, clan by clan, through its months. One pass: the numbers that it hands out are handed out once.
class Passing {
public:
    Passing(const CityOptions& options, const law::Districts& districts, int months, ClanLife::Follow follow)
        : options_{options}, life_{clan_, follow} {
        worlds_.emplace_back(districts, Day{base_date_after(options, 0)}, options.seed);
        for (int number = 1; number <= months; ++number) {
            Month& month = months_.emplace_back();
            month.number = number;
            month.first = Day{base_date_after(options, number - 1)} + days{1};
            month.last = Day{base_date_after(options, number)};
            for (Day day = month.first; day <= month.last; day += days{1}) {
                if (boundaries_change(districts, day)) month.divided = day;
            }
            worlds_.emplace_back(districts, month.last, options.seed, number);
        }
    }

    // The next clan as it begins; false when all people of the beginning have been made.
    bool next() {
        if (begun_ >= options_.people) return false;
        Chance chance{clan_seed(options_.seed, index_)};
        clan_.clear(index_++);
        ClanMaker{worlds_.front(), chance, clan_}.make(std::min(clan_budget, options_.people - begun_));
        begun_ += clan_.recorded;
        life_.begin();
        return true;
    }
    void live(const Month& month, std::vector<Change>& changes) {
        Chance chance{month_seed(options_.seed, clan_.number, month.number)};
        life_.live(worlds_[static_cast<std::size_t>(month.number)], month, chance, changes);
    }

    const Clan& clan() const { return clan_; }
    const std::vector<Month>& months() const { return months_; }
    std::int64_t begun() const { return begun_; }
    std::int64_t households() const {
        std::int64_t all = 0;
        for (const World& world : worlds_) all += world.numbers().households();
        return all;
    }

private:
    const CityOptions& options_;
    std::deque<World> worlds_;  // as it begins, and of each month
    std::vector<Month> months_;
    Clan clan_;
    ClanLife life_;
    std::uint64_t index_ = 0;
    std::int64_t begun_ = 0;  // people whom the city began with, so far
};

// People after so many months.
std::int64_t count_people(const CityOptions& options, const law::Districts& districts, int months) {
    if (months == 0) return options.people;
    Passing passing{options, districts, months, ClanLife::Follow::people};
    std::vector<Change> changes;
    std::int64_t people = 0;
    while (passing.next()) {
        for (const Month& month : passing.months()) passing.live(month, changes);
        people += passing.clan().recorded;
    }
    return people;
}

class Writing {
public:
    Writing(const CityOptions& options, const law::Districts& districts, int months, std::optional<Flaw> flaw,
            const format::CharacterMap& characters)
        : options_{options},
          passing_{options, districts, months, ClanLife::Follow::everything},
          spoiler_{flaw, Day{base_date_after(options, months)}},
          finder_{characters},
          characters_{characters} {}

    // A full file of that many people, as they stand after so many months.
    base::Result<void> open_full(int months, std::int64_t people) {
        return open(full_, {.kind = format::DeliveryKind::full,
                            .stem = {},
                            .layout = {},
                            .sequence = options_.sequence,
                            .base_date = Day{base_date_after(options_, months)},
                            .previous_base_date = {},
                            .change_sequence = months,
                            .told = people});
    }
    base::Result<void> open_changes() {
        for (const Month& month : passing_.months()) {
            auto& writers = changes_.emplace_back();
            TRY(open(writers, {.kind = format::DeliveryKind::change,
                               .stem = {},
                               .layout = {},
                               .sequence = month.number,
                               .base_date = month.last,
                               .previous_base_date = month.first - days{1},
                               .change_sequence = 0,
                               .told = {}}));
        }
        return {};
    }

    enum class Full : std::uint8_t { as_it_begins, as_it_ends };
    base::Result<void> people(Full full, const OnProgress& on_progress) {
        std::int64_t told = 0;
        std::vector<Change> happened;
        while (passing_.next()) {
            if (full == Full::as_it_begins) TRY(write_clan(Examples::pass_over));
            for (const Month& month : passing_.months()) {
                happened.clear();
                passing_.live(month, happened);
                if (changes_.empty()) continue;
                for (const auto& writer : changes_[static_cast<std::size_t>(month.number) - 1]) {
                    for (const Change& change : happened) TRY(writer->change(change, passing_.clan().number));
                }
            }
            if (full == Full::as_it_ends) {
                TRY(write_clan(Examples::look_for));
            } else {
                look_for_examples();
            }
            if (on_progress && passing_.begun() - told >= progress_step) {
                told = passing_.begun();
                if (on_progress(told) == Proceed::stop) return base::Error{base::Fault::conflict, "demo.stopped"};
            }
        }
        if (on_progress) on_progress(passing_.begun());
        return {};
    }

    base::Result<City> finish(std::optional<Flaw> flaw) {
        City city;
        const auto trailer = flaw == Flaw::missing_trailer ? DeliveryWriter::Trailer::none
                             : flaw == Flaw::wrong_count   ? DeliveryWriter::Trailer::one_too_many
                                                           : DeliveryWriter::Trailer::right;
        for (const auto& writer : full_) {
            auto delivery = TRY(writer->finish(trailer));
            city.deliveries.push_back(std::move(delivery));
        }
        for (const auto& month : changes_) {
            for (const auto& writer : month) {
                auto delivery = TRY(writer->finish(DeliveryWriter::Trailer::right));
                city.changes.push_back(std::move(delivery));
            }
        }
        city.examples = finder_.take();
        city.households = passing_.households();
        city.characters = options_.directory / "characters.csv";
        city.examples_file = options_.directory / "examples.csv";
        TRY(write_file(city.characters, demonstration_characters()));
        TRY(write_file(city.examples_file, examples_csv(city.examples)));
        return city;
    }

private:
    using Writers = std::vector<std::unique_ptr<DeliveryWriter>>;
    enum class Examples : std::uint8_t { look_for, pass_over };

    base::Result<void> open(Writers& writers, DeliveryHead head) {
        const bool is_full = head.kind == format::DeliveryKind::full;
        std::string stem = is_full ? "" : "-change-" + std::to_string(head.sequence);
        if (!is_full && head.sequence < 10) stem.insert(stem.size() - 1, 1, '0');
        for (const auto& [files, encoding] : {std::pair{Files::big5, "big5"}, std::pair{Files::utf8, "utf8"}}) {
            if (options_.files != Files::both && options_.files != files) continue;
            head.stem = encoding + stem;
            head.layout = std::string{is_full ? "demo_full_" : "demo_change_"} + encoding;
            auto writer = TRY(DeliveryWriter::open(options_.directory, head, characters_));
            writers.push_back(std::move(writer));
        }
        return {};
    }

    base::Result<void> write_clan(Examples examples) {
        const Clan& clan = passing_.clan();
        for (const Household& household : clan.households) {
            for (const int member : household.members) TRY(person(clan, household, member, examples));
        }
        return {};
    }
    base::Result<void> person(const Clan& clan, const Household& household, int member, Examples examples) {
        fill_record(clan, household, member, record_);
        if (examples == Examples::look_for) finder_.see(clan, household, member, record_);
        if (spoiler_.see(clan, household, member, record_) == Spoiler::Write::no) return {};
        const Kin& kin = clan.at(member);
        for (const auto& writer : full_) {
            TRY(writer->person(record_));
            // A row that was spoiled into somebody else has no events: only the row shall be wrong.
            if (record_[format::PersonField::person_id] == kin.id) TRY(writer->events(kin.id, kin.events, clan.number));
        }
        return {};
    }
    void look_for_examples() {
        const Clan& clan = passing_.clan();
        for (const Household& household : clan.households) {
            for (const int member : household.members) {
                if (finder_.has_all()) return;
                fill_record(clan, household, member, record_);
                finder_.see(clan, household, member, record_);
            }
        }
    }

    const CityOptions& options_;
    Passing passing_;
    Spoiler spoiler_;
    ExampleFinder finder_;
    const format::CharacterMap& characters_;
    Writers full_;
    std::vector<Writers> changes_;  // of each month
    Record record_;
};

}  // namespace

law::Date base_date_after(const CityOptions& options, int months) {
    const law::Date date = options.base_date - std::chrono::months{options.months - months};
    return date.ok() ? date : law::Date{date.year() / date.month() / std::chrono::last};
}

base::Result<City> write_city(const CityOptions& options, const law::Districts& districts,
                              const OnProgress& on_progress, std::optional<Flaw> flaw) {
    TRY(check(options));
    const auto characters = TRY(format::CharacterMap::parse_csv(demonstration_characters(), "示範造字對照表"));
    const int months = options.after.value_or(options.months);
    Writing writing{options, districts, months, flaw, characters};
    TRY(writing.open_full(months, count_people(options, districts, months)));
    TRY(writing.people(Writing::Full::as_it_ends, on_progress));
    return TRY(writing.finish(flaw));
}

base::Result<City> write_deliveries(const CityOptions& options, const law::Districts& districts,
                                    const OnProgress& on_progress) {
    return write_city(options, districts, on_progress, std::nullopt);
}

base::Result<City> write_months(const CityOptions& options, const law::Districts& districts,
                                const OnProgress& on_progress) {
    TRY(check(options));
    const auto characters = TRY(format::CharacterMap::parse_csv(demonstration_characters(), "示範造字對照表"));
    Writing writing{options, districts, options.months, std::nullopt, characters};
    TRY(writing.open_full(0, options.people));
    TRY(writing.open_changes());
    TRY(writing.people(Writing::Full::as_it_begins, on_progress));
    return TRY(writing.finish(std::nullopt));
}

}  // namespace menhu::demo
