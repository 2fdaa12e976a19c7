#pragma once
// The catalogue as a file: legal bases, purposes and links as TOML (docs/formats/catalogue.md). Pure; any thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "grants/basis.h"
#include "grants/link.h"
#include "grants/purpose.h"

namespace menhu::app {

// A link as the file has it: its unit by code, so that it means the same in another installation.
struct LinkInFile {
    std::string code;
    grants::DataClass data_class = grants::DataClass::household;
    grants::LinkTerms terms;  // without its unit
    std::string unit;
};

struct CatalogueFile {
    std::vector<grants::Basis> bases;
    std::vector<grants::NewPurpose> purposes;
    std::vector<LinkInFile> links;
};

std::string catalogue_text(const CatalogueFile& file);
// Error: app.catalogue_invalid, with every problem by its line.
base::Result<CatalogueFile> read_catalogue(std::string_view text, std::string_view source);

}  // namespace menhu::app
