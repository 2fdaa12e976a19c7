#pragma once
// A document as a file that leaves the house, and its digest for the entry that says so. Thread rule: values; print()
// blocks, see paper/document.h.
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "crypto/hash.h"
#include "paper/document.h"

namespace menhu::oversight {

struct PrintedFile {
    paper::Form form = paper::Form::ods;
    std::string bytes;
    crypto::Digest digest{};  // SHA-256 of the bytes
};

// Errors: those of paper::write.
base::Result<PrintedFile> print(const paper::Document& document, paper::Form form, base::Instant now);

}  // namespace menhu::oversight
