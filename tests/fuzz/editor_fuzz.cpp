// Feeds bytes to a field as keys, three for each, and asks its rules after every one. Before them:
// three bytes for the field, one for the length of the text that it begins with, and that text.
#include "tests/fuzz/fuzz.h"
#include "tests/i18n/editor_rules.h"
#include "tests/i18n/text_fixture.h"
#include "tests/i18n/text_pieces.h"

#include <algorithm>
#include <iterator>

using namespace i18n_tests;

namespace {

i18n::EditorLimits limits_by(std::uint8_t byte) {
    i18n::EditorLimits limits{.multi_line = byte % 2 == 0};
    limits.max_characters = byte & 2 ? 200 : 1 + byte / 8;
    limits.max_bytes = byte & 4 ? 4096 : 1 + byte / 4;
    return limits;
}

WatchedField field_by(fuzz::Bytes& bytes) {
    const auto limits = limits_by(fuzz::take(bytes));
    const std::string locale = kTextLocales[fuzz::take(bytes) % std::size(kTextLocales)];
    const float width = static_cast<float>(fuzz::take(bytes)) * 2;
    WatchedField field(typesetter(), limits, {.locale = {locale}, .px = 20}, width);
    const std::size_t length = std::min<std::size_t>(fuzz::take(bytes), bytes.size());
    field.field().set_text(fuzz::as_text(bytes.first(length)));
    bytes = bytes.subspan(length);
    return field;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*words*/) {
    crypto::start();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Bytes bytes(data, size);
    WatchedField field = field_by(bytes);
    while (!bytes.empty()) {
        const Key key{fuzz::take(bytes), fuzz::take(bytes), fuzz::take(bytes)};
        fuzz::require_empty(field.press(key));
    }
    fuzz::require_empty(field.broken_layout());
    fuzz::require_empty(field.delete_all(size % 2 == 0));
    return 0;
}
