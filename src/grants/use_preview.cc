#include "grants/use_preview.h"

#include <algorithm>

#include "base/calendar.h"
#include "grants/grant_rows.h"
#include "grants/issue.h"
#include "grants/use_rows.h"
#include "grants/use_stage.h"
#include "ledger/trail.h"
#include "people/account.h"
#include "people/pledge.h"
#include "people/training.h"

namespace menhu::grants {
namespace {

constexpr std::size_t most_similar = 5;
constexpr std::int64_t far_above = 3;  // so many times as often as last time

class Warnings {
public:
    void add(std::string_view code, std::string zh, std::string en, std::string_view clause) {
        list_.push_back({code, std::move(zh), std::move(en), clause});
    }
    std::vector<UseWarning> take() { return std::move(list_); }

private:
    std::vector<UseWarning> list_;
};

std::string day_zh(base::Instant until) {
    return base::to_roc_text(base::taipei_date(until - std::chrono::milliseconds{1}));
}
std::string day_en(base::Instant until) {
    return base::to_iso(base::taipei_date(until - std::chrono::milliseconds{1}));
}

std::int64_t whole_percent(std::int64_t part, std::int64_t whole) { return part * 100 / whole; }

base::Result<std::int64_t> count_entries(store::ReadTx& tx, GrantId grant, std::string kind) {
    ledger::TrailFilter filter;
    filter.grant = grant.number();
    filter.kind = std::move(kind);
    return ledger::count_trail(tx, filter);
}

base::Result<std::vector<SimilarUse>> similar_uses(store::ReadTx& tx, const UseApplication& application,
                                                   base::Instant now) {
    auto found = TRY(rows::grants_of_unit(tx, application.unit, now));
    std::erase_if(found, [&](const rows::GrantRow& row) {
        return row.view.purpose != application.purpose || row.view.application_id == application.id;
    });
    std::ranges::sort(found, std::ranges::greater{}, [](const rows::GrantRow& row) { return row.view.id; });
    if (found.size() > most_similar) found.erase(found.begin() + most_similar, found.end());
    std::vector<SimilarUse> similar;
    for (const rows::GrantRow& row : found) {
        auto view = TRY(find_grant(tx, row.view.id, now));
        CHECK(view);
        SimilarUse use{.grant = *std::move(view), .refusals = 0, .never_revealed_percent = std::nullopt};
        use.refusals = TRY(count_entries(tx, row.view.id, "query.refused"));
        const auto answers = TRY(count_entries(tx, row.view.id, "query.lookup"));
        const auto revealed = TRY(count_entries(tx, row.view.id, "query.reveal"));
        if (answers > 0) {
            use.never_revealed_percent = whole_percent(std::max(std::int64_t{0}, answers - revealed), answers);
        }
        similar.push_back(std::move(use));
    }
    return similar;
}

std::string labels(const law::Profile& profile, const std::vector<std::string>& fields, std::string_view language) {
    std::string text;
    for (const std::string& name : fields) {
        const auto* field = profile.find_field(name);
        if (!text.empty()) text += language == "zh" ? "、" : ", ";
        text += field == nullptr ? std::string_view{name} : language == "zh" ? field->label() : field->label_en();
    }
    return text;
}

std::vector<std::string> outside(const std::vector<std::string>& asked, const std::vector<std::string>& known) {
    std::vector<std::string> rest;
    std::ranges::copy_if(asked, std::back_inserter(rest),
                         [&](const std::string& field) { return std::ranges::find(known, field) == known.end(); });
    return rest;
}

void warn_of_fields(Warnings& warnings, const law::Profile& profile, const UseTerms& terms,
                    const Surroundings& around) {
    if (around.purpose) {
        const auto rest = outside(terms.fields, around.purpose->what.fields);
        if (!rest.empty()) {
            warnings.add("fields_outside_purpose", "超出業務所需的欄位，不會核給：" + labels(profile, rest, "zh"),
                         "More than the business needs, and not granted: " + labels(profile, rest, "en"), "S1.1");
        }
    }
    if (around.link) {
        const auto rest = outside(terms.fields, around.link->fields);
        if (!rest.empty()) {
            warnings.add("fields_outside_link", "連結作業未核准的欄位，不會核給：" + labels(profile, rest, "zh"),
                         "Not approved for the link, and not granted: " + labels(profile, rest, "en"), "F2.3");
        }
    }
}

void warn_of_end(Warnings& warnings, std::string_view code, std::string_view what_zh, std::string_view what_en,
                 std::string_view clause, base::Instant asked, const std::optional<base::Instant>& until) {
    if (!until || asked <= *until) return;
    warnings.add(code, "申請的期間比" + std::string{what_zh} + "長，只能核到" + day_zh(*until),
                 "Longer than the " + std::string{what_en} + ": it can be granted until " + day_en(*until), clause);
}

std::optional<base::Instant> last_basis_end(const std::vector<Basis>& bases, base::Instant now) {
    std::optional<base::Instant> last;
    for (const Basis& basis : bases) {
        if (!basis.in_force(now)) continue;
        if (!basis.until) return std::nullopt;
        last = last ? std::max(*last, *basis.until) : *basis.until;
    }
    return last;
}

void warn_of_period(Warnings& warnings, const UseTerms& terms, const Surroundings& around, base::Instant now) {
    if (around.link) {
        warn_of_end(warnings, "longer_than_link", "連結作業的期限", "link lasts", "F2.3", terms.until,
                    around.link->over_at());
    }
    warn_of_end(warnings, "longer_than_basis", "法規依據的效力", "legal basis is in force", "P2.1", terms.until,
                last_basis_end(around.bases, now));
    if (around.purpose) {
        warn_of_end(warnings, "longer_than_purpose", "業務的期限", "business goes on", "P2.2", terms.until,
                    around.purpose->ended_at);
    }
    if (around.unit) {
        warn_of_end(warnings, "longer_than_contract", "契約的期限", "contract lasts", "U1.2", terms.until,
                    around.unit->until);
    }
    if (around.purpose && !around.purpose->usable(around.bases, now)) {
        warnings.add("purpose_not_usable", "業務目前沒有有效的法規依據或未經核定，無法核給",
                     "The business has no basis in force or is not approved: nothing can be granted", "P2.1");
    }
    if (!around.link || !around.link->in_force(now)) {
        warnings.add("link_not_in_force", "連結作業目前不能使用，無法核給",
                     "The link cannot be used now: nothing can be granted", "F2.3");
    }
}

void warn_of_similar(Warnings& warnings, const law::Profile& profile, const UseApplication& application,
                     const UseTerms& terms, const std::vector<SimilarUse>& similar) {
    if (similar.empty()) return;
    const GrantView& last = similar.front().grant;
    const auto more = outside(terms.fields, last.fields);
    if (!more.empty()) {
        warnings.add("more_than_similar", "上一次核准沒有的欄位：" + labels(profile, more, "zh"),
                     "Fields that the grant before did not have: " + labels(profile, more, "en"), "S1.1");
    }
    if (!terms.operations.is_within(last.operations)) {
        warnings.add("operations_more_than_similar", "上一次核准沒有的作業，請確認確有需要",
                     "Operations that the grant before did not have: make sure they are needed", "S1.1");
    }
    if (last.used_total == 0 && last.state != GrantState::not_yet_valid) {
        warnings.add("never_used_last_time", "上一次的核准從未使用過", "The grant before was never used", "S2.2");
        return;
    }
    // What is expected, or else the quota that it would get.
    const std::int64_t expected = application.form.expected.total.value_or(0);
    if (expected > far_above * last.used_total && last.used_total > 0) {
        warnings.add(
            "expected_far_above_last",
            "預期查詢 " + std::to_string(expected) + " 次，上一次核准共用了 " + std::to_string(last.used_total) + " 次",
            std::to_string(expected) + " queries are expected; the grant before was used " +
                std::to_string(last.used_total) + " times",
            "S2.2");
    }
}

// Who would hold it: trained, pledged, and with a role that may ask at all.
base::Result<void> warn_of_holders(Warnings& warnings, store::ReadTx& tx, const Desk& desk,
                                   const UseApplication& application, const UseTerms& terms, base::Instant now) {
    auto concerned = terms.holders;
    if (std::ranges::find(concerned, application.applicant) == concerned.end()) {
        concerned.push_back(application.applicant);
    }
    const auto today = base::taipei_date(now);
    const auto first = base::make_date(static_cast<int>(today.year()), 1, 1);
    CHECK(first);
    const auto trained = TRY(people::trained_hours(tx, *first, today));
    for (const people::AccountId id : concerned) {
        const auto account = TRY(people::find_account(tx, id, now));
        if (!account) continue;
        const std::string name = account->display_name;
        const bool holds = std::ranges::find(terms.holders, id) != terms.holders.end();
        const auto required = people::training_hours_required(desk.profile, account->roles);
        const auto found = std::ranges::find(trained, id, &people::TrainedHours::account);
        const auto hours = found == trained.end() ? std::int64_t{0} : found->hours;
        if (holds && hours < required) {
            warnings.add(
                "holder_not_trained",
                name + "今年的資安訓練時數不足（" + std::to_string(hours) + "／" + std::to_string(required) + "）",
                name + " has too little security training this year (" + std::to_string(hours) + " of " +
                    std::to_string(required) + " hours)",
                "F2.7");
        }
        const auto pledged = TRY(people::has_acknowledged(tx, id, desk.profile.pledge().version));
        if (!pledged) {
            warnings.add("no_pledge", name + "尚未同意目前版本的保密切結",
                         name + " has not acknowledged the present pledge", "L1");
        }
        const auto operations = terms.operations.list();
        const bool may_ask = std::ranges::any_of(
            operations, [&](Operation operation) { return account->roles.has(name_of(operation).role); });
        if (holds && !may_ask) {
            warnings.add("holder_without_role", name + "沒有可以查詢的職務，核准後也不能使用",
                         name + " has no role that may ask, so the grant would be of no use", "F2.2");
        }
        if (holds && account->standing != people::Standing::active) {
            warnings.add("holder_not_active", name + "的帳號目前不能使用", "The account of " + name + " is not in use",
                         "F2.2");
        }
    }
    return {};
}

base::Result<void> warn_of_nobody(Warnings& warnings, store::ReadTx& tx, const Desk& desk,
                                  const UseApplication& application, base::Instant now) {
    if (!application.next_stage()) return {};
    const auto turn = TRY(use_waits_for(tx, desk, application, now));
    if (turn.empty()) {
        warnings.add("nobody_can_approve", "目前沒有人可以核定這一關，請先指派主管、專責人員或管控稽核人員",
                     "Nobody can take this stage now: appoint a head, a designated person or a controller", "S2.2");
    }
    return {};
}

}  // namespace

base::Result<UsePreview> preview_use(store::ReadTx& tx, const Desk& desk, const UseApplication& application,
                                     base::Instant now) {
    const auto around = TRY(surroundings_of(tx, application));
    const auto steps = TRY(rows::use_steps(tx, application.id));
    const UseTerms terms = terms_left(application, steps, desk.profile.numbers());
    UsePreview preview;
    preview.would_grant = bounded(terms, bounds_of(around, desk.profile, terms.from, now));
    preview.bases = around.bases;
    preview.link = around.link;
    auto similar = TRY(similar_uses(tx, application, now));
    preview.similar = std::move(similar);
    Warnings warnings;
    warn_of_fields(warnings, desk.profile, terms, around);
    warn_of_period(warnings, terms, around, now);
    warn_of_similar(warnings, desk.profile, application, terms, preview.similar);
    if (terms.population.kind == Population::Kind::all && around.unit &&
        around.unit->kind == people::UnitKind::district_office) {
        warnings.add("whole_city_for_a_district", "區公所申請查詢全市，請確認是否應限於本區",
                     "A district office asks for the whole city: should it be its own district?", "S1.1");
    }
    TRY(warn_of_holders(warnings, tx, desk, application, terms, now));
    TRY(warn_of_nobody(warnings, tx, desk, application, now));
    preview.warnings = warnings.take();
    return preview;
}

}  // namespace menhu::grants
