// One part of a match, in one transaction: permit, people, entries, result.
#include <algorithm>
#include <charconv>

#include "format/json.h"
#include "format/national_id.h"
#include "grants/decide.h"
#include "grants/uses.h"
#include "registry/find.h"
#include "registry/inside.h"
#include "registry/match.h"
#include "registry/match_inside.h"

namespace menhu::registry {

namespace {

using format::PersonField;
using grants::Why;

void member(std::string& out, std::string_view key, std::string_view value) {
    out += out.size() == 1 ? "\"" : ",\"";
    out += key;
    out += "\":";
    format::append_json_text(value, out);
}

// The permit's facts say how often the grant had been used; of each person after the first, one more.
std::vector<std::pair<std::string, std::string>> facts_after(const grants::Permit& permit, std::int64_t uses) {
    auto facts = permit.facts();
    for (auto& [name, value] : facts) {
        if (name.starts_with("quota_") && name.ends_with("_used")) {
            std::int64_t used = 0;
            std::from_chars(value.data(), value.data() + value.size(), used);
            value = std::to_string(used + uses);
        }
    }
    return facts;
}

// Works through rows of one part under one permit.
class Part {
public:
    Part(store::WriteTx& tx, Registry::Inside& inside, const MatchBook& book, const law::MatchRule& rule,
         const rows::MatchRow& match, const OpenMatch& open, OpenGeneration& generation, const grants::Permit& permit,
         base::Instant now)
        : tx_{tx},
          inside_{inside},
          book_{book},
          rule_{rule},
          match_{match},
          open_{open},
          generation_{generation},
          permit_{permit},
          now_{now},
          finder_{tx, inside, generation},
          base_date_{base::from_iso(generation.base_date).value_or(base::taipei_date(now))} {
        for (const auto& version : rule.versions) {
            for (const auto& check : version.checks) {
                if (check.ask == law::MatchCheck::Ask::unique) is_unique_asked_ = true;
                if (check.ask == law::MatchCheck::Ask::birth_order) mother_role_ = check.other;
            }
        }
    }

    static std::int64_t uses_of(const InputRow& row) {
        return std::ranges::count_if(row.people, [](const InputPerson& person) { return person.first != 0; });
    }

    base::Result<OutputRow> ask(const InputRow& row) {
        if (row.usable == 0) return OutputRow{.outcome = std::string{law::match_ill_formed}, .notes = {}};
        MatchFacts facts;
        facts.on = *base::from_iso(match_.on_day);
        facts.base_date = base_date_;
        for (const auto& [role, value] : row.values) facts.values[role] = value;
        for (const auto& person : row.people) {
            auto matched = TRY(read(person));
            facts.people.emplace(person.role, std::move(matched));
        }
        TRY(add_earlier_row(row, facts));
        TRY(add_siblings(facts));
        auto decision = decide_match(rule_, facts, book_.residence);
        OutputRow out{.outcome = std::string{decision.outcome}, .notes = {}};
        for (auto& note : decision.notes) {
            // What the grant has no field for is not said, though it decided.
            if (note.shows && !permit_.allows(format::person_field_name(*note.shows).name)) continue;
            out.notes.push_back(std::move(note));
        }
        return out;
    }

    std::int64_t uses() const { return uses_; }
    const std::optional<ledger::Receipt>& first() const { return first_; }
    const std::optional<ledger::Receipt>& last() const { return last_; }

private:
    base::Result<std::vector<Found>> find(std::string_view id) { return finder_.by_id(id); }

