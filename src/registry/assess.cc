#include "registry/assess.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace menhu::registry {

namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// "expected 10, found 9", of things that are not personal.
std::string differ(std::int64_t expected, std::uint64_t found) {
    return "expected " + std::to_string(expected) + ", found " + std::to_string(found);
}

void refuse(CheckKind kind, std::uint64_t count, std::string detail, Report& report) {
    report.set(kind, Outcome::failed, count, std::move(detail));
    if (report.refusal.empty()) report.refusal = check_info(kind).code;
}

std::string_view words_of(format::ControlField field) {
    switch (field) {
        case format::ControlField::table_number:
            return "table number";
        case format::ControlField::sequence:
            return "sequence";
        case format::ControlField::base_date:
            return "base date";
        case format::ControlField::record_count:
            return "record count";
        case format::ControlField::previous_base_date:
            return "previous base date";
        case format::ControlField::change_sequence:
            return "change sequence";
    }
    base::throw_bug("words_of: no such control field");
}

void assess_header(const Tally& tally, const format::Layout& layout, const format::DeliveryManifest& manifest,
                   Report& report) {
    if (layout.record(format::RecordRole::header) == nullptr) {
        report.set(CheckKind::header, Outcome::passed, 0, "the layout has none");
        return;
    }
    std::string wrong;
    std::uint64_t headers = 0;
    for (const auto& control : tally.controls) {
        if (control.role != format::RecordRole::header) continue;
        ++headers;
        if (control.number != 1) wrong += " not the first record;";
        for (const auto field : control.unreadable) wrong += " no " + std::string{words_of(field)} + " to be read;";
        const auto says = [&](const char* what, const std::string& text, bool same) {
            if (!text.empty() && !same) wrong += std::string{" "} + what + ";";
        };
        says("table number", control.table_number, control.table_number == manifest.table_number);
        says("sequence", control.sequence, number_in(control.sequence) == manifest.sequence);
        says("base date", control.base_date, control.base_date == manifest.base_date);
        says("record count", control.record_count, number_in(control.record_count) == manifest.records);
    }
    if (headers != 1) wrong += " " + std::to_string(headers) + " header records;";
    if (wrong.empty()) {
        report.set(CheckKind::header, Outcome::passed);
    } else {
        refuse(CheckKind::header, 1, "differs:" + wrong, report);
    }
}

void assess_trailer(const Tally& tally, const format::Layout& layout, Report& report) {
    if (layout.record(format::RecordRole::trailer) == nullptr) {
        report.set(CheckKind::trailer, Outcome::passed, 0, "the layout has none");
        return;
    }
    std::uint64_t trailers = 0;
    std::string wrong;
    for (const auto& control : tally.controls) {
        if (control.role != format::RecordRole::trailer) continue;
        ++trailers;
        if (control.number != tally.records) wrong += " not the last record;";
        const auto count = number_in(control.record_count);
        if (!count || static_cast<std::uint64_t>(*count) != tally.people) {
            wrong += " counts " + (count ? std::to_string(*count) : std::string{"nothing"}) + ", read " +
                     std::to_string(tally.people) + ";";
        }
    }
    if (trailers == 0) {
        refuse(CheckKind::trailer, 1, "missing", report);
    } else if (trailers > 1) {
        refuse(CheckKind::trailer, trailers, "more than one", report);
    } else if (!wrong.empty()) {
        refuse(CheckKind::trailer, 1, wrong.substr(1), report);
    } else {
        report.set(CheckKind::trailer, Outcome::passed);
    }
}

void assess_user_defined(const Tally& tally, Report& report) {
    tally.settle(CheckKind::user_defined, Outcome::warning, report);
    if (tally.user_defined.empty()) return;
    constexpr std::size_t shown = 60;
    std::string detail = "code points without a mapping:";
    std::size_t count = 0;
    for (const auto point : tally.user_defined) {
        if (++count > shown) {
            detail += " …";
            break;
        }
        char text[16];
        std::snprintf(text, sizeof text, " U+%04X", static_cast<unsigned>(point));
        detail += text;
    }
    report.set(CheckKind::user_defined, Outcome::warning, tally.count(CheckKind::user_defined), std::move(detail));
}

void assess_share(law::Share share, Report& report) {
    report.accepted = report.read - std::min(report.read, report.rejected);
    // Events count like people: a file whose histories cannot be read is no better than one whose people cannot.
    const auto rejected = report.rejected + report.rejected_events;
    const auto read = report.read + report.events + report.rejected_events;
    // More than the share refuses; exactly the share does not.
    const auto over = rejected * 10'000 > read * static_cast<std::uint64_t>(share.basis_points);
    const auto detail = std::to_string(rejected) + " of " + std::to_string(read) + ", threshold " +
                        std::to_string(share.basis_points) + " basis points";
    if (over) {
        refuse(CheckKind::rejected_share, rejected, detail, report);
    } else {
        report.set(CheckKind::rejected_share, Outcome::passed, rejected, detail);
    }
}

}  // namespace

