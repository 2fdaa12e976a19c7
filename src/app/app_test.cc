#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "app/config.h"
#include "app/terminal.h"

namespace menhu::app {
namespace {

std::string file_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(Settings, EachOnceAndWithinItsOwnBounds) {
    std::set<std::string_view> names;
    for (const auto& setting : settings()) {
        EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
        EXPECT_FALSE(setting.zh.empty()) << setting.name;
        EXPECT_FALSE(setting.en.empty()) << setting.name;
    }
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& setting : settings()) all.emplace_back(setting.name, setting.usual);
    const auto given = read_config(config_text(all), "/x");
    for (const auto& problem : given.problems) ADD_FAILURE() << problem.en;
    const auto usual = read_config(config_text({}), "/x");
    for (const auto& problem : usual.problems) ADD_FAILURE() << problem.en;
}

TEST(Settings, ThePageIsTheTable) { EXPECT_EQ(file_text("docs/configuration.md"), configuration_page()); }

TEST(Config, EveryProblemByItsLine) {
    const auto reading = read_config(
        "[server]\nport = 70000\nadress = \"x\"\n[store]\nengine = \"oracle\"\nreaders = \"4\"\n[nothing]\na = 1\n",
        "/x");
    ASSERT_EQ(reading.problems.size(), 5U);
    const std::uint32_t lines[] = {2, 3, 5, 6, 7};
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(reading.problems[i].line, lines[i]) << reading.problems[i].en;
    EXPECT_EQ(reading.config.server_port, 8443);
}

TEST(Config, PathsAreBelowTheFolderUnlessAbsolute) {
    const auto config = read_config("[keys]\nfile = \"/elsewhere/kek\"\n", "/data").config;
    EXPECT_EQ(config.path(config.keys_file), "/elsewhere/kek");
    EXPECT_EQ(config.path(config.keys_names), "/data/keys/names.key");
}

TEST(Arguments, OptionsFlagsAndWords) {
    const auto read = Arguments::parse({"a", "--x=1", "--flag", "--y", "2"}, {"x", "y"}, {"flag"}, 1);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->words(), std::vector<std::string>{"a"});
    EXPECT_EQ(read->option("x"), "1");
    EXPECT_EQ(read->option("y"), "2");
    EXPECT_TRUE(read->has("flag"));
    EXPECT_EQ(Arguments::parse({"--z", "1"}, {"x"}, {}, 0).error().code(), "app.argument_unknown");
    EXPECT_EQ(Arguments::parse({"a", "b"}, {}, {}, 1).error().code(), "app.argument_unknown");
    EXPECT_EQ(Arguments::parse({"--x"}, {"x"}, {}, 0).error().code(), "app.argument_missing");
    EXPECT_EQ(Arguments::parse({}, {}, {}, 1).error().code(), "app.argument_missing");
}

}  // namespace
}  // namespace menhu::app

// Its own, so that the linker does not take the room's.
int main(int count, char** words) {
    testing::InitGoogleTest(&count, words);
    return RUN_ALL_TESTS();
}
