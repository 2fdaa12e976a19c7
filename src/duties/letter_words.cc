#include "duties/letter_words.h"

#include <set>

#include "duties/letter_rows.h"
#include "duties/record_act.h"
#include "grants/link_people.h"
#include "people/notice.h"

namespace menhu::duties {
namespace {

std::string filled(std::string_view text, const Fill& words) {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        CHECK(close != std::string_view::npos);  // the profile was refused otherwise
        const auto word = words.find(text.substr(open + 1, close - open - 1));
        if (word != words.end()) out += word->second;  // what this letter has no word for stays out
        text.remove_prefix(close + 1);
    }
    return out;
}

base::Result<void> tell(store::WriteTx& tx, const Letter& letter, base::Random& random, base::Instant now) {
    std::set<people::AccountId> told;
    const auto duties = TRY(people::duties_at(tx, now));
    for (const people::OfficeDuty& duty : duties) {
        if (duty.kind != people::DutyKind::account_administrator || (duty.unit && duty.unit != letter.unit)) continue;
        told.insert(duty.account);
    }
    if (letter.link) {
        const auto in_charge = TRY(grants::people_of_link(tx, *letter.link));
        for (const grants::LinkPerson& person : in_charge) {
            if (person.duty == grants::LinkDuty::designated_person && person.in_force(now)) told.insert(person.account);
        }
    }
    for (const people::AccountId account : told) {
        TRY(people::add_notice(tx,
                               {.account = account,
                                .kind = people::NoticeKind::letter_due,
                                .about = letter.id.text(),
                                .due = base::taipei_end(letter.due_on)},
                               random, now));
    }
    return {};
}

}  // namespace

base::Result<LetterId> put_draft(store::WriteTx& tx, const people::Office& office, Letter letter, std::string_view name,
                                 Fill fill, base::Random& random, base::Instant now) {
    const law::Profile& profile = office.profile();
    const auto* words = profile.find_letter(name);
    if (words == nullptr) return base::Error{base::Fault::conflict, "duties.letter_unworded", std::string{name}};
    fill.emplace("agency", profile.agency().name);
    fill.emplace("provider", letter.addressee);
    fill.emplace("regulation", profile.agency().regulation);
    fill.emplace("unit", letter.unit_name);
    fill.emplace("event_on", base::to_roc_text(letter.event_on));
    fill.emplace("due_on", base::to_roc_text(letter.due_on));
    letter.id = LetterId::make(now, random);
    letter.subject = filled(words->subject, fill);
    letter.body.clear();
    for (const std::string& paragraph : words->paragraphs) {
        if (!letter.body.empty()) letter.body += '\n';
        letter.body += filled(paragraph, fill);
    }
    TRY(rows::insert_letter(tx, letter));
    TRY(rows::insert_text(tx, letter.id, letter.subject, letter.body, people::operator_account, now));
    Facts facts{{"letter", letter.id.text()},
                {"about_account", letter.account.text()},
                {"about_unit", letter.unit ? letter.unit->text() : "agency"},
                {"duty", std::string{letter_kind_code(letter)}},
                {"event", letter.event},
                {"event_on", base::to_iso(letter.event_on)},
                {"due", base::to_iso(letter.due_on)}};
    if (letter.link) facts.emplace_back("link", letter.link->text());
    TRY(record_act(tx, office, people::operator_account, people::operator_unit, "duties.letter_drafted",
                   std::move(facts), {}, now));
    TRY(tell(tx, letter, random, now));
    return letter.id;
}

}  // namespace menhu::duties
