#include "demo/delivery_writer.h"

#include <array>

#include "demo/spoiler.h"
#include "format/event_fields.h"

namespace menhu::demo {

using format::EventField;
using format::RecordRole;

namespace {

constexpr std::size_t flush_bytes = std::size_t{1} << 20;
static_assert(static_cast<std::size_t>(Legal::correction) + 1 == format::event_name_count);

base::Error write_failed() { return {base::Fault::unavailable, "demo.write_failed"}; }

base::Result<format::Layout> demonstration_layout(std::string_view name) {
    for (const base::EmbeddedFile& file : format::demonstration_layouts()) {
        if (file.name == std::string{name} + ".toml") return format::parse_layout(file.bytes, file.name);
    }
    base::throw_bug("demonstration_layout: no such layout");
}

void append_padded(std::uint64_t number, std::size_t digits, std::string& out) {
    const std::string text = std::to_string(number);
    out.append(digits - std::min(digits, text.size()), '0');
    out += text;
}

// "示0001234-0007": the clan, and which of its acts.
std::string act_number(std::uint64_t clan, int act) {
    std::string text{"示"};
    append_padded(clan, 7, text);
    text += '-';
    append_padded(static_cast<std::uint64_t>(act), 4, text);
    return text;
}

}  // namespace

base::Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return write_failed();
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    const bool closed = std::fclose(file) == 0;
    if (!written || !closed) return write_failed();
    return {};
}

base::Result<std::unique_ptr<DeliveryWriter>> DeliveryWriter::open(const std::filesystem::path& directory,
                                                                   DeliveryHead head, const format::CharacterMap& map) {
    std::unique_ptr<DeliveryWriter> self{new DeliveryWriter{std::move(head)}};
    auto parsed = TRY(demonstration_layout(self->head_.layout));
    self->layout_ = std::move(parsed);
    // The writer refuses codes that its tables do not have; a flawed delivery needs one that the reader's do not have.
    for (format::CodeTable& table : self->layout_.code_tables) {
        format::Code code;
        code.code = no_such_code;
        table.codes.push_back(std::move(code));
    }
    auto writer = TRY(format::RecordWriter::open(self->layout_, map));
    self->writer_.emplace(std::move(writer));
    const std::string& stem = self->head_.stem;
    self->data_ = directory / (stem + (self->layout_.form == format::FileForm::fixed ? ".dat" : ".txt"));
    self->manifest_ = directory / (stem + ".toml");
    self->buffer_.reserve(flush_bytes + 65536);
    if (self->head_.told) {
        TRY(self->begin_file());
    } else {
        self->body_path_ = directory / (stem + ".part");
        self->body_.reset(std::fopen(self->body_path_.c_str(), "w+b"));
        if (!self->body_) return write_failed();
    }
    return self;
}

DeliveryWriter::~DeliveryWriter() {
    if (body_path_.empty()) return;
    body_.reset();
    std::error_code error;
    std::filesystem::remove(body_path_, error);
}

base::Result<void> DeliveryWriter::begin_file() {
    file_.reset(std::fopen(data_.c_str(), "wb"));
    if (!file_) return write_failed();
    std::string header;
    TRY(control(RecordRole::header, *head_.told, header));
    return put(header);
}

base::Result<void> DeliveryWriter::control(RecordRole role, std::int64_t count, std::string& out) {
    const format::RecordType* const type = layout_.record(role);
    if (type == nullptr) return {};
    const std::string sequence = std::to_string(head_.sequence);
    const std::string base_date = date_text(head_.base_date);
    const std::string previous = date_text(head_.previous_base_date);
    const std::string changes = std::to_string(head_.change_sequence);
    const std::string people = std::to_string(count);
    std::vector<std::string_view> values(type->fields.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto field = type->fields[i].control;
        if (!field) continue;
        switch (*field) {
            case format::ControlField::table_number:
                values[i] = layout_.table_number;
                break;
            case format::ControlField::sequence:
                values[i] = sequence;
                break;
            case format::ControlField::base_date:
                values[i] = base_date;
                break;
            case format::ControlField::record_count:
                values[i] = people;
                break;
            case format::ControlField::change_sequence:
                values[i] = changes;
                break;
            case format::ControlField::previous_base_date:
                values[i] = previous;
                break;
        }
    }
    return writer_->write(*type, values, out);
}

base::Result<void> DeliveryWriter::write_person(const format::RecordType& type, const Record& record,
                                                std::string_view number) {
    values_.assign(type.fields.size(), {});
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (type.fields[i].person) {
            values_[i] = record[*type.fields[i].person];
        } else if (type.fields[i].event == EventField::change_number) {
            values_[i] = number;
        }
    }
    return writer_->write(type, values_, buffer_);
}

