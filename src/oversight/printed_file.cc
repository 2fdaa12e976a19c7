#include "oversight/printed_file.h"

#include "base/bytes.h"

namespace menhu::oversight {

base::Result<PrintedFile> print(const paper::Document& document, paper::Form form, base::Instant now) {
    auto bytes = TRY(paper::write(document, form, now));
    const auto digest = crypto::sha256(base::as_bytes(bytes));
    return PrintedFile{.form = form, .bytes = std::move(bytes), .digest = digest};
}

}  // namespace menhu::oversight
