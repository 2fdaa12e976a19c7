// What was answered, put into the case file: as it was shown, by whom it was shown to, entered, kept until its end.
#include "registry/attachment.h"

#include "base/period.h"
#include "grants/conflict.h"
#include "law/period.h"
#include "registry/question.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using grants::Operation;
using kit::id_of;
using kit::PersonField;

constexpr std::string_view case_number = "桃婦字第1150000001號";

class Attachments : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        auto people = kit::residents(10);
        for (auto& person : kit::family()) people.push_back(person);
        load(people);
        grant_ = make_grant();
        add("head", *unit_, {Role::unit_head});
        add("checker", *unit_, {Role::checker});
    }

    Disclosure asked(const Subject& subject) {
        auto answer = good(ask(*grant_, subject)).value();
        return std::get<Disclosure>(std::move(answer));
    }
    Disclosure revealed(const Disclosure& first) {
        auto answer = good(store_->write([&](store::WriteTx& tx) -> base::Result<Answer> {
            const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
            const auto handle = TRY(open_handle(*registry_, by, first.query(), first.cards().front().handle, now_));
            auto allowed = TRY(permit(tx, *grant_, Operation::reveal));
            return reveal(tx, *registry_, std::move(allowed), handle, random_, now_);
        }));
        return std::get<Disclosure>(std::move(answer).value());
    }
    base::Result<Exhibit> opened(QueryId query, std::string_view sealed, std::string token = "") {
        const auto by = good(who(token.empty() ? worker_token_ : token));
        return open_exhibit(*registry_, by, query, sealed, now_);
    }
    Exhibit exhibit(const Disclosure& answer) {
        const auto sealed = seal_exhibit(*registry_, exhibit_of(answer), random_, now_);
        return good(opened(answer.query(), sealed));
    }
    ActorOf actor_of(std::string token = "") {
        return [this, token = token.empty() ? worker_token_ : token](store::WriteTx& tx, base::Instant now) {
            return people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now);
        };
    }
    base::Result<Attached> put(const Exhibit& what, Keeps keeps = Keeps::kept, std::string reason = "附入審核案卷") {
        return attach(*registry_, actor_of(), what,
                      {.case_number = {}, .keeps = keeps, .reason = std::move(reason), .source = "192.0.2.7"}, random_,
                      now_);
    }
    AttachmentId attached(const Exhibit& what, Keeps keeps = Keeps::kept) {
        auto answer = good(put(what, keeps));
        if (const auto* refusal = std::get_if<grants::Refusal>(&answer)) {
            throw std::runtime_error{std::string{refusal->code()}};
        }
        return std::get<AttachmentId>(answer);
    }
    std::string refused(const Exhibit& what, std::string reason = "附入審核案卷") {
        const auto answer = good(put(what, Keeps::printed, std::move(reason)));
        const auto* refusal = std::get_if<grants::Refusal>(&answer);
        return refusal == nullptr ? "attached" : std::string{refusal->code()};
    }
    base::Result<std::string> file(AttachmentId id, std::string token = "") {
        auto done = TRY(store_->write([&](store::WriteTx& tx) -> base::Result<std::string> {
            const auto by = TRY(people::identify(tx, *office_, token.empty() ? worker_token_ : token, now_));
            return open_attachment(tx, *registry_, by, id, now_);
        }));
        return std::move(done).value();
    }
    base::Result<Attachment> found(AttachmentId id, std::string token = "") {
        const auto by = good(who(token.empty() ? worker_token_ : token));
        return store_->read([&](store::ReadTx& tx) { return find_attachment(tx, *registry_, by, id, now_); });
    }
    base::Result<AttachmentPage> search(const AttachmentSearch& what, std::string token = "") {
        auto done = TRY(store_->write([&](store::WriteTx& tx) -> base::Result<AttachmentPage> {
            const auto by = TRY(people::identify(tx, *office_, token.empty() ? worker_token_ : token, now_));
            return search_attachments(tx, *registry_, by, what, now_);
        }));
        return std::move(done).value();
    }
    base::Result<void> say(AttachmentId id, PaperIs paper, base::Date on, std::string token = "") {
        const auto done = store_->write([&](store::WriteTx& tx) -> base::Result<void> {
            const auto by = TRY(people::identify(tx, *office_, token.empty() ? worker_token_ : token, now_));
            return say_paper(tx, *registry_, by, id, {.paper = paper, .on = on, .note = "碎紙機"}, now_);
        });
        if (!done) return done.error();
        return {};
    }
    std::int64_t end() {
        return write([&](store::WriteTx& tx) { return end_attachments(tx, *ledger_, 100, now_); });
    }
    // Signed in anew, since a session ends sooner than anything here.
    void later(base::Duration by) {
        now_ += by;
        worker_token_ = token_of("worker");
    }
    // The texts of the cells of its tables.
    static std::string text_of(const Exhibit& what) {
        std::string out;
        for (const auto& [label, value] : what.lines) out += label + "=" + value + "\n";
        for (const auto& table : what.tables) {
            out += table.caption + "\n";
            for (const auto& row : table.rows) {
                for (const auto& cell : row) out += cell + "|";
                out += "\n";
            }
        }
        return out;
    }

    std::optional<grants::GrantId> grant_;
};

