#include "crypto/json_depth.h"

#include "tests/crypto/sealed.h"

using crypto::is_nested_deeper;

TEST_CASE("the depth of JSON is that of its objects and arrays") {
    for (const std::string_view shallow :
         {"", "1", R"("[[[[")", "[]", "[1,2]", R"({"a":[]})", R"([[],[],{}])", R"(["\"[["])",
          R"(["\\",[]])", R"({"[[[":"{{{"})", "[[]][[]]"}) {
        INFO(shallow);
        CHECK_FALSE(is_nested_deeper(shallow, 2));
    }
    for (const std::string_view deep :
         {"[[[", "[[[]]]", R"({"a":{"b":[]}})", R"(["\\",[[]]])", R"(["\"",[[]]])", "]]][[["}) {
        INFO(deep);
        CHECK(is_nested_deeper(deep, 2));
    }
}