    base::Result<MatchedPerson> read(const InputPerson& person) {
        const auto reading = format::read_national_id(person.id);
        auto found = TRY(find(person.id));
        MatchedPerson out{.id = person.id,
                          .kind = reading.kind(),
                          .held = MatchedPerson::Held::no,
                          .barred = {},
                          .name = {},
                          .ids = {},
                          .history = {},
                          .parents = {},
                          .marriage_code = {},
                          .spouse_id = {},
                          .events = {}};
        const std::string_view today =
            found.empty() ? std::string_view{person.id} : found.front().person.get(PersonField::person_id);
        const auto tag = inside_.ledger.person_tag(today);
        std::optional<Why> why;
        if (!found.empty()) {
            why = TRY(grants::check_person(
                tx_, permit_, {.district = found.front().person.get(PersonField::area_code), .person = tag}));
        }
        if (why) {
            if (person.first != 0) TRY(refuse(*why, tag, person.id));
            out.barred = *why == Why::conflict_declared ? law::match_conflict : law::match_outside;
            return out;
        }
        if (person.first != 0) TRY(enter(person, tag, found.empty() ? "none" : "found"));
        if (found.empty()) return out;
        tags_[person.role] = found.front().tag;
        return matched_person(found.front().person, person.id, reading.kind(), base_date_, book_.residence);
    }

    base::Result<void> refuse(Why why, const crypto::Tag& tag, std::string_view id) {
        std::string subject = "{";
        member(subject, "id", id);
        member(subject, "match", base::id_text(match_.id));
        subject += '}';
        const auto refusal = TRY(grants::record_refusal(tx_, {.ledger = inside_.ledger, .profile = inside_.profile},
                                                        permit_, why, tag, subject, now_));
        note(refusal.receipt());
        ++uses_;
        return {};
    }

    base::Result<void> enter(const InputPerson& person, const crypto::Tag& tag, std::string_view outcome) {
        ledger::Entry entry = match_entry(rule_.finds_people() ? "query.extract" : "query.match", match_);
        entry.purpose = permit_.purpose();
        entry.case_commitment = permit_.case_commitment();
        entry.person = tag;
        entry.counts = {{"records", outcome == "found" ? 1 : 0}};
        entry.facts.emplace_back("generation", base::id_text(generation_.id));
        entry.facts.emplace_back("outcome", outcome);
        auto facts = facts_after(permit_, uses_);
        entry.facts.insert(entry.facts.end(), facts.begin(), facts.end());
        entry.secret = base::Personal<std::string>{match_secret(open_.head, permit_.source(), person.id, person.role)};
        const auto receipt = TRY(ledger::append(tx_, inside_.ledger, entry, now_));
        note(receipt);
        ++uses_;
        return {};
    }

    // A record that was opened to count by, which nobody named: entered too, and not a use.
    base::Result<void> enter_sibling(const Found& found) {
        const auto id = found.person.get(PersonField::person_id);
        ledger::Entry entry = match_entry("query.match", match_);
        entry.purpose = permit_.purpose();
        entry.case_commitment = permit_.case_commitment();
        entry.person = inside_.ledger.person_tag(id);
        entry.counts = {{"records", 1}};
        entry.facts.emplace_back("generation", base::id_text(generation_.id));
        entry.facts.emplace_back("outcome", "found");
        entry.facts.insert(entry.facts.end(), permit_.facts().begin(), permit_.facts().end());
        entry.secret = base::Personal<std::string>{match_secret(open_.head, permit_.source(), id, "sibling")};
        const auto receipt = TRY(ledger::append(tx_, inside_.ledger, entry, now_));
        note(receipt);
        return {};
    }

    void note(const ledger::Receipt& receipt) {
        if (!first_) first_ = receipt;
        last_ = receipt;
    }

    base::Result<void> add_earlier_row(const InputRow& row, MatchFacts& facts) {
        if (!is_unique_asked_) return {};
        const std::string role{rule_.subject()};
        const auto found = facts.people.find(role);
        if (found == facts.people.end() || !found->second.barred.empty()) return {};
        // By the record where there is one, so that an earlier number is the same person.
        const auto tag = found->second.held == MatchedPerson::Held::yes
                             ? tags_.at(role)
                             : person_tag(inside_.index_key, found->second.id);
        const auto first = TRY(rows::first_seen(tx_, match_.id, tag, row.number));
        if (first != row.number) facts.earlier_row = first;
        return {};
    }

