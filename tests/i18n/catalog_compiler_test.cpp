// What the catalogue compiler accepts, and that a refusal names file and line.
#include "i18n/catalog.h"
#include "i18n/catalog_compiler.h"
#include "tests/temporary_folder.h"

#include <catch2/catch_test_macros.hpp>

using namespace i18n;

namespace {

constexpr std::string_view kHead = "msgid \"\"\nmsgstr \"\"\n\"Language: fi\\n\"\n"
                                   "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

std::string entry(std::string_view id, std::string_view english, std::string_view translation) {
    return "msgctxt \"" + std::string(id) + "\"\nmsgid \"" + std::string(english) +
           "\"\nmsgstr \"" + std::string(translation) + "\"\n";
}

/// The sentence of the fault, without the folder; empty when the text is accepted.
std::string po_fault(std::string_view text) {
    const auto file = parse_po(text, "a.po");
    return file ? "" : file.error().sentence();
}

/// Compiles one message with this English and this Finnish; empty when accepted.
std::string compile_fault(const std::string& english, const std::string& finnish,
                          std::string_view translated_from = {}) {
    const TemporaryFolder folder;
    std::string head(kHead);
    head.replace(head.find("fi\\n"), 2, "en");
    folder.write("en/ui.po", head + entry("a.b", english, english));
    folder.write("fi/ui.po",
                 std::string(kHead) +
                     entry("a.b", translated_from.empty() ? english : translated_from, finnish));
    const auto catalog = compile_catalog(folder.path() / "en", folder.path() / "fi");
    if (catalog) {
        return {};
    }
    CHECK(catalog.error().file == folder.path() / "fi/ui.po");
    CHECK(catalog.error().line == 6);
    return catalog.error().reason;
}

} // namespace

TEST_CASE("a PO file may hold everything translators' tools write") {
    const auto file = parse_po("# translator\n" + std::string(kHead) +
                                   "#. a comment\n#: a.cpp:1\n#, c-format\n#| msgid \"old\"\n"
                                   "msgctxt \"a\"\nmsgid \"\"\n\"One \"\n\"two\\n\"\nmsgstr "
                                   "\"\\\"yksi\\\" \\\\\\t\"\r\n"
                                   "#~ msgid \"gone\"\n#~ msgstr \"poissa\"\n" +
                                   entry("b", "B", ""),
                               "a.po");
    REQUIRE(file.has_value());
    CHECK(file->language == "fi");
    REQUIRE(file->messages.size() == 2);
    CHECK(file->messages[0].id == "a");
    CHECK(file->messages[0].english == "One two\n");
    CHECK(file->messages[0].translation == "\"yksi\" \\\t");
    CHECK(file->messages[0].line == 11);
    CHECK(file->messages[1].translation.empty());
}

TEST_CASE("a refused PO file names file and line") {
    const std::string head(kHead);
    const std::string a = entry("a", "A", "B");
    CHECK(po_fault("").starts_with("a.po:1: the header"));
    CHECK(po_fault(a).starts_with("a.po:4: the header"));
    CHECK(po_fault(head + a + a).starts_with("a.po:9: \"a\" is in this file twice"));
    CHECK(po_fault(head + "#, fuzzy\n" + a).starts_with("a.po:6: marked fuzzy"));
    CHECK(po_fault(head + "msgid \"A\"\nmsgstr \"B\"\n").contains("without msgctxt"));
    CHECK(
        po_fault(head + "msgctxt \"a\"\nmsgstr \"B\"\n").starts_with("a.po:7: expected the order"));
    CHECK(po_fault(head + "msgctxt \"a\"\nmsgid \"A\"\n").contains("ends before its msgstr"));
    CHECK(po_fault(head + "msgctxt \"a\"\nmsgid \"A\"\nmsgid_plural \"As\"\n").contains("plural"));
    CHECK(po_fault(head + "msgctxt \"a\n").starts_with("a.po:6: expected a string"));
    CHECK(po_fault(head + "msgctxt \"a\\x\"\n").starts_with("a.po:6: expected a string"));
    CHECK(po_fault(head + "msgctxt a\n").starts_with("a.po:6: expected a string"));
    CHECK(po_fault(head + "\"loose\"\n").starts_with("a.po:6: a string that belongs to no entry"));
    CHECK(po_fault(head + "banana \"a\"\n").starts_with("a.po:6: expected msgctxt"));
    CHECK(po_fault("msgid \"\"\nmsgstr \"Language: fi\\n\"\n").contains("UTF-8"));
    CHECK(po_fault("msgid \"\"\nmsgstr \"Content-Type: charset=UTF-8\\n\"\n").contains("Language"));
}

TEST_CASE("a translation that would not work is refused where it stands") {
    CHECK(compile_fault("Hello", "Hei").empty());
    CHECK(compile_fault("Hello", "").empty()); // not translated yet: shown in English
    CHECK(compile_fault("{a} of {b}", "{b}:sta {a}").empty());
    CHECK(compile_fault("Call {number}", "Soita").contains("other arguments"));
    CHECK(compile_fault("Call {number}", "Soita {numero}").contains("other arguments"));
    CHECK(compile_fault("Call {number}", "Soita {number").contains("ICU cannot parse"));
    CHECK(compile_fault("Call {0}", "Soita {0}").contains("name the arguments"));
    CHECK(compile_fault("Hello", "Hei'").contains("write ’"));
    CHECK(compile_fault("Hello", "Hei \xff").contains("UTF-8"));
    CHECK(compile_fault("Hello", "Hei", "Hallo").contains("has changed"));
    CHECK(compile_fault("{n, plural, other {#}}", "{n, plural, other {#}}")
              .contains("lacks the form \"one\""));
}

TEST_CASE("a folder without PO files, or of another language, is refused") {
    const TemporaryFolder folder;
    CHECK_FALSE(compile_catalog(folder.path(), folder.path()).has_value());
    folder.write("sv/ui.po", kHead);
    const auto catalog = compile_catalog(folder.path() / "sv", folder.path() / "sv");
    REQUIRE_FALSE(catalog.has_value());
    CHECK(catalog.error().reason.contains("the folder \"sv\""));
}

TEST_CASE("an id that English lacks is refused") {
    const TemporaryFolder folder;
    std::string head(kHead);
    head.replace(head.find("fi\\n"), 2, "en");
    folder.write("en/ui.po", head + entry("a", "A", "A"));
    folder.write("fi/ui.po", std::string(kHead) + entry("b", "B", "C"));
    const auto catalog = compile_catalog(folder.path() / "en", folder.path() / "fi");
    REQUIRE_FALSE(catalog.has_value());
    CHECK(catalog.error().reason.contains("\"b\" is not in"));
}
