#pragma once
// An office with a registry for the tests of this room, on one engine: a designated person, a case worker with a grant,
// a clock that stands still.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/random.h"
#include "crypto/keyring.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "grants/tables.h"
#include "kit/database.h"
#include "kit/profile.h"
#include "ledger/ledger.h"
#include "ledger/trail.h"
#include "people/account.h"
#include "people/office.h"
#include "people/operator.h"
#include "people/session.h"
#include "people/sign_in.h"
#include "people/tables.h"
#include "people/unit.h"
#include "registry/delivery_kit.h"
#include "registry/import.h"
#include "registry/lookup.h"
#include "registry/registry.h"
#include "registry/sign_off.h"
#include "registry/tables.h"

namespace menhu::registry {

template <class T>
T good(base::Result<T> result) {
    if (!result) throw std::runtime_error{result.error().describe()};
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? "none" : std::string{result.error().code()};
}

inline std::vector<format::Layout> demonstration_layouts() {
    std::vector<format::Layout> layouts;
    for (const auto& file : format::demonstration_layouts())
        layouts.push_back(good(format::parse_layout(file.bytes, file.name)));
    return layouts;
}

class RegistryTest : public testing::TestWithParam<store::Engine> {
protected:
    static constexpr std::string_view strong = "Blue-Kettle-47-Rain";

    RegistryTest() {
        std::string name = (std::filesystem::temp_directory_path() / "menhu-registry-XXXXXX").string();
        CHECK(::mkdtemp(name.data()) != nullptr);
        directory_ = name;
    }
    ~RegistryTest() override { std::filesystem::remove_all(directory_); }

    void SetUp() override {
        open_rooms();
        office_ =
            good(people::Office::open(*ledger_, profile_, people::Installation::demonstration,
                                      crypto::Secret::random(32, random_), random_, {.memory_kib = 8, .passes = 1}));
        make_people();
        open_registry();
    }

    void open_rooms() { ledger_ = good(ledger::Ledger::open(*store_, keyring_, "menhu.test/ledger", random_, now_)); }
    void open_registry() {
        registry_ = good(Registry::open(*store_, *ledger_, keyring_, profile_, random_,
                                        {.inbox = directory_ / "inbox",
                                         .scratch = directory_ / "scratch",
                                         .layouts = demonstration_layouts(),
                                         .characters = {},
                                         .districts = nullptr,
                                         .workers = 2},
                                        now_));
    }
    // As after a restart: everything that holds the database, closed and opened again with these settings.
    void reopen(const store::Settings& settings) {
        registry_.reset();
        office_.reset();
        ledger_.reset();
        store_.reopen(settings);
        open_rooms();
        office_ = good(people::Office::open(*ledger_, profile_, people::Installation::demonstration,
                                            crypto::Secret::copy_of(std::string(32, 'k')), random_,
                                            {.memory_kib = 8, .passes = 1}));
        open_registry();
    }

    template <class Work>
    auto write(Work work) {
        return good(store_->write(work)).value();
    }

    void make_people() {
        unit_ = write([&](store::WriteTx& tx) -> base::Result<people::UnitId> {
            auto by = TRY(people::operator_actor(tx, *office_, "test", now_));
            // A unit of the profile, so that purposes may name it.
            TRY(people::create_profile_units(tx, *office_, by, now_ - std::chrono::days{30}, random_, now_));
            const auto unit = TRY(people::find_unit(tx, profile_.units().front().code));
            CHECK(unit);
            return unit->id;
        });
        const auto console =
            write([&](store::WriteTx& tx) { return people::operator_actor(tx, *office_, "test", now_); });
        good(people::create_first_administrator(*store_, *office_, random_, console,
                                                account("chief", people::Role::account_administrator), password(),
                                                now_));
        chief_token_ = sign_in("chief");
        for (const auto& [name, role] :
             {std::pair{"fetcher", people::Role::designated_person}, std::pair{"worker", people::Role::case_worker},
              std::pair{"other", people::Role::case_worker}}) {
            good(people::create_account(*store_, *office_, random_, actor(chief_token_), account(name, role),
                                        password(), now_));
        }
        fetcher_token_ = sign_in("fetcher");
        worker_token_ = sign_in("worker");
        other_token_ = sign_in("other");
    }

    people::NewAccount account(std::string name, people::Role role) const {
        return {.name = std::move(name),
                .display_name = "測試人員",
                .unit = *unit_,
                .roles = people::Roles{role},
                .from = now_ - std::chrono::days{1},
                .until = std::nullopt,
                .first_password = people::FirstPassword::kept};
    }
    static crypto::Secret password() { return crypto::Secret::copy_of(strong); }
    std::string sign_in(std::string_view name) {
        auto answer = good(people::sign_in(*store_, *office_, random_, name, password(), "192.0.2.7", now_)).value();
        CHECK(std::holds_alternative<people::SignedIn>(answer));
        return std::get<people::SignedIn>(answer).token;
    }
    people::Actor actor(const std::string& token) {
        return good(store_->read([&](store::ReadTx& tx) { return people::identify(tx, *office_, token, now_); }));
    }
    people::Actor fetcher() { return actor(fetcher_token_); }

    std::int64_t entries(std::string_view kind) {
        return good(store_->read([&](store::ReadTx& tx) {
            ledger::TrailFilter filter;
            filter.kind = kind;
            return ledger::count_trail(tx, filter);
        }));
    }

