// Copies that leave: nothing without an approval in force that covers it, confirmed by a second person; nothing to a
// key that nobody has compared; an entry before the file; its end recorded.
#include "registry/copy.h"

#include "crypto/hash.h"
#include "registry/registry_test.h"

namespace menhu::registry {
namespace {

using std::chrono::days;

constexpr std::string_view key = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

class CopyTest : public RegistryTest {
protected:
    void SetUp() override {
        RegistryTest::SetUp();
        grant_ = give({grants::Operation::match, grants::Operation::export_});
    }

    grants::GrantId give(std::initializer_list<grants::Operation> operations) {
        const grants::Desk desk{*ledger_, profile_};
        const menhu::kit::Granted granted{*store_, *office_, desk, random_, now_};
        if (!good(store_->read([](store::ReadTx& tx) { return grants::find_purpose(tx, "lists"); }))) {
            const auto chief = good(who(chief_token_));
            write([&](store::WriteTx& tx) { return grants::adopt_bases(tx, desk, chief, now_); });
            grants::NewPurpose what{.code = "lists",
                                    .name_zh = "名冊勾稽",
                                    .name_en = "Lists",
                                    .bases = {profile_.bases().front().id},
                                    .units = {profile_.units().front().code},
                                    .fields = {"PersonId", "PersonName"},
                                    .operations = {grants::Operation::match, grants::Operation::export_},
                                    .case_pattern = "",
                                    .case_example = "",
                                    .acknowledgement_zh = "知悉",
                                    .acknowledgement_en = "Noted"};
            granted.purpose(what);
        }
        grants::UseForm form;
        form.purpose = "lists";
        form.holding = "household";
        form.holders = {good(who(worker_token_)).account()};
        form.fields = {"PersonId", "PersonName"};
        form.operations = operations;
        form.from = now_;
        form.until = now_ + days{60};
        form.expected = {.day = 100, .month = 100, .total = 100};
        form.afterwards = "附卷";
        form.reason = "委託研究名冊交付";
        return granted.give("worker", form);
    }

    base::Date day(int later) const { return base::add_days(base::taipei_date(now_), later); }
    NewRecipient university() const {
        return {.name = "林研究員",
                .organisation = "某大學社會工作學系",
                .contact = "校總機 03-1234567 轉 321（查號臺）",
                .from = day(0),
                .until = day(90)};
    }
    RecipientId recipient(std::string_view text = key) {
        const auto tried = good(try_key(text));
        return write([&](store::WriteTx& tx) {
            return register_recipient(tx, *registry_, fetcher(), university(), tried, random_, now_);
        });
    }
    base::Result<void> confirm(RecipientId id, const people::Actor& by, std::string fingerprint) {
        const auto done = try_write([&](store::WriteTx& tx) {
            return confirm_recipient(tx, *registry_, by, id, fingerprint, "查號臺取得總機號碼去電", now_);
        });
        if (!done) return done.error();
        return {};
    }
    RecipientId confirmed() {
        const auto id = recipient();
        good(confirm(id, second(), key_fingerprint(key)));
        return id;
    }
    NewCopyApproval letter(RecipientId to) const {
        return {.letter_number = "桃民戶字第1150012345號",
                .letter_on = day(-3),
                .grant = grant_,
                .of = {CopyOf::match},
                .scope = "勾稽結果，供委託研究",
                .recipients = {to},
                .carriage = Carriage::network,
                .copies_most = 2,
                .people_most = 3,
                .until = day(30),
                .destroy_by = day(60)};
    }
    CopyApprovalId registered(const NewCopyApproval& wish) {
        return write(
            [&](store::WriteTx& tx) { return register_copy_approval(tx, *registry_, fetcher(), wish, random_, now_); });
    }
    CopyApprovalId approved(const NewCopyApproval& wish) {
        const auto id = registered(wish);
        good(try_write([&](store::WriteTx& tx) { return confirm_copy_approval(tx, *registry_, second(), id, now_); }));
        return id;
    }
    CopyApproval approval(CopyApprovalId id) {
        return read([&](store::ReadTx& tx) { return find_copy_approval(tx, id, now_); }).value();
    }

