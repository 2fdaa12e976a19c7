#include "format/xml_stream.h"

#include <expat.h>

#include <cstring>

namespace menhu::format {

namespace {

// Expat was told to put the namespace before the name with this between.
constexpr char separator = '\n';

std::string_view local(const char* name) {
    const char* const last = std::strrchr(name, separator);
    return last != nullptr ? last + 1 : name;
}

}  // namespace

struct XmlStream::Callbacks {
    static XmlStream& of(void* stream) { return *static_cast<XmlStream*>(stream); }

    static void fail(XmlStream& stream, base::Error error) {
        if (!stream.failed_) stream.failed_ = std::move(error);
        XML_StopParser(stream.parser_.get(), XML_FALSE);
    }
    static void keep(XmlStream& stream, const base::Result<void>& done) {
        if (!done) return fail(stream, done.error());
        if (stream.sink_.is_satisfied()) {
            stream.satisfied_ = true;
            XML_StopParser(stream.parser_.get(), XML_FALSE);
        }
    }
    // Whatever is told ends a token.
    static XmlStream& told(void* data) {
        auto& stream = of(data);
        stream.silent_ = 0;
        return stream;
    }
    static bool is_over(const XmlStream& stream) { return stream.failed_.has_value() || stream.satisfied_; }

    static void begin(void* data, const char* name, const char** attributes) {
        auto& stream = told(data);
        if (is_over(stream)) return;
        if (++stream.depth_ > stream.limits_.depth) {
            return fail(stream, base::Error{base::Fault::bad_input, "format.sheet_limit", "depth"});
        }
        keep(stream, stream.sink_.begin(local(name), XmlAttributes{attributes}));
    }
    static void end(void* data, const char* name) {
        auto& stream = told(data);
        if (is_over(stream)) return;
        --stream.depth_;
        keep(stream, stream.sink_.end(local(name)));
    }
    static void text(void* data, const char* piece, int length) {
        auto& stream = told(data);
        if (is_over(stream)) return;
        keep(stream, stream.sink_.text({piece, static_cast<std::size_t>(length)}));
    }
    static void rest(void* data, const char*, int) { told(data); }
    static void doctype(void* data, const char*, const char*, const char*, int) {
        fail(of(data), base::Error{base::Fault::bad_input, "format.sheet_doctype"});
    }
};

std::optional<std::string_view> XmlAttributes::find(std::string_view local_name) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
        if (local(*pair) == local_name) return std::string_view{pair[1]};
    }
    return std::nullopt;
}

XmlStream::XmlStream(XmlSink& sink, const SheetLimits& limits)
    : sink_{sink},
      limits_{limits},
      parser_{XML_ParserCreateNS(nullptr, separator), [](XML_ParserStruct* parser) { XML_ParserFree(parser); }} {
    CHECK(parser_ != nullptr);
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), Callbacks::begin, Callbacks::end);
    XML_SetCharacterDataHandler(parser_.get(), Callbacks::text);
    XML_SetDefaultHandler(parser_.get(), Callbacks::rest);
    XML_SetStartDoctypeDeclHandler(parser_.get(), Callbacks::doctype);
}

XmlStream::~XmlStream() = default;

base::Result<void> XmlStream::parse(std::string_view chunk, int is_final) {
    if (failed_) return *failed_;
    if (satisfied_) return {};
    silent_ += chunk.size();
    const auto status = XML_Parse(parser_.get(), chunk.data(), static_cast<int>(chunk.size()), is_final);
    if (failed_) return *failed_;
    if (satisfied_) return {};
    if (status == XML_STATUS_OK) {
        // A token without an end is held whole, and before Expat 2.6 read anew with every chunk (CVE-2023-52425).
        if (silent_ <= limits_.token) return {};
        failed_ = base::Error{base::Fault::bad_input, "format.sheet_limit", "token"};
        return *failed_;
    }
    failed_ = base::Error{base::Fault::bad_input, "format.sheet_unreadable",
                          "line " + std::to_string(XML_GetCurrentLineNumber(parser_.get()))};
    return *failed_;
}

base::Result<void> XmlStream::feed(std::string_view chunk) { return parse(chunk, XML_FALSE); }
base::Result<void> XmlStream::finish() { return parse({}, XML_TRUE); }

}  // namespace menhu::format