INSTANTIATE_TEST_SUITE_P(Both, Attachments, menhu::kit::both_engines(), menhu::kit::engine_name);

TEST_P(Attachments, AreWhatWasShownMaskedOrInFull) {
    const auto first = asked(by_id(id_of(1)));
    const auto masked = exhibit(first);
    EXPECT_EQ(masked.kind, ExhibitKind::card);
    EXPECT_EQ(masked.shown, Shown::masked);
    EXPECT_EQ(masked.case_number, case_number);
    EXPECT_EQ(masked.first_index, first.receipt().index);
    ASSERT_EQ(masked.people.size(), 1U);
    EXPECT_EQ(masked.people.front(), ledger_->person_tag(id_of(1)));
    EXPECT_EQ(text_of(masked).find(id_of(1)), std::string::npos) << "a masked answer attaches no id";
    const auto full = exhibit(revealed(first));
    EXPECT_EQ(full.shown, Shown::full);
    EXPECT_NE(text_of(full).find(id_of(1)), std::string::npos);
}

TEST_P(Attachments, OfAHouseholdSpeakOfEachPerson) {
    const auto first = asked(by_id(id_of(900001)));
    auto household = good(store_->write([&](store::WriteTx& tx) -> base::Result<Answer> {
        const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
        const auto handle = TRY(open_handle(*registry_, by, first.query(), first.cards().front().handle, now_));
        auto allowed = TRY(permit(tx, *grant_, Operation::household));
        return registry::household(tx, *registry_, std::move(allowed), handle, random_, now_);
    }));
    const auto& answer = std::get<Disclosure>(household.value());
    ASSERT_GT(answer.cards().size(), 1U);
    const auto what = exhibit(answer);
    EXPECT_EQ(what.kind, ExhibitKind::household);
    EXPECT_EQ(what.people.size(), answer.cards().size());
    attached(what);
    EXPECT_EQ(entries("case.attached"), 1);
    EXPECT_EQ(entries("case.attached_person"), static_cast<std::int64_t>(what.people.size()));
}

TEST_P(Attachments, BelongToWhoWasAnsweredForThatAnswerAndAQuarterOfAnHour) {
    const auto first = asked(by_id(id_of(1)));
    const auto other = asked(by_id(id_of(2)));
    const auto sealed = seal_exhibit(*registry_, exhibit_of(first), random_, now_);
    EXPECT_EQ(code_of(opened(first.query(), sealed, other_token_)), "registry.exhibit_invalid");
    EXPECT_EQ(code_of(opened(other.query(), sealed)), "registry.exhibit_invalid");
    for (std::size_t at = 0; at < sealed.size(); at += 7) {
        auto changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(code_of(opened(first.query(), changed)), "registry.exhibit_invalid") << at;
    }
    for (const auto* text : {"", "x", "AAAA", "不是"}) {
        EXPECT_EQ(code_of(opened(first.query(), text)), "registry.exhibit_invalid");
    }
    EXPECT_EQ(sealed.find(id_of(1)), std::string::npos);
    later(std::chrono::minutes{14});
    EXPECT_TRUE(opened(first.query(), sealed));
    later(std::chrono::minutes{1});
    EXPECT_EQ(code_of(opened(first.query(), sealed)), "registry.exhibit_expired");
}

