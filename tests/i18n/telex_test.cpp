// Telex as people type it: what each key makes of a syllable, how it is taken back, and that words
// of other languages pass.
#include "tests/i18n/typed.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

std::string typed(std::u32string_view keys) {
    return i18n_tests::typed(keys, i18n::telex);
}

} // namespace

TEST_CASE("ươ needs one w, wherever it is struck") {
    CHECK(typed(U"nguowif") == "người");
    CHECK(typed(U"nguwowif") == "người");
    CHECK(typed(U"nguwoif") == "người");
    CHECK(typed(U"nguoiwf") == "người");
    CHECK(typed(U"nguoifw") == "người");
    CHECK(typed(U"dduwowcj") == "được");
    CHECK(typed(U"dduocwj") == "được");
    CHECK(typed(U"rwowuj") == "rượu");
}

TEST_CASE("uơ stays open where the language has it so, until something follows") {
    CHECK(typed(U"thuowr") == "thuở");
    CHECK(typed(U"huow") == "huơ");
    CHECK(typed(U"quow") == "quơ");
    CHECK(typed(U"thuowng") == "thương");
    CHECK(typed(U"huowng") == "hương");
}

TEST_CASE("shapes and tones come at once or at the end of the syllable") {
    CHECK(typed(U"vieetj") == "việt");
    CHECK(typed(U"vietej") == "việt");
    CHECK(typed(U"Nguyeenx") == "Nguyễn");
    CHECK(typed(U"khuyeen") == "khuyên");
    CHECK(typed(U"tuana") == "tuân");
    CHECK(typed(U"hawngf") == "hằng");
    CHECK(typed(U"nhw") == "như");
    CHECK(typed(U"DDOONG") == "ĐÔNG");
    CHECK(typed(U"Ddaij") == "Đại");
}

TEST_CASE("a tone stands where it is written, and moves as the syllable grows") {
    CHECK(typed(U"hoaf") == "hòa");
    CHECK(typed(U"hoafn") == "hoàn");
    CHECK(typed(U"thuys") == "thúy");
    CHECK(typed(U"huyts") == "huýt");
    CHECK(typed(U"muaf") == "mùa");
    CHECK(typed(U"muwas") == "mứa");
    CHECK(typed(U"ngoaif") == "ngoài");
    CHECK(typed(U"tieesng") == "tiếng");
    CHECK(typed(U"tiesng") == "tiéng");
    CHECK(typed(U"tiesnge") == "tiếng");
}

TEST_CASE("the i of gi and the u of qu carry no tone of their own") {
    CHECK(typed(U"gif") == "gì");
    CHECK(typed(U"gifa") == "già");
    CHECK(typed(U"gieengs") == "giếng");
    CHECK(typed(U"quas") == "quá");
    CHECK(typed(U"quyf") == "quỳ");
}

TEST_CASE("keys of the keyboard on the screen that are tones go onto the syllable as well") {
    CHECK(typed(U"nguoi\u0300w") == "người");
    CHECK(typed(U"toan\u0301") == "toán");
    CHECK(typed(U"toan\u0301\u0301") == "toan");
}

TEST_CASE("the same key once more takes its own change back and is written") {
    CHECK(typed(U"aaa") == "aa");
    CHECK(typed(U"aww") == "aw");
    CHECK(typed(U"ddd") == "dd");
    CHECK(typed(U"ass") == "as");
    CHECK(typed(U"www") == "ww");
    CHECK(typed(U"nhuww") == "nhuw");
    CHECK(typed(U"xooong") == "xoong");
    CHECK(typed(U"asz") == "a");
    CHECK(typed(U"asf") == "à"); // another tone takes its place
}

TEST_CASE("what is no Vietnamese syllable stays as it is typed") {
    for (const char32_t* word : {U"Ahmed", U"email", U"Fatima", U"Jahr", U"zaw", U"str", U"xyz"}) {
        std::string plain;
        for (const char32_t* c = word; *c != 0; ++c) {
            plain += static_cast<char>(*c);
        }
        CHECK(typed(word) == plain);
    }
    CHECK_FALSE(i18n::telex("кa", 's'));
    CHECK_FALSE(i18n::telex("a\u0308", 's'));
    CHECK_FALSE(i18n::telex("nghiengnghieng", 's'));
    CHECK_FALSE(i18n::telex("", 's'));
    CHECK_FALSE(i18n::telex("a ", 's'));
    CHECK_FALSE(i18n::telex("a1", 's'));
}

TEST_CASE("before c, ch, p and t there are two tones only") {
    CHECK(typed(U"cats") == "cát");
    CHECK(typed(U"catj") == "cạt");
    CHECK(typed(U"catf") == "catf");
    CHECK(typed(U"catr") == "catr");
}

TEST_CASE("only the syllable before the caret is touched") {
    CHECK(typed(U"vieetj nam a") == "việt nam a");
    const auto rewrite = i18n::telex("việt nam, toi", 'o');
    REQUIRE(rewrite);
    CHECK(rewrite->taken == 3);
    CHECK(rewrite->view() == "tôi");
}

TEST_CASE("bytes that are no UTF-8 are left alone") {
    CHECK_FALSE(i18n::telex("\xC3", 's'));
    CHECK_FALSE(i18n::telex("\x80\x80\x80\x80\x80", 's'));
    const auto after = i18n::telex("\xFF"
                                   "a",
                                   's');
    CHECK((!after || after->taken == 1));
}
