#pragma once
// XML read as a stream of elements, for the parts of office files. A DOCTYPE is refused, and with it every entity that
// a file could bring; depth and the length of a tag are bounded; nothing is fetched. Inside the room. Thread rule: one
// thread.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "format/workbook.h"

struct XML_ParserStruct;

namespace menhu::format {

// Attributes of the element that begins; names without their prefix.
class XmlAttributes {
public:
    explicit XmlAttributes(const char** pairs) : pairs_{pairs} {}
    std::optional<std::string_view> find(std::string_view local_name) const;

private:
    const char** pairs_;
};

// What a reader of one kind of part does; names are local. An Error ends the reading.
class XmlSink {
public:
    virtual ~XmlSink() = default;
    virtual base::Result<void> begin(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual base::Result<void> end(std::string_view name) = 0;
    virtual base::Result<void> text(std::string_view piece) = 0;
    // Nothing more is wanted: the rest is not read.
    virtual bool is_satisfied() const { return false; }
};

class XmlStream {
public:
    XmlStream(XmlSink& sink, const SheetLimits& limits);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    // Errors: format.sheet_unreadable (detail: the line), format.sheet_doctype, format.sheet_limit, those of the sink.
    base::Result<void> feed(std::string_view chunk);
    base::Result<void> finish();
    // The sink wants no more.
    bool is_satisfied() const { return satisfied_; }

private:
    struct Callbacks;
    base::Result<void> parse(std::string_view chunk, int is_final);

    XmlSink& sink_;
    SheetLimits limits_;
    int depth_ = 0;
    std::size_t silent_ = 0;  // bytes since the parser last told anything
    std::optional<base::Error> failed_;
    bool satisfied_ = false;
    std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser_;
};

}  // namespace menhu::format
