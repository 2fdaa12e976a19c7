#pragma once
// An office with a registry for the tests of this room: beside what tests/kit/stand.h brings, a designated person and a
// case worker with a grant.
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "grants/grant.h"
#include "grants/purpose.h"
#include "grants/tables.h"
#include "kit/granted.h"
#include "registry/delivery_kit.h"
#include "registry/import.h"
#include "registry/lookup.h"
#include "registry/registry.h"
#include "registry/sign_off.h"
#include "registry/tables.h"

namespace menhu::registry {

using menhu::kit::code_of;
using menhu::kit::good;

inline std::vector<format::Layout> demonstration_layouts() {
    std::vector<format::Layout> layouts;
    for (const auto& file : format::demonstration_layouts())
        layouts.push_back(good(format::parse_layout(file.bytes, file.name)));
    return layouts;
}

class RegistryTest : public menhu::kit::Stand {
protected:
    RegistryTest() : Stand{{grants::migrations(), registry::migrations()}} {
        std::string name = (std::filesystem::temp_directory_path() / "menhu-registry-XXXXXX").string();
        CHECK(::mkdtemp(name.data()) != nullptr);
        directory_ = name;
    }
    ~RegistryTest() override { std::filesystem::remove_all(directory_); }

    void SetUp() override {
        open_office();
        make_people();
        open_registry();
    }

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
        Stand::reopen(settings);
        open_registry();
    }

    void make_people() {
        make_profile_units();
        unit_ = unit(profile_.units().front().code);  // one of the profile, so that purposes may name it
        make_chief(*unit_);
        chief_token_ = token_of("chief");
        add("fetcher", *unit_, {Role::designated_person});
        add("second", *unit_, {Role::designated_person});
        add("worker", *unit_, {Role::case_worker});
        add("other", *unit_, {Role::case_worker});
        fetcher_token_ = token_of("fetcher");
        second_token_ = token_of("second");
        worker_token_ = token_of("worker");
        other_token_ = token_of("other");
    }
    people::Actor fetcher() { return good(who(fetcher_token_)); }
    people::Actor second() { return good(who(second_token_)); }

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
        accept(id);
        return id;
    }

    // Signed off and, where that takes two, released.
    void accept(DeliveryId id) {
        auto state = good(sign_off(*registry_, fetcher(), id, Decision::accept, "", now_));
        if (state == DeliveryState::awaiting_release) {
            state = good(release(*registry_, second(), id, Decision::accept, "", now_));
        }
        EXPECT_EQ(state, DeliveryState::in_use);
    }

    // A grant for the worker; answers its id.
    grants::GrantId make_grant(grants::Population population = {}, std::vector<std::string> fields = {}) {
        const grants::Desk desk{*ledger_, profile_};
        if (fields.empty()) fields = {"PersonId", "PersonName", "BirthDate", "Status", "Relation", "AreaCode"};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        const auto known = good(store_->read([](store::ReadTx& tx) { return grants::find_purpose(tx, "allowance"); }));
        if (!known) {
            const auto chief = good(who(chief_token_));
            write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
            grants::NewPurpose what{
                .code = "allowance",
                .name_zh = "津貼審核",
                .name_en = "Allowances",
                .bases = {profile_.bases().front().id},
                .units = {profile_.units().front().code},
                .fields = {},
                .operations = {grants::Operation::lookup, grants::Operation::household, grants::Operation::name_search},
                .case_pattern = "",
                .case_example = "",
                .acknowledgement_zh = "知悉",
                .acknowledgement_en = "Noted"};
            for (const auto& field : profile_.fields()) what.fields.emplace_back(field.name());
            granted.purpose(what);
        }
        grants::UseForm form;
        form.purpose = "allowance";
        form.holding = "household";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = std::move(fields);
        form.operations = {grants::Operation::lookup, grants::Operation::household, grants::Operation::name_search};
        form.population = std::move(population);
        form.from = now_;
        form.until = now_ + std::chrono::days{30};
        form.expected = {.day = 100'000, .month = 100'000, .total = 100'000};
        form.afterwards = "附卷";
        form.reason = "審核津貼資格";
        return granted.give("worker", form);
    }
    base::Result<grants::Permit> permit(store::WriteTx& tx, grants::GrantId grant, grants::Operation operation,
                                        std::string district = {}) {
        const auto worker = TRY(people::identify(tx, *office_, worker_token_, now_));
        grants::Ask ask;
        ask.grant = grant;
        ask.operation = operation;
        ask.case_number = "桃婦字第1150000001號";
        ask.reason = "審核育兒津貼之設籍狀況";
        ask.district = std::move(district);
        auto decision = TRY(grants::decide(tx, {*ledger_, profile_}, worker, ask, now_));
        if (!std::holds_alternative<grants::Permit>(decision)) {
            return base::Error{base::Fault::conflict, "test.refused",
                               std::string{std::get<grants::Refusal>(decision).code()}};
        }
        return std::get<grants::Permit>(std::move(decision));
    }
    base::Result<store::Committed<Answer>> ask(grants::GrantId grant, const Subject& subject) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<Answer> {
            auto allowed = TRY(permit(tx, grant, operation_for(subject), district_of(subject)));
            return lookup(tx, *registry_, std::move(allowed), subject, random_, now_);
        });
    }
    static Subject by_id(std::string id) { return ById{base::Personal{std::move(id)}}; }

    std::filesystem::path directory_;
    std::unique_ptr<Registry> registry_;
    std::optional<people::UnitId> unit_;
    std::string chief_token_;
    std::string fetcher_token_;
    std::string second_token_;
    std::string worker_token_;
    std::string other_token_;
};

}  // namespace menhu::registry
