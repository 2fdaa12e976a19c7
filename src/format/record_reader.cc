#include "format/record_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/record_cut.h"

namespace menhu::format {

namespace {

constexpr std::uint8_t dos_end_of_file = 0x1A;

}  // namespace

base::Result<void> BlockCutter::scan() {
    const std::size_t limit = layout_->max_record_bytes + 2 * unit_bytes(layout_->encoding);  // with CR and LF
    const auto too_long = [&](std::size_t at) {
        return base::Error{base::Fault::bad_input, "format.record_too_long",
                           fmt::format("record {} at byte {}: more than {} bytes", next_record_ + whole_records_,
                                       offset_ + at, layout_->max_record_bytes)};
    };
    while (whole_ < held_.size()) {
        const base::ByteView rest = base::ByteView{held_}.subspan(whole_);
        const auto size = record_size(*layout_, rest, looked_ > whole_ ? looked_ - whole_ : 0);
        if (!size) {
            // Only lines without quotes may be passed over next time: a quoted one is looked at from its start again.
            looked_ = held_.size();
            if (rest.size() > limit) return too_long(whole_);
            const bool quoted =
                layout_->form == FileForm::delimited && layout_->quote != 0 &&
                std::find(rest.begin(), rest.end(), static_cast<std::uint8_t>(layout_->quote)) != rest.end();
            if (quoted) looked_ = whole_;
            break;
        }
        if (*size > limit) return too_long(whole_);
        whole_ += *size;
        ++whole_records_;
    }
    return {};
}

base::Result<void> BlockCutter::feed(base::ByteView chunk) {
    fed_ += chunk.size();
    held_.insert(held_.end(), chunk.begin(), chunk.end());
    if (!started_) {
        if (held_.size() < 3) return {};  // a byte order mark may still be coming
        started_ = true;
        const std::size_t mark = byte_order_mark(held_, layout_->encoding);
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(mark));
        offset_ = mark;
    }
    return scan();
}

base::Result<void> BlockCutter::finish() {
    if (!started_) {
        started_ = true;
        const std::size_t mark = byte_order_mark(held_, layout_->encoding);
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(mark));
        offset_ = mark;
    }
    TRY(scan());
    // Old tools end a file with one Control-Z.
    if (held_.size() == whole_ + 1 && held_.back() == dos_end_of_file) held_.pop_back();
    if (held_.size() > whole_) {
        whole_ = held_.size();
        ++whole_records_;
    }
    return {};
}

std::optional<RecordBlock> BlockCutter::take() {
    if (whole_ == 0) return std::nullopt;
    RecordBlock block;
    block.offset = offset_;
    block.first_record = next_record_;
    // The few bytes of the record begun move to a new buffer; the block takes the old one.
    base::Bytes rest{held_.begin() + static_cast<std::ptrdiff_t>(whole_), held_.end()};
    held_.resize(whole_);
    block.bytes = std::move(held_);
    held_ = std::move(rest);
    offset_ += whole_;
    next_record_ += whole_records_;
    looked_ -= std::min(looked_, whole_);
    whole_ = 0;
    whole_records_ = 0;
    return block;
}

RecordReader::RecordReader(const Layout& layout, base::ByteView block, std::uint64_t offset, std::uint64_t first_record)
    : layout_{&layout}, block_{block}, offset_{offset}, number_{first_record} {}

bool RecordReader::next(RawRecord& record) {
    if (at_ >= block_.size()) return false;
    record.problem = RecordProblem::none;
    record.type = nullptr;
    record.fields.clear();
    take_record(record);
    if (record.problem != RecordProblem::none) return true;
    if (layout_->form == FileForm::fixed) {
        cut_fixed(record);
    } else {
        cut_delimited(record);
    }
    if (record.problem != RecordProblem::none) record.fields.clear();
    return true;
}

