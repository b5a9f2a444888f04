// Reading compiled catalogues: what they answer, and that no damaged one is ever read.
#include "i18n/catalog.h"
#include "i18n/catalog_compiler.h"
#include "i18n/catalog_file.h"
#include "tests/on_disk.h"
#include "tests/temporary_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace i18n;

namespace {

const LocaleId kFinnish{"fi"};
const LocaleId kArabic{"ar"};

std::string po(std::string_view language, std::string_view entries) {
    return "msgid \"\"\nmsgstr \"Language: " + std::string(language) +
           "\\nContent-Type: charset=UTF-8\\n\"\n" + std::string(entries);
}

constexpr std::string_view kPlural =
    "msgctxt \"room\"\nmsgid \"{n, plural, one {# sign} other {# signs}}\"\nmsgstr ";

/// English, Finnish (lacking "only") and Arabic, compiled into `folder`.
void write_catalogues(const TemporaryFolder& folder) {
    const std::string plural(kPlural);
    folder.write("en/ui.po",
                 po("en", "msgctxt \"next\"\nmsgid \"Go on\"\nmsgstr \"Go on\"\n"
                          "msgctxt \"only\"\nmsgid \"English\"\nmsgstr \"English\"\n"
                          "msgctxt \"call\"\nmsgid \"Call {number}\"\n"
                          "msgstr \"Call {number}\"\n" +
                              plural + "\"{n, plural, one {# sign} other {# signs}}\"\n"));
    folder.write("fi/ui.po",
                 po("fi", "msgctxt \"next\"\nmsgid \"Go on\"\nmsgstr \"Jatka\"\n" + plural +
                              "\"{n, plural, one {# merkki} other {# merkkiä}}\"\n"));
    folder.write(
        "ar/ui.po",
        po("ar", "msgctxt \"call\"\nmsgid \"Call {number}\"\nmsgstr \"الرقم {number}.\"\n" +
                     plural +
                     "\"{n, plural, zero {لا} one {حرف} two {حرفان} few {# حروف} many {# حرفًا} "
                     "other {# حرف}}\"\n"));
    for (const auto* language : {"en", "fi", "ar"}) {
        const auto bytes = compile_catalog(folder.path() / "en", folder.path() / language);
        REQUIRE(bytes.has_value());
        folder.write(std::string(language) + ".cat", *bytes);
    }
}

Catalogs load(const TemporaryFolder& folder) {
    auto catalogs = on_disk::catalogs(folder.path());
    REQUIRE(catalogs.has_value());
    return std::move(*catalogs);
}

std::string text_of(const Catalogs& catalogs, TextId id, const LocaleId& locale, std::int64_t n) {
    return catalogs.format(id, locale, std::array{Argument{"n", n}}).utf8;
}

} // namespace

TEST_CASE("a message is shown in the language asked for") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto catalogs = load(folder);
    CHECK(catalogs.languages() == std::vector<LocaleId>{kArabic, kEnglish, kFinnish});
    const auto text = catalogs.format("next"_text, kFinnish);
    CHECK(text.utf8 == "Jatka");
    CHECK(text.shown_in == kFinnish);
    CHECK_FALSE(text.fallback);
    const auto in_finland = catalogs.format("next"_text, {"fi-FI"});
    CHECK(in_finland.shown_in == LocaleId{"fi-FI"});
    CHECK_FALSE(in_finland.fallback);
    CHECK(catalogs.plain("next"_text, kFinnish) == "Jatka");
}

TEST_CASE("a style of letters has the messages of its language, and keeps its faces") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto all = on_disk::catalogs(folder.path());
    REQUIRE(all.has_value());
    const LocaleId styled{"ar-Aran"};
    CHECK(all->has("call"_text, styled));
    CHECK_FALSE(all->has("only"_text, styled));
    CHECK(all->plain("next"_text, {"fi-Aran"}) == "Jatka");
    const Argument number{"number", std::string_view("112")};
    const Text text = all->format("call"_text, styled, {&number, 1});
    CHECK(text.utf8 == all->format("call"_text, kArabic, {&number, 1}).utf8);
    CHECK(text.shown_in == styled);
    CHECK_FALSE(text.fallback);
}