    base::Result<void> add_siblings(MatchFacts& facts) {
        if (mother_role_.empty()) return {};
        const auto mother = facts.people.find(mother_role_);
        const auto child = facts.people.find(rule_.subject());
        if (mother == facts.people.end() || child == facts.people.end() || !mother->second.barred.empty() ||
            child->second.held == MatchedPerson::Held::no) {
            return {};
        }
        // A child that is not hers is not counted among hers, and her children are then not looked at.
        const auto named = std::ranges::any_of(child->second.parents, [&](const NamedParent& parent) {
            const auto& ids = mother->second.ids;
            return !parent.id.empty() &&
                   (parent.id == mother->second.id || std::ranges::find(ids.earlier, parent.id) != ids.earlier.end() ||
                    parent.id == ids.id);
        });
        if (!named) return {};
        std::vector<DayRange> siblings;
        std::vector<std::string> ids{mother->second.id};
        if (mother->second.held == MatchedPerson::Held::yes) {
            ids.assign(mother->second.ids.earlier.begin(), mother->second.ids.earlier.end());
            ids.push_back(mother->second.ids.id);
        }
        for (const auto& id : ids) {
            const auto children = TRY(finder_.pairs(Index::child, person_tag(inside_.index_key, id)));
            for (const auto& tag : children) {
                if (tag == tags_.at(child->first)) continue;
                auto found = TRY(finder_.person(tag));
                if (!found || !is_birth_mother(found->person, id)) continue;
                const auto born = day_range(found->person.get(PersonField::birth_date));
                siblings.push_back(born.value_or(DayRange{}));
                TRY(enter_sibling(*found));
            }
        }
        facts.siblings = std::move(siblings);
        return {};
    }
    // 同一母親所生: births count, adoptions don't.
    static bool is_birth_mother(const PersonView& child, std::string_view id) {
        return std::ranges::any_of(named_parents(child), [&](const NamedParent& parent) {
            return parent.bond == NamedParent::Bond::birth && parent.id == id;
        });
    }

