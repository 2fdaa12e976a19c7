// What a link asks of those in charge: renewal, review, people, use (F2.3; 辦法 8).
#include <algorithm>

#include "grants/link_people.h"
#include "grants/link_review.h"
#include "people/account.h"
#include "people/term.h"

namespace menhu::grants {
namespace {

// So long before its last day a review is asked for.
constexpr std::chrono::days review_warning{30};

struct Known {
    const Link& link;
    const law::Profile& profile;
    base::Instant now;
    std::vector<LinkReview> reviews;  // newest first
    std::vector<LinkPerson> people;
    std::optional<base::Date> last_used_on;
    base::Date review_due{};
    std::vector<LinkNotice>& notices;

    void say(std::string code, std::string zh, std::string en, std::string clause,
             std::optional<base::Instant> due) const {
        notices.push_back({std::move(code), std::move(zh), std::move(en), std::move(clause), due});
    }
};

void say_term(const Known& known) {
    const Link& link = known.link;
    const auto state = link.state(known.now);
    const std::string last = base::to_roc_text(base::taipei_date(link.over_at() - std::chrono::milliseconds{1}));
    const std::string last_en = base::to_iso(base::taipei_date(link.over_at() - std::chrono::milliseconds{1}));
    if (state == LinkState::suspended) {
        known.say("link_suspended", "連結作業暫停中，其核准均不能使用", "Suspended: no grant under it can be used",
                  "X1", std::nullopt);
    }
    if (link.ended_at) {
        known.say("link_ending", "已排定終止，最後一日為" + last, "Its ending is planned; the last day is " + last_en,
                  "X1", link.ended_at);
        return;
    }
    if (state == LinkState::expired) {
        known.say("link_expired", "效期已於" + last + "屆滿，應停止連結作業；仍有需要請重新申請",
                  "Its term was over with " + last_en + ": the link has stopped; apply anew if it is needed", "X1",
                  link.terms.until);
        return;
    }
    if (known.now >= renewal_opens(link, known.profile)) {
        known.say("link_renewal_open", "效期將於" + last + "屆滿，請於期前重新申請並登錄核准函",
                  "Its term ends with " + last_en + ": apply for renewal and record the new letter", "X1",
                  link.terms.until);
    }
    if (link.terms.letter.empty()) {
        known.say("link_letter_missing", "尚未取得核准函，不能據以核可查詢", "The approval letter has not come yet",
                  "X1", std::nullopt);
    }
}

// 辦法 8: unused for a year, those in charge are asked; needed and still unused six months after, it stops.
void say_use(const Known& known) {
    const Link& link = known.link;
    const law::Numbers& numbers = known.profile.numbers();
    base::Instant last = link.terms.from;
    if (known.last_used_on) last = std::max(last, base::taipei_end(*known.last_used_on));
    const base::Instant warned_at = people::after(last, numbers.link_unused_warning);
    if (known.now < warned_at) return;
    // The first confirmation of the need after the warning; later ones begin nothing anew.
    std::optional<base::Instant> confirmed;
    for (const LinkReview& review : known.reviews) {
        if (review.need == Need::needed && review.at >= warned_at) confirmed = review.at;
    }
    if (!confirmed) {
        known.say("link_unused", "逾一年未使用，請確認是否仍有需要（登錄檢討）",
                  "Unused for more than a year: confirm by a review whether it is needed", "X1", std::nullopt);
        return;
    }
    const base::Instant stop = people::after(*confirmed, numbers.link_unused_stop);
    if (known.now >= stop) {
        known.say("link_to_stop", "確認需要後逾六個月仍未使用，應停止連結作業，請排定終止",
                  "Still unused six months after the need was confirmed: the link must stop, plan its ending", "X1",
                  stop);
    } else {
        known.say("link_unused_confirmed",
                  "已確認需要但仍未使用；" + base::to_roc_text(base::taipei_date(stop)) + "前未使用即應停止",
                  "Needed but unused; it stops if nobody uses it before " + base::to_iso(base::taipei_date(stop)), "X1",
                  stop);
    }
}

void say_review(const Known& known) {
    const base::Instant due = base::taipei_end(known.review_due);
    if (known.now < due - review_warning) return;
    const bool late = known.now >= due;
    known.say(late ? "link_review_overdue" : "link_review_due",
              late ? "年度檢討已逾期，請儘速辦理" : "請於期前辦理年度檢討並作成紀錄",
              late ? "The yearly review is overdue" : "The yearly review is due", "F2.3", due);
}

// An account may be closed by an application or a review, which know nothing of links.
base::Result<void> say_gone(const Known& known, store::ReadTx& tx) {
    for (const LinkPerson& person : known.people) {
        if (!person.in_force(known.now)) continue;
        const auto account = TRY(people::find_account(tx, person.account, known.now));
        const bool gone =
            !account || account->standing == people::Standing::closed || account->standing == people::Standing::expired;
        if (!gone) continue;
        known.say("link_person_gone", "負責人員的帳號已廢止或到期，請解除指派並改派",
                  "The account of somebody in charge is closed or over: end the duty and name another", "U3",
                  std::nullopt);
        return {};
    }
    return {};
}

void say_people(const Known& known) {
    const auto has = [&](LinkDuty duty) {
        return std::ranges::any_of(
            known.people, [&](const LinkPerson& person) { return person.duty == duty && person.in_force(known.now); });
    };
    if (!has(LinkDuty::designated_person)) {
        known.say("link_no_designated_person", "尚未指定專責人員", "No designated person is named", "F2.1",
                  std::nullopt);
    }
    if (!has(LinkDuty::handler)) {
        known.say("link_no_handler", "尚未指定承辦人", "No handler is named", "F2.1", std::nullopt);
    }
}

}  // namespace

base::Result<LinkStanding> link_standing(store::ReadTx& tx, const law::Profile& profile, const Link& link,
                                         base::Instant now) {
    LinkStanding standing;
    Known known{.link = link,
                .profile = profile,
                .now = now,
                .reviews = {},
                .people = {},
                .last_used_on = std::nullopt,
                .notices = standing.notices};
    known.reviews = TRY(link_reviews(tx, link.id));
    known.people = TRY(people_of_link(tx, link.id));
    known.last_used_on = TRY(last_used_on(tx, link.code));
    const base::Instant reviewed = known.reviews.empty() ? link.terms.from : known.reviews.front().at;
    known.review_due = base::taipei_date(people::after(reviewed, profile.numbers().link_review_period));
    standing.review_due = known.review_due;
    standing.last_used_on = known.last_used_on;
    if (link.state(now) == LinkState::ended) return standing;
    say_term(known);
    if (link.state(now) == LinkState::expired) return standing;
    say_use(known);
    say_review(known);
    say_people(known);
    TRY(say_gone(known, tx));
    return standing;
}

}  // namespace menhu::grants
