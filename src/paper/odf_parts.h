#pragma once
// What sheets and texts have in common: the package, the page with its head and foot, spans in 正楷. libodfgen has two
// generators of the same words without a common base, hence the templates. Inside the room. Thread rule: one thread.
#include <librevenge/librevenge.h>

#include <string>
#include <string_view>
#include <vector>

#include "paper/cell.h"
#include "paper/document.h"
#include "paper/odf_xml.h"
#include "paper/package.h"
#include "paper/page.h"

namespace menhu::paper {

using librevenge::RVNGPropertyList;

inline constexpr double points_per_inch = 72.0;
inline constexpr double inches(double points) { return points / points_per_inch; }

enum class Weight : std::uint8_t { normal, bold };

inline RVNGPropertyList span_of(double points, Weight weight = Weight::normal) {
    RVNGPropertyList span;
    span.insert("style:font-name", odf_face);
    span.insert("style:font-name-asian", odf_face);
    span.insert("fo:font-size", points, librevenge::RVNG_POINT);
    span.insert("fo:language", "zh");
    span.insert("fo:country", "TW");
    if (weight == Weight::bold) span.insert("fo:font-weight", "bold");
    return span;
}

inline const char* align_word(Align align) {
    switch (align) {
        case Align::start:
            return "start";
        case Align::centre:
            return "center";
        case Align::end:
            return "end";
    }
    return "start";
}

inline RVNGPropertyList paragraph_of(Align align) {
    RVNGPropertyList paragraph;
    paragraph.insert("fo:text-align", align_word(align));
    return paragraph;
}

template <class Generator>
void put_text(Generator& out, std::string_view text, const RVNGPropertyList& span) {
    out.openSpan(span);
    out.insertText(presentable(text).c_str());
    out.closeSpan();
}

template <class Generator>
void put_paragraph(Generator& out, std::string_view text, const RVNGPropertyList& paragraph,
                   const RVNGPropertyList& span) {
    out.openParagraph(paragraph);
    put_text(out, text, span);
    out.closeParagraph();
}

// The page, with 密件 above if the document is marked, and the foot with its number.
template <class Generator>
void open_page(Generator& out, const Document& document) {
    const Page page = page_of(document.orientation);
    RVNGPropertyList span;
    span.insert("fo:page-width", inches(page.width));
    span.insert("fo:page-height", inches(page.height));
    span.insert("style:print-orientation", document.orientation == Orientation::landscape ? "landscape" : "portrait");
    for (const char* side : {"fo:margin-left", "fo:margin-right", "fo:margin-top", "fo:margin-bottom"}) {
        span.insert(side, inches(page.margin));
    }
    out.openPageSpan(span);
    RVNGPropertyList every;
    every.insert("librevenge:occurrence", "all");
    if (document.mark == Mark::confidential) {
        out.openHeader(every);
        put_paragraph(out, confidential_text, paragraph_of(Align::end), span_of(mark_points, Weight::bold));
        out.closeHeader();
    }
    out.openFooter(every);
    out.openParagraph(paragraph_of(Align::centre));
    out.openSpan(span_of(foot_points));
    if (!document.foot.empty()) out.insertText((presentable(document.foot) + "　").c_str());
    out.insertText("第 ");
    RVNGPropertyList number;
    number.insert("librevenge:field-type", "text:page-number");
    out.insertField(number);
    out.insertText(" 頁，共 ");
    RVNGPropertyList count;
    count.insert("librevenge:field-type", "text:page-count");
    out.insertField(count);
    out.insertText(" 頁");
    out.closeSpan();
    out.closeParagraph();
    out.closeFooter();
}

// Runs `fill` on a generator and answers the package.
template <class Generator, class Fill>
std::string odf_package(const Document& document, Form form, base::Instant at, Fill fill) {
    std::vector<const Table*> tables;
    for (const auto& block : document.blocks) {
        if (const auto* table = std::get_if<Table>(&block); table != nullptr && !table->rows.empty()) {
            tables.push_back(table);
        }
    }
    struct Part {
        OdfStreamType stream;
        std::string_view name;
        Deflater entry{};
        OdfXml xml;
        Part(OdfStreamType which, std::string_view its_name, Form its_form, std::vector<const Table*> rows)
            : stream{which}, name{its_name}, xml{entry, its_form, std::move(rows)} {}
    };
    Part content{ODF_CONTENT_XML, "content.xml", form, std::move(tables)};
    Part styles{ODF_STYLES_XML, "styles.xml", form, {}};
    Part meta{ODF_META_XML, "meta.xml", form, {}};
    Part settings{ODF_SETTINGS_XML, "settings.xml", form, {}};
    Part manifest{ODF_MANIFEST_XML, "META-INF/manifest.xml", form, {}};
    Part* const parts[] = {&content, &styles, &meta, &settings, &manifest};
    {
        Generator out;
        for (auto* part : parts) out.addDocumentHandler(&part->xml, part->stream);
        out.startDocument(RVNGPropertyList{});
        RVNGPropertyList about;
        const auto instant = base::to_rfc3339(at);
        about.insert("dc:title", presentable(document.title).c_str());
        about.insert("dc:language", "zh-TW");
        about.insert("meta:creation-date", instant.c_str());
        about.insert("dc:date", instant.c_str());
        about.insert("meta:generator", "Menhu");
        out.setDocumentMetaData(about);
        open_page(out, document);
        fill(out);
        out.closePageSpan();
        out.endDocument();
    }
    Package package{at};
    package.add_stored("mimetype", media_type(form));
    for (auto* part : parts) {
        part->entry.finish();
        package.add(part->name, part->entry);
    }
    return package.finish();
}

}  // namespace menhu::paper
