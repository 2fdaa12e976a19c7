#include "registry/person_changes.h"

#include "registry/bucket.h"
#include "registry/events.h"

namespace menhu::registry {

void PersonChanges::begin(const Tag& root, base::ByteView held) {
    records_.clear();
    if (!held.empty()) records_.emplace(root, crypto::Secret::copy_of(held));
}

// The names of the fields that differ.
std::string PersonChanges::differences(const PersonView& held, const PersonView& before) {
    std::string names;
    for (const auto field : fields_) {
        if (held.get(field) == before.get(field)) continue;
        ++differing_[field];
        if (!names.empty()) names += ';';
        names += format::person_field_name(field).name;
    }
    return names;
}

base::Result<std::optional<Unfit>> PersonChanges::apply(const Change& change, Tally& tally) {
    const auto unfit = [&](CheckKind check, Reason reason, const RowPlace& place, std::string fields) {
        tally.note(check, place.number);
        return std::optional{Unfit{check, reason, place, std::move(fields)}};
    };
    const auto held = records_.find(change.before);
    const bool had = !change.before_image.empty();
    if (had && held == records_.end()) {
        return unfit(CheckKind::held_people, Reason::not_held, change.before_place, "PersonId");
    }
    if (!had && held != records_.end()) {
        return unfit(CheckKind::new_people, Reason::already_held, change.after_place, "PersonId");
    }
    if (had) {
        const auto stored = TRY(PersonView::read(held->second.view()));
        const auto before = TRY(PersonView::read(change.before_image));
        auto names = differences(stored, before);
        if (!names.empty()) {
            return unfit(CheckKind::before_image, Reason::before_image, change.before_place, std::move(names));
        }
    }
    if (change.after_image.empty()) {
        records_.erase(held);
        return std::optional<Unfit>{};
    }
    if (change.after != change.before && records_.contains(change.after)) {
        return unfit(CheckKind::new_ids, Reason::already_held, change.after_place, "PersonId");
    }
    auto record = TRY(changed(change, had ? held->second.view() : base::ByteView{}, tally));
    if (record.size() > largest_record) {
        return unfit(CheckKind::record_shape, Reason::shape, change.after_place, {});
    }
    if (had) records_.erase(held);
    records_.insert_or_assign(change.after, std::move(record));
    return std::optional<Unfit>{};
}

// The record after the change, with its event. Events of an act that is revoked stay, and say so: an office must see
// what was once registered.
base::Result<crypto::Secret> PersonChanges::changed(const Change& change, base::ByteView held, Tally& tally) const {
    const auto stored = TRY(PersonView::read(held));
    const auto after = TRY(PersonView::read(change.after_image));
    PersonBuilder builder;
    builder.take(stored);
    for (const auto field : fields_) builder.set(field, after.get(field));
    auto events = TRY(events_of(stored));
    bool known = change.undone_act.empty();
    for (auto& event : events) {
        if (change.undone_act.empty() || event.act != change.undone_act) continue;
        event.undone = true;
        known = true;
    }
    if (!known) tally.note(CheckKind::undone_acts, change.place.number);
    events.push_back(change.event);
    sort_events(events);
    base::Bytes all;
    append_events(events, all);
    builder.set_events(all);
    base::Bytes compact;
    builder.finish(compact);
    auto record = crypto::Secret::copy_of(compact);
    crypto::wipe(compact);
    crypto::wipe(all);
    return record;
}

}  // namespace menhu::registry
