#include "kiosk/intake/json_reader.h"
#include "kiosk/intake/json_writer.h"
#include "kiosk/intake/utf8.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace intake;

namespace {

std::string written(std::string_view text) {
    std::vector<std::byte> memory(4096);
    JsonWriter json(memory);
    json.open_object();
    json.string("t", text);
    json.close_object();
    return {reinterpret_cast<const char*>(memory.data()), json.size()};
}

/// A parsed document with the memory it lies in.
struct Document {
    explicit Document(std::string_view source) : text(source) {
        json = JsonText::parse(std::as_writable_bytes(std::span(text)), 8);
    }
    std::string text;
    std::optional<JsonText> json;
};

const std::vector<std::string> kScripts{
    "Hän sanoi: \"ei\"",
    "قالت: «لا» \\ نعم",
    "ဗမာ ខ្ញុំ ไทย",
    "አማርኛ ትግርኛ",
    "中文 𠀀 😀 👩‍👩‍👧",
    "line\none\ttab\r",
    std::string("\x01\x1f\x7f nul\0end", 12),
    "\xE2\x80\xAE right \xE2\x80\xA8 line",
    "",
};

} // namespace

TEST_CASE("every script comes back as it was written") {
    for (const std::string& text : kScripts) {
        CAPTURE(text);
        Document document(written(text));
        REQUIRE(document.json);
        CHECK(document.json->string(0, "t") == text);
        CHECK(json_size(text) == written(text).size() - 8);
    }
}

TEST_CASE("control characters, quotes and backslashes are escaped, nothing else") {
    CHECK(written("a\"b\\c\nd\x01") == R"({"t":"a\"b\\c\nd\u0001"})");
    CHECK(written("ä/ü😀") == "{\"t\":\"ä/ü😀\"}");
}

TEST_CASE("what is not UTF-8 has no size") {
    for (const char* text :
         {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "a\x80"}) {
        CHECK_FALSE(json_size(text));
    }
    CHECK(utf8_length("\xf4\x8f\xbf\xbf") == 4);
    CHECK(utf8_length("\xf4\x90\x80\x80") == 0);
    CHECK(utf8_length("\xe0\x9f\xbf") == 0);
}

TEST_CASE("escapes of JSON are decoded in place, surrogate pairs too") {
    Document document(R"({"a":"\ud83d\ude00\u00e4\/\b\f","n":-12,"l":[1,[],{}],"t":true})");
    REQUIRE(document.json);
    const JsonText& json = *document.json;
    CHECK(json.string(0, "a") == "😀ä/\b\f");
    CHECK(json.integer(*json.member(0, "n")) == -12);
    CHECK(json.elements(*json.member(0, "l")).size() == 3);
    CHECK(json.type(*json.member(0, "t")) == JsonText::Type::True);
    CHECK_FALSE(json.member(0, "x"));
    CHECK_FALSE(json.string(0, "n"));
}

TEST_CASE("what breaks a rule of JSON is refused") {
    for (const char* text : {"",
                             " ",
                             "{",
                             "}",
                             "[1,]",
                             "{\"a\":1,}",
                             "{\"a\" 1}",
                             "{a:1}",
                             "01",
                             "1.",
                             "1e",
                             "-",
                             "+1",
                             ".5",
                             "tru",
                             "nul",
                             "\"",
                             "\"\\x\"",
                             "\"\\u12\"",
                             "\"\\ud800\"",
                             "\"\\udc00\"",
                             "\"\\ud800\\u0041\"",
                             "\"\n\"",
                             "\"\x01\"",
                             "\"\xff\"",
                             "{} {}",
                             "{\"a\":1,\"a\":2}",
                             "{\"a\":1,\"\\u0061\":2}",
                             "[1 2]",
                             "[[[[[[[[[1]]]]]]]]]"}) {
        CAPTURE(text);
        CHECK_FALSE(Document(text).json);
    }
    CHECK(Document(" { } ").json);
    CHECK(Document("[[[[[[[1]]]]]]]").json);
}
