#include "demo/delivery_writer.h"

#include "demo/spoiler.h"
#include "format/manifest.h"

namespace menhu::demo {
namespace {

constexpr std::size_t flush_bytes = std::size_t{1} << 20;

base::Error write_failed() { return {base::Fault::unavailable, "demo.write_failed"}; }

base::Result<format::Layout> demonstration_layout(std::string_view name) {
    for (const base::EmbeddedFile& file : format::demonstration_layouts()) {
        if (file.name == std::string{name} + ".toml") return format::parse_layout(file.bytes, file.name);
    }
    base::throw_bug("demonstration_layout: no such layout");
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

base::Result<std::unique_ptr<DeliveryWriter>> DeliveryWriter::open(std::string_view name, std::string_view layout,
                                                                   const CityOptions& options, std::int64_t told,
                                                                   const format::CharacterMap& map) {
    std::unique_ptr<DeliveryWriter> self{new DeliveryWriter{options, told}};
    auto parsed = TRY(demonstration_layout(layout));
    self->layout_ = std::move(parsed);
    // The writer refuses codes that its tables do not have; a flawed delivery needs one that the reader's do not have.
    for (format::CodeTable& table : self->layout_.code_tables) {
        format::Code code;
        code.code = no_such_code;
        table.codes.push_back(std::move(code));
    }
    auto writer = TRY(format::RecordWriter::open(self->layout_, map));
    self->writer_.emplace(std::move(writer));
    self->type_ = self->layout_.record(format::RecordRole::person);
    CHECK(self->type_ != nullptr);
    self->values_.resize(self->type_->fields.size());
    const std::string stem{name};
    self->data_ = options.directory / (stem + (self->layout_.form == format::FileForm::fixed ? ".dat" : ".txt"));
    self->manifest_ = options.directory / (stem + ".toml");
    self->file_.reset(std::fopen(self->data_.c_str(), "wb"));
    if (!self->file_) return write_failed();
    self->buffer_.reserve(flush_bytes + 65536);
    TRY(self->control(format::RecordRole::header, told));
    return self;
}

base::Result<void> DeliveryWriter::control(format::RecordRole role, std::int64_t count) {
    const format::RecordType* const type = layout_.record(role);
    if (type == nullptr) return {};
    const std::string sequence = std::to_string(options_.sequence);
    const std::string base_date = date_text(Day{options_.base_date});
    const std::string people = std::to_string(count);
    std::vector<std::string_view> values(type->fields.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto control = type->fields[i].control;
        if (!control) continue;
        switch (*control) {
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
                values[i] = "0";
                break;
            case format::ControlField::previous_base_date:  // of change files only
                break;
        }
    }
    return writer_->write(*type, values, buffer_);
}

base::Result<void> DeliveryWriter::person(const Record& record) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const auto field = type_->fields[i].person;
        values_[i] = field ? record[*field] : std::string_view{};
    }
    TRY(writer_->write(*type_, values_, buffer_));
    ++people_;
    if (buffer_.size() < flush_bytes) return {};
    return flush();
}

base::Result<void> DeliveryWriter::flush() {
    hash_.add(std::string_view{buffer_});
    bytes_ += static_cast<std::int64_t>(buffer_.size());
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size()) return write_failed();
    buffer_.clear();
    return {};
}

base::Result<WrittenDelivery> DeliveryWriter::finish(Trailer trailer) {
    if (trailer != Trailer::none) {
        TRY(control(format::RecordRole::trailer, trailer == Trailer::right ? told_ : told_ + 1));
    }
    TRY(flush());
    if (std::fclose(file_.release()) != 0) return write_failed();
    format::DeliveryManifest manifest;
    manifest.table_number = layout_.table_number;
    manifest.sequence = options_.sequence;
    manifest.base_date = date_text(Day{options_.base_date});
    manifest.kind = format::DeliveryKind::full;
    manifest.layout = layout_.name;
    manifest.records = told_;
    manifest.bytes = bytes_;
    manifest.sha256 = hash_.finish();
    manifest.sender = "示範產生器（非內政部）";
    manifest.file = data_.filename().string();
    TRY(write_file(manifest_, format::print_manifest(manifest)));
    return WrittenDelivery{layout_.name, manifest_, data_, people_, bytes_};
}

}  // namespace menhu::demo
