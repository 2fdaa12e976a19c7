// Letters about links that end (辦法 15: the provider is told by writing within the month before).
#include <algorithm>

#include "duties/letter_rows.h"
#include "duties/letter_words.h"
#include "duties/record_act.h"
#include "grants/link.h"
#include "people/account.h"
#include "people/term.h"
#include "people/unit.h"

namespace menhu::duties {
namespace {

// Each day on which a link is to end is told once.
std::string event_of(base::Date last) { return "ending " + base::to_iso(last); }

base::Date last_day_of(base::Instant at) { return base::taipei_date(at - std::chrono::milliseconds{1}); }

base::Result<std::optional<people::AccountId>> planner_of(store::ReadTx& tx, const grants::Link& link) {
    const auto versions = TRY(grants::link_versions(tx, link.id));
    for (const auto& version : versions) {
        if (version.act == "ending") return std::optional{version.by};
    }
    return std::optional<people::AccountId>{};
}

base::Result<void> void_outdated(store::WriteTx& tx, const people::Office& office,
                                 const std::vector<grants::Link>& links, base::Instant now) {
    const auto all = TRY(rows::letters(tx));
    for (const Letter& letter : all) {
        if (letter.state != LetterState::draft) break;  // drafts come first
        if (!letter.link || letter.kind) continue;
        const auto link = std::ranges::find(links, *letter.link, &grants::Link::id);
        if (link != links.end() && link->ended_at && last_day_of(*link->ended_at) == letter.event_on) continue;
        TRY(rows::insert_void(tx, letter.id, now));
        TRY(record_act(tx, office, people::operator_account, people::operator_unit, "duties.letter_void",
                       {{"letter", letter.id.text()}}, {}, now));
    }
    return {};
}

}  // namespace

base::Date ending_letter_due(const law::Profile& profile, base::Instant at) {
    const law::Term notice = profile.numbers().link_end_notice;
    // The corresponding day before: of the first instant after the end, so that the whole notice lies between.
    base::Date due = base::taipei_date(people::after(at, {.in = notice.in, .count = -notice.count}));
    while (profile.work_days().covers(due)) {
        const auto worked = profile.work_days().is_worked(due);
        if (!worked || *worked) break;
        due = base::add_days(due, -1);
    }
    return due;
}

base::Result<std::vector<LetterId>> draft_endings(store::WriteTx& tx, const people::Office& office,
                                                  base::Random& random, base::Instant now) {
    const auto links = TRY(grants::links(tx));
    TRY(void_outdated(tx, office, links, now));
    const auto told = TRY(rows::causes(tx));
    std::vector<LetterId> made;
    for (const grants::Link& link : links) {
        if (!link.ended_at) continue;
        const base::Date last = last_day_of(*link.ended_at);
        if (told.contains({link.id.number(), event_of(last)})) continue;
        const auto planner = TRY(planner_of(tx, link));
        CHECK(planner);
        const auto account = TRY(people::find_account(tx, *planner, now));
        const auto unit = TRY(people::find_unit(tx, link.terms.unit));
        Letter letter{.id = LetterId{0},
                      .leaver = std::nullopt,
                      .link = link.id,
                      .link_name = link.terms.name_zh,
                      .account = *planner,
                      .account_name = account ? account->name : std::string{},
                      .display_name = account ? account->display_name : std::string{},
                      .unit = link.terms.unit,
                      .unit_name = unit ? unit->name_zh : std::string{},
                      .kind = std::nullopt,
                      .event = "ending",
                      .event_on = last,
                      .due_on = ending_letter_due(office.profile(), *link.ended_at),
                      .addressee = link.terms.provider,
                      .drafted_at = now,
                      .subject = {},
                      .body = {},
                      .state = LetterState::draft,
                      .document_number = {},
                      .sent_on = std::nullopt};
        const auto id = TRY(put_draft(tx, office, std::move(letter), "link_end",
                                      {{"link", link.terms.name_zh}, {"letter", link.terms.letter}}, random, now));
        TRY(rows::insert_cause(tx, link.id.number(), event_of(last), id));
        made.push_back(id);
    }
    return made;
}

}  // namespace menhu::duties
