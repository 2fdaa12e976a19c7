#include "demo/city.h"

#include <algorithm>

#include "demo/chance.h"
#include "demo/city_writer.h"
#include "demo/clan_maker.h"
#include "demo/delivery_writer.h"
#include "demo/examples.h"
#include "demo/spoiler.h"
#include "demo/world.h"

namespace menhu::demo {

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
    std::error_code error;
    std::filesystem::create_directories(options.directory, error);
    if (error || !std::filesystem::is_directory(options.directory, error)) {
        return base::Error{base::Fault::unavailable, "demo.directory_unusable", error.message()};
    }
    return {};
}

// A seed of its own for each clan, so that one clan's length moves no other (splitmix64).
std::uint64_t clan_seed(std::uint64_t seed, std::uint64_t clan) {
    std::uint64_t x = seed + (clan + 1) * 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

class Writing {
public:
    Writing(const CityOptions& options, const law::Districts& districts, std::optional<Flaw> flaw,
            const format::CharacterMap& characters)
        : options_{options},
          world_{districts, Day{options.base_date}, options.seed},
          spoiler_{flaw, Day{options.base_date}},
          finder_{characters} {}

    base::Result<void> open(const format::CharacterMap& characters) {
        if (options_.files != Files::utf8) {
            auto writer = TRY(DeliveryWriter::open("big5", "demo_full_big5", options_, options_.people, characters));
            writers_.push_back(std::move(writer));
        }
        if (options_.files != Files::big5) {
            auto writer = TRY(DeliveryWriter::open("utf8", "demo_full_utf8", options_, options_.people, characters));
            writers_.push_back(std::move(writer));
        }
        return {};
    }

    base::Result<void> people(const OnProgress& on_progress) {
        Clan clan;
        std::int64_t told = 0;
        for (std::uint64_t index = 0; written_ < options_.people; ++index) {
            Chance chance{clan_seed(options_.seed, index)};
            clan.clear();
            ClanMaker{world_, chance, clan}.make(std::min(clan_budget, options_.people - written_));
            for (const Household& household : clan.households) {
                for (const int member : household.members) {
                    TRY(person(clan, household, member));
                }
            }
            written_ += clan.recorded;
            if (on_progress && written_ - told >= progress_step) {
                told = written_;
                if (on_progress(written_) == Proceed::stop) {
                    return base::Error{base::Fault::conflict, "demo.stopped"};
                }
            }
        }
        if (on_progress) on_progress(written_);
        return {};
    }

    base::Result<City> finish(std::optional<Flaw> flaw) {
        City city;
        const auto trailer = flaw == Flaw::missing_trailer ? DeliveryWriter::Trailer::none
                             : flaw == Flaw::wrong_count   ? DeliveryWriter::Trailer::one_too_many
                                                           : DeliveryWriter::Trailer::right;
        for (const auto& writer : writers_) {
            auto delivery = TRY(writer->finish(trailer));
            city.deliveries.push_back(std::move(delivery));
        }
        city.examples = finder_.take();
        city.households = world_.numbers().households();
        city.characters = options_.directory / "characters.csv";
        city.examples_file = options_.directory / "examples.csv";
        TRY(write_file(city.characters, demonstration_characters()));
        TRY(write_file(city.examples_file, examples_csv(city.examples)));
        return city;
    }

private:
    base::Result<void> person(const Clan& clan, const Household& household, int member) {
        fill_record(clan, household, member, world_.base_day(), record_);
        finder_.see(clan, household, member, record_);
        if (spoiler_.see(clan, household, member, record_) == Spoiler::Write::no) return {};
        for (const auto& writer : writers_) {
            TRY(writer->person(record_));
        }
        return {};
    }

    const CityOptions& options_;
    World world_;
    Spoiler spoiler_;
    ExampleFinder finder_;
    std::vector<std::unique_ptr<DeliveryWriter>> writers_;
    Record record_;
    std::int64_t written_ = 0;
};

}  // namespace

base::Result<City> write_city(const CityOptions& options, const law::Districts& districts,
                              const OnProgress& on_progress, std::optional<Flaw> flaw) {
    TRY(check(options));
    const auto characters = TRY(format::CharacterMap::parse_csv(demonstration_characters(), "示範造字對照表"));
    Writing writing{options, districts, flaw, characters};
    TRY(writing.open(characters));
    TRY(writing.people(on_progress));
    return TRY(writing.finish(flaw));
}

base::Result<City> write_deliveries(const CityOptions& options, const law::Districts& districts,
                                    const OnProgress& on_progress) {
    return write_city(options, districts, on_progress, std::nullopt);
}

}  // namespace menhu::demo
