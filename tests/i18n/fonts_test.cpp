// Faces: opening, coverage, fallback.
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

using namespace i18n;
using namespace i18n_tests;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, removed at the end.
struct TemporaryFolder {
    TemporaryFolder() {
        std::string pattern = (fs::temp_directory_path() / "fonts-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    fs::path path;
};

void copy_font(const fs::path& to, const char* name) {
    fs::copy_file(fs::path(kFontFolder) / name, to / name);
}

std::set<std::string> files_of(std::string_view text, const char* locale) {
    std::set<std::string> files;
    const Layout layout = lay_out(text, locale);
    for (const Run& run : layout.runs()) {
        files.insert(fonts().file(run.face).stem().string());
    }
    return files;
}

struct Sample {
    const char* locale;
    const char* text;
};

constexpr Sample kSamples[] = {
    {"fi", "Hyvää päivää, ÄÖÅ šž – ”lainaus” 0123456789 €"},
    {"sv", "Välkommen till mottagningen på Åland!"},
    {"en", "Welcome. “You” can’t be wrong — it’s (your) choice; [1/2] #3 @ 50% & more…"},
    {"so", "Ku soo dhawoow, waan ku caawin karnaa"},
    {"ar", "أهلاً وسهلاً بكم، هل تحتاجون إلى مساعدة؟ (٠١٢٣٤٥٦٧٨٩) 123 ؛ «نعم»"},
    {"fa", "به مرکز پذیرش خوش آمدید؛ چگونه می‌توانیم کمک "
           "کنیم؟ "
           "۰۱۲۳۴۵۶۷۸۹"},
    {"ckb", "بەخێربێن بۆ ناوەندی پێشوازی، چۆن یارمەتیت بدەین؟ ھ"},
    {"ps", "ښه راغلاست، موږ ستاسو سره مرسته کولای شو ټ ډ ړ ږ ڼ ې ۍ"},
    {"ur", "خوش آمدید، ہم آپ کی مدد کر سکتے ہیں۔ ٹ ڈ ڑ ں ے"},
    {"uk", "Ласкаво просимо! Ґґ Єє Її Іі’"},
    {"ru", "Добро пожаловать, чем мы можем помочь? ЁёЪъ №"},
    {"th", "ยินดีต้อนรับ เราช่วยคุณได้อย่างไร ๐๑๒๓ ฿"},
    {"vi", "Chào mừng bạn, chúng tôi có thể giúp gì? Ứử Ễễ Ộộ ₫"},
    {"tr", "Hoş geldiniz, size nasıl yardımcı olabiliriz? İıŞşĞğ ₺"},
    {"ti", "እንቋዕ ብደሓን መጻእኩም፡ ከመይ ክንሕግዘኩም ንኽእል።"},
    {"am", "እንኳን ደህና መጡ፣ እንዴት ልንረዳዎ እንችላለን? (፩፪፫)"},
    {"km", "សូមស្វាគមន៍ តើយើងអាចជួយអ្នកបានយ៉ាងដូចម្តេច? ០១២៣ ៛"},
    {"my", "ကြိုဆိုပါတယ်၊ ဘယ်လိုကူညီနိုင်မလဲ။"},
    {"ne", "स्वागत छ, हामी तपाईंलाई कसरी मद्दत गर्न सक्छौं? ०१२३ ।"},
    {"bn", "স্বাগতম, আমরা আপনাকে কীভাবে সাহায্য করতে পারি? ৳ ।"},
    {"ta", "வரவேற்கிறோம், உங்களுக்கு எவ்வாறு உதவலாம்?"},
    {"si", "සාදරයෙන් පිළිගනිමු, අපට ඔබට උදව් කළ හැක්කේ කෙසේද?"},
    {"ka", "კეთილი იყოს თქვენი მობრძანება (დახმარება)! ₾"},
    {"hy", "Բարի գալուստ, ինչպե՞ս կարող ենք օգնել (ձեզ)։ ֏"},
    {"he", "ברוכים הבאים (שלום)! ״ציטוט״ ₪"},
    {"ro", "Bine ați venit, șțăâî"},
    {"bg", "Добре дошли, с какво можем да помогнем?"},
    {"el", "Καλώς ορίσατε, πώς μπορούμε να βοηθήσουμε;"},
};

} // namespace

TEST_CASE("Every sample has a glyph for every character, in both weights") {
    for (const Sample& sample : kSamples) {
        INFO(sample.locale << ": " << sample.text);
        for (const Weight weight : {Weight::Regular, Weight::Bold}) {
            const TextStyle style{.locale = {sample.locale}, .weight = weight};
            CHECK(Paragraph::shape(sample.text, style, typesetter()).missing_glyphs() == 0);
        }
        CHECK(shape(sample.text, "fi").missing_glyphs() == 0);
    }
}

TEST_CASE("A character that no face has is reported") {
    CHECK(shape("\U000F0000", "fi").missing_glyphs() == 1);
}

TEST_CASE("Brackets and Latin letters in Arabic come from a face that has them") {
    const auto arabic =
        typesetter().fonts().order({"ar"}, script_of("Arab"), Weight::Regular).front();
    CHECK(fonts().file(arabic).stem() == "NotoSansArabicUI-Regular");
    REQUIRE_FALSE(fonts().covers(arabic, U'('));
    CHECK(shape("(سلام) ABC [نعم]", "ar").missing_glyphs() == 0);
}

TEST_CASE("Punctuation stays in the face of the word before it") {
    CHECK(files_of("สวัสดี ครับ", "th") == std::set<std::string>{"NotoSansThaiUI-Regular"});
    CHECK(files_of("Hei, maailma (12)!", "fi") == std::set<std::string>{"NotoSans-Regular"});
    CHECK(files_of("नमस्ते, (दुनिया) 12!", "hi").size() == 1);
}

TEST_CASE("The language chooses among faces of one script, and the weight within a family") {
    CHECK(files_of("خوش", "ur") == std::set<std::string>{"NotoNaskhArabicUI-Regular"});
    CHECK(files_of("خوش", "ar") == std::set<std::string>{"NotoSansArabicUI-Regular"});
    CHECK(fonts().file(fonts().primary({"ar"}, Weight::Bold)).stem() == "NotoSansArabicUI-Bold");
    CHECK(fonts().file(fonts().primary({"vi"}, Weight::Regular)).stem() == "NotoSans-Regular");
    CHECK(fonts().file(fonts().primary({"not a tag"}, Weight::Regular)).stem() ==
          "NotoSans-Regular");
}

TEST_CASE("A language whose letters have no face is told apart, with the file and the package") {
    const TemporaryFolder folder;
    const fs::path faces = folder.path / "truetype" / "noto";
    fs::create_directories(faces);
    for (const char* name : {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
                             "NotoSansArabicUI-Regular.ttf", "NotoSansArabicUI-Bold.ttf"}) {
        copy_font(faces, name);
    }
    const auto few = Fonts::open(faces);
    REQUIRE(few.has_value());
    for (const char* tag : {"fi", "en", "ru", "ar", "vi", "ckb", "prs", "ur"}) {
        CAPTURE(tag);
        CHECK_FALSE(few->lacking({tag}));
    }
    struct Lack {
        const char* tag;
        fs::path file;
        std::string_view package;
    };
    const fs::path chinese = folder.path / "opentype" / "noto" / "NotoSansCJK-Regular.ttc";
    for (const auto& [tag, file, package] :
         {Lack{"zh-Hans", chinese, "(Debian: fonts-noto-cjk)"},
          Lack{"ur-Aran", faces / "NotoNastaliqUrdu-Regular.ttf", "(Debian: fonts-noto-core)"},
          Lack{"th", faces / "NotoSansThaiUI-Regular.ttf", "(Debian: fonts-noto-ui-core)"},
          Lack{"ti", faces / "NotoSansEthiopic-Regular.ttf", "(Debian: fonts-noto-core)"}}) {
        CAPTURE(tag);
        const auto lack = few->lacking({tag});
        REQUIRE(lack.has_value());
        CHECK(lack->file == file);
        CHECK(lack->reason.contains(package));
        CHECK(lack->sentence().contains(tag));
        CHECK_FALSE(fonts().lacking({tag})); // a whole installation has it
    }
    const auto unknown = fonts().lacking({"fa-Aran"}); // the face is for Urdu
    REQUIRE(unknown.has_value());
    CHECK(unknown->reason.contains("fa-Aran"));
}

TEST_CASE("A missing or damaged font file is named") {
    const TemporaryFolder folder;
    auto opened = Fonts::open(folder.path);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().file == folder.path / "NotoSans-Regular.ttf");

    for (const char* name : {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
                             "NotoSansArabicUI-Regular.ttf", "NotoSansArabicUI-Bold.ttf"}) {
        copy_font(folder.path, name);
    }
    CHECK(Fonts::open(folder.path).has_value());

    copy_font(folder.path, "NotoSansThaiUI-Regular.ttf");
    const fs::path thai = folder.path / "NotoSansThaiUI-Regular.ttf";
    fs::resize_file(thai, fs::file_size(thai) / 2);
    opened = Fonts::open(folder.path);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().file == thai);
    CHECK_FALSE(opened.error().reason.empty());

    std::ofstream(thai, std::ios::trunc) << "not a font";
    CHECK_FALSE(Fonts::open(folder.path).has_value());
    std::ofstream(thai, std::ios::trunc).flush();
    CHECK_FALSE(Fonts::open(folder.path).has_value());
}