base::Result<void> DeliveryWriter::write_event(const format::RecordType& type, const Event& event, std::string_view id,
                                               std::uint64_t clan, std::string_view number) {
    const std::string act = act_number(clan, event.act);
    const std::string on = date_text(event.on, event.precision);
    const std::string registered = event.registered ? date_text(*event.registered) : std::string{};
    const std::string undoes = event.undoes ? act_number(clan, *event.undoes) : std::string{};
    values_.assign(type.fields.size(), {});
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (type.fields[i].person == format::PersonField::person_id) values_[i] = id;
        if (!type.fields[i].event) continue;
        switch (*type.fields[i].event) {
            case EventField::change_number:
                values_[i] = number;
                break;
            case EventField::act:
                values_[i] = act;
                break;
            case EventField::event_code:
                values_[i] = format::event_names[static_cast<std::size_t>(event.kind)].code;
                break;
            case EventField::event_date:
                values_[i] = on;
                break;
            case EventField::registered_date:
                values_[i] = registered;
                break;
            case EventField::event_from:
                values_[i] = event.from;
                break;
            case EventField::event_to:
                values_[i] = event.to;
                break;
            case EventField::other_id:
                values_[i] = event.other_id;
                break;
            case EventField::undone:
                values_[i] = event.undone ? "1" : "0";
                break;
            case EventField::undone_act:
                values_[i] = undoes;
                break;
        }
    }
    return writer_->write(type, values_, buffer_);
}

base::Result<void> DeliveryWriter::person(const Record& record) {
    const format::RecordType* const type = layout_.record(RecordRole::person);
    CHECK(type != nullptr);
    TRY(write_person(*type, record, {}));
    ++written_;
    if (buffer_.size() < flush_bytes) return {};
    return flush();
}

base::Result<void> DeliveryWriter::events(std::string_view id, const std::vector<Event>& events, std::uint64_t clan) {
    const format::RecordType* const type = layout_.record(RecordRole::event);
    if (type == nullptr) return {};
    for (const Event& event : events) {
        TRY(write_event(*type, event, id, clan, {}));
    }
    return {};
}

base::Result<void> DeliveryWriter::change(const Change& change, std::uint64_t clan) {
    const format::RecordType* const type = layout_.record(RecordRole::change);
    const format::RecordType* const before = layout_.record(RecordRole::before);
    const format::RecordType* const after = layout_.record(RecordRole::after);
    CHECK(type != nullptr && before != nullptr && after != nullptr);
    const std::string number = std::to_string(++written_);
    TRY(write_event(*type, change.event, change.id, clan, number));
    if (change.before) TRY(write_person(*before, *change.before, number));
    if (change.after) TRY(write_person(*after, *change.after, number));
    if (buffer_.size() < flush_bytes) return {};
    return flush();
}

base::Result<void> DeliveryWriter::put(std::string_view bytes) {
    hash_.add(bytes);
    bytes_ += static_cast<std::int64_t>(bytes.size());
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return write_failed();
    return {};
}

base::Result<void> DeliveryWriter::flush() {
    if (!body_) {
        TRY(put(buffer_));
    } else if (std::fwrite(buffer_.data(), 1, buffer_.size(), body_.get()) != buffer_.size()) {
        return write_failed();
    }
    buffer_.clear();
    return {};
}

base::Result<WrittenDelivery> DeliveryWriter::finish(Trailer trailer) {
    TRY(flush());
    if (body_) {
        // Now the header can say how many there are.
        head_.told = written_;
        TRY(begin_file());
        if (std::fseek(body_.get(), 0, SEEK_SET) != 0) return write_failed();
        std::array<char, 65536> block{};
        for (;;) {
            const std::size_t read = std::fread(block.data(), 1, block.size(), body_.get());
            if (read == 0) break;
            TRY(put({block.data(), read}));
        }
        if (std::ferror(body_.get()) != 0) return write_failed();
        body_.reset();
    }
    if (trailer != Trailer::none) {
        TRY(control(RecordRole::trailer, trailer == Trailer::right ? *head_.told : *head_.told + 1, buffer_));
        TRY(flush());
    }
    if (std::fclose(file_.release()) != 0) return write_failed();
    format::DeliveryManifest manifest;
    manifest.table_number = layout_.table_number;
    manifest.sequence = head_.sequence;
    manifest.base_date = date_text(head_.base_date);
    manifest.kind = head_.kind;
    manifest.layout = layout_.name;
    manifest.records = *head_.told;
    manifest.bytes = bytes_;
    manifest.sha256 = hash_.finish();
    manifest.sender = "示範產生器（非內政部）";
    manifest.file = data_.filename().string();
    TRY(write_file(manifest_, format::print_manifest(manifest)));
    return WrittenDelivery{layout_.name, manifest_, data_, written_, bytes_};
}

}  // namespace menhu::demo