// The next record without its line end.
void RecordReader::take_record(RawRecord& record) {
    const base::ByteView rest = block_.subspan(at_);
    const auto found = record_size(*layout_, rest, 0);
    std::size_t size = found.value_or(rest.size());
    record.offset = offset_ + at_;
    record.number = number_++;
    at_ += size;
    const std::size_t unit = unit_bytes(layout_->encoding);
    const auto ends_with = [&](char c) {
        if (size < unit) return false;
        if (unit == 1) return rest[size - 1] == static_cast<std::uint8_t>(c);
        const std::size_t high = layout_->encoding == Encoding::utf16be ? 0 : 1;
        return rest[size - 2 + high] == 0 && rest[size - 1 - high] == static_cast<std::uint8_t>(c);
    };
    if (layout_->newline != Newline::none) {
        const bool line_feed = found && ends_with('\n');
        if (line_feed) size -= unit;
        const bool carriage_return = ends_with('\r');
        if (carriage_return && layout_->newline != Newline::lf) size -= unit;
        const bool wrong = layout_->newline == Newline::crlf ? line_feed != carriage_return
                                                             : layout_->newline == Newline::lf && carriage_return;
        if (wrong) record.problem = RecordProblem::bad_line_end;
    }
    record.bytes = rest.first(size);
}

const RecordType* RecordReader::type_marked(base::ByteView mark) const {
    const std::size_t unit = unit_bytes(layout_->encoding);
    const std::size_t low = layout_->encoding == Encoding::utf16be ? 1 : 0;
    for (const RecordType& type : layout_->records) {
        if (mark.size() != type.mark.size() * unit) continue;
        bool same = true;
        for (std::size_t i = 0; i < type.mark.size() && same; ++i) {
            same = mark[i * unit + low] == static_cast<std::uint8_t>(type.mark[i]) &&
                   (unit == 1 || mark[i * unit + 1 - low] == 0);
        }
        if (same) return &type;
    }
    return nullptr;
}

void RecordReader::cut_fixed(RawRecord& record) const {
    if (layout_->mark_length == 0) {
        record.type = &layout_->records[0];
    } else if (record.bytes.size() < layout_->mark_at + layout_->mark_length) {
        record.problem = RecordProblem::wrong_length;
        return;
    } else {
        record.type = type_marked(record.bytes.subspan(layout_->mark_at, layout_->mark_length));
    }
    if (record.type == nullptr) {
        record.problem = RecordProblem::unknown_mark;
        return;
    }
    if (record.bytes.size() != record.type->bytes) {
        record.problem = RecordProblem::wrong_length;
        return;
    }
    for (const Field& field : record.type->fields) {
        record.fields.push_back(record.bytes.subspan(field.at, field.length));
    }
}

void RecordReader::cut_delimited(RawRecord& record) {
    if (!split_cells(*layout_, record.bytes, cells_, unquoted_)) {
        record.problem = RecordProblem::bad_quoting;
        return;
    }
    const bool marked = !layout_->records[0].mark.empty();
    record.type = marked ? type_marked(cells_[0]) : &layout_->records[0];
    if (record.type == nullptr) {
        record.problem = RecordProblem::unknown_mark;
        return;
    }
    if (cells_.size() != record.type->fields.size() + (marked ? 1 : 0)) {
        record.problem = RecordProblem::wrong_field_count;
        return;
    }
    record.fields.assign(cells_.begin() + (marked ? 1 : 0), cells_.end());
}

std::string_view record_problem_name(RecordProblem problem) {
    switch (problem) {
        case RecordProblem::none:
            return "none";
        case RecordProblem::wrong_length:
            return "wrong_length";
        case RecordProblem::unknown_mark:
            return "unknown_mark";
        case RecordProblem::wrong_field_count:
            return "wrong_field_count";
        case RecordProblem::bad_quoting:
            return "bad_quoting";
        case RecordProblem::bad_line_end:
            return "bad_line_end";
    }
    return "";
}

}  // namespace menhu::format
