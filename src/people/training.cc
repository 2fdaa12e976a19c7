#include "people/training.h"

#include "format/code_points.h"
#include "people/account.h"
#include "people/duty.h"
#include "people/record.h"
#include "people/training_rows.h"

namespace menhu::people {
namespace {

constexpr std::int64_t most_hours = 200;  // of one course; more is a slip of the hand
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_text = 500;

bool is_between(std::string_view text, std::size_t least, std::size_t most) {
    if (!format::is_utf8(text)) return false;
    const auto length = format::count_code_points(text);
    return length >= least && length <= most;
}

base::Error ill_formed(std::string_view part) {
    return {base::Fault::bad_input, "people.training_ill_formed", std::string{part}};
}

// Who may say that somebody was trained: who answers for the account's unit (duty.h), and nobody of themselves.
base::Result<void> require_answering(store::ReadTx& tx, const Actor& by, const Account& account, base::Instant now) {
    if (by.account() != account.id) {
        const auto reach = TRY(reach_of(tx, by, now));
        if (reach.covers(account.unit)) return {};
    }
    return base::Error{base::Fault::refused, "people.training_not_yours"};
}

base::Result<void> check(const NewTraining& training, base::Instant now) {
    if (!training.on.ok() || training.on > base::taipei_date(now)) return ill_formed("on");
    if (training.hours < 1 || training.hours > most_hours) return ill_formed("hours");
    if (!is_between(training.title, 1, longest_title)) return ill_formed("title");
    if (!is_between(training.provider, 0, longest_title)) return ill_formed("provider");
    if (!is_between(training.evidence, 1, longest_text)) return ill_formed("evidence");
    return {};
}

struct Found {
    Training training;
    Account account;
};
base::Result<Found> found(store::ReadTx& tx, TrainingId id, base::Instant now) {
    auto training = TRY(rows::training(tx, id));
    if (!training) return base::Error{base::Fault::not_found, "people.not_found", "training"};
    auto account = TRY(find_account(tx, training->account, now));
    CHECK(account);
    return Found{.training = *std::move(training), .account = *std::move(account)};
}

Facts facts_of(const Training& training) {
    return {{"about_account", training.account.text()}, {"training", training.id.text()}};
}

}  // namespace

std::string_view training_state_code(TrainingState state) {
    switch (state) {
        case TrainingState::claimed:
            return "claimed";
        case TrainingState::counted:
            return "counted";
        case TrainingState::withdrawn:
            return "withdrawn";
    }
    return "";
}

base::Result<TrainingId> add_training(store::WriteTx& tx, const Office& office, const Actor& by,
                                      const NewTraining& training, base::Random& random, base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    auto account = TRY(find_account(tx, training.account, now));
    if (!account) return base::Error{base::Fault::not_found, "people.not_found", "account"};
    const bool is_own = by.account() == account->id;
    if (!is_own) TRY(require_answering(tx, by, *account, now));
    TRY(check(training, now));
    const TrainingId id = TrainingId::make(now, random);
    TRY(rows::insert_training(tx, id, training, by.account(), now));
    TRY(record(tx, office, by, "people.training_added",
               {{"about_account", account->id.text()},
                {"training", id.text()},
                {"on", base::to_iso(training.on)},
                {"hours", std::to_string(training.hours)},
                {"state", std::string{training_state_code(is_own ? TrainingState::claimed : TrainingState::counted)}}},
               {{"title", training.title}, {"provider", training.provider}, {"evidence", training.evidence}}, now));
    return id;
}

base::Result<void> confirm_training(store::WriteTx& tx, const Office& office, const Actor& by, TrainingId training,
                                    base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    const auto [one, account] = TRY(found(tx, training, now));
    if (by.account() == account.id) return base::Error{base::Fault::refused, "people.training_own"};
    TRY(require_answering(tx, by, account, now));
    if (one.state != TrainingState::claimed) return base::Error{base::Fault::conflict, "people.training_not_claimed"};
    TRY(rows::insert_training_act(tx, training, rows::TrainingAct::confirmed, by.account(), "", now));
    return record(tx, office, by, "people.training_confirmed", facts_of(one), {}, now);
}

base::Result<void> withdraw_training(store::WriteTx& tx, const Office& office, const Actor& by, TrainingId training,
                                     std::string_view reason, base::Instant now) {
    if (!by.may_act()) TRY(require_any(by, by.granted_roles()));
    const auto [one, account] = TRY(found(tx, training, now));
    // A claim is the claimant's to take back; what counts already is not (the hours would come and go unseen).
    const bool is_own_claim = by.account() == account.id && one.state == TrainingState::claimed;
    if (!is_own_claim) TRY(require_answering(tx, by, account, now));
    if (one.state == TrainingState::withdrawn) return base::Error{base::Fault::conflict, "people.training_withdrawn"};
    if (!is_between(reason, 1, longest_text)) return ill_formed("reason");
    TRY(rows::insert_training_act(tx, training, rows::TrainingAct::withdrawn, by.account(), reason, now));
    return record(tx, office, by, "people.training_withdrawn", facts_of(one), {{"reason", std::string{reason}}}, now);
}

std::int64_t training_hours_required(const law::Profile& profile, Roles roles) {
    std::int64_t hours = 0;
    for (const Role role : roles.list()) {
        const auto usual = role == Role::designated_person ? profile.numbers().training_hours.value : std::int64_t{0};
        hours = std::max(hours, profile.title_of(role).training_hours.value_or(usual));
    }
    return hours;
}

base::Result<std::vector<Training>> training_of_year(store::ReadTx& tx, int year, std::optional<AccountId> account) {
    const auto first = base::make_date(year, 1, 1);
    const auto last = base::make_date(year, 12, 31);
    if (!first || !last) return ill_formed("year");
    if (account) return rows::training_of(tx, *account, *first, *last);
    return rows::training_between(tx, *first, *last);
}

base::Result<std::vector<UnconfirmedTraining>> unconfirmed_training(store::ReadTx& tx, base::Instant now) {
    return rows::unconfirmed(tx, now);
}

base::Result<std::vector<TrainedHours>> trained_hours(store::ReadTx& tx, base::Date from, base::Date to) {
    return rows::hours_between(tx, from, to);
}

base::Result<std::int64_t> trained_hours_of(store::ReadTx& tx, AccountId account, base::Date from, base::Date to) {
    return rows::hours_of(tx, account, from, to);
}

}  // namespace menhu::people
