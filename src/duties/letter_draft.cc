// Finding the changes that nobody was told of, and drafting the letters about them.
#include <algorithm>
#include <set>

#include "base/period.h"
#include "duties/letter.h"
#include "duties/letter_rows.h"
#include "duties/letter_words.h"
#include "duties/tenure.h"
#include "grants/held.h"
#include "grants/link.h"
#include "law/period.h"

namespace menhu::duties {
namespace {

using people::DutyKind;
using Told = std::set<std::pair<std::int64_t, std::string>>;

constexpr std::string_view no_successor = "（尚未指派，另函通知）";

std::string_view duty_zh(DutyKind kind) {
    switch (kind) {
        case DutyKind::head:
            return "主管";
        case DutyKind::handler:
            return "承辦人員";
        case DutyKind::designated_person:
            return "專責人員";
        case DutyKind::deputy:
        case DutyKind::account_administrator:
            break;
    }
    base::throw_bug("duty_zh: nobody is told of this duty");
}

// What the unit uses the data for: the purposes of its grants at that instant.
base::Result<std::string> use_of(store::ReadTx& tx, const std::optional<people::UnitId>& unit, base::Instant at) {
    const auto held = TRY(grants::held_between(tx, at, at + std::chrono::milliseconds{1}));
    std::set<std::string> purposes;
    for (const auto& grant : held) {
        if (!unit || grant.unit == *unit) purposes.insert(grant.purpose_zh);
    }
    std::string text;
    for (const std::string& purpose : purposes) {
        if (!text.empty()) text += "、";
        text += purpose;
    }
    return text.empty() ? std::string{"戶役政資料連結作業"} : text;
}

// Does the unit manage a link that is not over then?
base::Result<bool> manages_a_link(store::ReadTx& tx, people::UnitId unit, base::Instant at) {
    const auto links = TRY(grants::links(tx));
    return std::ranges::any_of(
        links, [&](const grants::Link& link) { return link.terms.unit == unit && at < link.over_at(); });
}

// For a link everything is told; for an office, what letter.h says.
base::Result<bool> is_told(store::ReadTx& tx, const std::vector<Tenure>& all, const Tenure& duty, base::Instant at) {
    if (duty.link) return true;
    if (is_named_for_link(all, duty, at)) return false;
    if (duty.kind == DutyKind::designated_person) return true;
    if (duty.kind != DutyKind::head && duty.kind != DutyKind::handler) return false;
    const auto held = TRY(grants::held_between(tx, at, at + std::chrono::milliseconds{1}));
    const bool uses =
        std::ranges::any_of(held, [&](const auto& grant) { return !duty.unit || grant.unit == *duty.unit; });
    if (uses || duty.kind != DutyKind::head || !duty.unit) return uses;
    return manages_a_link(tx, *duty.unit, at);
}

class Drafting {
public:
    Drafting(store::WriteTx& tx, const people::Office& office, const std::optional<OfLeaver>& leaver,
             base::Random& random, base::Instant now)
        : tx_{tx}, office_{office}, leaver_{leaver}, random_{random}, now_{now} {}

    base::Result<std::vector<LetterId>> run() {
        duties_ = TRY(tenures(tx_, now_));
        told_ = TRY(rows::causes(tx_));
        for (const Tenure& duty : duties_) {
            if (duty.took_effect()) TRY(tell_end(duty));
        }
        for (const Tenure& duty : duties_) {
            if (duty.took_effect()) TRY(tell_beginning(duty));
        }
        const auto endings = TRY(draft_endings(tx_, office_, random_, now_));
        made_.insert(made_.end(), endings.begin(), endings.end());
        return std::move(made_);
    }

private:
    bool is_told_already(const Tenure& duty, std::string_view event) const {
        return told_.contains({duty.cause, std::string{event}});
    }

    base::Result<void> tell_end(const Tenure& duty) {
        if (!duty.until || is_told_already(duty, "ended")) return {};
        const Tenure* successor = nullptr;
        for (const Tenure& other : duties_) {
            if (other.cause == duty.cause || !other.same_post(duty) || !other.took_effect()) continue;
            if (other.from < *duty.until || other.from >= *duty.until + std::chrono::days{7}) continue;
            if (successor == nullptr) successor = &other;
        }
        if (successor != nullptr && successor->account == duty.account) return {};  // the same person goes on
        const bool told = TRY(is_told(tx_, duties_, duty, *duty.until - std::chrono::milliseconds{1}));
        if (!told) return {};
        const auto letter = TRY(draft(duty, "ended", *duty.until, successor));
        TRY(note(duty, "ended", letter));
        if (successor != nullptr && !is_told_already(*successor, "began")) TRY(note(*successor, "began", letter));
        return {};
    }