TEST_P(Attachments, AreEnteredWithTheHashOfWhatIsFetched) {
    const auto id = attached(exhibit(asked(by_id(id_of(1)))));
    const auto view = good(found(id));
    EXPECT_EQ(view.case_number.reveal(), case_number);
    EXPECT_EQ(view.people, 1);
    EXPECT_EQ(view.file, Attachment::File::kept);
    const auto bytes = good(file(id));
    EXPECT_TRUE(bytes.starts_with("%PDF-"));
    EXPECT_EQ(crypto::sha256(bytes), view.sha256);
    EXPECT_EQ(static_cast<std::int64_t>(bytes.size()), view.bytes);
    EXPECT_EQ(good(file(id)), bytes) << "the same file each time";
    EXPECT_EQ(good(found(id)).opened, 2);
    EXPECT_EQ(entries("case.attached"), 1);
    EXPECT_EQ(entries("case.attachment_opened"), 2);
    AttachmentSearch by_digest;
    by_digest.sha256 = view.sha256;
    EXPECT_EQ(good(search(by_digest)).total, 1);
    by_digest.sha256->front() ^= 1;
    EXPECT_EQ(good(search(by_digest)).total, 0);
}

TEST_P(Attachments, OfTheSameAnswerAreTwoFilesThatNobodyCanGuess) {
    const auto what = exhibit(asked(by_id(id_of(1))));
    const auto one = good(found(attached(what)));
    const auto two = good(found(attached(what)));
    EXPECT_NE(one.sha256, two.sha256) << "each bears a code of chance";
}

TEST_P(Attachments, UseNothingOfTheQuotaAndAreDecidedAnew) {
    const auto what = exhibit(asked(by_id(id_of(1))));
    const auto uses = [&] {
        return good(store_->read([&](store::ReadTx& tx) { return grants::find_grant(tx, *grant_, now_); }))->used_total;
    };
    const auto before = uses();
    attached(what);
    EXPECT_EQ(uses(), before);
    EXPECT_EQ(refused(what, ""), "grants.reason_missing");
    later(std::chrono::days{31});
    EXPECT_EQ(refused(what), "grants.expired");
    EXPECT_EQ(entries("case.attached"), 1);
}

TEST_P(Attachments, StopWhereAConflictWasDeclaredSince) {
    const auto first = asked(by_id(id_of(1)));
    const auto what = exhibit(first);
    write([&](store::WriteTx& tx) -> base::Result<void> {
        const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
        grants::NewConflict conflict;
        conflict.grant = *grant_;
        conflict.case_number = case_number;
        conflict.person = ledger_->person_tag(id_of(1));
        TRY(grants::declare_conflict(tx, {*ledger_, profile_}, by, conflict, random_, now_));
        return {};
    });
    EXPECT_EQ(refused(what), "grants.conflict_declared");
}

TEST_P(Attachments, AreOpenedByWhoAttachedAndSeenByWhoAnswersForThem) {
    const auto id = attached(exhibit(asked(by_id(id_of(1)))));
    const auto head = token_of("head");
    const auto checker = token_of("checker");
    EXPECT_EQ(code_of(found(id, other_token_)), "registry.attachment_unknown");
    EXPECT_EQ(code_of(file(id, other_token_)), "registry.attachment_unknown");
    EXPECT_EQ(code_of(file(id, head)), "registry.attachment_unknown") << "the head answers for it and does not read it";
    EXPECT_EQ(code_of(file(id, checker)), "registry.attachment_unknown");
    EXPECT_TRUE(good(found(id, head)).may_destroy());
    EXPECT_FALSE(good(found(id, checker)).may_destroy());
    AttachmentSearch all;
    all.scope = AttachmentSearch::Scope::all;
    EXPECT_EQ(code_of(search(all)), "registry.attachment_scope");
    EXPECT_EQ(code_of(search(all, head)), "registry.attachment_scope");
    EXPECT_EQ(good(search(all, checker)).total, 1);
    EXPECT_EQ(entries("case.register_read"), 1);
    all.case_number = case_number;
    EXPECT_EQ(good(search(all, checker)).total, 1);
    all.case_number = "桃婦字第1150000002號";
    EXPECT_EQ(good(search(all, checker)).total, 0);
    AttachmentSearch unit;
    unit.scope = AttachmentSearch::Scope::unit;
    EXPECT_EQ(good(search(unit, head)).total, 1);
    EXPECT_EQ(good(search({}, other_token_)).total, 0);
    EXPECT_EQ(entries("case.register_read"), 4) << "one's own is nobody else's to know";
}

