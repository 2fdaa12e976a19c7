// The files of data/demo, inside the binary.
#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "demo/city.h"
#include "demo/plan.h"

namespace menhu::demo {

std::span<const base::EmbeddedFile> demonstration_files();  // made by the build

namespace {

const base::EmbeddedFile& find(std::string_view name) {
    for (const base::EmbeddedFile& file : demonstration_files()) {
        if (file.name == name) return file;
    }
    base::throw_bug("demonstration_files: no such file");
}

}  // namespace

std::string_view demonstration_characters() { return find("characters.csv").bytes; }
const base::EmbeddedFile& demonstration_plan() { return find("plan.toml"); }

}  // namespace menhu::demo
