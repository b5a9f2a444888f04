#include "crypto/day.h"

#include "tests/crypto/sealed.h"

using namespace crypto;
using namespace std::chrono_literals;

TEST_CASE("a day is ten characters and exists") {
    CHECK(parse_day("2026-11-23").value() == 2026y / 11 / 23);
    CHECK(parse_day("2028-02-29").has_value());
    CHECK(format_day(2026y / 3 / 9) == "2026-03-09");
    for (const char* text :
         {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01", "20260101",
          "2026-01-011", "2026/01/01", "2026-01-0a", "", "-026-01-01"}) {
        CHECK(error_of(parse_day(text)) == Error::BadEncoding);
    }
}
