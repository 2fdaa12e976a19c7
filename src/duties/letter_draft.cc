// Finding the changes that nobody was told of, and drafting the letters about them.
#include <algorithm>
#include <map>
#include <set>

#include "base/period.h"
#include "duties/letter.h"
#include "duties/letter_rows.h"
#include "duties/record_act.h"
#include "grants/held.h"
#include "people/duty_history.h"
#include "people/notice.h"

namespace menhu::duties {
namespace {

using people::DutyKind;
using people::OfficeDuty;
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

bool same_post(const OfficeDuty& one, const OfficeDuty& other) {
    return one.kind == other.kind && one.unit == other.unit;
}

bool took_effect(const OfficeDuty& duty) { return !duty.until || duty.from < *duty.until; }

std::string filled(std::string_view text, const std::map<std::string_view, std::string>& words) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        CHECK(close != std::string_view::npos);  // the profile was refused otherwise
        const auto word = words.find(text.substr(open + 1, close - open - 1));
        CHECK(word != words.end());
        out += word->second;
        text.remove_prefix(close + 1);
    }
    return out;
}

// What the unit uses the data for: the purposes of its grants at that instant.
base::Result<std::string> link_of(store::ReadTx& tx, const std::optional<people::UnitId>& unit, base::Instant at) {
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

class Drafting {
public:
    Drafting(store::WriteTx& tx, const people::Office& office, const std::optional<OfLeaver>& leaver,
             base::Random& random, base::Instant now)
        : tx_{tx}, office_{office}, leaver_{leaver}, random_{random}, now_{now} {}

    base::Result<std::vector<LetterId>> run() {
        duties_ = TRY(people::answering_duties(tx_));
        told_ = TRY(rows::causes(tx_));
        for (const OfficeDuty& duty : duties_) {
            if (took_effect(duty)) TRY(tell_end(duty));
        }
        for (const OfficeDuty& duty : duties_) {
            if (took_effect(duty)) TRY(tell_beginning(duty));
        }
        return std::move(made_);
    }

private:
    bool is_told_already(const OfficeDuty& duty, std::string_view event) const {
        return told_.contains({duty.id.number(), std::string{event}});
    }

    base::Result<void> tell_end(const OfficeDuty& duty) {
        if (!duty.until || is_told_already(duty, "ended")) return {};
        const OfficeDuty* successor = nullptr;
        for (const OfficeDuty& other : duties_) {
            if (other.id == duty.id || !same_post(other, duty) || !took_effect(other)) continue;
            if (other.from < *duty.until || other.from >= *duty.until + std::chrono::days{7}) continue;
            if (successor == nullptr) successor = &other;
        }
        if (successor != nullptr && successor->account == duty.account) return {};  // the same person goes on
        const bool told = TRY(is_told(tx_, duty, *duty.until - std::chrono::milliseconds{1}));
        if (!told) return {};
        const auto letter = TRY(draft(duty, "ended", *duty.until, successor));
        TRY(note(duty, "ended", letter));
        if (successor != nullptr && !is_told_already(*successor, "began")) TRY(note(*successor, "began", letter));
        return {};
    }

    base::Result<void> tell_beginning(const OfficeDuty& duty) {
        if (is_told_already(duty, "began")) return {};
        const auto predecessor = std::ranges::find_if(duties_, [&](const OfficeDuty& other) {
            return other.id != duty.id && same_post(other, duty) && took_effect(other) && other.until &&
                   *other.until <= duty.from;
        });
        if (predecessor == duties_.end()) return {};  // told with the application for the link
        const bool goes_on = std::ranges::any_of(duties_, [&](const OfficeDuty& other) {
            return same_post(other, duty) && other.account == duty.account && other.until && *other.until == duty.from;
        });
        if (goes_on) return {};
        const bool told = TRY(is_told(tx_, duty, duty.from));
        if (!told) return {};
        const auto joined = TRY(join_draft(duty));
        if (joined) return note(duty, "began", *joined);
        const auto letter = TRY(draft(duty, "began", duty.from, nullptr));
        return note(duty, "began", letter);
    }

    // A letter about the predecessor that has not been sent yet names the successor too.
    base::Result<std::optional<LetterId>> join_draft(const OfficeDuty& duty) {
        const auto all = TRY(rows::letters(tx_));
        for (const Letter& letter : all) {
            const bool fits = letter.state == LetterState::draft && letter.event == "ended" &&
                              letter.kind == duty.kind && letter.unit == duty.unit;
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

    static std::string successor_text(const OfficeDuty* successor) {
        if (successor == nullptr) return std::string{no_successor};
        return successor->display_name + "（自" + base::to_roc_text(base::taipei_date(successor->from)) + "起）";
    }

    base::Result<LetterId> draft(const OfficeDuty& duty, std::string_view event, base::Instant at,
                                 const OfficeDuty* successor) {
        const law::Profile& profile = office_.profile();
        const bool ended = event == "ended";
        const auto* words = profile.find_letter(ended ? "staff_change" : "staff_begun");
        if (words == nullptr) return base::Error{base::Fault::conflict, "duties.letter_unworded", std::string{event}};
        const bool of_leaver = leaver_ && leaver_->account == duty.account && ended;
        Letter letter{.id = LetterId::make(now_, random_),
                      .leaver = std::nullopt,
                      .account = duty.account,
                      .account_name = duty.account_name,
                      .display_name = duty.display_name,
                      .unit = duty.unit,
                      .unit_name = duty.unit_name,
                      .kind = duty.kind,
                      .event = std::string{event},
                      .event_on = base::taipei_date(at),
                      .due_on = letter_due(profile, base::taipei_date(at)),
                      .addressee = profile.agency().provider,
                      .drafted_at = now_,
                      .subject = {},
                      .body = {},
                      .state = LetterState::draft,
                      .document_number = {},
                      .sent_on = std::nullopt};
        if (of_leaver) letter.leaver = leaver_->leaver;
        auto link = TRY(link_of(tx_, duty.unit, ended ? at - std::chrono::milliseconds{1} : at));
        const std::map<std::string_view, std::string> fill{
            {"agency", profile.agency().name},
            {"provider", profile.agency().provider},
            {"regulation", profile.agency().regulation},
            {"unit", duty.unit_name},
            {"name", duty.display_name},
            {"duty", std::string{duty_zh(duty.kind)}},
            {"event_on", base::to_roc_text(letter.event_on)},
            {"kind", of_leaver ? std::string{leaver_->kind_zh} : std::string{ended ? "卸任" : "到任"}},
            {"successor", successor_text(successor)},
            {"link", std::move(link)},
            {"due_on", base::to_roc_text(letter.due_on)}};
        letter.subject = filled(words->subject, fill);
        for (const std::string& paragraph : words->paragraphs) {
            if (!letter.body.empty()) letter.body += '\n';
            letter.body += filled(paragraph, fill);
        }
        TRY(rows::insert_letter(tx_, letter));
        TRY(rows::insert_text(tx_, letter.id, letter.subject, letter.body, people::operator_account, now_));
        TRY(record_act(tx_, office_, people::operator_account, people::operator_unit, "duties.letter_drafted",
                       {{"letter", letter.id.text()},
                        {"about_account", duty.account.text()},
                        {"about_unit", duty.unit ? duty.unit->text() : "agency"},
                        {"duty", std::string{people::duty_kind_code(duty.kind)}},
                        {"event", letter.event},
                        {"event_on", base::to_iso(letter.event_on)},
                        {"due", base::to_iso(letter.due_on)}},
                       {}, now_));
        TRY(tell_administrators(letter));
        made_.push_back(letter.id);
        return letter.id;
    }

    base::Result<void> tell_administrators(const Letter& letter) {
        const auto duties = TRY(people::duties_at(tx_, now_));
        for (const OfficeDuty& duty : duties) {
            if (duty.kind != DutyKind::account_administrator || (duty.unit && duty.unit != letter.unit)) continue;
            TRY(people::add_notice(tx_,
                                   {.account = duty.account,
                                    .kind = people::NoticeKind::letter_due,
                                    .about = letter.id.text(),
                                    .due = base::taipei_end(letter.due_on)},
                                   random_, now_));
        }
        return {};
    }

    base::Result<void> note(const OfficeDuty& duty, std::string_view event, LetterId letter) {
        told_.insert({duty.id.number(), std::string{event}});
        return rows::insert_cause(tx_, duty.id, event, letter);
    }

    store::WriteTx& tx_;
    const people::Office& office_;
    const std::optional<OfLeaver>& leaver_;
    base::Random& random_;
    const base::Instant now_;
    std::vector<OfficeDuty> duties_;
    Told told_;
    std::vector<LetterId> made_;
};

base::Period period_of(const law::Term& term) {
    switch (term.in) {
        case law::Term::In::days:
            return {term.count, base::PeriodUnit::day};
        case law::Term::In::months:
            return {term.count, base::PeriodUnit::month};
        case law::Term::In::years:
            return {term.count, base::PeriodUnit::year};
    }
    base::throw_bug("period_of: no such unit");
}

}  // namespace

base::Date letter_due(const law::Profile& profile, base::Date event) {
    const base::Period period = period_of(profile.numbers().staff_change_notice);
    const auto due = base::due_day(event, period, profile.work_days());
    // A year that the calendar does not cover: the day is not moved, so that it is never too late.
    return due ? *due : base::last_day(event, period);
}

base::Result<bool> is_told(store::ReadTx& tx, const OfficeDuty& duty, base::Instant at) {
    if (duty.kind == DutyKind::designated_person) return true;
    if (duty.kind != DutyKind::head && duty.kind != DutyKind::handler) return false;
    const auto held = TRY(grants::held_between(tx, at, at + std::chrono::milliseconds{1}));
    return std::ranges::any_of(held, [&](const auto& grant) { return !duty.unit || grant.unit == *duty.unit; });
}

base::Result<std::vector<LetterId>> draft_missing_letters(store::WriteTx& tx, const people::Office& office,
                                                          const std::optional<OfLeaver>& leaver, base::Random& random,
                                                          base::Instant now) {
    return Drafting{tx, office, leaver, random, now}.run();
}

}  // namespace menhu::duties