    base::Result<void> tell_beginning(const Tenure& duty) {
        if (is_told_already(duty, "began")) return {};
        // The first of a post is told with the application for the link. Who joins others in charge of a link is told.
        const bool is_first = std::ranges::none_of(duties_, [&](const Tenure& other) {
            if (other.cause == duty.cause || !other.same_post(duty) || !other.took_effect()) return false;
            return (other.until && *other.until <= duty.from) || (duty.link && other.from < duty.from);
        });
        if (is_first) return {};
        const bool goes_on = std::ranges::any_of(duties_, [&](const Tenure& other) {
            return other.same_post(duty) && other.account == duty.account && other.until && *other.until == duty.from;
        });
        if (goes_on) return {};
        const bool told = TRY(is_told(tx_, duties_, duty, duty.from));
        if (!told) return {};
        const auto joined = TRY(join_draft(duty));
        if (joined) return note(duty, "began", *joined);
        const auto letter = TRY(draft(duty, "began", duty.from, nullptr));
        return note(duty, "began", letter);
    }

    // A letter about the predecessor that has not been sent yet names the successor too.
    base::Result<std::optional<LetterId>> join_draft(const Tenure& duty) {
        const auto all = TRY(rows::letters(tx_));
        for (const Letter& letter : all) {
            const bool fits = letter.state == LetterState::draft && letter.event == "ended" &&
                              letter.kind == duty.kind && letter.unit == duty.unit && letter.link == duty.link;
            if (!fits) continue;
            const auto place = letter.body.find(no_successor);
            if (place == std::string::npos) continue;
            std::string body = letter.body;
            body.replace(place, no_successor.size(), successor_text(&duty));
            TRY(rows::insert_text(tx_, letter.id, letter.subject, body, people::operator_account, now_));
            return std::optional{letter.id};
        }
        return std::optional<LetterId>{};
    }

    static std::string successor_text(const Tenure* successor) {
        if (successor == nullptr) return std::string{no_successor};
        return successor->display_name + "（自" + base::to_roc_text(base::taipei_date(successor->from)) + "起）";
    }

    base::Result<LetterId> draft(const Tenure& duty, std::string_view event, base::Instant at,
                                 const Tenure* successor) {
        const law::Profile& profile = office_.profile();
        const bool ended = event == "ended";
        const bool of_leaver = leaver_ && leaver_->account == duty.account && ended;
        Letter letter{.id = LetterId{0},
                      .leaver = std::nullopt,
                      .link = duty.link,
                      .link_name = duty.link_name,
                      .account = duty.account,
                      .account_name = duty.account_name,
                      .display_name = duty.display_name,
                      .unit = duty.unit,
                      .unit_name = duty.unit_name,
                      .kind = duty.kind,
                      .event = std::string{event},
                      .event_on = base::taipei_date(at),
                      .due_on = letter_due(profile, base::taipei_date(at)),
                      .addressee = duty.link ? duty.provider : profile.agency().provider,
                      .drafted_at = now_,
                      .subject = {},
                      .body = {},
                      .state = LetterState::draft,
                      .document_number = {},
                      .sent_on = std::nullopt};
        if (of_leaver) letter.leaver = leaver_->leaver;
        auto use = duty.link_name;
        if (!duty.link) use = TRY(use_of(tx_, duty.unit, ended ? at - std::chrono::milliseconds{1} : at));
        Fill fill{{"name", duty.display_name},
                  {"duty", std::string{duty_zh(duty.kind)}},
                  {"kind", of_leaver ? std::string{leaver_->kind_zh} : std::string{ended ? "卸任" : "到任"}},
                  {"successor", successor_text(successor)},
                  {"link", std::move(use)}};
        const auto id = TRY(put_draft(tx_, office_, std::move(letter), ended ? "staff_change" : "staff_begun",
                                      std::move(fill), random_, now_));
        made_.push_back(id);
        return id;
    }

    base::Result<void> note(const Tenure& duty, std::string_view event, LetterId letter) {
        told_.insert({duty.cause, std::string{event}});
        return rows::insert_cause(tx_, duty.cause, event, letter);
    }

    store::WriteTx& tx_;
    const people::Office& office_;
    const std::optional<OfLeaver>& leaver_;
    base::Random& random_;
    const base::Instant now_;
    std::vector<Tenure> duties_;
    Told told_;
    std::vector<LetterId> made_;
};

}  // namespace

base::Date letter_due(const law::Profile& profile, base::Date event) {
    const base::Period period = law::period_of(profile.numbers().staff_change_notice);
    const auto due = base::due_day(event, period, profile.work_days());
    // A year that the calendar does not cover: the day is not moved, so that it is never too late.
    return due ? *due : base::last_day(event, period);
}

base::Result<bool> is_told(store::ReadTx& tx, const people::OfficeDuty& duty, base::Instant at) {
    const auto all = TRY(tenures(tx, at));
    return is_told(tx, all, tenure_of(duty), at);
}

base::Result<std::vector<LetterId>> draft_missing_letters(store::WriteTx& tx, const people::Office& office,
                                                          const std::optional<OfLeaver>& leaver, base::Random& random,
                                                          base::Instant now) {
    return Drafting{tx, office, leaver, random, now}.run();
}

}  // namespace menhu::duties
