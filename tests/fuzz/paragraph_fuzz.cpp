// Feeds bytes to the text engine as a text to shape, and asks its rules of every layout. Four bytes
// say how it is shown; the rest is the text, or the numbers of pieces it is made of
// (text_pieces.h).
#include "tests/fuzz/fuzz.h"
#include "tests/i18n/text_fixture.h"
#include "tests/i18n/text_pieces.h"
#include "tests/i18n/text_rules.h"

#include <iterator>

using namespace i18n_tests;

namespace {

constexpr unsigned kOfPieces = 1;
constexpr unsigned kBold = 2;
constexpr unsigned kHasBase = 4;
constexpr unsigned kRightToLeft = 8;

Shown shown_by(fuzz::Bytes bytes) {
    Shown shown;
    shown.style.locale.tag = kTextLocales[fuzz::take(bytes) % std::size(kTextLocales)];
    shown.style.px = 8 + static_cast<float>(fuzz::take(bytes)) / 3;
    const std::uint8_t width = fuzz::take(bytes);
    shown.width = width == 0xFF ? i18n::kNoWidthLimit : static_cast<float>(width) * 3;
    const unsigned how = fuzz::take(bytes);
    shown.style.weight = how & kBold ? i18n::Weight::Bold : i18n::Weight::Regular;
    if (how & kHasBase) {
        shown.style.base =
            how & kRightToLeft ? i18n::Direction::RightToLeft : i18n::Direction::LeftToRight;
    }
    shown.align = static_cast<i18n::Align>(how / 16 % 3);
    if (!(how & kOfPieces)) {
        shown.text = fuzz::as_text(bytes);
    }
    while (how & kOfPieces && !bytes.empty()) {
        shown.text += kTextPieces[fuzz::take(bytes) % std::size(kTextPieces)];
    }
    return shown;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Shown shown = shown_by({data, size});
    fuzz::require_empty(broken_rule(shown, typesetter()));
    return 0;
}
