#include "law/residence_rules.h"

#include <algorithm>

#include "law/data_reader.h"

namespace menhu::law {

using format::TomlNode;

std::span<const base::EmbeddedFile> residence_files();  // made by the build

const base::EmbeddedFile& taoyuan_residence() { return residence_files().front(); }

namespace {

Term read_term(DataReader& in, const TomlNode& row, std::string_view count, std::string_view unit) {
    return {.in = in.word<Term::In>(
                row, unit, {{"days", Term::In::days}, {"months", Term::In::months}, {"years", Term::In::years}}),
            .count = static_cast<int>(in.integer(row, count, 1, 36'500))};
}

ResidenceRule read_rule(DataReader& in, const TomlNode& row) {
    in.only(row,
            {"name", "title", "title_en", "from", "until", "period", "unit", "first_day", "last_day", "same_day_return",
             "born_here", "joined_least", "joined_unit", "joined_from", "source", "confidence"});
    using Return = ResidenceRule::SameDayReturn;
    using Born = ResidenceRule::BornHere;
    const auto day = [&](std::string_view key) {
        return in.word<DayCounts>(row, key, {{"counted", DayCounts::counted}, {"not_counted", DayCounts::not_counted}});
    };
    ResidenceRule rule;
    rule.name = in.text(row, "name");
    rule.title = in.text(row, "title");
    rule.title_en = in.text(row, "title_en");
    rule.from = in.date_if(row, "from");
    rule.until = in.date_if(row, "until");
    rule.period = read_term(in, row, "period", "unit");
    rule.first_day = day("first_day");
    rule.last_day = day("last_day");
    rule.same_day_return =
        in.word<Return>(row, "same_day_return", {{"begins_anew", Return::begins_anew}, {"goes_on", Return::goes_on}});
    rule.born_here = in.word<Born>(row, "born_here",
                                   {{"from_birth", Born::from_birth}, {"from_registration", Born::from_registration}});
    if (row.find("joined_least") != nullptr || row.find("joined_from") != nullptr) {
        rule.joined = JoinedResidence{read_term(in, row, "joined_least", "joined_unit"), in.texts(row, "joined_from")};
        if (rule.joined->from.empty()) in.refuse(row.line, "併計須列出地方", "joined residence names no place");
    }
    rule.source = in.text(row, "source");
    rule.confidence = in.word<Confidence>(row, "confidence",
                                          {{"confirmed", Confidence::confirmed},
                                           {"high", Confidence::high},
                                           {"medium", Confidence::medium},
                                           {"low", Confidence::low},
                                           {"inferred", Confidence::inferred}});
    if (rule.from && rule.until && *rule.until < *rule.from) {
        in.refuse(row.line, "訖日早於起日", "`until` is before `from`");
    }
    return rule;
}

bool overlap(const ResidenceRule& a, const ResidenceRule& b) {
    const bool apart = (a.until && b.from && *a.until < *b.from) || (b.until && a.from && *b.until < *a.from);
    return !apart;
}

std::string with_formal_tai(std::string_view text) {
    constexpr std::string_view plain = "台";
    if (!text.starts_with(plain)) return std::string{text};
    return "臺" + std::string{text.substr(plain.size())};
}

}  // namespace

bool names_place(std::string_view text, std::span<const std::string> places) {
    const auto formal = with_formal_tai(text);
    return std::ranges::any_of(places, [&](const std::string& place) { return formal.starts_with(place); });
}

std::expected<ResidenceRules, std::vector<Problem>> ResidenceRules::load(const base::EmbeddedFile& file) {
    Findings findings;
    DataReader in{std::string{file.name}, findings};
    ResidenceRules out;
    if (const auto root = in.parse(file.bytes)) {
        in.only(*root, {"places", "reading", "rules"});
        if (const auto* places = root->find("places")) {
            in.only(*places, {"inside", "outside", "abroad"});
            out.inside_ = in.texts(*places, "inside");
            out.outside_ = in.texts(*places, "outside");
            out.abroad_ = in.texts(*places, "abroad");
        }
        if (out.inside_.empty()) in.refuse(0, "未列出本市的名稱", "no name of the city itself");
        if (const auto* reading = root->find("reading")) {
            in.only(*reading, {"no_moved_in", "day_of_death", "source", "note", "origin"});
            out.no_moved_in_ = in.word<NoMovedIn>(
                *reading, "no_moved_in", {{"unknown", NoMovedIn::unknown}, {"since_birth", NoMovedIn::since_birth}});
            out.day_of_death_ = in.word<DayOfDeath>(*reading, "day_of_death",
                                                    {{"alive", DayOfDeath::alive}, {"dead", DayOfDeath::dead}});
        } else {
            in.refuse(0, "缺少 [reading]", "there is no [reading]");
        }
        for (const TomlNode* row : in.tables(*root, "rules")) {
            auto rule = read_rule(in, *row);
            const auto clashes = [&](const ResidenceRule& other) {
                return other.name == rule.name && overlap(other, rule);
            };
            if (std::ranges::any_of(out.rules_, clashes)) {
                in.refuse(row->line, "同一規則有兩個版本同時有效", "two versions of a rule hold on the same day");
            }
            out.rules_.push_back(std::move(rule));
        }
    }
    if (!findings.problems.empty()) return std::unexpected{std::move(findings.problems)};
    return out;
}

const ResidenceRule* ResidenceRules::find(std::string_view name, Date day) const {
    const auto found =
        std::ranges::find_if(rules_, [&](const ResidenceRule& rule) { return rule.name == name && rule.holds(day); });
    return found == rules_.end() ? nullptr : &*found;
}

PlaceKind ResidenceRules::place(std::string_view text) const {
    if (names_place(text, inside_)) return PlaceKind::inside;
    if (names_place(text, outside_)) return PlaceKind::outside;
    if (names_place(text, abroad_)) return PlaceKind::abroad;
    return PlaceKind::unclear;
}

}  // namespace menhu::law
