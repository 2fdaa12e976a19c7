#include "format/typed_code.h"

#include <gtest/gtest.h>

namespace menhu::format {
namespace {

TEST(TypedCode, ForgivesHowItIsTyped) {
    EXPECT_EQ(read_typed_code("7KQ2M-9XWTC"), "7KQ2M9XWTC");
    EXPECT_EQ(read_typed_code(" 7kq2m 9xwtc "), "7KQ2M9XWTC");
    EXPECT_EQ(read_typed_code("oOiIlL"), "001111");
    EXPECT_EQ(read_typed_code(typed_code_letters), typed_code_letters);
}

TEST(TypedCode, AWrongCodeStaysAWrongOne) {
    EXPECT_EQ(read_typed_code("7KQ2M_9XWTU"), "7KQ2M_9XWTU");
    EXPECT_EQ(read_typed_code(""), "");
}

}  // namespace
}  // namespace menhu::format