    ActorOf actor_of(std::string token) {
        return [this, token = std::move(token)](store::WriteTx& tx, base::Instant now) {
            return people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now);
        };
    }
    CopySource source(std::int64_t people = 2, CopyOf of = CopyOf::match) {
        return {
            .of = of,
            .outcome = 4711,
            .grant = grant_,
            .form = "csv",
            .read = [this, people](store::WriteTx&, const people::Actor&, base::Instant) -> base::Result<CopyContent> {
                ++reads_;
                return CopyContent{
                    .people = people, .write = [this](const CopyMark& mark) {
                        mark_ = mark;
                        if (fails_) {
                            return base::Result<std::string>{base::Error{base::Fault::internal, "paper.not_written"}};
                        }
                        return base::Result<std::string>{"A123456789,王小明\n"};
                    }};
            }};
    }
    base::Result<Exported> export_(CopyApprovalId approval, RecipientId to, const CopySource& what,
                                   std::string case_number = "研-115-1") {
        return export_copy(*registry_, actor_of(worker_token_), what,
                           {.approval = approval,
                            .recipient = to,
                            .case_number = std::move(case_number),
                            .reason = "交付委託研究使用",
                            .source = "192.0.2.7"},
                           random_, now_);
    }
    std::string outcome(CopyApprovalId approval, RecipientId to, const CopySource& what) {
        const auto done = export_(approval, to, what);
        if (!done) return std::string{done.error().code()} + " " + done.error().detail();
        if (const auto* refusal = std::get_if<grants::Refusal>(&*done)) return std::string{refusal->code()};
        return "made";
    }
    Copy copy(CopyId id, const std::string& token) {
        const auto by = good(who(token));
        return read([&](store::ReadTx& tx) { return find_copy(tx, *registry_, by, id, now_); });
    }
    base::Result<std::string> fetch(CopyId id, const std::string& token) {
        auto done = TRY(store_->write([&](store::WriteTx& tx) -> base::Result<std::string> {
            const auto by = TRY(people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now_));
            return fetch_copy(tx, *registry_, by, id, now_);
        }));
        return std::move(done).value();
    }
    std::string end(CopyId id, const std::string& token, std::string certificate, int later = 0) {
        return code_of(store_->write([&](store::WriteTx& tx) -> base::Result<void> {
            const auto by = TRY(people::identify(static_cast<store::ReadTx&>(tx), *office_, token, now_));
            return record_copy_end(tx, *registry_, by, id,
                                   {.destroyed_on = day(later),
                                    .method = "覆寫刪除並清空備份",
                                    .witness = "陳見證",
                                    .certificate = certificate},
                                   now_);
        }));
    }
    grants::GrantId grant_{0};
    int reads_ = 0;
    bool fails_ = false;
    CopyMark mark_;
};

