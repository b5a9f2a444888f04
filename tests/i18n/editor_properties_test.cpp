// A field's promises under random keys (editor_rules.h says them).
#include "tests/i18n/editor_rules.h"
#include "tests/i18n/property_fixture.h"
#include "tests/i18n/text_fixture.h"
#include "tests/i18n/text_pieces.h"
#include "tests/i18n/text_rules.h"

#include <catch2/catch_test_macros.hpp>

#include <iterator>
#include <string>
#include <tuple>
#include <vector>

using namespace i18n;
using namespace i18n_tests;

namespace {

using Bytes = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>;

/// As a text takes more room where it is kept: what the terminal's own fields count.
std::size_t twice(std::string_view text) {
    return 2 * text.size();
}

EditorLimits random_limits() {
    return *rc::gen::element(EditorLimits{.max_characters = 12},
                             EditorLimits{.multi_line = true, .max_characters = 40},
                             EditorLimits{.multi_line = true, .max_bytes = 30},
                             EditorLimits{.max_bytes = 60, .bytes_of = twice});
}

} // namespace

TEST_CASE("Random keys keep every promise of a field") {
    crypto::start();
    CHECK(rc::check("fields", [] {
        const std::string locale = *rc::gen::elementOf(
            std::vector<std::string>(std::begin(kTextLocales), std::end(kTextLocales)));
        WatchedField field(typesetter(), random_limits(), {.locale = {locale}, .px = 20},
                           *rc::gen::element(0.0F, 60.0F, 120.0F, 300.0F));
        for (const auto& [kind, first, second] : *rc::gen::arbitrary<std::vector<Bytes>>()) {
            const std::string before = field.text();
            if (auto broken = field.press({kind, first, second}); !broken.empty()) {
                RC_FAIL(broken + ", after " + escaped(before));
            }
        }
        const std::string text = field.text();
        auto broken = field.broken_layout();
        broken = broken.empty() ? field.delete_all(*rc::gen::arbitrary<bool>()) : broken;
        if (!broken.empty()) {
            RC_FAIL(broken + ": " + escaped(text));
        }
    }));
}
