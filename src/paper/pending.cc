// Until odf.cc and pdf.cc land.
#include "paper/document.h"

namespace menhu::paper {

base::Result<std::string> to_ods(const Document&, base::Instant) {
    return base::Error{base::Fault::unsupported, "paper.not_written"};
}
base::Result<std::string> to_odt(const Document&, base::Instant) {
    return base::Error{base::Fault::unsupported, "paper.not_written"};
}
base::Result<std::string> to_pdf(const Document&, base::Instant) {
    return base::Error{base::Fault::unsupported, "paper.not_written"};
}

}  // namespace menhu::paper