TEST_P(CopyTest, AKeyCountsOnceAnotherHasComparedIt) {
    EXPECT_EQ(code_of(try_key("age1nothing")), "registry.recipient_key");
    // The point of order one: every file to it could be opened by anybody. The tool refuses it.
    EXPECT_EQ(code_of(try_key("age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya")),
              "registry.recipient_key");
    const auto id = recipient();
    const auto state = [&] {
        return read([&](store::ReadTx& tx) { return find_recipient(tx, id); }).value().state(now_);
    };
    EXPECT_EQ(state(), RecipientState::waiting);
    EXPECT_EQ(code_of(confirm(id, fetcher(), key_fingerprint(key))), "registry.copy_second_person");
    EXPECT_EQ(code_of(confirm(id, second(), "0000 0000 0000 0000 0000 0000 0000 0000")),
              "registry.recipient_fingerprint");
    EXPECT_EQ(code_of(confirm(id, second(), "")), "registry.recipient_fingerprint");
    EXPECT_EQ(code_of(confirm(id, good(who(worker_token_)), key_fingerprint(key))), "people.role_missing");
    // As it is read out: small letters, other gaps.
    std::string spoken;
    for (const char c : key_fingerprint(key)) {
        if (c != ' ') spoken += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    EXPECT_TRUE(confirm(id, second(), spoken));
    EXPECT_EQ(state(), RecipientState::in_force);
    EXPECT_EQ(code_of(confirm(id, second(), spoken)), "registry.recipient_state");
    const auto tried = good(try_key(key));
    EXPECT_EQ(code_of(try_write([&](store::WriteTx& tx) {
                  return register_recipient(tx, *registry_, fetcher(), university(), tried, random_, now_);
              })),
              "registry.recipient_key_known");
    now_ += days{91};
    EXPECT_EQ(state(), RecipientState::expired);
    EXPECT_EQ(entries("copy.recipient_registered"), 1);
    EXPECT_EQ(entries("copy.recipient_confirmed"), 1);
}

TEST_P(CopyTest, TheFingerprintIsWhatSha256sumSays) {
    // printf %s age1… | sha256sum
    EXPECT_EQ(key_fingerprint(key).size(), 39U);
    std::string hex = base::to_hex(crypto::sha256(key)).substr(0, 32);
    std::string plain;
    for (const char c : key_fingerprint(key)) {
        if (c != ' ') plain += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    EXPECT_EQ(plain, hex);
}

TEST_P(CopyTest, AnApprovalTakesTwoAndSaysWhatItCovers) {
    const auto to = confirmed();
    auto wish = letter(to);
    const auto refused = [&](auto change) {
        auto wrong = letter(to);
        change(wrong);
        const auto done = try_write([&](store::WriteTx& tx) {
            return register_copy_approval(tx, *registry_, fetcher(), wrong, random_, now_);
        });
        return done ? std::string{"none"} : std::string{done.error().detail()};
    };
    EXPECT_EQ(refused([](auto& one) { one.letter_number = " "; }), "letter_number");
    EXPECT_EQ(refused([&](auto& one) { one.letter_on = day(1); }), "letter_on");
    EXPECT_EQ(refused([](auto& one) { one.of = {}; }), "of");
    EXPECT_EQ(refused([](auto& one) { one.recipients = {}; }), "recipients");
    EXPECT_EQ(refused([](auto& one) { one.copies_most = 0; }), "copies_most");
    EXPECT_EQ(refused([](auto& one) { one.people_most = 0; }), "people_most");
    EXPECT_EQ(refused([&](auto& one) { one.until = day(-1); }), "until");
    EXPECT_EQ(refused([&](auto& one) { one.destroy_by = day(29); }), "destroy_by");
    // A grant that lets nobody export.
    const auto plain = give({grants::Operation::match});
    EXPECT_EQ(refused([&](auto& one) { one.grant = plain; }), "grant");

    const auto id = registered(wish);
    EXPECT_EQ(approval(id).state(now_), CopyApprovalState::waiting);
    EXPECT_EQ(outcome(id, to, source()), "registry.copy_not_approved approval");
    EXPECT_EQ(code_of(try_write(
                  [&](store::WriteTx& tx) { return confirm_copy_approval(tx, *registry_, fetcher(), id, now_); })),
              "registry.copy_second_person");
    good(try_write([&](store::WriteTx& tx) { return confirm_copy_approval(tx, *registry_, second(), id, now_); }));
    EXPECT_EQ(approval(id).state(now_), CopyApprovalState::in_force);
    EXPECT_EQ(outcome(id, to, source()), "made");
}

TEST_P(CopyTest, WithoutWhatCoversItNothingLeaves) {
    const auto to = confirmed();
    const auto id = approved(letter(to));
    EXPECT_EQ(outcome(CopyApprovalId{1}, to, source()), "registry.copy_approval_unknown ");
    EXPECT_EQ(outcome(id, RecipientId{1}, source()), "registry.recipient_unknown ");
    EXPECT_EQ(outcome(id, to, source(2, CopyOf::roster)), "registry.copy_not_approved outcome");
    EXPECT_EQ(outcome(id, to, source(4)), "registry.copy_not_approved people");
    auto other = source();
    other.grant = give({grants::Operation::export_});
    EXPECT_EQ(outcome(id, to, other), "registry.copy_not_approved grant");
    other.grant = give({grants::Operation::match});
    EXPECT_EQ(outcome(id, to, other), "grants.operation_not_granted");
    // The grant's own rules: a reason, a holder.
    EXPECT_EQ(std::get<grants::Refusal>(good(export_(id, to, source(), ""))).code(), "grants.case_number_missing");
    const auto foreign = export_copy(
        *registry_, actor_of(other_token_), source(),
        {.approval = id, .recipient = to, .case_number = "研-115-1", .reason = "交付委託研究使用", .source = {}},
        random_, now_);
    EXPECT_EQ(std::get<grants::Refusal>(good(foreign)).code(), "grants.not_a_holder");
    const auto writes = mark_.number;
    EXPECT_EQ(writes, 0) << "nothing was written for any of these";
    EXPECT_EQ(entries("export.begun"), 0);
    // The last day still counts, the next does not.
    now_ = base::taipei_end(approval(id).until) - std::chrono::milliseconds{1};
    worker_token_ = token_of("worker");
    EXPECT_EQ(outcome(id, to, source()), "made");
    now_ += std::chrono::milliseconds{1};
    EXPECT_EQ(outcome(id, to, source()), "registry.copy_not_approved approval");
}

TEST_P(CopyTest, SoManyCopiesAndEachItsNumber) {
    const auto to = confirmed();
    const auto id = approved(letter(to));
    fails_ = true;
    EXPECT_EQ(outcome(id, to, source()), "paper.not_written ");
    EXPECT_EQ(entries("export.failed"), 1);
    EXPECT_EQ(approval(id).copies_made, 0) << "what was not made does not count";
    fails_ = false;
    EXPECT_EQ(outcome(id, to, source()), "made");
    EXPECT_EQ(mark_.number, 2) << "no number is given twice";
    EXPECT_EQ(outcome(id, to, source()), "made");
    EXPECT_EQ(approval(id).state(now_), CopyApprovalState::used_up);
    EXPECT_EQ(outcome(id, to, source()), "registry.copy_not_approved copies");
    EXPECT_EQ(entries("export.made"), 2);
}

TEST_P(CopyTest, TheFileIsForWhoAskedAndForATime) {
    const auto to = confirmed();
    const auto approved_id = approved(letter(to));
    const auto id = std::get<CopyId>(good(export_(approved_id, to, source())));
    EXPECT_EQ(mark_.id, id);
    EXPECT_EQ(mark_.case_number, "研-115-1");
    EXPECT_EQ(mark_.letter_number, "桃民戶字第1150012345號");
    const auto mine = copy(id, worker_token_);
    EXPECT_EQ(mine.state, CopyState::ready);
    EXPECT_EQ(mine.index, mark_.index);
    EXPECT_EQ(mine.case_number.reveal(), "研-115-1");
    EXPECT_EQ(copy(id, fetcher_token_).case_number.reveal(), "") << "the register says no case";
    EXPECT_EQ(code_of(fetch(id, fetcher_token_)), "people.role_missing");
    EXPECT_EQ(code_of(fetch(id, other_token_)), "registry.copy_unknown");
    const auto file = good(fetch(id, worker_token_));
    EXPECT_TRUE(file.starts_with("age-encryption.org/v1\n"));
    EXPECT_EQ(file.find("A123456789"), std::string::npos);
    EXPECT_EQ(crypto::sha256(file), mine.sha256.value());
    EXPECT_EQ(good(fetch(id, worker_token_)), file) << "the same copy again";
    EXPECT_EQ(entries("export.fetched"), 2);
    EXPECT_EQ(copy(id, worker_token_).state, CopyState::out);
    now_ += std::chrono::hours{24};
    worker_token_ = token_of("worker");
    EXPECT_EQ(code_of(fetch(id, worker_token_)), "registry.copy_file_gone");
    EXPECT_EQ(write([&](store::WriteTx& tx) { return end_copy_files(tx, *ledger_, 10, now_); }), 1);
    EXPECT_EQ(write([&](store::WriteTx& tx) { return end_copy_files(tx, *ledger_, 10, now_); }), 0);
    EXPECT_EQ(entries("export.file_ended"), 1);
}

TEST_P(CopyTest, AProcessThatEndsInBetweenLeavesNoFileAndTakesNoCopy) {
    const auto to = confirmed();
    auto wish = letter(to);
    wish.copies_most = 1;
    const auto approved_id = approved(wish);
    auto what = source();
    what.read = [](store::WriteTx&, const people::Actor&, base::Instant) -> base::Result<CopyContent> {
        return CopyContent{.people = 1, .write = [](const CopyMark&) -> base::Result<std::string> {
                               throw std::runtime_error{"as if killed here"};
                           }};
    };
    EXPECT_THROW((void)export_(approved_id, to, what), std::runtime_error);
    const auto left = [&] {
        const auto by = good(who(worker_token_));
        return read([&](store::ReadTx& tx) { return copies(tx, *registry_, by, {}, now_); }).items.at(0);
    };
    EXPECT_EQ(entries("export.begun"), 1);
    EXPECT_EQ(left().state, CopyState::making);
    EXPECT_EQ(outcome(approved_id, to, source()), "registry.copy_not_approved copies") << "one may be under way";
    now_ += std::chrono::minutes{10} + std::chrono::milliseconds{1};
    worker_token_ = token_of("worker");
    EXPECT_EQ(left().state, CopyState::failed);
    EXPECT_EQ(code_of(fetch(left().id, worker_token_)), "registry.copy_file_gone");
    EXPECT_EQ(outcome(approved_id, to, source()), "made");
    EXPECT_EQ(mark_.number, 2);
}

TEST_P(CopyTest, ARevokedLetterOrKeyStopsAFileThatWaits) {
    const auto to = confirmed();
    const auto first = approved(letter(to));
    const auto one = std::get<CopyId>(good(export_(first, to, source())));
    good(try_write([&](store::WriteTx& tx) {
        return revoke_copy_approval(tx, *registry_, fetcher(), first, "民政局來函廢止", now_);
    }));
    EXPECT_EQ(code_of(fetch(one, worker_token_)), "registry.copy_not_approved");
    const auto again = approved(letter(to));
    const auto two = std::get<CopyId>(good(export_(again, to, source())));
    good(try_write(
        [&](store::WriteTx& tx) { return revoke_recipient(tx, *registry_, second(), to, "金鑰遺失", now_); }));
    EXPECT_EQ(code_of(fetch(two, worker_token_)), "registry.copy_not_approved");
    EXPECT_EQ(outcome(again, to, source()), "registry.recipient_not_confirmed ");
    now_ += std::chrono::hours{24};
    worker_token_ = token_of("worker");
    EXPECT_EQ(copy(two, worker_token_).state, CopyState::unfetched) << "nothing left";
    EXPECT_EQ(end(two, worker_token_, "x"), "registry.copy_state");
}

TEST_P(CopyTest, ItsEndIsADuty) {
    const auto to = confirmed();
    const auto approved_id = approved(letter(to));
    const auto id = std::get<CopyId>(good(export_(approved_id, to, source())));
    EXPECT_EQ(end(id, worker_token_, "大學函"), "registry.copy_state") << "it has not left";
    good(fetch(id, worker_token_));
    EXPECT_EQ(end(id, other_token_, "大學函"), "registry.copy_unknown");
    EXPECT_EQ(end(id, worker_token_, " "), "registry.copy_end_ill_formed");
    EXPECT_EQ(end(id, worker_token_, "大學函", 1), "registry.copy_end_ill_formed");
    EXPECT_EQ(end(id, worker_token_, "大學函", -1), "registry.copy_end_ill_formed") << "before it was made";
    now_ = base::taipei_end(letter(to).destroy_by);
    worker_token_ = token_of("worker");
    fetcher_token_ = token_of("fetcher");
    EXPECT_EQ(copy(id, worker_token_).state, CopyState::overdue);
    EXPECT_EQ(end(id, fetcher_token_, "某大學社工字第115001號函附銷毀證明"), "none");
    EXPECT_EQ(end(id, worker_token_, "大學函"), "registry.copy_state") << "once";
    const auto ended = copy(id, worker_token_);
    EXPECT_EQ(ended.state, CopyState::destroyed);
    EXPECT_EQ(ended.end->certificate, "某大學社工字第115001號函附銷毀證明");
    EXPECT_EQ(entries("copy.destroyed"), 1);
}

INSTANTIATE_TEST_SUITE_P(Both, CopyTest, menhu::kit::both_engines(), menhu::kit::engine_name);

}  // namespace
}  // namespace menhu::registry