    store::WriteTx& tx_;
    Registry::Inside& inside_;
    const MatchBook& book_;
    const law::MatchRule& rule_;
    const rows::MatchRow& match_;
    const OpenMatch& open_;
    OpenGeneration& generation_;
    const grants::Permit& permit_;
    base::Instant now_;
    Finder finder_;
    base::Date base_date_;
    std::map<std::string, Tag, std::less<>> tags_;  // of the records of a row, by role
    bool is_unique_asked_ = false;
    std::string mother_role_;
    std::int64_t uses_ = 0;
    std::optional<ledger::Receipt> first_;
    std::optional<ledger::Receipt> last_;
};

MatchStep step_of(const rows::MatchRow& row) {
    return {.state = stored_match_state(row.state), .rows = row.row_count, .done = row.done, .problem = row.problem};
}

// It can't go on as things are; what was done stays.
base::Result<MatchStep> stop(store::WriteTx& tx, const Registry::Inside& inside, rows::MatchRow row,
                             std::string_view problem, base::Instant now) {
    row.state = match_state_code(MatchState::failed);
    row.problem = problem;
    row.ended_at = now;
    row.beat_at = now;
    TRY(rows::update_match(tx, row));
    auto entry = match_entry("match.stopped", row);
    entry.facts.emplace_back("why", problem);
    entry.counts = {{"done", row.done}, {"rows", row.row_count}};
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return step_of(row);
}

base::Result<void> keep(store::WriteTx& tx, const Registry::Inside& inside, rows::MatchRow& row, const OpenMatch& open,
                        const std::vector<OutputRow>& results, base::Instant now) {
    OutcomeCounts part_counts;
    auto all_counts = unpack_counts(row.counts);
    base::Bytes plain;
    for (const auto& result : results) {
        pack_row(result, plain);
        add_count(part_counts, result.outcome, 1);
        add_count(all_counts, result.outcome, 1);
    }
    TRY(rows::insert_result(tx, row.id,
                            {.first_row = row.done,
                             .row_count = static_cast<std::int64_t>(results.size()),
                             .counts = pack_counts(part_counts),
                             .sealed = seal_part(open.key, row.id, SealedKind::result, row.done, plain)}));
    row.done += static_cast<std::int64_t>(results.size());
    row.counts = pack_counts(all_counts);
    row.beat_at = now;
    if (row.done < row.row_count) return {};
    row.state = match_state_code(MatchState::done);
    row.ended_at = now;
    auto entry = match_entry("match.ended", row);
    entry.counts = {{"rows", row.row_count}};
    for (const auto& [outcome, count] : all_counts) entry.counts.emplace_back("of_" + outcome, count);
    TRY(ledger::append(tx, inside.ledger, entry, now));
    return {};
}

}  // namespace

std::string match_secret(const MatchHead& head, std::string_view source, std::string_view id, std::string_view role) {
    std::string out = "{";
    member(out, "case_number", head.case_number);
    std::string fields;
    for (const auto& field : head.fields) fields += (fields.empty() ? "" : " ") + field;
    member(out, "fields", fields);
    if (id.empty()) member(out, "file", head.file);
    member(out, "reason", head.reason);
    member(out, "source", source);
    if (!id.empty()) {
        std::string subject = "{";
        member(subject, "id", id);
        member(subject, "role", role);
        out += ",\"subject\":" + subject + '}';
    }
    return out + '}';
}

base::Result<MatchStep> match_step(const Registry& registry, const MatchBook& book, const ActorOf& actor_of,
                                   std::string_view source, MatchId id, std::int64_t run, base::Instant now) {
    auto& inside = registry.inside();
    auto done = TRY(inside.database.write([&](store::WriteTx& tx) -> base::Result<MatchStep> {
        const auto by = TRY(actor_of(tx, now));
        auto row = TRY(own_match(tx, by, id));
        if (row.run != run) return base::Error{base::Fault::conflict, "registry.match_overtaken"};
        if (row.state != match_state_code(MatchState::running) || row.ends_at <= now) return step_of(row);
        const auto* rule = book.rules.find(row.rule);
        if (rule == nullptr) return stop(tx, inside, row, "registry.match_rule_unknown", now);
        auto* const generation = TRY(open_current(tx, inside));
        if (generation->id != row.generation) return stop(tx, inside, row, "registry.match_generation_changed", now);
        const auto open = TRY(open_match(registry, row));
        const grants::Ask ask{.grant = grants::GrantId{row.grant},
                              .operation = operation_of(*rule),
                              .case_number = open.head.case_number,
                              .reason = open.head.reason,
                              .source = std::string{source},
                              .fields = {},
                              .person = std::nullopt};
        auto decision = TRY(grants::decide(tx, {inside.ledger, inside.profile}, by, ask, now));
        if (const auto* refusal = std::get_if<grants::Refusal>(&decision)) {
            return stop(tx, inside, row, refusal->code(), now);
        }
        const auto& permit = std::get<grants::Permit>(decision);
        const auto left = TRY(grants::uses_left(tx, permit, now));
        const auto part_number = row.done / rows_of_part;
        const auto sealed = TRY(rows::input(tx, row.id, part_number));
        if (!sealed) return base::Error{base::Fault::corrupt, "registry.match_corrupt"};
        const auto plain = TRY(open_part(open.key, row.id, SealedKind::input, part_number, *sealed));
        const auto input = TRY(unpack_rows(plain.view()));
        Part part{tx, inside, book, *rule, row, open, *generation, permit, now};
        std::vector<OutputRow> results;
        for (auto at = static_cast<std::size_t>(row.done % rows_of_part); at < input.size(); ++at) {
            if (part.uses() + Part::uses_of(input[at]) > left.count + 1) break;
            auto result = TRY(part.ask(input[at]));
            results.push_back(std::move(result));
        }
        TRY(grants::settle_uses(tx, permit, part.uses(), now));
        if (results.empty()) {
            const auto refusal = TRY(grants::record_refusal(tx, {inside.ledger, inside.profile}, permit, left.first,
                                                            std::nullopt, "{}", now));
            return stop(tx, inside, row, refusal.code(), now);
        }
        if (part.first() && !row.first_index) {
            row.log = part.first()->log;
            row.first_index = part.first()->index;
        }
        if (part.last()) row.last_index = part.last()->index;
        TRY(keep(tx, inside, row, open, results, now));
        TRY(rows::update_match(tx, row));
        return step_of(row);
    }));
    return std::move(done).value();
}

}  // namespace menhu::registry
