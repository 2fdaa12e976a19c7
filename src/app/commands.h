#pragma once
// The commands, one function each; main.cc has the table. Thread rule: one thread.
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "app/terminal.h"
#include "base/random.h"
#include "base/time.h"

namespace menhu::app {

inline constexpr std::string_view version = "0.1.0";

struct Command {
    std::vector<std::string> words;  // after the command's own
    const Terminal& terminal;
    base::Clock& clock;
    base::Random& random;
};

// Each answers the exit code, or an Error whose fault is the exit code.
base::Result<int> serve(const Command& command);
base::Result<int> init(const Command& command);
base::Result<int> demo(const Command& command);
base::Result<int> demo_delivery(const Command& command);
base::Result<int> import(const Command& command);
base::Result<int> query(const Command& command);
base::Result<int> ask(const Command& command);
base::Result<int> roster(const Command& command);
base::Result<int> ledger_command(const Command& command);
base::Result<int> account_command(const Command& command);
base::Result<int> grant_command(const Command& command);
base::Result<int> catalogue_command(const Command& command);
base::Result<int> cases_command(const Command& command);
base::Result<int> layout_command(const Command& command);
base::Result<int> link_command(const Command& command);
base::Result<int> review_command(const Command& command);
base::Result<int> jobs_command(const Command& command);
base::Result<int> match_command(const Command& command);
base::Result<int> watch_command(const Command& command);
base::Result<int> frame_command(const Command& command);
base::Result<int> recipient_command(const Command& command);
base::Result<int> approval_command(const Command& command);
base::Result<int> export_command(const Command& command);
base::Result<int> config_command(const Command& command);
base::Result<int> openapi(const Command& command);

// --dir, else $MENHU_DIR, else the present folder.
std::filesystem::path directory_of(const Arguments& arguments);
// Opens the installation that --dir names.
base::Result<std::unique_ptr<House>> open_house(const Command& command, const Arguments& arguments);
// "a,b,c"
std::vector<std::string> split_list(std::string_view text);

}  // namespace menhu::app
