#pragma once
// A file that is taken in piece by piece, once it is known who sends it, and is acted upon as a whole: for what is
// larger than the body of a request may be and still fits into memory. What comes ends up in the call's body. Thread
// rule: one thread.
#include <cstddef>
#include <string_view>
#include <utility>

#include "web/endpoint.h"

namespace menhu::web {

class WholeUpload : public UploadSink {
public:
    base::Result<void> write(base::ByteView piece) final {
        if (call_.body.size() + piece.size() > most_)
            return base::Error{base::Fault::bad_input, std::string{too_large_}};
        call_.body.append(piece.begin(), piece.end());
        return {};
    }

protected:
    // More than `most` bytes are refused with the code `too_large`, a literal.
    WholeUpload(const Rooms& rooms, Call call, std::size_t most, std::string_view too_large = "web.body_too_large")
        : rooms_{rooms}, call_{std::move(call)}, most_{most}, too_large_{too_large} {}

    const Rooms& rooms_;
    Call call_;

private:
    std::size_t most_;
    std::string_view too_large_;
};

}  // namespace menhu::web
