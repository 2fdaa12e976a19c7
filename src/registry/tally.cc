#include "registry/tally.h"

#include <algorithm>

namespace menhu::registry {

void Tally::note(CheckKind kind, std::uint64_t row) {
    const auto index = static_cast<std::size_t>(kind);
    ++counts_[index];
    auto& samples = samples_[index];
    if (samples.size() == samples_kept && row >= samples.back()) return;
    samples.insert(std::ranges::upper_bound(samples, row), row);
    if (samples.size() > samples_kept) samples.pop_back();
}

void Tally::merge(Tally other) {
    records += other.records;
    people += other.people;
    rejected += other.rejected;
    events += other.events;
    rejected_events += other.rejected_events;
    for (auto& control : other.controls) controls.push_back(std::move(control));
    std::ranges::sort(controls, {}, &Control::number);
    user_defined.merge(other.user_defined);
    for (std::size_t index = 0; index < check_count; ++index) {
        counts_[index] += other.counts_[index];
        auto& samples = samples_[index];
        samples.insert(samples.end(), other.samples_[index].begin(), other.samples_[index].end());
        std::ranges::sort(samples);
        if (samples.size() > samples_kept) samples.resize(samples_kept);
    }
}

void Tally::settle(CheckKind kind, Outcome outcome, Report& report) const {
    const auto index = static_cast<std::size_t>(kind);
    if (counts_[index] == 0) {
        report.set(kind, Outcome::passed);
        return;
    }
    std::string detail = "rows";
    for (const auto row : samples_[index]) detail += " " + std::to_string(row);
    if (counts_[index] > samples_[index].size()) detail += " …";
    report.set(kind, outcome, counts_[index], std::move(detail));
}

}  // namespace menhu::registry
