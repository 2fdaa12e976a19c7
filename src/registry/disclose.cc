#include "registry/disclose.h"

#include <algorithm>

#include "format/json.h"
#include "registry/handle.h"
#include "registry/timeline.h"
#include "registry/villages.h"

namespace menhu::registry {

namespace {

using format::PersonField;

void member(std::string& out, std::string_view key, std::string_view value) {
    out += out.size() == 1 ? "\"" : ",\"";
    out += key;
    out += "\":";
    format::append_json_text(value, out);
}

// What is personal of an act: who was asked about, what was shown of whom, for which case and why.
std::string secret_text(const grants::Permit& permit, const Act& act, const std::vector<Found>& people) {
    std::string out = "{";
    member(out, "case_number", permit.case_number());
    std::string fields;
    for (const auto& field : permit.fields()) fields += (fields.empty() ? "" : " ") + field;
    member(out, "fields", fields);
    member(out, "reason", permit.reason());
    out += ",\"shown\":[";
    for (const auto& found : people) {
        if (out.back() != '[') out += ',';
        format::append_json_text(found.person.get(PersonField::person_id), out);
    }
    out += ']';
    member(out, "source", permit.source());
    out += ",\"subject\":";
    out += act.subject;
    out += '}';
    return out;
}

// A village's name alone may mean two places. What the record says of the address held on its base date or, of somebody
// who has left the household, on the day of that.
void add_village_days(CardField& field, const PersonView& person, const OpenGeneration& generation,
                      const law::Districts& districts) {
    const auto left = person.get(PersonField::status) == "resident" ? "" : person.get(PersonField::status_date);
    const auto days = village_days(districts, person.get(PersonField::area_code), person.get(PersonField::village_code),
                                   field.value, left.empty() ? std::string_view{generation.base_date} : left);
    if (!days) return;
    field.value_en = field.value + days->en;
    field.value += days->zh;
}

// What is called a code stays one, with the name that people know beside it.
void add_area_name(CardField& field, PersonField what, const law::Districts& districts) {
    if (what == PersonField::area_code) {
        if (const auto* district = districts.find(field.value)) {
            field.value_en = field.value + " " + district->name_en;
            field.value += " " + district->name;
        }
    } else if (what == PersonField::village_code) {
        if (const auto* village = districts.find_village(field.value)) field.value += " " + village->name;
    }
}

// Of people who share a name, what tells one from another; nothing else of them is anybody's need yet.
bool tells_apart(PersonField field) {
    switch (field) {
        case PersonField::person_name:
        case PersonField::birth_date:
        case PersonField::sex:
        case PersonField::area_code:
        case PersonField::village:
        case PersonField::status:
            return true;
        default:
            return false;
    }
}

std::string_view kind_of(grants::Operation operation) {
    switch (operation) {
        case grants::Operation::lookup:
            return "query.lookup";
        case grants::Operation::reveal:
            return "query.reveal";
        case grants::Operation::household:
            return "query.household";
        case grants::Operation::name_search:
            return "query.name_search";
        default:
            base::throw_bug("disclose: an operation that shows no cards");
    }
}

}  // namespace

base::Result<std::optional<grants::Why>> Discloser::outside(const Found& found) {
    const auto person = inside_.ledger.person_tag(found.person.get(PersonField::person_id));
    return grants::check_person(tx_, permit_, {.district = found.person.get(PersonField::area_code), .person = person});
}

std::optional<grants::Why> Discloser::too_many(std::int64_t found) const {
    return grants::check_found({.ledger = inside_.ledger, .profile = inside_.profile}, permit_, found);
}

base::Result<Answer> Discloser::refuse(grants::Why why, std::string_view subject) {
    auto refusal = TRY(grants::record_refusal(tx_, {.ledger = inside_.ledger, .profile = inside_.profile}, permit_, why,
                                              std::nullopt, subject, now_));
    return Answer{std::move(refusal)};
}

base::Result<Answer> Discloser::refuse(grants::Why why, const Found& found, std::string_view subject) {
    const auto person = inside_.ledger.person_tag(found.person.get(PersonField::person_id));
    auto refusal = TRY(grants::record_refusal(tx_, {.ledger = inside_.ledger, .profile = inside_.profile}, permit_, why,
                                              person, subject, now_));
    return Answer{std::move(refusal)};
}

ledger::Entry Discloser::entry(const Act& act, const OpenGeneration& generation, const std::vector<Found>& people,
                               QueryId query) const {
    ledger::Entry entry;
    entry.kind = kind_of(permit_.operation());
    entry.account = permit_.account().number();
    entry.unit = permit_.unit().number();
    entry.grant = permit_.grant().number();
    entry.purpose = permit_.purpose();
    entry.case_commitment = permit_.case_commitment();
    if (people.size() == 1) {
        entry.person = inside_.ledger.person_tag(people.front().person.get(PersonField::person_id));
    }
    entry.counts = {{"records", static_cast<std::int64_t>(people.size())}};
    if (act.left_out != 0) entry.counts.emplace_back("left_out", act.left_out);
    entry.facts = {{"generation", base::id_text(generation.id)},
                   {"outcome", people.empty() ? "none" : "found"},
                   {"query", query.text()}};
    // Whose id of today was not what was typed: for whoever checks the case against the record.
    if (std::ranges::find(people, PersonCard::By::earlier_id, &Found::by) != people.end())
        entry.facts.emplace_back("by", "earlier_id");
    entry.facts.insert(entry.facts.end(), permit_.facts().begin(), permit_.facts().end());
    entry.secret = base::Personal<std::string>{secret_text(permit_, act, people)};
    return entry;
}

base::Result<void> Discloser::enter_each(const std::vector<Found>& people, QueryId query) {
    for (const auto& found : people) {
        ledger::Entry entry;
        entry.kind = "query.shown";
        entry.account = permit_.account().number();
        entry.unit = permit_.unit().number();
        entry.grant = permit_.grant().number();
        entry.purpose = permit_.purpose();
        entry.case_commitment = permit_.case_commitment();
        entry.person = inside_.ledger.person_tag(found.person.get(PersonField::person_id));
        entry.facts = {{"query", query.text()}};
        TRY(ledger::append(tx_, inside_.ledger, entry, now_));
    }
    return {};
}

base::Result<Answer> Discloser::disclose(const Act& act, const OpenGeneration& generation,
                                         const std::vector<Found>& people) {
    const auto query = QueryId::make(now_, random_);
    auto receipt = TRY(ledger::append(tx_, inside_.ledger, entry(act, generation, people, query), now_));
    if (people.size() > 1) TRY(enter_each(people, query));
    Disclosure out{std::move(receipt), query, GenerationId{generation.id}};
    out.base_date_ = generation.base_date;
    out.grant_ = permit_.grant();
    out.case_number_ = permit_.case_number();
    out.shown_ = act.shown;
    out.operation_ = permit_.operation();
    out.form_ = act.form;
    out.account_ = permit_.account();
    HandleSealer handles{inside_.handle_key, permit_, query, act.form, now_};
    for (const auto& found : people) {
        auto made = TRY(card(found, generation, act));
        out.cards_.push_back(std::move(made));
        const auto person = inside_.ledger.person_tag(found.person.get(PersonField::person_id));
        out.cards_.back().handle = handles.seal(found.tag, person, random_);
        out.people_.push_back(person);
    }
    return Answer{std::move(out)};
}

base::Result<PersonCard> Discloser::card(const Found& found, const OpenGeneration& generation, const Act& act) const {
    PersonCard card;
    card.by = found.by;
    const auto shown = act.shown;
    const auto events = TRY(events_of(found.person));
    const auto* districts = TRY(districts_of(tx_, inside_));
    const auto status = found.person.get(PersonField::status);
    if (const auto* words = generation.words(PersonField::status, status)) {
        card.status_zh = words->zh;
        card.status_en = words->en;
    }
    for (const auto& shape : inside_.profile.fields()) {
        if (!permit_.allows(shape.name())) continue;
        if (act.form == Form::list && !tells_apart(shape.field)) continue;
        if (format::is_made_of_events(shape.field)) {
            card.histories.push_back(card_history(events, shape, shown));
            continue;
        }
        const auto value = found.person.get(shape.field);
        if (value.empty()) continue;
        CardField field{.name = shape.name(),
                        .label_zh = shape.label(),
                        .label_en = shape.label_en(),
                        .value = std::string{value},
                        .value_en = {},
                        .shown = Shown::full};
        if (const auto* words = generation.words(shape.field, value)) {
            field.value = words->zh;
            field.value_en = words->en;
        } else if (districts != nullptr) {
            add_area_name(field, shape.field, *districts);
            if (shape.field == PersonField::village) add_village_days(field, found.person, generation, *districts);
        }
        if (shown == Shown::masked && shape.mask != law::Mask::none) {
            field.value = masked(shape.mask, field.value);
            field.value_en.clear();
            field.shown = Shown::masked;
        }
        card.fields.push_back(std::move(field));
    }
    return card;
}

}  // namespace menhu::registry