void assess_reading(const ReadOutcome& read, const format::Layout& layout, const format::DeliveryManifest& manifest,
                    law::Share reject_share, Report& report) {
    const auto& tally = read.tally;
    report.read = tally.people;
    report.rejected = tally.rejected;
    report.events = tally.events - tally.rejected_events;
    report.rejected_events = tally.rejected_events;
    if (read.bytes == static_cast<std::uint64_t>(manifest.bytes)) {
        report.set(CheckKind::size, Outcome::passed);
    } else {
        refuse(CheckKind::size, 1, differ(manifest.bytes, read.bytes), report);
    }
    if (std::ranges::equal(read.sha256, manifest.sha256)) {
        report.set(CheckKind::hash, Outcome::passed);
    } else {
        refuse(CheckKind::hash, 1, "found " + base::to_hex(read.sha256), report);
    }
    assess_header(tally, layout, manifest, report);
    assess_trailer(tally, layout, report);
    if (tally.people == static_cast<std::uint64_t>(manifest.records)) {
        report.set(CheckKind::record_count, Outcome::passed);
    } else {
        refuse(CheckKind::record_count, 1, differ(manifest.records, tally.people), report);
    }
    tally.settle(CheckKind::record_shape, Outcome::warning, report);
    if (!read.cut_problem.empty()) refuse(CheckKind::record_shape, 1, read.cut_problem, report);
    assess_user_defined(tally, report);
    for (const auto kind :
         {CheckKind::characters, CheckKind::required_fields, CheckKind::id_check_digits, CheckKind::household_numbers,
          CheckKind::codes, CheckKind::numbers_and_flags, CheckKind::dates, CheckKind::plausible_dates}) {
        tally.settle(kind, Outcome::warning, report);
    }
    assess_share(reject_share, report);
}

void assess_building(const BuildOutcome& built, law::Share reject_share, Report& report) {
    for (const auto kind : {CheckKind::events, CheckKind::duplicate_ids, CheckKind::one_head,
                            CheckKind::head_in_household, CheckKind::spouses, CheckKind::parents}) {
        built.tally.settle(kind, Outcome::warning, report);
    }
    report.rejected += built.tally.rejected;
    report.events -= built.tally.rejected_events;
    report.rejected_events += built.tally.rejected_events;
    assess_share(reject_share, report);
}

void assess_base(const Tally& read, const format::DeliveryManifest& manifest, const rows::Generation* base,
                 std::int64_t change_sequence, Report& report) {
    read.settle(CheckKind::whole_changes, Outcome::failed, report);
    // That such rows are rejected too says less.
    if (read.count(CheckKind::whole_changes) > 0 &&
        (report.refusal.empty() || report.refusal == check_info(CheckKind::rejected_share).code)) {
        report.refusal = check_info(CheckKind::whole_changes).code;
    }
    if (base == nullptr) {
        refuse(CheckKind::copy_in_use, 1, "nothing is in use", report);
        return;
    }
    report.set(CheckKind::copy_in_use, Outcome::passed);
    std::string previous;
    for (const auto& control : read.controls) {
        if (control.role == format::RecordRole::header) previous = control.previous_base_date;
    }
    if (previous != base->base_date) {
        refuse(CheckKind::previous_base_date, 1,
               "expected " + base->base_date + ", found " + (previous.empty() ? "nothing" : previous), report);
    } else if (manifest.base_date < previous) {
        refuse(CheckKind::previous_base_date, 1, "the base date " + manifest.base_date + " lies before it", report);
    } else {
        report.set(CheckKind::previous_base_date, Outcome::passed);
    }
    if (manifest.sequence == change_sequence + 1) {
        report.set(CheckKind::change_sequence, Outcome::passed);
    } else {
        refuse(CheckKind::change_sequence, 1,
               "expected " + std::to_string(change_sequence + 1) + ", found " + std::to_string(manifest.sequence),
               report);
    }
}

void assess_changes(const ChangesApplied& applied, Report& report) {
    const auto& tally = applied.tally;
    // One difference is enough: a copy that is not what the sender believes it to be is not made right by changing it
    // (docs/decisions/0015-changes.md).
    for (const auto kind : {CheckKind::held_people, CheckKind::new_people, CheckKind::before_image, CheckKind::new_ids,
                            CheckKind::record_shape}) {
        if (tally.count(kind) == 0) {
            if (kind != CheckKind::record_shape) report.set(kind, Outcome::passed);
            continue;
        }
        tally.settle(kind, Outcome::failed, report);
        auto found = report.check(kind);
        if (kind == CheckKind::before_image) {
            found.detail += "; fields:";
            for (const auto& [field, count] : applied.differing) {
                found.detail += " " + std::string{format::person_field_name(field).name} + " " + std::to_string(count);
            }
        }
        refuse(kind, found.count, std::move(found.detail), report);
    }
    tally.settle(CheckKind::undone_acts, Outcome::warning, report);
    report.rejected += tally.rejected;
    assess_share(law::Share{0}, report);
}

void assess_changed(const BuildOutcome& built, Report& report) {
    // The records are no rows of this file, so no row is named.
    for (const auto kind :
         {CheckKind::one_head, CheckKind::head_in_household, CheckKind::spouses, CheckKind::parents}) {
        const auto count = built.tally.count(kind);
        report.set(kind, count == 0 ? Outcome::passed : Outcome::warning, count);
    }
    report.set(CheckKind::duplicate_ids, Outcome::passed);
    if (const auto twice = built.tally.count(CheckKind::duplicate_ids); twice > 0) {
        refuse(CheckKind::new_ids, twice, "two people would have one id", report);
    }
}

}  // namespace menhu::registry
