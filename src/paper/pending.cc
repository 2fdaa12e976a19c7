// Until pdf.cc lands.
#include "paper/document.h"

namespace menhu::paper {

base::Result<std::string> to_pdf(const Document&, base::Instant) {
    return base::Error{base::Fault::unsupported, "paper.not_written"};
}

}  // namespace menhu::paper