    // The steps of a delivery.
    DeliveryId take(const kit::Written& written) {
        return write([&](store::WriteTx& tx) {
            return take_manifest(tx, *registry_, fetcher(), written.manifest, random_, now_);
        });
    }
    void upload(DeliveryId id, std::string_view bytes) {
        auto upload = good(Upload::open(*registry_, fetcher(), id, received_bytes(*registry_, id)));
        good(upload.write(base::as_bytes(bytes)));
        good(upload.finish());
    }
    base::Result<DeliveryState> import(DeliveryId id, const OnProgress& on_progress = {}) {
        base::FakeClock clock{now_};
        auto job = TRY(start_import(*registry_, fetcher(), id, random_, now_));
        return job.run(clock, on_progress);
    }
    Delivery delivery(DeliveryId id) {
        return good(store_->read([&](store::ReadTx& tx) { return find_delivery(tx, id); })).value();
    }
    const format::Layout& layout(std::string_view name = "demo_full_utf8") {
        const auto* found = registry_->find_layout(name);
        CHECK(found != nullptr);
        return *found;
    }
    // A delivery from manifest to sign-off.
    DeliveryId load(const std::vector<kit::Person>& people, std::int64_t sequence = 1) {
        const auto written = kit::write_delivery(layout(), people, sequence);
        const auto id = take(written);
        upload(id, written.bytes);
        EXPECT_EQ(good(import(id)), DeliveryState::awaiting_sign_off) << report_json(*delivery(id).report);
        EXPECT_EQ(good(sign_off(*registry_, fetcher(), id, Decision::accept, "", now_)), DeliveryState::in_use);
        return id;
    }

    // A grant for the worker; answers its id.
    grants::GrantId make_grant(grants::Population population = {}, std::vector<std::string> fields = {}) {
        const grants::Desk desk{*ledger_, profile_};
        if (fields.empty()) fields = {"PersonId", "PersonName", "BirthDate", "Status", "Relation", "AreaCode"};
        return write([&](store::WriteTx& tx) -> base::Result<grants::GrantId> {
            const auto chief = TRY(people::identify(tx, *office_, chief_token_, now_));
            const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
            auto purpose = TRY(grants::find_purpose(tx, "allowance"));
            if (!purpose) {
                TRY(grants::adopt_bases(tx, desk, chief, now_));
                grants::NewPurpose what{.code = "allowance",
                                        .name_zh = "津貼審核",
                                        .name_en = "Allowances",
                                        .bases = {profile_.bases().front().id},
                                        .units = {profile_.units().front().code},
                                        .fields = {},
                                        .operations = {grants::Operation::lookup, grants::Operation::household},
                                        .case_pattern = "",
                                        .case_example = "",
                                        .acknowledgement_zh = "知悉",
                                        .acknowledgement_en = "Noted"};
                for (const auto& field : profile_.fields()) what.fields.emplace_back(field.name());
                TRY(grants::create_purpose(tx, desk, chief, what, random_, now_));
                purpose = TRY(grants::find_purpose(tx, "allowance"));
                CHECK(purpose);
            }
            grants::NewGrant grant{.purpose = purpose->id,
                                   .unit = *unit_,
                                   .holders = {worker.account()},
                                   .fields = fields,
                                   .operations = {grants::Operation::lookup, grants::Operation::household},
                                   .population = population,
                                   .from = now_ - std::chrono::days{1},
                                   .until = now_ + std::chrono::days{30},
                                   .quota_day = 100'000,
                                   .quota_total = 100'000,
                                   .application = "A-1"};
            return grants::create_grant(tx, desk, chief, grant, random_, now_);
        });
    }
    base::Result<grants::Permit> permit(store::WriteTx& tx, grants::GrantId grant, grants::Operation operation) {
        const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
        grants::Ask ask;
        ask.grant = grant;
        ask.operation = operation;
        ask.case_number = "桃婦字第1150000001號";
        ask.reason = "審核育兒津貼之設籍狀況";
        auto decision = TRY(grants::decide(tx, {*ledger_, profile_}, worker, ask, now_));
        if (!std::holds_alternative<grants::Permit>(decision)) {
            return base::Error{base::Fault::conflict, "test.refused",
                               std::string{std::get<grants::Refusal>(decision).code()}};
        }
        return std::get<grants::Permit>(std::move(decision));
    }
    base::Result<store::Committed<Answer>> ask(grants::GrantId grant, const Subject& subject) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<Answer> {
            auto allowed = TRY(permit(tx, grant, grants::Operation::lookup));
            return lookup(tx, *registry_, std::move(allowed), subject, random_, now_);
        });
    }
    static Subject by_id(std::string id) { return ById{base::Personal{std::move(id)}}; }

    base::Instant now_ = base::from_rfc3339("2026-11-23T01:00:00.000Z").value();
    base::SeededRandom random_{7};
    std::filesystem::path directory_;
    menhu::kit::TestDatabase store_{GetParam(), menhu::kit::all_of({ledger::migrations(), people::migrations(),
                                                                    grants::migrations(), registry::migrations()})};
    crypto::Keyring keyring_ = crypto::Keyring::in_memory(random_);
    law::Profile profile_ = menhu::kit::profile_for_tests();
    std::unique_ptr<ledger::Ledger> ledger_;
    std::unique_ptr<people::Office> office_;
    std::unique_ptr<Registry> registry_;
    std::optional<people::UnitId> unit_;
    std::string chief_token_;
    std::string fetcher_token_;
    std::string worker_token_;
    std::string other_token_;
};

}  // namespace menhu::registry
