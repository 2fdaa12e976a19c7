// An import that is killed or whose store fails: the old generation stays in use, and the delivery goes on.
#include <sys/wait.h>

#include <csignal>

#include "kit/fail_at_every_call.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using kit::PersonField;

class Crash : public RegistryTest {
protected:
    // The base date of an answer says which generation it came from; here the name does.
    std::string name_of(grants::GrantId grant) {
        const auto answer = good(ask(grant, by_id(kit::id_of(1)))).value();
        const auto& disclosure = std::get<Disclosure>(answer);
        for (const auto& field : disclosure.cards().at(0).fields) {
            if (field.name == "PersonName") return field.value;
        }
        return "";
    }
    static std::vector<kit::Person> renamed(int count) {
        auto people = kit::residents(count);
        people[0][PersonField::person_name] = "趙新代";
        return people;
    }
    std::string key_file() const { return (directory_ / "kek.key").string(); }
};

INSTANTIATE_TEST_SUITE_P(Both, Crash, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Crash, LeavesTheOldGenerationInUseWhenItIsKilled) {
    load(kit::residents(100));
    const auto grant = make_grant();
    const auto written = kit::write_delivery(layout(), renamed(4000), 2);
    const auto id = take(written);
    upload(id, written.bytes);
    const auto settings = store_.settings();
    base::SeededRandom chance{11};
    for (int round = 0; round < 6; ++round) {
        // The child has the database to itself and is killed at some moment of the import.
        registry_.reset();
        office_.reset();
        ledger_.reset();
        store_.close();
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            reopen(settings);
            (void)import(id);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(chance.below(400'000)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        reopen(settings);
        EXPECT_EQ(name_of(grant), "王○1") << "the old generation";
        if (delivery(id).state == DeliveryState::awaiting_sign_off) break;  // it was quicker
        EXPECT_TRUE(std::filesystem::is_empty(directory_ / "scratch")) << "swept at the next start";
    }
    if (delivery(id).state != DeliveryState::awaiting_sign_off) {
        EXPECT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
    }
    accept(id);
    EXPECT_EQ(name_of(grant), "趙○代");
}

TEST_P(Crash, NeverFinishesWithoutItsEntryWhenTheStoreFails) {
    load(kit::residents(30));  // one in thirty changes: below the share that takes a second person
    const auto grant = make_grant();
    const auto written = kit::write_delivery(layout(), renamed(30), 2);
    const auto id = take(written);
    upload(id, written.bytes);
    menhu::kit::Faults faults;
    auto settings = store_.settings();
    faults.into(settings);
    reopen(settings);
    const auto by = fetcher();
    const auto run = [&]() -> base::Result<DeliveryState> {
        base::FakeClock clock{now_};
        auto job = TRY(start_import(*registry_, by, id, random_, now_));
        return job.run(clock, {});
    };
    menhu::kit::fail_at_every_call(
        faults, [&] { return run().has_value(); },
        [&](const menhu::kit::Outcome& outcome) {
            const auto state = delivery(id).state;
            const bool waiting = state == DeliveryState::awaiting_sign_off;
            EXPECT_EQ(entries("import.finished"), waiting ? 2 : 1) << outcome.what;
            EXPECT_TRUE(waiting || state == DeliveryState::importing || state == DeliveryState::uploading)
                << outcome.what;
        },
        20'000);
    menhu::kit::fail_at_every_call(
        faults, [&] { return sign_off(*registry_, by, id, Decision::accept, "", now_).has_value(); },
        [&](const menhu::kit::Outcome& outcome) {
            const bool switched = delivery(id).state == DeliveryState::in_use;
            EXPECT_EQ(switched, outcome.succeeded) << outcome.what;
            EXPECT_EQ(entries("generation.switched"), switched ? 2 : 1) << outcome.what;
            EXPECT_EQ(entries("delivery.signed_off"), switched ? 2 : 1) << outcome.what;
            EXPECT_EQ(name_of(grant), switched ? "趙○代" : "王○1");
        });
}

}  // namespace
}  // namespace menhu::registry