TEST_CASE("a missing message is shown in English and marked") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto catalogs = load(folder);
    CHECK_FALSE(catalogs.has("only"_text, kFinnish));
    CHECK_FALSE(catalogs.plain("only"_text, kFinnish).has_value());
    const auto text = catalogs.format("only"_text, kFinnish);
    CHECK(text.utf8 == "English");
    CHECK(text.shown_in == kEnglish);
    CHECK(text.fallback);
    CHECK(catalogs.format("only"_text, {"so"}).utf8 == "English");
    const auto nobodys = catalogs.format("no.such.id"_text, kFinnish);
    CHECK(nobodys.utf8 == "no.such.id");
    CHECK(nobodys.fallback);
}

TEST_CASE("values are isolated from the direction around them") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto catalogs = load(folder);
    const std::array number{Argument{"number", "112"}};
    CHECK(catalogs.format("call"_text, kEnglish, number).utf8 == "Call \u2068112\u2069");
    CHECK(catalogs.format("call"_text, kArabic, number).utf8 == "الرقم \u2068112\u2069.");
    CHECK_FALSE(catalogs.plain("call"_text, kEnglish).has_value());
}

TEST_CASE("plurals and numerals are the language's own") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto catalogs = load(folder);
    CHECK(text_of(catalogs, "room"_text, kEnglish, 1) == "\u20681\u2069 sign");
    CHECK(text_of(catalogs, "room"_text, kFinnish, 12) == "\u206812\u2069 merkkiä");
    CHECK(text_of(catalogs, "room"_text, kArabic, 2) == "حرفان");
    CHECK(text_of(catalogs, "room"_text, kArabic, 3) == "\u2068٣\u2069 حروف");
    CHECK(text_of(catalogs, "room"_text, kArabic, 11) == "\u2068١١\u2069 حرفًا");
}

TEST_CASE("every id is found and nothing else") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto english = on_disk::catalog(folder.path() / "en.cat");
    REQUIRE(english.has_value());
    CHECK(english->ids() ==
          std::vector<TextId>{"call"_text, "next"_text, "only"_text, "room"_text});
    for (const auto id : english->ids()) {
        CHECK(english->find(id).has_value());
    }
    for (const auto id : {""_text, "a"_text, "nex"_text, "nextt"_text, "zzz"_text}) {
        CHECK_FALSE(english->find(id).has_value());
    }
}

TEST_CASE("a catalogue cut at any length, or with any byte altered, is refused") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    const auto bytes = compile_catalog(folder.path() / "en", folder.path() / "fi").value();
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto file = folder.write("cut.cat", bytes.substr(0, length));
        REQUIRE_FALSE(on_disk::catalog(file).has_value());
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ 0x20);
        REQUIRE_FALSE(on_disk::catalog(folder.write("cut.cat", altered)).has_value());
    }
    CHECK_FALSE(on_disk::catalog(folder.write("cut.cat", bytes + "x")).has_value());
}

TEST_CASE("offsets are checked even where the checksum holds") {
    const TemporaryFolder folder;
    write_catalogues(folder);
    auto bytes = compile_catalog(folder.path() / "en", folder.path() / "fi").value();
    bytes.resize(bytes.size() - catalog_file::kChecksum);
    // Every byte of count, tag length and table, set high in turn, under a checksum that fits.
    for (std::size_t at = 8; at < 18 + 2 * catalog_file::kEntry; ++at) {
        auto altered = bytes;
        altered[at] = static_cast<char>(0x7f);
        const auto sum = catalog_file::checksum(altered);
        for (int shift = 56; shift >= 0; shift -= 8) {
            altered += static_cast<char>((sum >> shift) & 0xff);
        }
        const auto loaded = on_disk::catalog(folder.write("odd.cat", altered));
        if (loaded) { // a length that still fits: everything it gives lies inside the file
            for (const auto id : loaded->ids()) {
                CHECK(loaded->find(id).has_value());
            }
        }
    }
}

TEST_CASE("a fault names the file and the reason") {
    const TemporaryFolder folder;
    CHECK(on_disk::catalog(folder.write("a.cat", "hello, world"))
              .error()
              .reason.contains("no catalogue"));
    std::filesystem::remove(folder.path() / "a.cat");
    CHECK(on_disk::catalogs(folder.path()).error().reason.contains("en.cat"));
    write_catalogues(folder);
    std::filesystem::copy_file(folder.path() / "fi.cat", folder.path() / "fi2.cat");
    CHECK(on_disk::catalogs(folder.path()).error().reason.contains("two catalogues of fi"));
}