TEST_P(Attachments, EndOnTheirDayAndTheRegisterStays) {
    const auto kept = attached(exhibit(asked(by_id(id_of(1)))));
    const auto printed = attached(exhibit(asked(by_id(id_of(2)))), Keeps::printed);
    later(std::chrono::minutes{15});
    EXPECT_EQ(code_of(file(printed)), "registry.attachment_gone") << "before any job has run";
    EXPECT_EQ(end(), 1);
    EXPECT_TRUE(file(kept));
    later(good(found(kept)).ends_at - now_);
    EXPECT_EQ(code_of(file(kept)), "registry.attachment_gone");
    EXPECT_EQ(end(), 1);
    EXPECT_EQ(end(), 0);
    EXPECT_EQ(entries("case.attachment_destroyed"), 2);
    const auto view = good(found(kept));
    EXPECT_EQ(view.file, Attachment::File::ended);
    EXPECT_EQ(view.case_number.reveal(), case_number);
    AttachmentSearch gone;
    gone.state = AttachmentSearch::State::gone;
    EXPECT_EQ(good(search(gone)).total, 2);
    gone.state = AttachmentSearch::State::kept;
    EXPECT_EQ(good(search(gone)).total, 0);
    now_ += std::chrono::days{366 * 3 + 1};
    EXPECT_EQ(end(), 2) << "as long as the log, and no longer";
    constexpr store::Statement named{
        "test.attachment_heads",
        "SELECT COUNT(*) FROM registry_attachments WHERE sealed_head IS NOT NULL OR wrapped_head_key IS NOT NULL"};
    EXPECT_EQ(good(store_->read([&](store::ReadTx& tx) {
                  return tx.one(named, [](const store::Row& row) { return row.integer(0); });
              })),
              0);
}

TEST_P(Attachments, AreDestroyedWhenNothingRequiresThem) {
    const auto id = attached(exhibit(asked(by_id(id_of(1)))));
    const auto destroy = [&](const std::string& token) {
        return store_->write([&](store::WriteTx& tx) -> base::Result<void> {
            const auto by = TRY(people::identify(tx, *office_, token, now_));
            return destroy_attachment(tx, *registry_, by, id, now_);
        });
    };
    EXPECT_EQ(code_of(destroy(other_token_)), "registry.attachment_unknown");
    EXPECT_EQ(code_of(destroy(token_of("checker"))), "registry.attachment_unknown");
    EXPECT_TRUE(destroy(token_of("head")));
    EXPECT_EQ(code_of(destroy(worker_token_)), "registry.attachment_gone");
    EXPECT_EQ(good(found(id)).file, Attachment::File::destroyed);
    EXPECT_EQ(code_of(file(id)), "registry.attachment_gone");
}

TEST_P(Attachments, AskWhatBecameOfThePaperOnce) {
    const auto id = attached(exhibit(asked(by_id(id_of(1)))));
    const auto today = base::taipei_date(now_);
    const auto due = [&](std::chrono::days ahead) {
        return good(store_->read([&](store::ReadTx& tx) -> base::Result<PaperDue> {
                   const auto by = TRY(people::identify(tx, *office_, worker_token_, now_));
                   return paper_due(tx, by, now_ + ahead);
               }))
            .count;
    };
    EXPECT_EQ(due(std::chrono::days{7}), 0);
    EXPECT_EQ(due(std::chrono::days{40}), 1);
    EXPECT_EQ(code_of(say(id, PaperIs::destroyed, base::add_days(today, 1))), "registry.attachment_day");
    EXPECT_EQ(code_of(say(id, PaperIs::destroyed, base::add_days(today, -1))), "registry.attachment_day");
    EXPECT_EQ(code_of(say(id, PaperIs::destroyed, today, other_token_)), "registry.attachment_unknown");
    EXPECT_TRUE(say(id, PaperIs::destroyed, today));
    EXPECT_EQ(code_of(say(id, PaperIs::filed, today)), "registry.attachment_said");
    EXPECT_EQ(good(found(id)).paper, PaperIs::destroyed);
    EXPECT_EQ(entries("case.paper_said"), 1);
    EXPECT_EQ(due(std::chrono::days{40}), 0);
}

TEST_P(Attachments, NothingOfTheContentLiesInTheTablesInClear) {
    attached(exhibit(revealed(asked(by_id(id_of(1))))));
    constexpr store::Statement everything{
        "test.attachment_blobs", "SELECT sealed_head, sealed_file, wrapped_key FROM registry_attachments ORDER BY id"};
    const auto blobs = good(store_->read([&](store::ReadTx& tx) {
        return tx.all(everything, [](const store::Row& row) {
            std::string all;
            for (int at = 0; at < 3; ++at) all += base::as_text(row.bytes(at));
            return all;
        });
    }));
    ASSERT_EQ(blobs.size(), 1U);
    EXPECT_EQ(blobs.front().find("%PDF"), std::string::npos);
    EXPECT_EQ(blobs.front().find(case_number), std::string::npos);
}

}  // namespace
}  // namespace menhu::registry
